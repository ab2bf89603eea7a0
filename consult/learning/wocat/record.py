"""What the draft reads of a commune's record: a fixed number of queries whatever the rows.

Notes in confidence, private notes and phone numbers are not read at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from actionplans.models import FundingLine, Incentive, PlanState
from communes.models import Commune, Organisation, OrganisationKind, Sex
from consult.learning.models import Training
from foundation.records.today import today
from frameworks.models import Framework, FrameworkMember
from frameworks.trust import TrustFigures
from monitoring.indicators.cycles import CycleFigures, figures_of
from monitoring.indicators.meetings import MeetingFigures, meetings_of
from monitoring.indicators.money import MoneyFigures, together
from monitoring.indicators.need_splits import need_splits
from monitoring.indicators.needs import NeedFigures, needs_of
from monitoring.indicators.organisations import OrganisationFigures, organisations_of
from monitoring.indicators.trust import trust_by_survey
from monitoring.indicators.voices import VoiceFigures, voices
from monitoring.models import (
    CommitteeMandate,
    CommitteeMember,
    Obstacle,
    Report,
    ReportVisit,
    ServiceSupport,
    StatementPhoto,
)

PHOTOS_READ = 50
OUTSIDE = (
    OrganisationKind.DONOR,
    OrganisationKind.NGO,
    OrganisationKind.PROGRAMME,
)


@dataclass(frozen=True)
class Record:
    """The facts of one framework, as they stand today."""

    framework: Framework
    day: datetime.date
    cycles: list[CycleFigures]
    meetings: list[MeetingFigures]
    needs: NeedFigures
    organisations: OrganisationFigures
    surveys: list[TrustFigures]
    sectors: list[str]
    silent_sectors: int
    members: list[Organisation]
    seats: list[CommitteeMember]
    mandates: int
    obstacles: list[Obstacle]
    lines: list[FundingLine]
    trainings: list[Training]
    supports: list[ServiceSupport]
    incentives: list[Incentive]
    photos: list[StatementPhoto]
    voices: tuple[VoiceFigures, ...]
    reports: int
    visits: int

    @property
    def commune(self) -> Commune:
        return self.framework.commune

    @property
    def money(self) -> MoneyFigures:
        """Promised and paid in all cycles together."""
        return together(each.money for each in self.cycles)

    @property
    def actions(self) -> int:
        return sum(each.plan.actions for each in self.cycles)

    @property
    def done(self) -> int:
        return sum(each.plan.done for each in self.cycles)

    @property
    def op_led(self) -> int:
        return sum(each.plan.op_led for each in self.cycles)

    @property
    def last_closed(self) -> datetime.date | None:
        days = [each.cycle.closed_on for each in self.cycles if each.cycle.closed_on]
        return max(days, default=None)

    @property
    def women_seats(self) -> int:
        return sum(seat.person.sex == Sex.WOMAN for seat in self.seats)

    @property
    def professional_seats(self) -> int:
        """Seats of the committee held by people of professional organisations."""
        return sum(
            seat.person.organisation is not None
            and seat.person.organisation.kind == OrganisationKind.PROFESSIONAL
            for seat in self.seats
        )

    def of_kind(self, *kinds: str) -> list[Organisation]:
        """Members and payers of these kinds, each once, by name."""
        found = {each.pk: each for each in (*self._payers(), *self.members) if each.kind in kinds}
        return sorted(found.values(), key=lambda each: each.name)

    def _payers(self) -> Iterable[Organisation]:
        return (line.party for line in self.lines)


def read_record(framework: Framework) -> Record:
    """Everything the fields are filled from."""
    day, cycles = today(), framework.cycles.all()
    held, sitting = meetings_of(framework), _sitting(framework, day)
    said = framework.needs.exclude(sector=None).order_by()
    reports = Report.objects.filter(cycle__framework=framework).validated()
    return Record(
        framework=framework,
        day=day,
        cycles=figures_of(cycles),
        meetings=held,
        needs=needs_of(framework),
        organisations=organisations_of(framework),
        surveys=trust_by_survey(cycles),
        sectors=[str(each.sector.name_fr) for each in _sectors(framework)],
        silent_sectors=_sectors(framework).exclude(sector__in=said.values("sector")).count(),
        members=_members(framework),
        seats=sitting,
        mandates=CommitteeMandate.objects.filter(committee__framework=framework).count(),
        obstacles=_obstacles(framework),
        lines=_promises(framework),
        trainings=list(framework.commune.trainings.select_related("provider")),
        supports=list(framework.supports.filter(kind="appui").select_related("service")),
        incentives=list(framework.incentives.select_related("beneficiary")),
        photos=_photos(framework),
        voices=voices(held, sitting, need_splits(framework), day),
        reports=reports.exclude(kind="carence").count(),
        visits=ReportVisit.objects.filter(report__in=reports.order_by().values("pk")).count(),
    )


def _sitting(framework: Framework, day: datetime.date) -> list[CommitteeMember]:
    seats: Any = CommitteeMember.objects.filter(committee__framework=framework).running(day)
    return list(seats.select_related("person__organisation"))


def _members(framework: Framework) -> list[Organisation]:
    seats = FrameworkMember.objects.filter(framework=framework).sitting()
    return [seat.organisation for seat in seats.select_related("organisation__president")]


def _promises(framework: Framework) -> list[FundingLine]:
    """Promises of agreed plans that stand."""
    lines = FundingLine.objects.standing().filter(action__plan__cycle__framework=framework)
    return list(lines.exclude(action__plan__state=PlanState.DRAFT).select_related("party"))


def _photos(framework: Framework) -> list[StatementPhoto]:
    """The latest photos of sites."""
    photos = StatementPhoto.objects.filter(
        statement__action__plan__cycle__framework=framework, file__kind__in=("jpeg", "png")
    )
    latest = photos.select_related("file", "statement__action").order_by("-pk")
    return list(latest[:PHOTOS_READ])


def _sectors(framework: Framework) -> Any:
    return framework.priority_sectors.active().select_related("sector").order_by("rank")


def _obstacles(framework: Framework) -> list[Obstacle]:
    found = framework.obstacles.order_by("raised_on", "pk")
    return list(found.prefetch_related("passages"))


def latest_trust(surveys: list[TrustFigures]) -> TrustFigures | None:
    """The last survey both sides answered."""
    both = [each for each in surveys if None not in (each.commune, each.organisations)]
    return both[-1] if both else None
