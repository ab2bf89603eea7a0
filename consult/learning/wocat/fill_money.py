"""Section 5 and 6.3 as the record answers them: budget, support, credit, incentives, own means."""

from __future__ import annotations

from typing import Any

from actionplans.models import FundingLine
from communes.models import FundingCategory
from consult.learning.wocat.narrative import listed
from consult.learning.wocat.record import OUTSIDE, Record
from foundation.formats.numbers import NBSP, percent
from foundation.formats.ratios import share
from monitoring.indicators.words import by_party

Answers = dict[str, Any]


def filled(record: Record, rate: float | None) -> Answers:
    """`rate`: FCFA for one US dollar, typed by somebody; without it no sum in dollars."""
    return {
        **_budget(record, rate),
        **_support(record),
        **_credit(record),
        **_incentives(record),
        "app_can_lu_sustain_specify": _own_means(record),
    }


def _budget(record: Record, rate: float | None) -> Answers:
    shares = [
        f"{party.name} {percent(party.promised_share)}"
        for party in by_party(record.money)
        if party.promised
    ]
    return {
        "app_annual_budget": round(last_year(record) / rate)
        if rate and last_year(record)
        else None,
        "app_annual_budget_comments": f"Parts des promesses{NBSP}: {', '.join(shares)}."
        if shares
        else "",
    }


def last_year(record: Record) -> int:
    """Σ of the plans opened in the last year of the record, in FCFA."""
    years = [each.cycle.opened_on.year for each in record.cycles]
    return sum(
        each.plan.cost or 0 for each in record.cycles if each.cycle.opened_on.year == max(years)
    )


def _support(record: Record) -> Answers:
    lines = [each for each in record.lines if each.party.kind in OUTSIDE]
    if not lines:
        return {}
    kinds = dict.fromkeys(str(each.get_category_display()) for each in lines)
    return {
        "app_financial_support": True,
        "app_financial_support_kinds": listed(kinds).capitalize(),
        "app_financial_support_providers": _names(lines),
    }


def _credit(record: Record) -> Answers:
    lines = [each for each in record.lines if each.category == FundingCategory.CREDIT]
    return {"app_credit": True, "app_credit_provider": _names(lines)} if lines else {}


def _names(lines: list[FundingLine]) -> str:
    return listed(dict.fromkeys(str(each.party) for each in lines))


def _incentives(record: Record) -> Answers:
    if not record.incentives:
        return {}
    said = (
        f"{str(each.get_kind_display()).capitalize()}{NBSP}: {each.description}"
        for each in record.incentives
    )
    return {
        "app_incentives_other": True,
        "app_incentives_other_specify": "\n".join(dict.fromkeys(said)),
    }


def _own_means(record: Record) -> str:
    """I14 of all cycles, I15 of all meetings whose cost is known."""
    found = []
    if record.money.local_share is not None:
        found.append(f"Part de la commune et des organisations (I14){NBSP}: "
                     f"{percent(record.money.local_share)}.")  # fmt: skip
    costs = [each for each in record.meetings if each.cost]
    own = share(sum(each.without_programme or 0 for each in costs),
                sum(each.cost or 0 for each in costs))  # fmt: skip
    if own is not None:
        found.append(f"Coût des réunions porté sans le programme (I15){NBSP}: {percent(own)}.")
    return " ".join(found)
