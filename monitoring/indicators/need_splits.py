"""I05–I07 and I27: needs by sector, nature, method and whom they concern; those of each cycle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from frameworks.models import Cycle, Framework, NeedMethod, NeedNature, NeedState
from frameworks.querysets import TAKEN_UP
from monitoring.indicators.needs import NeedFigures
from monitoring.indicators.splits import (
    BY_SECTOR,
    SECTOR_COLUMNS,
    By,
    Cell,
    Measure,
    Ratio,
    Row,
    Split,
    by_choice,
    count_where,
    ratio_where,
    split,
)

SERVICES = (NeedNature.COMMUNAL_SERVICE, NeedNature.INFRASTRUCTURE)
COLUMNS = (
    "identified_on", "nature", "method", "state", "women", "organisation__womens_organisation",
    "organisation__youth_organisation", "young", "displaced", *SECTOR_COLUMNS,
)  # fmt: skip


def is_retained(row: Row) -> bool:
    return row["state"] in TAKEN_UP


def is_satisfied(row: Row) -> bool:
    return bool(row["state"] == NeedState.SATISFIED)


def is_presented(row: Row) -> bool:
    """A meeting dealt with it: every need but those still only identified."""
    return bool(row["state"] != NeedState.IDENTIFIED)


def is_service(row: Row) -> bool:
    return row["nature"] in SERVICES


def concerns_women(row: Row) -> bool:
    """Said by a women's organisation, or women are counted among those concerned."""
    return bool(row["organisation__womens_organisation"] or row["women"])


def _weighted(rows: list[Row]) -> Cell:
    partly = sum(row["state"] == NeedState.PARTLY for row in rows)
    return Ratio(sum(map(is_satisfied, rows)) + partly / 2, len(rows))


NUMBER = Measure("I05", "identified", "count", count_where())
RETAINED = Measure("I06", "retained_rate", "rate", ratio_where(is_retained, is_presented))
STRICT = Measure("I07", "satisfaction_strict", "rate", ratio_where(is_satisfied))
WEIGHTED = Measure("I07", "satisfaction_weighted", "progress", _weighted)
SERVED = Measure("I27", "services_satisfied", "rate", ratio_where(is_satisfied, is_service))
BY_NATURE = by_choice("nature", "nature", NeedNature)
BY_METHOD = by_choice("method", "method", NeedMethod)
BY_WOMEN = By(
    "women",
    lambda row: "yes" if concerns_women(row) else "no",
    lambda row: (
        _("Women asked or are concerned") if concerns_women(row) else _("Women are not named")
    ),
)


@dataclass(frozen=True)
class NeedSplits:
    """The needs said in one cycle, or in all of them, by what became of them until today."""

    rows: tuple[Row, ...] = ()

    @property
    def figures(self) -> NeedFigures:
        """I05–I07 of these needs."""
        return NeedFigures(
            identified=len(self.rows),
            presented=sum(map(is_presented, self.rows)),
            retained=sum(map(is_retained, self.rows)),
            satisfied=sum(map(is_satisfied, self.rows)),
            partly=sum(row["state"] == NeedState.PARTLY for row in self.rows),
        )

    @property
    def services(self) -> int:
        """I27: needs of nature communal service or infrastructure that are satisfied."""
        return sum(is_service(row) and is_satisfied(row) for row in self.rows)

    @property
    def services_asked(self) -> int:
        return sum(map(is_service, self.rows))

    @property
    def splits(self) -> tuple[Split, ...]:
        return (
            split(self.rows, BY_SECTOR, (NUMBER, RETAINED, STRICT, WEIGHTED, SERVED)),
            split(self.rows, BY_NATURE, (NUMBER,)),
            split(self.rows, BY_METHOD, (NUMBER,)),
            split(self.rows, BY_WOMEN, (STRICT, WEIGHTED)),
        )


def need_splits(framework: Framework) -> NeedSplits:
    """Every need the framework heard, in one query."""
    return NeedSplits(tuple(framework.needs.order_by("pk").values(*COLUMNS)))


def needs_by_cycle(needs: NeedSplits, cycles: Iterable[Cycle]) -> dict[int, NeedSplits]:
    """A need belongs to the last cycle opened by the day it was said; earlier ones to the first."""
    ordered = sorted(cycles, key=lambda cycle: (cycle.opened_on, cycle.number))
    found: dict[int, list[Any]] = {cycle.pk: [] for cycle in ordered}
    for row in needs.rows:
        opened = [c for c in ordered if c.opened_on <= row["identified_on"].first_day]
        if ordered:
            found[(opened or ordered[:1])[-1].pk].append(row)
    return {pk: NeedSplits(tuple(rows)) for pk, rows in found.items()}
