"""What holding a meeting costs, by party, outside any plan's total (I15)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from communes.models import Organisation
from frameworks.models import Meeting, MeetingCost


class PartyCosts(NamedTuple):
    """What one party bears of a meeting, in FCFA; a line without any amount counts as unvalued."""

    party: Organisation
    lines: list[MeetingCost]

    @property
    def planned(self) -> int | None:
        """The sum planned, unknown when no line says."""
        return _sum([line.planned for line in self.lines])

    @property
    def paid(self) -> int | None:
        """The sum paid or valued, unknown when no line says."""
        return _sum([line.paid for line in self.lines])

    @property
    def unvalued(self) -> int:
        return sum(line.planned is None and line.paid is None for line in self.lines)


def _sum(amounts: list[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class Costs:
    """The costs of one meeting: the lines of each party, and the sums in FCFA."""

    parties: list[PartyCosts]
    total: int
    without_programme: int

    @property
    def planned(self) -> int:
        return sum(each.planned or 0 for each in self.parties)

    @property
    def paid(self) -> int:
        return sum(each.paid or 0 for each in self.parties)

    @property
    def unvalued(self) -> int:
        return sum(each.unvalued for each in self.parties)

    @property
    def is_valued(self) -> bool:
        """Whether any line has an amount; without one the cost is not known, and not 0."""
        return any(each.unvalued < len(each.lines) for each in self.parties)

    @property
    def share(self) -> float | None:
        """I15: the share others than the programme bear, between 0 and 1; unknown of nothing."""
        return self.without_programme / self.total if self.total else None


def costs_of(meeting: Meeting) -> Costs | None:
    """The costs by party, nothing before the first line. Paid counts, and planned until then."""
    rows = list(meeting.costs.select_related("party").order_by("party__name", "party", "pk"))
    if not rows:
        return None
    by_party = groupby(rows, key=lambda row: row.party)
    sums = meeting.costs.order_by().totals()
    return Costs(
        parties=[PartyCosts(party, list(lines)) for party, lines in by_party],
        total=sums["cost"],
        without_programme=sums["without_programme"],
    )


def last_time(meeting: Meeting) -> list[MeetingCost]:
    """What the latest earlier meeting that notes any cost did cost: proposals for this one."""
    earlier = meeting.framework.meetings.filter(number__lt=meeting.number, costs__isnull=False)
    found = earlier.order_by("-number").first()
    return list(found.costs.select_related("party", "meeting")) if found else []


def is_same(one: MeetingCost, other: MeetingCost) -> bool:
    """Whether two lines say the same thing of the same party, whatever the amounts."""
    names = ("party_id", "kind", "category", "wording")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def proposed_again(line: MeetingCost, meeting: Meeting) -> MeetingCost:
    """The same line for this meeting: what it came to last time is what is planned."""
    return MeetingCost(
        meeting=meeting,
        party=line.party,
        kind=line.kind,
        category=line.category,
        wording=line.wording,
        planned=line.paid if line.paid is not None else line.planned,
    )
