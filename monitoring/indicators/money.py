"""I12–I14: who promised and who paid, by cycle and kind of party, in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from actionplans.models import FundingLine, Payment, PlanState
from communes.models import OrganisationKind
from foundation.formats.ratios import share
from frameworks.models import Cycle

LOCAL = (OrganisationKind.COMMUNE, OrganisationKind.PROFESSIONAL)
Amounts = dict[str, int]


@dataclass(frozen=True)
class MoneyFigures:
    """What was promised for one plan and paid or valued since, in FCFA, by kind of party.

    Promises taken over by another party do not count; those without a value are only counted.
    """

    promised_by: Amounts = field(default_factory=dict)
    paid_by: Amounts = field(default_factory=dict)
    unvalued: int = 0

    @property
    def promised(self) -> int:
        return sum(self.promised_by.values())

    @property
    def paid(self) -> int:
        return sum(self.paid_by.values())

    @property
    def mobilisation(self) -> float | None:
        """I12: Σ paid or valued ÷ Σ promised."""
        return share(self.paid, self.promised)

    @property
    def shares(self) -> dict[str, float | None]:
        """I13: Σ promises of each kind of party ÷ Σ promises."""
        return {kind: share(sum_, self.promised) for kind, sum_ in self.promised_by.items()}

    @property
    def paid_shares(self) -> dict[str, float | None]:
        """I13 again, of what was paid or valued."""
        return {kind: share(sum_, self.paid) for kind, sum_ in self.paid_by.items()}

    @property
    def local_share(self) -> float | None:
        """I14: (commune + professional organisations) ÷ total promised."""
        return share(_local(self.promised_by), self.promised)

    @property
    def local_share_paid(self) -> float | None:
        """I14 again, of what was paid or valued."""
        return share(_local(self.paid_by), self.paid)


def _local(amounts: Amounts) -> int:
    return sum(amounts.get(kind, 0) for kind in LOCAL)


def money_by_cycle(cycles: QuerySet[Cycle]) -> dict[int, MoneyFigures]:
    """The money of each cycle's agreed plan."""
    promised, unvalued = _promised(cycles)
    paid = _paid(cycles)
    return {
        cycle: MoneyFigures(promised[cycle], paid[cycle], unvalued[cycle])
        for cycle in {*promised, *paid, *unvalued}
    }


def _promised(
    cycles: QuerySet[Cycle],
) -> tuple[defaultdict[int, Amounts], defaultdict[int, int]]:
    lines = FundingLine.objects.standing().filter(
        action__plan__cycle__in=cycles.order_by().values("pk")
    )
    rows: Any = (
        lines.exclude(action__plan__state=PlanState.DRAFT)
        .order_by()
        .values(cycle=F("action__plan__cycle"), party_kind=F("party__kind"))
        .annotate(total=Sum("promised"), empty=Count("pk", filter=Q(promised=None)))
    )
    amounts: defaultdict[int, Amounts] = defaultdict(dict)
    unvalued: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        unvalued[row["cycle"]] += row["empty"]
        _keep(amounts[row["cycle"]], row)
    return amounts, unvalued


def _paid(cycles: QuerySet[Cycle]) -> defaultdict[int, Amounts]:
    payments = Payment.objects.filter(
        line__action__plan__cycle__in=cycles.order_by().values("pk")
    ).exclude(line__action__plan__state=PlanState.DRAFT)
    rows = (
        payments.order_by()
        .values(cycle=F("line__action__plan__cycle"), party_kind=F("line__party__kind"))
        .annotate(total=Sum("amount"))
    )
    amounts: defaultdict[int, Amounts] = defaultdict(dict)
    for row in rows:
        _keep(amounts[row["cycle"]], row)
    return amounts


def _keep(amounts: Amounts, row: Any) -> None:
    """Kinds of party without money are left out."""
    if row["total"]:
        amounts[row["party_kind"]] = int(row["total"])


def together(money: Iterable[MoneyFigures]) -> MoneyFigures:
    """The money of several cycles as if it were one."""
    promised: defaultdict[str, int] = defaultdict(int)
    paid: defaultdict[str, int] = defaultdict(int)
    unvalued = 0
    for one in money:
        unvalued += one.unvalued
        for sums, amounts in ((promised, one.promised_by), (paid, one.paid_by)):
            for kind, amount in amounts.items():
                sums[kind] += amount
    return MoneyFigures(dict(promised), dict(paid), unvalued)
