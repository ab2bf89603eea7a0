"""Who pays what for the actions of a plan, and what was paid. Payments are only added."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from django.db import transaction
from django.db.models import Model, Sum
from django.utils.translation import gettext as _

from actionplans import rules
from actionplans.models import Action, ActionPlan, FundingCategory, FundingLine, Payment
from actionplans.services.refusing import said_when_sealed, stop_if_sealed
from actionplans.services.valuing import Rates, settle
from communes.access import Action as Act
from communes.access import require
from communes.models import Commune, Organisation
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from foundation.records.rules import stop_if_blocked


class Paid(NamedTuple):
    """What was paid or valued on a promise, as a row of a page says it (FCFA)."""

    line: FundingLine
    amount: int
    paid_on: datetime.date | None
    evidence: str


@said_when_sealed
@transaction.atomic
def record_promises(plan: ActionPlan, lines: Iterable[Line], *, by: User) -> int:
    """Write the costs and promises typed at the round table of a draft, all or nothing.

    A promise in things and days without an amount is valued by the commune's rules; the answer
    is how many were. Each action touched has one line in the journal.
    """
    commune = plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    stop_if_sealed(plan)
    lines = list(lines)
    _known_here(commune, (line.record for line in lines if not line.record.pk))
    before = FundingLine.objects.filter(action__plan=plan).in_bulk()
    rates, valued = Rates(plan), 0
    touched: dict[Action, list[str]] = {}
    for line in lines:
        action, name = _about(line)
        if action.plan_id != plan.pk:
            raise NotReady(_("This action belongs to another plan."))
        if isinstance(line.record, FundingLine):
            valued += _write(line, before, rates)
        else:
            line.save()
        touched.setdefault(action, []).append(name)
    for action, names in touched.items():
        journal(action, by=by, verb=Verb.CHANGED, scope=commune.code, fields=sorted(set(names)))
    return valued


def _known_here(commune: Commune, added: Iterable[Model]) -> None:
    """New promises come from the commune's own organisations, or from those all communes share."""
    parties = {cast("FundingLine", record).party_id for record in added}
    known = Organisation.objects.usable_in(commune).filter(pk__in=parties)
    if known.count() != len(parties):
        raise NotReady(_("One of those who promise does not belong to this commune."))


def _about(line: Line) -> tuple[Action, str]:
    """The action a row speaks of, and what of it the row changes."""
    if isinstance(line.record, FundingLine):
        return line.record.action, "funding"
    return cast("Action", line.record), "estimated_cost"


def _write(line: Line, before: Mapping[int, FundingLine], rates: Rates) -> bool:
    """Store one promise, or take it away; says whether a rule gave its value."""
    record = cast("FundingLine", line.record)
    if line.remove:
        _take_away(record)
        return False
    stored = before.get(record.pk)
    same = stored and (stored.party_id, stored.category) == (record.party_id, record.category)
    record.override_reason = record.override_reason if same else ""
    if sentence := rules.r8_line(record.party, record.category, record.override_reason):
        raise NotReady(sentence, code="R8")
    valued = settle(record, stored, rates)
    line.save()
    return valued


def _take_away(line: FundingLine) -> None:
    """Take a promise out of the draft; the one it had taken over stands again."""
    if line.payments.exists():
        raise NotReady(_("Money was paid on a promise you took away: it stays in the plan."))
    line.replaces.update(replaced_by=None, replaced_on=None, replaced_reason="")
    line.delete()


@said_when_sealed
@transaction.atomic
def take_over(
    line: FundingLine,
    *,
    by: User,
    party: Organisation,
    promised: int | None,
    replaced_on: datetime.date,
    replaced_reason: str,
) -> FundingLine:
    """Another party takes over a promise that was not kept: a new promise, linked to the old one.

    What was paid already stays with the first party; only the rest is taken over. The old promise
    counts in no total any more.
    """
    commune = line.action.plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    stop_if_sealed(line.action.plan)
    line = FundingLine.objects.select_related("action__plan", "party").get(pk=line.pk)
    NotReady.unless_empty(rules.against_taking_over(line, party))
    new = FundingLine(action=line.action, party=party, promised=promised)
    _known_here(commune, [new])
    rest = _rest_of(line)
    new.kind, new.category, new.days = rest.kind, rest.category, rest.days
    new.quantity, new.unit = rest.quantity, rest.unit
    settle(new, None, Rates(line.action.plan))
    new.save()
    rest.replaced_by, rest.replaced_on, rest.replaced_reason = new, replaced_on, replaced_reason
    rest.save()
    scope, fields = commune.code, ["funding"]
    journal(line.action, by=by, verb=Verb.CHANGED, scope=scope, fields=fields, note=replaced_reason)
    return new


def _rest_of(line: FundingLine) -> FundingLine:
    """The part of a promise that was not kept: all of it, or a line of its own beside the paid."""
    paid = _paid_on(line)
    if not paid:
        return line
    whole = line.promised
    rest = FundingLine.objects.get(pk=line.pk)
    rest.pk, rest.confirmed, rest._state.adding = None, None, True
    rest.promised = None if whole is None else whole - paid
    line.promised = paid
    line.confirmed = None if line.confirmed is None else min(line.confirmed, paid)
    line.save()
    return rest


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
def confirm_promises(
    plan: ActionPlan, lines: Iterable[Line], payments: Iterable[Paid], *, by: User
) -> None:
    """Write what the parties confirm and what they paid, all or nothing.

    Sealed plans take it too: neither changes a promise.
    """
    commune = plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    lines, payments = list(lines), list(payments)
    promises = [cast("FundingLine", line.record) for line in lines] + [one.line for one in payments]
    if any(promise.action.plan_id != plan.pk for promise in promises):
        raise NotReady(_("This action belongs to another plan."))
    for line in lines:
        line.save()
    for action in {cast("FundingLine", line.record).action for line in lines}:
        journal(action, by=by, verb=Verb.CHANGED, scope=commune.code, fields=["confirmed"])
    for one in payments:
        record_payment(
            one.line, by=by, amount=one.amount, paid_on=one.paid_on, evidence=one.evidence
        )


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
    if _paid_on(line) + amount < 0:
        raise NotReady(_("You cannot take away more than was noted as paid."))


def _paid_on(line: FundingLine) -> int:
    """What was paid or valued on a promise so far, in FCFA."""
    return int(line.payments.aggregate(total=Sum("amount"))["total"] or 0)
