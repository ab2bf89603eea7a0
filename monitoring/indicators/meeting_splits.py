"""I03 by college and I04 by sector: who came to the meetings of a cycle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from communes.models import College, Organisation
from frameworks.models import Framework
from monitoring.indicators.meetings import PROFESSIONAL, MeetingFigures
from monitoring.indicators.splits import (
    BY_SECTOR,
    By,
    Measure,
    Ratio,
    Row,
    Split,
    split,
)


class Came(NamedTuple):
    """People of one college at one meeting."""

    college: str
    present: int


PRESENT = Measure("I03", "present", "count", lambda rows: sum(row.present for row in rows))
BY_COLLEGE = By("college", lambda row: row.college, lambda row: str(College(row.college).label))


def sectors_of_seats(framework: Framework) -> list[Row]:
    """Each professional organisation of the framework with each of its sectors, in one query."""
    there = Organisation.objects.filter(
        pk__in=framework.members.order_by().values("organisation"), kind=PROFESSIONAL
    )
    rows: Any = there.order_by().values(
        "pk", "sectors__code", "sectors__name_fr", "sectors__name_en", "legal_form"
    )
    return [{key.replace("sectors__", "sector__"): row[key] for key in row} for row in rows]


def meeting_splits(
    meetings: Sequence[MeetingFigures], organisations: Sequence[Row]
) -> tuple[Split, ...]:
    """These meetings together; an organisation of two sectors counts in both."""
    came = [
        Came(college, present)
        for each in meetings
        for college, present in each.by_college.items()
        if present
    ]
    seats: list[Any] = [
        {**row, "came": row["pk"] in each.came}
        for each in meetings
        for row in organisations
        if row["pk"] in each.seats
    ]
    present = Measure("I04", "ops_present_rate", "rate", _came_share)
    return split(came, BY_COLLEGE, (PRESENT,)), split(seats, BY_SECTOR, (present,))


def _came_share(rows: list[Any]) -> Ratio:
    """I04: organisations with somebody present ÷ organisations that sat, meeting by meeting."""
    return Ratio(sum(row["came"] for row in rows), len(rows))
