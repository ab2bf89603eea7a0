"""What holding the meeting cost, by party, outside any plan's total (I15)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from frameworks.models import Meeting, MeetingCost


@dataclass(frozen=True)
class Costs:
    """The annex on costs: the lines of each party, and the sums in FCFA."""

    parties: list[tuple[str, list[MeetingCost]]]
    planned: int
    paid: int
    unvalued: int
    total: int
    without_programme: int

    @property
    def share(self) -> float | None:
        """The share others than the programme bear, between 0 and 1; unknown of nothing."""
        return self.without_programme / self.total if self.total else None


def costs(meeting: Meeting) -> dict[str, Any]:
    """The costs by party; an empty amount means not valued, never 0."""
    rows = list(meeting.costs.select_related("party").order_by("party__name", "party", "pk"))
    if not rows:
        return {"costs": None}
    sums = meeting.costs.order_by().totals()
    by_party = groupby(rows, key=lambda row: row.party)
    found = Costs(
        parties=[(str(party), list(lines)) for party, lines in by_party],
        planned=sum(row.planned or 0 for row in rows),
        paid=sum(row.paid or 0 for row in rows),
        unvalued=sum(row.planned is None and row.paid is None for row in rows),
        total=sums["cost"],
        without_programme=sums["without_programme"],
    )
    return {"costs": found}
