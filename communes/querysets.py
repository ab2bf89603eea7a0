"""Reading within the communes a person may see: the one door is `visible_to`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from foundation.accounts.models import User
from foundation.formats.search import search_key
from foundation.records.querysets import RecordQuerySet
from foundation.records.today import today

if TYPE_CHECKING:
    from communes.models import (  # noqa: F401
        Assignment,
        Attachment,
        Commune,
        LocalDate,
        Organisation,
        Person,
    )

Record = TypeVar("Record", bound=models.Model)


def running_on(day: datetime.date, start: str = "valid_from", end: str = "valid_to") -> Q:
    """Rows in force on `day`; an empty bound is open."""
    return Q(Q(**{start: None}) | Q(**{f"{start}__lte": day})) & Q(
        Q(**{end: None}) | Q(**{f"{end}__gte": day})
    )


def name_key(name: str) -> str:
    """A name reduced to its letters and figures: « Jigi-Sèmè » and "JIGI  SEME" meet."""
    return "".join(letter for letter in search_key(name) if letter.isalnum())


class AssignmentQuerySet(RecordQuerySet["Assignment"]):
    def running(self) -> Self:
        """Assignments in force today."""
        return self.filter(running_on(today()))

    def of(self, user: Any) -> Self:
        """What one person was given; nothing for a visitor or a closed account."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(user=user)


class CommuneQuerySet(RecordQuerySet["Commune"]):
    def visible_to(self, user: Any) -> Self:
        """Communes covered by an assignment in force: one place, a region, a programme or all."""
        assignment = apps.get_model("communes", "Assignment").objects.of(user).running()
        return self.filter(Exists(assignment.filter(covers(OuterRef("pk")))))

    def matching(self, text: str) -> Self:
        """Found by name, name in the record, chief town, other spelling, cercle or region."""
        alias = apps.get_model("communes", "CommuneAlias").objects
        cercles = apps.get_model("communes", "Cercle")._default_manager
        named = {
            pk: search_key(f"{cercle} {region}")
            for pk, cercle, region in cercles.values_list("pk", "name", "region__name")
        }
        found = self
        for word in search_key(text).split():
            lies_in = [pk for pk, key in named.items() if word in key]
            spelt = alias.filter(commune=OuterRef("pk"), search_key__contains=word)
            found = found.filter(
                Q(search_key__contains=word) | Q(cercle__in=lies_in) | Exists(spelt)
            )
        return found

    def with_place(self) -> Self:
        """Communes with what a list shows of where they lie, without further queries."""
        return self.select_related("cercle__region", "arrondissement")


def covers(commune_pk: Any) -> Q:
    """Assignments that reach the commune with this key, whatever their kind of place."""
    return (
        Q(commune=commune_pk)
        | Q(nationwide=True)
        | Q(region__cercles__communes=commune_pk)
        | Q(programme__supported_communes=commune_pk)
    )


class InCommuneQuerySet(RecordQuerySet[Record]):
    """Records of a commune. A model states its `commune_path`; scoping follows from it."""

    commune_path: ClassVar[str] = "commune"

    def visible_to(self, user: Any) -> Self:
        """Records of the communes this person may see, in one subquery."""
        visible = apps.get_model("communes", "Commune").objects.visible_to(user)
        return self.filter(**{f"{self.commune_path}__in": visible.order_by().values("pk")})

    def in_commune(self, commune: Commune) -> Self:
        return self.filter(**{self.commune_path: commune})


class DatedQuerySet(InCommuneQuerySet[Record]):
    """Things true of a commune between two days."""

    def in_force(self, day: datetime.date) -> Self:
        return self.filter(running_on(day)).order_by(F("valid_from").desc(nulls_last=True))


