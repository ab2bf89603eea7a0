"""What each party promised for a plan and what it paid, as known on a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from actionplans.models import ActionPlan, FundingLine, Payment


@dataclass
class Engagement:
    """One party of a plan: promises that stand and payments or values received, in FCFA."""

    party: str
    promised: int = 0
    unvalued: int = 0
    paid: int = 0
    key: int = 0  # of the organisation; 0 for a sum
    left: int = 0  # still to be paid; a party that paid more than it promised owes nothing


def engagements_of(plan: ActionPlan | None, until: datetime.date | None = None) -> list[Engagement]:
    """Party by party; what was paid after that day is not counted, an undated payment is."""
    if plan is None:
        return []
    found: dict[int, Engagement] = {}
    promised = FundingLine.objects.standing().filter(action__plan=plan).order_by()
    rows = promised.values(key=F("party"), name=F("party__name")).annotate(
        total=Sum("promised"), unvalued=Count("pk", filter=Q(promised=None))
    )
    for row in rows:
        found[row["key"]] = Engagement(
            row["name"], row["total"] or 0, row["unvalued"], key=row["key"]
        )
    known = Q(paid_on=None) | Q(paid_on__lte=until) if until else Q()
    payments = Payment.objects.filter(known, line__action__plan=plan).order_by()
    for row in payments.values(key=F("line__party"), name=F("line__party__name")).annotate(
        total=Sum("amount")
    ):
        found.setdefault(row["key"], Engagement(row["name"], key=row["key"])).paid = (
            row["total"] or 0
        )
    for each in found.values():
        each.left = max(each.promised - each.paid, 0)
    return sorted(found.values(), key=lambda row: (-row.promised, row.party, row.key))


def sum_of(rows: list[Engagement]) -> Engagement:
    """The sums of the printed rows."""
    return Engagement(
        "",
        sum(row.promised for row in rows),
        sum(row.unvalued for row in rows),
        sum(row.paid for row in rows),
        left=sum(row.left for row in rows),
    )
