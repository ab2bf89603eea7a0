"""I12 by party, I13 by kind of input, I26: the promises and payments of each plan, line by line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Sum

from actionplans.models import FundingLine, Payment, PlanState
from communes.models import FundingCategory, FundingKind, OrganisationKind
from foundation.formats.ratios import share
from frameworks.models import Cycle
from monitoring.indicators.splits import (
    By,
    Cell,
    Measure,
    Ratio,
    Row,
    Split,
    by_choice,
    split,
)

INVESTMENT = (FundingCategory.INVESTMENT, FundingCategory.EQUIPMENT)
PRIVATE = (OrganisationKind.PROFESSIONAL, OrganisationKind.FIRM)


@dataclass(frozen=True)
class MoneySplits:
    """The money of one plan, split; what is promised for investment or equipment is apart."""

    splits: tuple[Split, ...] = ()
    invested: int = 0
    invested_privately: int = 0

    @property
    def private_investment(self) -> float | None:
        """I26: promises of professional organisations and firms for investment or equipment ÷ all
        promises for investment or equipment."""
        return share(self.invested_privately, self.invested)


def _sum(rows: list[Row], column: str) -> int:
    return sum(int(row[column]) for row in rows)


def _mobilised(rows: list[Row]) -> Cell:
    return Ratio(_sum(rows, "paid"), _sum(rows, "promised"))


PROMISED = Measure("I13", "promised_xof", "money", lambda rows: _sum(rows, "promised"))
PAID = Measure("I13", "paid_xof", "money", lambda rows: _sum(rows, "paid"))
MOBILISED = Measure("I12", "mobilisation_rate", "progress", _mobilised)
BY_PARTY = By("party", lambda row: str(row["party"]), lambda row: str(row["party_name"]))
BY_INPUT = by_choice("input", "kind", FundingKind)


def money_splits(cycles: QuerySet[Cycle]) -> dict[int, MoneySplits]:
    """By cycle, in two queries; promises taken over by another party do not count."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in _promised(cycles):
        found[row["cycle"]].append({**row, "promised": row["total"] or 0, "paid": 0})
    for row in _paid(cycles):
        found[row["cycle"]].append({**row, "promised": 0, "paid": row["total"] or 0})
    return {cycle: _splits(rows) for cycle, rows in found.items()}


def _share(every: list[Row], column: str) -> Measure:
    """I13: Σ lines of one kind of input ÷ Σ lines, of what was promised and again paid."""
    whole = _sum(every, column)
    return Measure(
        "I13", f"share_{column}", "progress", lambda rows: Ratio(_sum(rows, column), whole)
    )


def _splits(rows: list[Row]) -> MoneySplits:
    invested = [row for row in rows if row["category"] in INVESTMENT]
    return MoneySplits(
        splits=(
            split(rows, BY_PARTY, (PROMISED, PAID, MOBILISED)),
            split(rows, BY_INPUT, (PROMISED, _share(rows, "promised"), PAID, _share(rows, "paid"))),
        ),
        invested=_sum(invested, "promised"),
        invested_privately=_sum([r for r in invested if r["party_kind"] in PRIVATE], "promised"),
    )


def _promised(cycles: QuerySet[Cycle]) -> Any:
    lines = FundingLine.objects.standing().filter(
        action__plan__cycle__in=cycles.order_by().values("pk")
    )
    return (
        lines.exclude(action__plan__state=PlanState.DRAFT)
        .order_by()
        .values(
            "kind", "category", "party", cycle=F("action__plan__cycle"),
            party_name=F("party__name"), party_kind=F("party__kind"),
        )
        .annotate(total=Sum("promised"))
    )  # fmt: skip


def _paid(cycles: QuerySet[Cycle]) -> Any:
    payments = Payment.objects.filter(
        line__action__plan__cycle__in=cycles.order_by().values("pk")
    ).exclude(line__action__plan__state=PlanState.DRAFT)
    return (
        payments.order_by()
        .values(
            kind=F("line__kind"), category=F("line__category"), party=F("line__party"),
            cycle=F("line__action__plan__cycle"), party_name=F("line__party__name"),
            party_kind=F("line__party__kind"),
        )
        .annotate(total=Sum("amount"))
    )  # fmt: skip
