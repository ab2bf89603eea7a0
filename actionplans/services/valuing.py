"""What a promise in things and days is worth, by the rules of the commune."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from actionplans.models import ActionPlan, FundingKind, FundingLine, ValuationRule
from foundation.formats.dates import day
from foundation.formats.money import fcfa
from foundation.formats.numbers import NBSP, number
from foundation.formats.search import search_key
from foundation.records.errors import NotReady

MOST = 10**12 - 1  # as much as an amount box takes
# How a note ends that was reckoned, not typed: it stands on the French paper as it is stored.
_RECKONED = re.compile(r"\sFCFA \(règle du [^()]+\)$")


class Value(NamedTuple):
    """An amount in FCFA and how it was reckoned."""

    amount: int
    note: str


class Rates:
    """The valuation rules in force on the first day of a plan."""

    def __init__(self, plan: ActionPlan) -> None:
        rules = ValuationRule.objects.in_commune(plan.cycle.framework.commune)
        in_force = rules.running(plan.starts_on).order_by("valid_from")
        self._rules = {(rule.kind, unit_key(rule.unit)): rule for rule in in_force}

    def value_of(self, line: FundingLine) -> Value | None:
        """Quantity × days × rate; None when nothing was counted or no rule names the unit."""
        rule = self._rules.get((line.kind, unit_key(line.unit)))
        if rule is None or line.quantity is None or line.kind == FundingKind.CASH:
            return None
        exact = Decimal(line.quantity) * (line.days or 1) * rule.rate
        amount = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        if amount > MOST:
            raise NotReady(
                _("%(quantity)s %(unit)s are worth too much by the rule. Check the quantity.")
                % {"quantity": number(line.quantity), "unit": line.unit}
            )
        return Value(amount, _note(line, rule))


def unit_key(unit: str) -> str:
    """The unit whatever its accents, capitals and plural: « Manœuvres » is « manœuvre »."""
    return " ".join(word.rstrip("sx") for word in search_key(unit).split())


def is_reckoned(note: str) -> bool:
    """Whether a rule gave the value, rather than a person."""
    return bool(_RECKONED.search(note))


def _note(line: FundingLine, rule: ValuationRule) -> str:
    """« 8 manœuvres × 5 jours × 1 500 FCFA (règle du 1er janvier 2025) »."""
    with override("fr"):
        parts = [f"{number(line.quantity)}{NBSP}{line.unit}"]
        if line.days:
            parts.append(f"{line.days}{NBSP}jour{'s' if line.days > 1 else ''}")
        parts.append(fcfa(rule.rate))
        return f"{' × '.join(parts)} (règle du {day(rule.valid_from)})"


def settle(line: FundingLine, before: FundingLine | None, rates: Rates) -> bool:
    """Give a promise its value by the rules, unless an amount was typed; says whether it did.

    `before` is the promise as it was stored. An amount that was reckoned follows its quantity.
    """
    was = before is not None and is_reckoned(before.valuation_note)
    untouched = before is not None and was and line.promised == before.promised
    if untouched and before is not None and _counted(before) == _counted(line):
        return False
    if line.promised is not None and not untouched:
        _forget(line)
        return False
    line.promised = None
    value = rates.value_of(line)
    if value is None:
        _forget(line)
        return False
    line.promised = value.amount
    if not line.valuation_note or is_reckoned(line.valuation_note):
        line.valuation_note = value.note
    return True


def _counted(line: FundingLine) -> tuple[object, ...]:
    return (line.kind, line.quantity, unit_key(line.unit), line.days)


def _forget(line: FundingLine) -> None:
    """A reckoning that no longer holds does not stay as an explanation."""
    if is_reckoned(line.valuation_note):
        line.valuation_note = ""
