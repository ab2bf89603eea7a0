"""I02–I04, I15: notice, who came, and who bore the cost of each meeting, in seven queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from communes.models import College, OrganisationKind
from foundation.formats.ratios import share
from frameworks.models import (
    Attendance,
    CountedAttendance,
    Cycle,
    Framework,
    FrameworkMember,
    Meeting,
    MeetingCost,
)

FEW = 5
COUNTS = ("present", "women", "youth")
PROFESSIONAL = OrganisationKind.PROFESSIONAL


@dataclass(frozen=True)
class MeetingFigures:
    """One meeting that was held."""

    meeting: Meeting
    present: int
    women: int
    youth: int
    displaced: int | None
    by_college: dict[str, int]
    ops_present: int
    ops_total: int
    came: frozenset[int]
    seats: frozenset[int]
    cost: int | None
    without_programme: int | None

    @property
    def notice_days(self) -> int | None:
        """I02: the meeting's day − the day the invitations left."""
        return self.meeting.notice_days

    @property
    def few_displaced(self) -> bool:
        """Whether so few displaced people came that somebody might be recognised."""
        return self.displaced is not None and 0 < self.displaced < FEW

    @property
    def ops_share(self) -> float | None:
        """I04: professional organisations with somebody present ÷ those of the framework."""
        return share(self.ops_present, self.ops_total)

    @property
    def own_share(self) -> float | None:
        """I15: costs of the meeting not borne by the programme ÷ costs of the meeting."""
        return share(self.without_programme or 0, self.cost)


def meetings_of(framework: Framework) -> list[MeetingFigures]:
    """Every meeting held, preparatory ones apart, in order."""
    held = framework.meetings.held().exclude(kind="preparatoire").order_by("number")
    people, came, costs = _people(held), _came(held), _costs(held)
    members = list(framework.members.filter(organisation__kind=PROFESSIONAL))
    return [
        MeetingFigures(
            meeting,
            **{name: sum(row[name] for row in people[meeting.pk]) for name in COUNTS},
            displaced=meeting.displaced_present,
            by_college=_by_college(people[meeting.pk]),
            ops_present=len(came[meeting.pk]),
            ops_total=sum(_sat(member, meeting) for member in members),
            came=frozenset(came[meeting.pk]),
            seats=frozenset(each.organisation_id for each in members if _sat(each, meeting)),
            **costs.get(meeting.pk, {"cost": None, "without_programme": None}),
        )
        for meeting in held
    ]


def belongs(figures: MeetingFigures, cycle: Cycle | None) -> bool:
    """The meeting that opened the cycle, and those held while it ran."""
    meeting = figures.meeting
    if cycle is None or meeting.held_on is None:
        return False
    if meeting.pk == cycle.opened_at_id:
        return True
    held_on = meeting.held_on.first_day
    return bool(
        cycle.opened_on <= held_on and (cycle.closed_on is None or held_on < cycle.closed_on)
    )


def _people(held: QuerySet[Meeting]) -> defaultdict[int, list[dict[str, Any]]]:
    """I03, by meeting: present, women, young of each college, named and counted people alike."""
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for kind in (Attendance, CountedAttendance):
        rows: Any = kind.objects.filter(meeting__in=held.order_by().values("pk"))
        for row in rows.totals_by("meeting", "college"):
            found[row["meeting"]].append(row)
    return found


def _by_college(rows: list[dict[str, Any]]) -> dict[str, int]:
    """The five colleges always, « other » when somebody sat there."""
    found = {college.value: 0 for college in College if college != College.OTHER}
    for row in rows:
        found[row["college"]] = found.get(row["college"], 0) + row["present"]
    return found


def _came(held: QuerySet[Meeting]) -> defaultdict[int, set[int]]:
    """I04, by meeting: the professional organisations that somebody came for."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    named = Attendance.objects.present()
    counted = CountedAttendance.objects.all()
    for rows in (named, counted):
        came = rows.filter(
            meeting__in=held.order_by().values("pk"), organisation__kind=PROFESSIONAL
        )
        for meeting, organisation in came.order_by().values_list("meeting", "organisation"):
            found[meeting].add(organisation)
    return found


def _sat(member: FrameworkMember, meeting: Meeting) -> bool:
    """Whether the member sat in the framework when the meeting was held."""
    day = meeting.held_on.last_day if meeting.held_on else None
    if day is None:
        return member.until is None
    return (member.since is None or member.since <= day) and (
        member.until is None or member.until >= day
    )


def _costs(held: QuerySet[Meeting]) -> dict[int, dict[str, Any]]:
    rows = MeetingCost.objects.filter(meeting__in=held.order_by().values("pk"))
    return {
        row.pop("meeting"): {
            name: None if sum_ is None else int(sum_) for name, sum_ in row.items()
        }
        for row in rows.totals_by_meeting()
    }