class LocalDateQuerySet(InCommuneQuerySet["LocalDate"]):
    """The lines of a commune's calendar."""

    def touching(self, first: datetime.date, last: datetime.date) -> Self:
        """Everything that comes back every week or year, and what has a day between these two."""
        dated = Q(first_day__lte=last, last_day__gte=first)
        return self.filter(Q(first_day=None) | dated)

    def recurring(self) -> Self:
        """Market days and seasons: what comes back by itself."""
        return self.filter(first_day=None)

    def dated(self) -> Self:
        """Feasts and sessions: what has its own days each year."""
        return self.exclude(first_day=None).order_by("first_day", "pk")


class MergeableQuerySet(InCommuneQuerySet[Record]):
    """People and organisations: of one commune, or shared by all; some lead to another record."""

    def visible_to(self, user: Any) -> Self:
        """The commune's own and those all communes share, without the merged ones."""
        return self.standing().merged_too(user)

    def merged_too(self, user: Any) -> Self:
        """What the person may see, the merged ones too: for old addresses, never for lists."""
        visible = apps.get_model("communes", "Commune").objects.visible_to(user)
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(Q(commune=None) | Q(commune__in=visible.order_by().values("pk")))

    def usable_in(self, commune: Commune) -> Self:
        """Who can act in this commune: its own and the shared ones, without the merged ones."""
        return self.standing().filter(Q(commune=commune) | Q(commune=None))

    def standing(self) -> Self:
        """Those that stand for themselves; the others were merged into one of these."""
        return self.filter(merged_into=None)

    def same_as(self, record: Any) -> Self:
        """The record itself and all that were merged into it: `filter(person__in=…)`."""
        return self.filter(Q(pk=record.pk) | Q(merged_into=record.pk)).order_by()


def standing(path: str) -> Coalesce:
    """Whom a foreign key stands for, merged ones counted as the record they lead to.

    `Attendance.objects.values(who=standing("person")).distinct()`.
    """
    return Coalesce(f"{path}__merged_into", path)


class OrganisationQuerySet(MergeableQuerySet["Organisation"]):
    def active(self) -> Self:
        return self.standing().filter(Q(retired_on=None) | Q(retired_on__gt=today()))

    def professional(self) -> Self:
        """Cooperatives, groups, associations of the commune's economic actors (OP)."""
        return self.filter(kind="organisation_professionnelle")

    def retired(self) -> Self:
        """Organisations that no longer act; their past stays."""
        return self.standing().exclude(Q(retired_on=None) | Q(retired_on__gt=today()))

    def with_members(self) -> Self:
        """Each with its members as last counted: women, men, young, displaced, total."""
        last = (
            apps.get_model("communes", "MemberCount")
            .objects.filter(organisation=OuterRef("pk"))
            .order_by("-counted_on", "-pk")
        )
        counted = {
            f"members_{part}": Subquery(last.values(part)[:1])
            for part in ("women", "men", "young", "displaced")
        }
        return self.annotate(**counted).annotate(members=F("members_women") + F("members_men"))

    def named(self, *names: str) -> Self:
        """Those whose name or acronym is one of these, whatever accents, capitals or spaces."""
        wanted = {name_key(name) for name in names} - {""}
        rows = self.order_by().values_list("pk", "name", "acronym") if wanted else []
        same = [pk for pk, *borne in rows if wanted & {name_key(name) for name in borne}]
        return self.filter(pk__in=same)

    def their_sectors(self) -> models.QuerySet[Any]:
        """The sectors these organisations work in, each once."""
        sectors = apps.get_model("communes", "Sector").objects
        return sectors.filter(organisations__in=self.order_by().values("pk")).distinct()


class PersonQuerySet(MergeableQuerySet["Person"]):
    def named(self, first_name: str, last_name: str) -> Self:
        """People of this name, in either order, whatever accents, capitals or spaces."""
        wanted = {name_key(first_name + last_name), name_key(last_name + first_name)} - {""}
        rows = self.order_by().values_list("pk", "first_name", "last_name") if wanted else []
        return self.filter(pk__in=[pk for pk, *name in rows if name_key("".join(name)) in wanted])
