"""I17–I19: the taxes of the commune, who pays them, and its new revenues."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from communes.models import Commune
from foundation.formats.ratios import known_sum
from frameworks.models import Framework, TaxKind, TaxRecord

ORDER = {kind: place for place, kind in enumerate(TaxKind.values)}


@dataclass(frozen=True)
class TaxFigures:
    """One tax over the years, and the year before the framework it is compared with."""

    kind: TaxKind
    years: tuple[TaxRecord, ...]
    before: TaxRecord | None

    @property
    def change(self) -> float | None:
        """I17: recovery of the last year − recovery of the year before the framework."""
        last, before = self.years[-1], self.before
        if before is None or last.year <= before.year:
            return None
        if last.recovery is None or before.recovery is None:
            return None
        return last.recovery - before.recovery

    @property
    def points(self) -> float | None:
        """The same change in points of a percentage."""
        return None if self.change is None else 100 * self.change


@dataclass(frozen=True)
class StreamFigures:
    """I19: how many revenues the commune did not have before, and what they brought (FCFA)."""

    count: int
    collected: int | None


def taxes_of(commune: Commune) -> list[TaxRecord]:
    """I17 and I18 of each tax and year: tax by tax, in the order of the catalogue."""
    found = commune.taxes.order_by()
    return sorted(found, key=lambda row: (ORDER[row.kind], row.year))


def taxes_compared(commune: Commune, framework: Framework | None) -> list[TaxFigures]:
    """Each tax with its years and the year before the framework was founded or first met."""
    start = started_in(framework)
    found = []
    for kind, rows in groupby(taxes_of(commune), key=lambda row: row.kind):
        years = tuple(rows)
        before = next((row for row in years if start and row.year == start - 1), None)
        found.append(TaxFigures(TaxKind(kind), years, before))
    return found


def started_in(framework: Framework | None) -> int | None:
    """The year of the founding deliberation, else of the first meeting held."""
    if framework is None:
        return None
    if framework.founding_deliberation:
        return int(framework.founding_deliberation.dated.year)
    first = framework.meetings.held().order_by("held_on").first()
    return int(first.held_on.year) if first and first.held_on else None


def new_streams_of(commune: Commune) -> StreamFigures:
    """Every new revenue noted so far; nothing collected is known is not 0, no revenue at all is."""
    amounts = list(commune.revenue_streams.values_list("collected", flat=True))
    return StreamFigures(len(amounts), known_sum(amounts) if amounts else 0)
