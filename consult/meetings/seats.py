"""Who stands on the attendance sheet, and what the sheet adds up to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum

from communes.models import COLLEGE_OF_KIND, College, Organisation, OrganisationKind, Person
from communes.namesakes import Namesakes
from communes.querysets import PersonQuerySet, standing
from foundation.records.today import today
from frameworks.models import Attendance, AttendanceMode, Capacity, Meeting

CAME = (AttendanceMode.PRESENT, AttendanceMode.BY_PROXY)


@dataclass(frozen=True)
class Seat:
    """One line of the sheet: a person, the college they sit with, and what is recorded of them.

    `number` is the line on the sheet as printed; whoever is not awaited has none.
    """

    person: Person
    college: str
    recorded: Attendance | None
    number: int | None = None


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
    members = meeting.framework.members
    colleges: dict[int, str] = dict(members.values_list("organisation", "college"))
    sitting = set(members.sitting(day_of(meeting)).values_list("organisation", flat=True))
    recorded = {row.person_id: row for row in meeting.attendance.all()}
    seats = [
        Seat(person, _college(person, recorded.get(person.pk), colleges), recorded.get(person.pk))
        for person in people_of(meeting)
    ]
    order = list(College.values)
    return _numbered(sorted(seats, key=lambda seat: order.index(seat.college)), sitting)


def _numbered(seats: list[Seat], sitting: set[int]) -> list[Seat]:
    """Awaited are the people of the member organisations; before there are any, everybody."""
    numbers = count(1)
    return [
        replace(seat, number=next(numbers))
        if not sitting or seat.recorded or seat.person.organisation_id in sitting
        else seat
        for seat in seats
    ]


class Quorum(NamedTuple):
    """How many member organisations the framework asks for, and for how many somebody came."""

    needed: int
    came: int

    @property
    def is_reached(self) -> bool:
        return self.came >= self.needed


def quorum_of(meeting: Meeting) -> Quorum | None:
    """The framework's own quorum; where it set none, and at a second call, there is none."""
    needed = meeting.framework.quorum
    if not needed or meeting.second_call_of_id:
        return None
    sitting = meeting.framework.members.sitting(day_of(meeting)).order_by()
    of_members = {"capacity": Capacity.MEMBER, "organisation__in": sitting.values("organisation")}
    named = meeting.attendance.filter(mode__in=CAME, **of_members).order_by()
    counted = meeting.counted.filter(**of_members).order_by()
    came = {*named.values_list("organisation"), *counted.values_list("organisation")}
    return Quorum(needed, len(came))


def awaited_parties(meeting: Meeting) -> list[Organisation]:
    """The organisations that should come: the members of that day, and those invited."""
    sitting = meeting.framework.members.sitting(day_of(meeting)).order_by()
    invited = meeting.invitations.order_by().exclude(organisation=None)
    asked = Q(pk__in=sitting.values("organisation")) | Q(pk__in=invited.values("organisation"))
    return list(Organisation.objects.filter(asked, merged_into=None).order_by("name", "pk"))


def parties_that_came(meeting: Meeting) -> set[int]:
    """The organisations somebody came for, in person, by proxy or counted without a name."""
    named = meeting.attendance.filter(mode__in=CAME, organisation__isnull=False).order_by()
    counted = meeting.counted.filter(organisation__isnull=False).order_by()
    return {
        *named.values_list("organisation", flat=True),
        *counted.values_list("organisation", flat=True),
    }


def names_known(meeting: Meeting) -> Namesakes[Person]:
    """The people a newcomer may be, under every name they bear: merged records lead to theirs."""
    commune = meeting.framework.commune
    people = Person.objects.filter(Q(commune=commune) | Q(commune=None))
    return Namesakes(people.select_related("organisation", "merged_into__organisation"))


def alike(names: Namesakes[Person], first: str, last: str) -> list[Person]:
    """Who may be the person of this name, each once, the surest first."""
    found: list[Any] = [one.merged_into or one for one in names.like(first, last)]
    return list(dict.fromkeys(found))


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
