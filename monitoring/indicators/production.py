"""I32: what organisations sell and lose, compared with the measure taken before the framework."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from communes.models import Organisation, Sector
from foundation.formats.ratios import share
from frameworks.models import Framework
from monitoring.models import ProductionMeasure


@dataclass(frozen=True)
class ProductionFigures:
    """One product of one organisation: its baseline and its latest measure in the same unit."""

    organisation: Organisation
    sector: Sector
    baseline: ProductionMeasure | None
    latest: ProductionMeasure | None

    @property
    def sold_change(self) -> float | None:
        """I32: (quantity sold at the latest measure − at the baseline) ÷ at the baseline."""
        if self.baseline is None or self.latest is None:
            return None
        before, now = self.baseline.sold, self.latest.sold
        if before is None or now is None:
            return None
        return share(float(now - before), float(before))

    @property
    def loss_change(self) -> float | None:
        """I32: loss rate (lost ÷ produced) at the latest measure − at the baseline."""
        before, now = loss_rate(self.baseline), loss_rate(self.latest)
        return None if before is None or now is None else now - before


def loss_rate(measure: ProductionMeasure | None) -> float | None:
    """Quantity lost ÷ quantity produced."""
    if measure is None or measure.lost is None:
        return None
    return share(float(measure.lost), float(measure.quantity))


def production_of(framework: Framework) -> list[ProductionFigures]:
    """Each organisation and sector that was ever measured, in one query."""
    measures = ProductionMeasure.objects.filter(organisation__commune=framework.commune_id)
    found = measures.select_related("organisation", "sector").order_by(
        "organisation__name", "organisation", "sector__code", "measured_on", "pk"
    )
    return [
        _compared(list(each)) for _key, each in groupby(found, lambda m: (m.organisation, m.sector))
    ]


def _compared(measures: list[ProductionMeasure]) -> ProductionFigures:
    """The last baseline, and the last measure after it; another unit cannot be compared."""
    baseline = next((m for m in reversed(measures) if m.baseline), None)
    since: Iterable[Any] = (m for m in reversed(measures) if not m.baseline)
    latest = next((m for m in since if baseline is None or m.unit == baseline.unit), None)
    return ProductionFigures(measures[0].organisation, measures[0].sector, baseline, latest)
