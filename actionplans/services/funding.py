"""Who pays what for an action, and what was paid. Payments are only added."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from actionplans import rules
from actionplans.models import Action, FundingCategory, FundingKind, FundingLine, Payment
from actionplans.services.refusing import said_when_sealed, stop_if_sealed
from communes.access import Action as Act
from communes.access import require
from communes.models import Organisation
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.rules import stop_if_blocked


@dataclass(frozen=True)
class Promise:
    """What one party promises for one action; `line` is the stored promise it changes, if any."""

    party: Organisation
    kind: str = FundingKind.CASH
    category: str = FundingCategory.OTHER
    promised: int | None = None
    quantity: Decimal | None = None
    unit: str = ""
    days: int | None = None
    valuation_note: str = ""
    line: FundingLine | None = None


@said_when_sealed
@transaction.atomic
def set_funding(action: Action, *, lines: Iterable[Promise], by: User) -> None:
    """Write all the promises of an action of a draft: those no longer given are taken away."""
    commune = action.plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    stop_if_sealed(action.plan)
    kept = [_write(action, promise) for promise in lines]
    gone = action.funding.standing().exclude(pk__in=kept)
    if gone.filter(payments__isnull=False).exists():
        raise NotReady(_("Money was paid on a promise you took away: it stays in the plan."))
    gone.delete()
    journal(action, by=by, verb=Verb.CHANGED, scope=commune.code, fields=["funding"])


def _write(action: Action, promise: Promise) -> int:
    line = promise.line or FundingLine(action=action)
    same = line.pk and (line.party_id, line.category) == (promise.party.pk, promise.category)
    line.override_reason = line.override_reason if same else ""
    if sentence := rules.r8_line(promise.party, promise.category, line.override_reason):
        raise NotReady(sentence, code="R8")
    line.party, line.kind, line.category = promise.party, promise.kind, promise.category
    line.promised, line.quantity, line.unit = promise.promised, promise.quantity, promise.unit
    line.days, line.valuation_note = promise.days, promise.valuation_note
    line.save()
    return line.pk


@said_when_sealed
@transaction.atomic
def excuse_investment(
    action: Action, *, party: Organisation, promised: int | None, reason: str, by: User
) -> FundingLine:
    """Let a programme pay for an investment: R8 set aside by an adviser, with a reason."""
    commune = action.plan.cycle.framework.commune
    require(by, Act.OVERRIDE, commune)
    stop_if_sealed(action.plan)
    line = FundingLine.objects.create(
        action=action,
        party=party,
        category=FundingCategory.INVESTMENT,
        promised=promised,
        override_reason=reason,
    )
    journal(line, by=by, verb=Verb.OVERRODE, scope=commune.code, note=f"R8: {reason}")
    return line


@transaction.atomic
def record_payment(
    line: FundingLine,
    *,
    by: User,
    amount: int,
    paid_on: datetime.date | None = None,
    evidence: str = "",
    note: str = "",
    less: bool = False,
) -> Payment:
    """Add what was paid, or valued, against a promise; possible on a sealed plan too (R18).

    `less` takes the amount away again, with a note, never below nothing paid.
    """
    plan = line.action.plan
    commune = plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    stop_if_blocked(rules.r18_closed_cycle(plan, paid_on=paid_on, note=note))
    if less:
        amount = -amount
        _correctable(line, amount, note)
    payment = Payment.objects.create(
        line=line, amount=amount, paid_on=paid_on, evidence=evidence, note=note, recorded_by=by
    )
    journal(payment, by=by, verb=Verb.RECORDED, scope=commune.code, fields=["amount", "paid_on"])
    return payment


def _correctable(line: FundingLine, amount: int, note: str) -> None:
    """A correction says why and takes away no more than was noted."""
    if not note.strip():
        raise NotReady(_("Say in the note what is corrected."))
    paid = line.payments.aggregate(total=Sum("amount"))["total"] or 0
    if paid + amount < 0:
        raise NotReady(_("You cannot take away more than was noted as paid."))
