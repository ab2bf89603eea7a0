"""The seal of a plan: its canonical data, their digest, its versions."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actionplans.documents.plan import plan_document
from actionplans.models import Action, ActionPlan, FundingLine, PlanVersion
from foundation.accounts.models import User

# Letters and digits nobody takes for one another when they are copied from paper.
_ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCDEFGH3JKLMN4PQR5TUVWXYZ236789")
CODE_LENGTH = 10


def canonical(plan: ActionPlan) -> dict[str, Any]:
    """The plan as agreed: period, actions, parties, amounts in FCFA; nothing of a person."""
    actions = list(
        plan.actions.select_related("sector", "responsible", "pdesc_line", "replaces__plan__cycle")
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
        "length_reason": plan.length_reason,
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
        **_shape(action),
    }


def _shape(action: Action) -> dict[str, Any]:
    """What an action may say besides; left out when it says nothing, so that the text of a plan
    sealed before these columns stood still equals the plan."""
    replaced = action.replaces
    facts = {
        "water_use": action.water_use,
        "water_site": action.water_site,
        "contract": action.contract_kind,
        "contract_note": action.contract_note,
        "measure_areas": sorted(action.measure_areas),
        "to_enter": action.to_enter,
        "replaces": [replaced.plan.cycle.number, replaced.number] if replaced else None,
        "carried_reason": action.carried_reason if action.carry_choice else "",
        "carry_choice": action.carry_choice,
    }
    jobs = {
        "jobs_expected": action.jobs_expected,
        "jobs_expected_women": action.jobs_expected_women,
        "jobs_expected_young": action.jobs_expected_young,
    }
    said = {name: value for name, value in facts.items() if value}
    return said | {name: count for name, count in jobs.items() if count is not None}


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
        "excused": line.override_reason,
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
def keep_version(
    plan: ActionPlan, *, by: User | None, on: datetime.date, amended: str = ""
) -> PlanVersion:
    """Keep the plan as it stands now: the next version, in force until it is withdrawn.

    `amended` says on the paper by which amendment the plan was changed.
    """
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
        html=plan_document(plan, code=code, amended=amended).html(),
    )


def withdraw(plan: ActionPlan, *, by: User, reason: str) -> None:
    """The version in force no longer holds; its text is kept."""
    plan.versions.in_force().update(
        withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason
    )


def seal_agreed_plans() -> int:
    """Seal the plans agreed before their text was kept, as they stand now; returns how many."""
    agreed = ActionPlan.objects.sealed().filter(versions=None).with_place()
    plans = list(agreed.order_by("pk"))
    for plan in plans:
        keep_version(plan, by=None, on=plan.agreed_on or plan.starts_on)
    return len(plans)
