"""The seal of a plan: its canonical data, their digest, the versions and the amendments."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.documents.plan import plan_document
from actionplans.models import Action, ActionPlan, Amendment, FundingLine, PlanVersion
from communes.access import Action as Act
from communes.access import require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Decision

# Letters and digits nobody takes for one another when they are copied from paper.
_ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCDEFGH3JKLMN4PQR5TUVWXYZ236789")
CODE_LENGTH = 10


def canonical(plan: ActionPlan) -> dict[str, Any]:
    """The plan as agreed: period, actions, parties, amounts in FCFA; nothing of a person."""
    actions = list(
        plan.actions.select_related("sector", "responsible", "pdesc_line")
        .prefetch_related("needs", "partners", "funding__party")
        .order_by("number")
    )
    commune = plan.cycle.framework.commune
    rows = [_action(action) for action in actions]
    return {
        "commune": {"code": commune.code, "name": commune.name},
        "cycle": plan.cycle.number,
        "plan": plan.pk,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "agreed_on": plan.agreed_on,
        "actions": rows,
        "cost": sum(row["cost"] or 0 for row in rows),
        "promised": sum(line["promised"] or 0 for row in rows for line in row["funding"]),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "number": action.number,
        "action": action.wording,
        "sector": action.sector.code if action.sector else None,
        "needs": sorted(need.code for need in action.needs.all()),
        "result": action.expected_result,
        "indicator": action.indicator,
        "baseline": action.baseline,
        "target": action.target,
        "responsible": action.responsible.name if action.responsible else None,
        "partners": sorted(partner.name for partner in action.partners.all()),
        "months": action.months,
        "due_words": action.due_words,
        "due_on": action.due_on,
        "cost": action.estimated_cost,
        "pdesc": action.pdesc_line.code if action.pdesc_line else None,
        "funding": [
            _line(line) for line in sorted(action.funding.all(), key=lambda line: line.pk or 0)
        ],
    }


def _line(line: FundingLine) -> dict[str, Any]:
    return {
        "party": line.party.name,
        "kind": line.kind,
        "category": line.category,
        "promised": line.promised,
        "quantity": line.quantity,
        "unit": line.unit,
        "days": line.days,
        "valuation": line.valuation_note,
        "taken_over": line.replaced_by_id is not None,
    }


def as_text(data: dict[str, Any]) -> str:
    """Canonical JSON: sorted keys, no spaces, days as year-month-day, amounts as integers."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def code_of(sha256: str) -> str:
    """The short code of a digest, for the foot of the paper: ten letters and digits."""
    letters = base64.b32encode(bytes.fromhex(sha256)).decode()
    return letters.translate(_ALPHABET)[:CODE_LENGTH]


@transaction.atomic
def keep_version(plan: ActionPlan, *, by: User | None, on: datetime.date) -> PlanVersion:
    """Keep the plan as it stands now: the next version, in force until it is withdrawn."""
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    text = as_text({**canonical(plan), "version": number})
    sha256 = digest(text)
    code = code_of(sha256)
    return PlanVersion.objects.create(
        plan=plan,
        number=number,
        agreed_on=on,
        sealed_by=by,
        data=text,
        sha256=sha256,
        code=code,
        html=plan_document(plan, code=code).html(),
    )


def withdraw(plan: ActionPlan, *, by: User, reason: str) -> None:
    """The version in force no longer holds; its text is kept."""
    plan.versions.in_force().update(
        withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason
    )


@transaction.atomic
def open_amendment(
    plan: ActionPlan, *, by: User, reason: str, decision: Decision | None = None
) -> Amendment:
    """Open an *avenant*: the plan may be changed until it is sealed again, and says why."""
    commune = plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    ActionPlan.objects.select_for_update().get(pk=plan.pk)
    NotReady.unless_empty(against_amending(plan, decision))
    number = (plan.amendments.aggregate(last=Max("number"))["last"] or 0) + 1
    amendment = Amendment.objects.create(
        plan=plan,
        number=number,
        reason=reason,
        decision=decision,
        opened_on=today(),
        opened_by=by,
    )
    journal(amendment, by=by, verb=Verb.CREATED, scope=commune.code, note=reason)
    return amendment


def against_amending(plan: ActionPlan, decision: Decision | None = None) -> list[str]:
    """Why no amendment can be opened, in sentences; empty when one can."""
    if plan.amendments.unfinished().exists():
        return [_("An amendment of this plan is already open.")]
    if not plan.versions.in_force().exists():
        return [_("This plan is not sealed: change it on its own pages.")]
    if plan.is_closed:
        return [_("The cycle of this plan is closed: what is left is carried over.")]
    if decision and decision.meeting.framework_id != plan.cycle.framework_id:
        return [_("This decision belongs to another framework.")]
    return []


@transaction.atomic
def seal_amendment(amendment: Amendment, *, by: User, on: datetime.date) -> PlanVersion:
    """Seal the amended plan as its next version; the version before it is withdrawn."""
    plan = amendment.plan
    commune = plan.cycle.framework.commune
    require(by, Act.APPROVE_MINUTES, commune)
    if amendment.version_id or amendment.dropped_on:
        raise NotReady(_("This amendment is no longer open."))
    before = plan.versions.in_force().get()
    if not changes(before, canonical(plan)):
        raise NotReady(_("Nothing of the plan has changed: there is nothing to seal."))
    withdraw(plan, by=by, reason=str(amendment))
    version = keep_version(plan, by=by, on=on)
    amendment.version = version
    amendment.save(update_fields=["version"])
    journal(amendment, by=by, verb=Verb.APPROVED, scope=commune.code, note=version.code)
    return version


@transaction.atomic
def drop_amendment(amendment: Amendment, *, by: User) -> None:
    """Close an amendment nothing was changed for; a changed plan is sealed, or put back first."""
    plan = amendment.plan
    require(by, Act.EDIT_PLAN, plan.cycle.framework.commune)
    if amendment.version_id or amendment.dropped_on:
        raise NotReady(_("This amendment is no longer open."))
    if changes(plan.versions.in_force().get(), canonical(plan)):
        raise NotReady(
            _("The plan has been changed. Put it back as it was, or seal the amendment.")
        )
    amendment.dropped_on = today()
    amendment.save(update_fields=["dropped_on"])
    scope = plan.cycle.framework.commune.code
    journal(amendment, by=by, verb=Verb.REMOVED, scope=scope)


def changes(version: PlanVersion, data: dict[str, Any]) -> bool:
    """Whether a plan differs from one of its versions."""
    kept = json.loads(version.data)
    now = json.loads(as_text(data))
    for facts in (kept, now):
        for name in ("version", "agreed_on"):
            facts.pop(name, None)
    return bool(kept != now)
