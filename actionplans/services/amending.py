"""Amendments (*avenants*): how a sealed plan is opened, changed, and sealed as its next version."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actionplans import rules
from actionplans.documents.plan import amended_line
from actionplans.models import ActionPlan, Amendment, PlanVersion
from actionplans.services.sealing import as_text, canonical, keep_version, withdraw
from communes.access import Action as Act
from communes.access import require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.rules import stop_if_blocked
from foundation.records.today import today
from frameworks.models import Cycle, Decision

Data = dict[str, Any]
_NOT_OF_THE_PLAN = ("version", "agreed_on", "commune")


@transaction.atomic
def open_amendment(
    plan: ActionPlan, *, by: User, reason: str, decision: Decision | None = None
) -> Amendment:
    """Open an *avenant*: the plan may be changed until it is sealed again, and says why."""
    commune = plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    plan = ActionPlan.objects.select_for_update().get(pk=plan.pk)
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
    commune = amendment.plan.cycle.framework.commune
    require(by, Act.APPROVE_MINUTES, commune)
    amendment = _held(amendment)
    plan = amendment.plan
    NotReady.unless_empty(against_sealing(amendment, on=on))
    stop_if_blocked(rules.ready_to_seal(plan))
    until = before_and_after(amendment)[0]["ends_on"]
    withdraw(plan, by=by, reason=str(amendment))
    version = keep_version(plan, by=by, on=on, amended=amended_line(amendment.number, on))
    amendment.version = version
    amendment.save(update_fields=["version"])
    if plan.ends_on.isoformat() != until:
        Cycle.objects.filter(pk=plan.cycle_id).update(follow_up_due_on=plan.ends_on)
    journal(amendment, by=by, verb=Verb.APPROVED, scope=commune.code, note=version.code)
    return version


def against_sealing(amendment: Amendment, *, on: datetime.date | None = None) -> list[str]:
    """Why the amendment cannot be sealed, in sentences; empty when it can."""
    if not amendment.is_open:
        return [_("This amendment is no longer open.")]
    before = amendment.plan.versions.in_force().get()
    if not differs(before, canonical(amendment.plan)):
        return [_("Nothing of the plan has changed: there is nothing to seal.")]
    if on and on > today():
        return [_("This day is still to come.")]
    if on and on < before.agreed_on:
        return [_("An amendment is not agreed before the plan it changes.")]
    return []


@transaction.atomic
def drop_amendment(amendment: Amendment, *, by: User) -> None:
    """Close an amendment nothing was changed for; a changed plan is sealed, or put back first."""
    plan = amendment.plan
    require(by, Act.EDIT_PLAN, plan.cycle.framework.commune)
    amendment = _held(amendment)
    NotReady.unless_empty(against_dropping(amendment))
    amendment.dropped_on = today()
    amendment.save(update_fields=["dropped_on"])
    scope = plan.cycle.framework.commune.code
    journal(amendment, by=by, verb=Verb.REMOVED, scope=scope)


def against_dropping(amendment: Amendment) -> list[str]:
    """Why the amendment cannot be dropped, in sentences; empty when it can."""
    if not amendment.is_open:
        return [_("This amendment is no longer open.")]
    if differs(amendment.plan.versions.in_force().get(), canonical(amendment.plan)):
        return [_("The plan has been changed. Put it back as it was, or seal the amendment.")]
    return []


def _held(amendment: Amendment) -> Amendment:
    """The amendment as it stands now, its plan held until the end of the act."""
    ActionPlan.objects.select_for_update().get(pk=amendment.plan_id)
    found: Amendment = Amendment.objects.select_related("plan__cycle__framework__commune").get(
        pk=amendment.pk
    )
    return found


def before_and_after(amendment: Amendment) -> tuple[Data, Data]:
    """The plan before an amendment and after it; while it is open, as the plan stands now."""
    versions = amendment.plan.versions.order_by("number")
    if amendment.version is not None:
        before = versions.filter(number__lt=amendment.version.number).last()
        return _read(before.data if before else "{}"), _read(amendment.version.data)
    in_force = versions.in_force().get()
    if amendment.dropped_on:
        return _read(in_force.data), _read(in_force.data)
    return _read(in_force.data), _read(as_text(canonical(amendment.plan)))


def _read(text: str) -> Data:
    found: Data = json.loads(text)
    return found


def differs(version: PlanVersion, data: Data) -> bool:
    """Whether a plan differs from one of its versions."""
    kept, now = _read(version.data), _read(as_text(data))
    for name in _NOT_OF_THE_PLAN:
        kept.pop(name, None)
        now.pop(name, None)
    return kept != now
