"""Reading frameworks, needs and meetings in the commune's words."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from communes.querysets import InCommuneQuerySet, running_on
from foundation.records.querysets import RecordQuerySet
from foundation.records.today import today

if TYPE_CHECKING:
    from frameworks.models import (  # noqa: F401
        AgendaItem,
        Attendance,
        Cycle,
        Decision,
        Deliberation,
        Framework,
        LegalText,
        Meeting,
        Need,
        PrioritySector,
    )


class LegalTextQuerySet(RecordQuerySet["LegalText"]):
    def cited_on(self, day: datetime.date) -> Self:
        """Texts an act of that day cites (*visas*), in the order of citation."""
        return self.filter(running_on(day, "valid_from", "valid_to"), cited_in_acts=True)


class OfActQuerySet(InCommuneQuerySet[Any]):
    commune_path = "deliberation__commune"


class FrameworkQuerySet(InCommuneQuerySet["Framework"]):
    def current(self) -> Self:
        """Frameworks that are not closed; at most one per commune."""
        return self.exclude(state="clos")


class PrioritySectorQuerySet(InCommuneQuerySet["PrioritySector"]):
    commune_path = "framework__commune"

    def active(self, day: datetime.date | None = None) -> Self:
        """Sectors the framework works on at that day (today if none is given)."""
        return self.filter(running_on(day or today(), "active_from", "active_to"))


class OfFrameworkQuerySet(InCommuneQuerySet[Any]):
    commune_path = "framework__commune"

    def sitting(self, day: datetime.date | None = None) -> Self:
        """Members that sit in the framework at that day (today if none is given)."""
        return self.filter(running_on(day or today(), "since", "until"))


def sectors_offered(framework: Framework) -> models.QuerySet[Any]:
    """The catalogue as the choice of sectors shows it: no retired sector, save one still held."""
    sectors = apps.get_model("communes", "Sector").objects
    held = framework.priority_sectors.filter(active_to=None)
    return sectors.filter(Q(retired=False) | Q(pk__in=held.values("sector")))


def sectors_named_in(framework: Framework) -> models.QuerySet[Any]:
    """The sectors a need, an assembly or a choice of this framework names."""
    sectors = apps.get_model("communes", "Sector").objects
    needs, chosen = framework.needs.values("sector"), framework.priority_sectors.values("sector")
    heard = framework.assemblies.values("sector")
    return sectors.filter(Q(pk__in=needs) | Q(pk__in=chosen) | Q(pk__in=heard))


def actors_by_sector(commune: Any) -> dict[int, int]:
    """How many active organisations of the commune work in each sector."""
    organisations = commune.organisations.active().order_by()
    rows = organisations.exclude(sectors=None).values_list("sectors").annotate(Count("pk"))
    return dict(rows)


class CycleQuerySet(InCommuneQuerySet["Cycle"]):
    commune_path = "framework__commune"

    def open(self) -> Self:
        return self.filter(state="ouvert")


# Final states in which a need counts as taken up (domain § 7.1).
TAKEN_UP = ("retenu", "en_cours", "partiellement_satisfait", "satisfait")
OPEN_NEED = ("identifie", "presente", "retenu", "differe", "en_cours", "partiellement_satisfait")


class NeedQuerySet(InCommuneQuerySet["Need"]):
    commune_path = "framework__commune"

    def taken_up(self) -> Self:
        """Needs the meeting retained, whatever became of them since."""
        return self.filter(state__in=TAKEN_UP)

    def unsettled(self) -> Self:
        """Needs neither satisfied nor set aside: they come back at every meeting."""
        return self.filter(state__in=OPEN_NEED)

    def open_to_choice_at(self, meeting: Any) -> Self:
        """Needs a meeting may retain, put off or set aside, and those it retained or set aside."""
        waiting = Q(state__in=("identifie", "presente", "differe"))
        aside = meeting.treatments.filter(choice="rejete").values("need")
        return self.filter(
            waiting | Q(state="retenu", retained_at=meeting) | Q(state="rejete", pk__in=aside)
        )

    def with_turns(self) -> Self:
        """Each with how many meetings treated it (`raised`) and put it off (`put_off`)."""
        rows = apps.get_model("frameworks", "NeedTreatment").objects.filter(need=OuterRef("pk"))
        return self.annotate(raised=_number_of(rows), put_off=_number_of(rows, choice="differe"))

    def by_sector(self) -> Self:
        """In the order of their sectors, those without one at the end; ranked needs first."""
        sector = F("sector__code").asc(nulls_last=True)
        return self.order_by(sector, F("rank_in_sector").asc(nulls_last=True), "pk")

    def figures_by_sector(self) -> Any:
        """Per sector: needs, those taken up, and the people concerned; "no sector" is a row too."""
        return (
            self.order_by()
            .values("sector", "sector__code", "sector__name_fr", "sector__name_en")
            .annotate(
                number=Count("pk"),
                taken_up=Count("pk", filter=Q(state__in=TAKEN_UP)),
                women_named=Sum("women"),
                men_named=Sum("men"),
                uncounted=Count("pk", filter=Q(women=None, men=None)),
            )
            .order_by(models.F("sector__code").asc(nulls_last=True))
        )


def _number_of(rows: Any, **only: Any) -> Coalesce:
    """How many of these rows each need has; 0 without one."""
    counted = rows.filter(**only).order_by().values("need").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class MeetingQuerySet(InCommuneQuerySet["Meeting"]):
    commune_path = "framework__commune"

    def held(self) -> Self:
        return self.filter(state__in=("tenue", "pv_approuve", "close"))

    def approved(self) -> Self:
        return self.filter(state__in=("pv_approuve", "close"))

    def with_framework(self) -> Self:
        """Meetings with what every page of them needs, without further queries."""
        return self.select_related(
            "framework__commune", "framework__founding_deliberation", "sector", "chair",
            "secretary", "facilitator", "approved_by", "place_commune",
        )  # fmt: skip

    def with_figures(self) -> Self:
        """Who was present and how many decisions: named and counted people together."""
        named = {"kind": "Attendance", "mode": "present"}
        counted = {"kind": "CountedAttendance"}
        return self.annotate(
            present_count=_tally(Count("pk"), **named) + _tally(Sum("number"), **counted),
            women_count=_tally(Count("pk"), **named, sex="F") + _tally(Sum("women"), **counted),
            decision_count=_tally(Count("pk"), kind="Decision"),
        )

    def next_first(self) -> Self:
        """Those to come by date, then those held, the latest first."""
        to_come = Q(state__in=("projet", "invitations_envoyees"))
        return self.annotate(
            is_over=Case(When(to_come, then=Value(0)), default=Value(1)),
            comes_on=Case(When(to_come, then=F("planned_on"))),
        ).order_by(
            "is_over",
            F("comes_on").asc(nulls_last=True),
            F("held_on").desc(nulls_last=True),
            "-number",
        )

    def latest_approved(self) -> Self:
        """The last meeting whose minutes are approved: the only one that may be reopened."""
        return self.approved().order_by("-number")[:1]


def _tally(what: Any, *, kind: str, **only: Any) -> Coalesce:
    """A count over one kind of rows of each meeting, 0 when there are none."""
    rows = apps.get_model("frameworks", kind).objects.filter(meeting=OuterRef("pk"), **only)
    totals = rows.order_by().values("meeting").annotate(total=what).values("total")
    return Coalesce(Subquery(totals, output_field=IntegerField()), 0)


_PRESENT = {
    "present": Count("pk"),
    "women": Count("pk", filter=Q(sex="F")),
    "youth": Count("pk", filter=Q(young=True)),
}


class AttendanceQuerySet(InCommuneQuerySet["Attendance"]):
    commune_path = "meeting__framework__commune"

    def present(self) -> Self:
        """People in the room."""
        return self.filter(mode="present")

    def totals(self) -> dict[str, int]:
        """I03: present, women, people of 35 or younger."""
        return self.present().aggregate(**_PRESENT)

    def totals_by(self, *columns: str) -> Any:
        """I03 for each meeting, college or both: rows of these columns and the three counts."""
        return self.present().order_by().values(*columns).annotate(**_PRESENT)

    def professionals_present(self) -> int:
        """I04: professional organisations with at least one person in the room."""
        there = self.present().filter(organisation__kind="organisation_professionnelle")
        return there.values("organisation").distinct().count()

    def by_college(self) -> dict[str, int]:
        """How many were present of each college."""
        rows = self.present().values_list("college").annotate(n=Count("pk")).order_by("college")
        return dict(rows)


class OfMeetingQuerySet(InCommuneQuerySet[Any]):
    commune_path = "meeting__framework__commune"


class DecisionQuerySet(InCommuneQuerySet["Decision"]):
    commune_path = "meeting__framework__commune"

    def unsettled(self) -> Self:
        return self.filter(state__in=("ouverte", "en_discussion"))


_NOBODY = Value(0, output_field=IntegerField())
_COUNTED = {
    "present": Coalesce(Sum("number"), _NOBODY),
    "women": Coalesce(Sum("women"), _NOBODY),
    "youth": Coalesce(Sum("young"), _NOBODY),
}


class CountedAttendanceQuerySet(InCommuneQuerySet[Any]):
    commune_path = "meeting__framework__commune"

    def totals(self) -> dict[str, int]:
        """People counted without a name: number, women, young."""
        return self.aggregate(**_COUNTED)

    def totals_by(self, *columns: str) -> Any:
        """The same for each meeting, college or both."""
        return self.order_by().values(*columns).annotate(**_COUNTED)


class OfDecisionQuerySet(InCommuneQuerySet[Any]):
    commune_path = "decision__meeting__framework__commune"


class OfNeedQuerySet(InCommuneQuerySet[Any]):
    commune_path = "need__framework__commune"


class PaperTextQuerySet(InCommuneQuerySet[Any]):
    commune_path = "commune"


_SPENT = {
    "cost": Sum(Coalesce("paid", "planned")),
    "without_programme": Sum(Coalesce("paid", "planned"), filter=~Q(party__kind="programme")),
}


class MeetingCostQuerySet(InCommuneQuerySet[Any]):
    commune_path = "meeting__framework__commune"

    def totals(self) -> dict[str, int]:
        """I15 in FCFA: everything a meeting cost, and what others than the programme bore."""
        zero = Value(0, output_field=models.BigIntegerField())
        return self.aggregate(**{name: Coalesce(sum_, zero) for name, sum_ in _SPENT.items()})

    def totals_by_meeting(self) -> Any:
        """I15 for each meeting; a meeting whose costs nobody valued has no sum, not 0."""
        return self.order_by().values("meeting").annotate(**_SPENT)


class OfCommuneQuerySet(InCommuneQuerySet[Any]):
    commune_path = "commune"


class OfCycleQuerySet(InCommuneQuerySet[Any]):
    commune_path = "cycle__framework__commune"


class OfTrustSurveyQuerySet(InCommuneQuerySet[Any]):
    commune_path = "survey__cycle__framework__commune"
