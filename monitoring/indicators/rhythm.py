"""I01: whether the framework meets as often as it said it would."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.formats.ratios import share
from frameworks.models import Cycle, Framework, Meeting, MeetingKind

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class RhythmFigures:
    """The meetings held in a period, by kind, and how many were due in it."""

    by_kind: dict[str, int]
    due: int

    @property
    def held(self) -> int:
        return sum(self.by_kind.values())

    @property
    def rate(self) -> float | None:
        """I01: meetings held ÷ meetings due in the period."""
        return share(self.held, self.due)


def meetings_due(first: datetime.date, last: datetime.date, every_months: int) -> int:
    """The period ÷ the months between meetings, to the nearest whole meeting."""
    months = ((last - first).days + 1) / DAYS_A_MONTH
    return int(months / every_months + 0.5) if every_months else 0


def rhythm_of(
    framework: Framework, held: Iterable[Meeting], first: datetime.date, last: datetime.date
) -> RhythmFigures:
    """The rhythm of a framework between two days, from the meetings held then."""
    counted = Counter(meeting.kind for meeting in held)
    return RhythmFigures(
        {kind: counted[kind] for kind in MeetingKind.values if counted[kind]},
        meetings_due(first, last, framework.meeting_period_months),
    )


def period_of(cycle: Cycle, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """From the day a cycle opened to the day it closed, else to this one."""
    return cycle.opened_on, max(cycle.closed_on or day, cycle.opened_on)
