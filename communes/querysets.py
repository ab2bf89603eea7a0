"""Reading within the communes a person may see: the one door is `visible_to`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from foundation.accounts.models import User
from foundation.records.querysets import RecordQuerySet
from foundation.records.today import today

if TYPE_CHECKING:
    from communes.models import Assignment, Attachment, Commune, Organisation, Person  # noqa: F401

Record = TypeVar("Record", bound=models.Model)


def running_on(day: datetime.date, start: str = "valid_from", end: str = "valid_to") -> Q:
    """Rows in force on `day`; an empty bound is open."""
    return Q(Q(**{start: None}) | Q(**{f"{start}__lte": day})) & Q(
        Q(**{end: None}) | Q(**{f"{end}__gte": day})
    )


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

    def with_place(self) -> Self:
        """Communes with what a list shows of where they lie, without further queries."""
        return self.select_related("cercle__region", "arrondissement")


def covers(commune_pk: Any) -> Q:
    """Assignments that reach the commune with this key, whatever their kind of place."""
    attachment = apps.get_model("communes", "Commune").objects.filter(
        pk=commune_pk, cercle__region=OuterRef("region")
    )
    programme = apps.get_model("communes", "Organisation").objects.filter(
        pk=OuterRef("programme"), supported_communes=commune_pk
    )
    return (
        Q(commune=commune_pk)
        | Q(nationwide=True)
        | Q(Q(region__isnull=False) & Exists(attachment))
        | Q(Q(programme__isnull=False) & Exists(programme))
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


class OrganisationQuerySet(InCommuneQuerySet["Organisation"]):
    def visible_to(self, user: Any) -> Self:
        """The commune's own organisations and those all communes share."""
        visible = apps.get_model("communes", "Commune").objects.visible_to(user)
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(Q(commune=None) | Q(commune__in=visible.order_by().values("pk")))

    def usable_in(self, commune: Commune) -> Self:
        """Who can act in this commune: its own organisations and the shared ones."""
        return self.filter(Q(commune=commune) | Q(commune=None))

    def active(self) -> Self:
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=today()))

    def professional(self) -> Self:
        """Cooperatives, groups, associations of the commune's economic actors (OP)."""
        return self.filter(kind="organisation_professionnelle")

    def in_sector(self, sector: Any) -> Self:
        return self.filter(sectors=sector)


class PersonQuerySet(InCommuneQuerySet["Person"]):
    commune_path = "commune"

    def visible_to(self, user: Any) -> Self:
        visible = apps.get_model("communes", "Commune").objects.visible_to(user)
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(Q(commune=None) | Q(commune__in=visible.order_by().values("pk")))

    def usable_in(self, commune: Commune) -> Self:
        return self.filter(Q(commune=commune) | Q(commune=None))
