"""Drawing up a plan, and the seal the framework's approved minutes put on it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans import rules
from actionplans.models import ActionPlan, PlanState
from actionplans.models.actions import three_months_after
from actionplans.services.refusing import said_when_sealed, stop_if_sealed
from actionplans.services.sealing import keep_version, withdraw
from communes.access import Action as Act
from communes.access import require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.rules import stop_if_blocked
from frameworks.models import Cycle, CycleState, Meeting


@transaction.atomic
def draw_up(
    cycle: Cycle,
    *,
    by: User,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    length_reason: str = "",
    agreed_at: Meeting | None = None,
) -> ActionPlan:
    """Start the one plan of an open cycle; without an end it lasts three months (R6)."""
    require(by, Act.EDIT_PLAN, cycle.framework.commune)
    if cycle.state != CycleState.OPEN:
        raise NotReady(_("This cycle is closed. Open the next one first."))
    if ActionPlan.objects.filter(cycle=cycle).exists():
        raise NotReady(_("This cycle already has its plan."))
    plan = ActionPlan(cycle=cycle, agreed_at=agreed_at)
    _set_days(plan, starts_on, ends_on, length_reason)
    plan.save(force_insert=True)
    journal(plan, by=by, verb=Verb.CREATED, scope=cycle.framework.commune.code)
    return plan


@said_when_sealed
@transaction.atomic
def change_plan(
    plan: ActionPlan,
    *,
    by: User,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    length_reason: str = "",
    agreed_at: Meeting | None = None,
) -> None:
    """Change the days of a draft, or the meeting that will agree it."""
    require(by, Act.EDIT_PLAN, plan.cycle.framework.commune)
    stop_if_sealed(plan)
    if plan.is_agreed and agreed_at != plan.agreed_at:
        raise NotReady(_("The meeting that agreed the plan stays the same."))
    _set_days(plan, starts_on, ends_on, length_reason)
    plan.agreed_at = agreed_at
    fields = ["starts_on", "ends_on", "length_reason", "agreed_at"]
    plan.save(update_fields=fields)
    journal(plan, by=by, verb=Verb.CHANGED, scope=plan.cycle.framework.commune.code, fields=fields)


@transaction.atomic
def seal(plan: ActionPlan, *, by: User, on: datetime.date) -> None:
    """The framework agreed the plan: from now on it changes no more.

    Called only by `consult.meetings`, when the minutes of the meeting that agreed it are approved;
    the authority checked there (APPROVE_MINUTES) is the one that counts, so none is asked here.
    """
    ActionPlan.objects.select_for_update().get(pk=plan.pk)  # what is being typed now comes first
    stop_if_blocked(rules.ready_to_seal(plan))
    move(plan, "state", to=PlanState.AGREED, agreed_on=on)
    keep_version(plan, by=by, on=on)
    Cycle.objects.filter(pk=plan.cycle_id).update(follow_up_due_on=plan.ends_on)
    plan.cycle.follow_up_due_on = plan.ends_on
    journal(plan, by=by, verb=Verb.APPROVED, scope=plan.cycle.framework.commune.code)


@transaction.atomic
def unseal(plan: ActionPlan, *, by: User, reason: str) -> None:
    """The minutes were reopened: the plan is a draft again. Authority is checked by the caller."""
    if plan.state == PlanState.CLOSED:
        raise NotReady(_("This plan is closed. It cannot become a draft again."))
    if plan.amendments.standing().exists():
        raise NotReady(_("This plan has an amendment: it changes by another one, not as a draft."))
    withdraw(plan, by=by, reason=reason)
    move(plan, "state", to=PlanState.DRAFT, agreed_on=None)
    scope = plan.cycle.framework.commune.code
    journal(plan, by=by, verb=Verb.REOPENED, scope=scope, note=reason)


def _set_days(
    plan: ActionPlan, starts_on: datetime.date, ends_on: datetime.date | None, reason: str
) -> None:
    plan.starts_on, plan.ends_on = starts_on, ends_on or three_months_after(starts_on)
    plan.length_reason = reason
    if plan.ends_on <= plan.starts_on:
        raise NotReady(_("The plan ends before it starts."))
    stop_if_blocked(rules.r6_three_months(plan))
