"""I33: how much of the commune's annual programme goes to the priority sectors."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from actionplans.models import PdescAmount
from foundation.formats.ratios import share
from frameworks.models import Framework, PrioritySector


@dataclass(frozen=True)
class ProgrammeFigures:
    """What the development plan sets down for one year, and for the priority sectors (FCFA)."""

    year: int
    amount: int
    priority: int

    @property
    def share(self) -> float | None:
        """I33: amounts of lines of a priority sector ÷ all amounts of the year."""
        return share(self.priority, self.amount)


def programme_of(framework: Framework) -> list[ProgrammeFigures]:
    """Year after year, in two queries; a sector counts in the years it was a priority."""
    amounts = PdescAmount.objects.filter(line__pdesc__commune=framework.commune_id)
    rows = amounts.order_by().values("year", "line__sector").annotate(total=Sum("amount"))
    chosen = list(framework.priority_sectors.order_by())
    found: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        sums = found[row["year"]]
        sums[0] += int(row["total"])
        if any(_counts(each, row["line__sector"], row["year"]) for each in chosen):
            sums[1] += int(row["total"])
    return [ProgrammeFigures(year, *sums) for year, sums in sorted(found.items())]


def _counts(chosen: PrioritySector, sector: int | None, year: int) -> bool:
    """Whether a sector was a priority at some time of the year."""
    return (
        chosen.sector_id == sector
        and (chosen.active_from is None or chosen.active_from.year <= year)
        and (chosen.active_to is None or chosen.active_to.year >= year)
    )
