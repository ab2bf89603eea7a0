"""Who stands on the attendance sheet, and what the sheet adds up to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from communes.models import COLLEGE_OF_KIND, College, OrganisationKind, Person
from communes.querysets import PersonQuerySet, standing
from foundation.records.today import today
from frameworks.models import Attendance, Meeting


@dataclass(frozen=True)
class Seat:
    """One line of the sheet: a person, the college they sit with, and what is recorded of them."""

    person: Person
    college: str
    recorded: Attendance | None


@dataclass(frozen=True)
class CollegeTotal:
    """How many of one college were in the room; women and young people counted within."""

    college: College
    present: int
    women: int
    young: int


@dataclass(frozen=True)
class Figures:
    """I03: who was present, named people and counted people together."""

    colleges: list[CollegeTotal]
    displaced: int | None

    @property
    def present(self) -> int:
        return sum(total.present for total in self.colleges)

    @property
    def women(self) -> int:
        return sum(total.women for total in self.colleges)

    @property
    def young(self) -> int:
        return sum(total.young for total in self.colleges)

    def has(self, college: College) -> bool:
        """Whether at least one person of this college was there."""
        return any(total.college == college for total in self.colleges)


def day_of(meeting: Meeting) -> datetime.date:
    """The day the meeting is measured by: held, else planned, else today."""
    return meeting.held_on.first_day if meeting.held_on else meeting.planned_on or today()


def college_for(person: Person, membership: str = "") -> str:
    """The college somebody sits with: their own, that of the member organisation, or its kind's."""
    if person.college or membership:
        return person.college or membership
    if person.organisation is None:
        return College.OTHER
    return COLLEGE_OF_KIND[OrganisationKind(person.organisation.kind)]


def people_of(meeting: Meeting) -> PersonQuerySet:
    """The commune's people, those of shared member organisations, and whoever came before.

    Somebody merged into another record stands on a sheet only where it names them already.
    """
    framework = meeting.framework
    members = framework.members.values("organisation")
    came = Attendance.objects.filter(meeting__framework=framework).values(who=standing("person"))
    people = Person.objects.filter(
        Q(commune=framework.commune) | Q(commune=None, organisation__in=members) | Q(pk__in=came)
    )
    named = Q(merged_into=None) | Q(pk__in=meeting.attendance.values("person"))
    return people.filter(named).select_related("organisation")


def seats_of(meeting: Meeting) -> list[Seat]:
    """The sheet, college by college in the printed order, names in alphabetical order."""
    colleges: dict[int, str] = dict(
        meeting.framework.members.values_list("organisation", "college")
    )
    recorded = {row.person_id: row for row in meeting.attendance.all()}
    seats = [
        Seat(person, _college(person, recorded.get(person.pk), colleges), recorded.get(person.pk))
        for person in people_of(meeting)
    ]
    order = list(College.values)
    return sorted(seats, key=lambda seat: order.index(seat.college))


def _college(person: Person, row: Attendance | None, colleges: dict[int, str]) -> str:
    if row is not None:
        return row.college
    return college_for(person, colleges.get(person.organisation_id or 0, ""))


def figures_of(meeting: Meeting) -> Figures:
    """Present, women and young people by college, in two queries."""
    named = meeting.attendance.present().order_by().values("college").annotate(
        present=Count("pk"),
        women=Count("pk", filter=Q(sex="F")),
        young=Count("pk", filter=Q(young=True)),
    )  # fmt: skip
    counted = meeting.counted.order_by().values("college").annotate(
        present=Sum("number"), of_women=Sum("women"), of_young=Sum("young")
    )  # fmt: skip
    sums: dict[str, list[int]] = {}
    for row in named:
        _add(sums, row["college"], row["present"], row["women"], row["young"])
    for row in counted:
        _add(sums, row["college"], row["present"], row["of_women"], row["of_young"])
    totals = [CollegeTotal(college, *sums[college]) for college in College if college in sums]
    return Figures([total for total in totals if total.present], meeting.displaced_present)


def _add(sums: dict[str, list[int]], college: str, *numbers: Any) -> None:
    before = sums.setdefault(college, [0, 0, 0])
    sums[college] = [had + (more or 0) for had, more in zip(before, numbers, strict=True)]
