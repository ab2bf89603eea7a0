"""Opening a cycle, closing it, and carrying its unfinished actions into the next plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actionplans.models import Action, ActionPlan, Amendment, PlanState
from communes.access import Action as Act
from communes.access import require
from consult.cycle import rules
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.rules import Finding, Strength, stop_if_blocked
from foundation.records.today import today
from frameworks.models import Cycle, CycleState, Framework, Meeting
from monitoring.models import Situation, Statement, Voice
from monitoring.querysets import with_situation

# Days after opening by which each step should be done, when a cycle starts from nothing.
FIRST_STEPS = {"sectors": 14, "needs": 28, "meeting": 42, "plan": 49}
PLAN_LASTS = 92
# Situations in which nothing more is asked of an action.
FINISHED = (Situation.DONE, Situation.DROPPED)


def due_days(opened_on: datetime.date, *, at_meeting: bool) -> dict[str, datetime.date]:
    """The day each step is due. A meeting that opens a cycle has already done three of them."""
    steps = {"sectors": 0, "needs": 0, "meeting": 0, "plan": 14} if at_meeting else FIRST_STEPS
    steps = {**steps, "follow_up": steps["plan"] + PLAN_LASTS}
    return {f"{step}_due_on": opened_on + datetime.timedelta(days=n) for step, n in steps.items()}


@transaction.atomic
def open_cycle(
    framework: Framework, *, by: User, opened_on: datetime.date, opened_at: Meeting | None = None
) -> Cycle:
    """Open the next cycle of a framework, today or on a past day.

    Raises NotReady while another cycle is open or when the day is wrong.
    """
    require(by, Act.RUN_CYCLE, framework.commune)
    stop_if_blocked(opening_findings(framework, opened_on, opened_at))
    number = (framework.cycles.aggregate(last=Max("number"))["last"] or 0) + 1
    cycle = Cycle.objects.create(
        framework=framework,
        commune=framework.commune,
        number=number,
        opened_on=opened_on,
        opened_at=opened_at,
        **due_days(opened_on, at_meeting=opened_at is not None),
    )
    journal(cycle, by=by, verb=Verb.OPENED, scope=framework.commune.code)
    return cycle


def opening_findings(
    framework: Framework, opened_on: datetime.date, opened_at: Meeting | None
) -> list[Finding]:
    """What stops or hinders opening, in sentences shown beforehand."""
    found = rules.r12_previous_closed(framework)
    last = framework.cycles.exclude(closed_on=None).order_by("-number").first()
    if last and last.closed_on and opened_on < last.closed_on:
        found.append(
            Finding("R12", Strength.BLOCK, _("The cycle cannot open before the last one closed."))
        )
    if opened_on > today():
        found.append(Finding("", Strength.BLOCK, _("This day has not come yet.")))
    if opened_at and opened_at.framework_id != framework.pk:
        found.append(Finding("", Strength.BLOCK, _("Choose a meeting of this framework.")))
    return found + rules.r10_mandate(framework, last.number + 1 if last else 1)


@transaction.atomic
def close_cycle(
    cycle: Cycle,
    *,
    by: User,
    closed_on: datetime.date,
    end_report_on: datetime.date | None = None,
    default_note: str = "",
    default_signed_by: str = "",
    closing_note: str = "",
) -> None:
    """Close a cycle with the committee's end report, or a signed note of default (R9).

    Raises NotReady with the sentences shown beforehand, Stale when somebody closed it first.
    """
    require(by, Act.RUN_CYCLE, cycle.commune)
    stop_if_blocked(
        [
            *rules.closing_is_dated_well(cycle, closed_on, today()),
            *rules.r9_report_or_default(end_report_on, default_note, default_signed_by),
        ]
    )
    if Amendment.objects.unfinished().filter(plan__cycle=cycle).exists():
        raise NotReady(_("An amendment of the plan is open. Seal it or drop it first."))
    move(
        cycle,
        "state",
        to=CycleState.CLOSED,
        closed_on=closed_on,
        end_report_on=end_report_on,
        default_note=default_note,
        default_signed_by=default_signed_by,
        closing_note=closing_note,
    )
    plan = ActionPlan.objects.filter(cycle=cycle).exclude(state=PlanState.DRAFT).first()
    if plan:
        move(plan, "state", to=PlanState.CLOSED)
    journal(cycle, by=by, verb=Verb.CLOSED, scope=cycle.commune.code)


def unfinished(cycle: Cycle) -> list[Action]:
    """Actions of the cycle's plan that are neither done nor dropped, with their situation."""
    actions = with_situation(Action.objects.filter(plan__cycle=cycle).order_by("number"))
    return [action for action in actions if action.situation not in FINISHED]  # type: ignore[attr-defined]


def to_carry(framework: Framework) -> list[Action]:
    """Unfinished actions of closed cycles that no later plan took up. None of them vanishes."""
    actions = Action.objects.filter(
        plan__cycle__framework=framework, plan__cycle__state=CycleState.CLOSED, carried_to=None
    ).select_related("plan__cycle", "responsible")
    waiting = with_situation(actions.order_by("plan__cycle__number", "number"))
    return [action for action in waiting if action.situation not in FINISHED]  # type: ignore[attr-defined]


@transaction.atomic
def carry_over(
    plan: ActionPlan, actions: Iterable[Action], *, by: User, on: datetime.date, reason: str = ""
) -> list[Action]:
    """Take unfinished actions of an earlier cycle into this draft plan, linked to their origin."""
    commune = plan.cycle.commune
    require(by, Act.EDIT_PLAN, commune)
    if plan.is_agreed:
        raise NotReady(_("This plan is agreed: it can no longer be changed."))
    allowed = {action.pk for action in to_carry(plan.cycle.framework)}
    number = plan.actions.aggregate(last=Max("number"))["last"] or 0
    carried = []
    for action in actions:
        if action.pk not in allowed:
            raise NotReady(_("This action was already taken up, done or dropped."))
        number += 1
        carried.append(_copy(action, plan, number, on, reason))
    for action in carried:
        journal(action, by=by, verb=Verb.CREATED, scope=commune.code, note=reason)
    return carried


def _copy(origin: Action, plan: ActionPlan, number: int, on: datetime.date, reason: str) -> Action:
    copied = Action.objects.create(
        plan=plan,
        number=number,
        wording=origin.wording,
        sector=origin.sector,
        expected_result=origin.expected_result,
        indicator=origin.indicator,
        target=origin.target,
        responsible=origin.responsible,
        due_on=plan.ends_on,
        pdesc_line=origin.pdesc_line,
        carried_from=origin,
        carried_on=on,
        carried_reason=reason,
    )
    copied.needs.set(origin.needs.all())
    copied.partners.set(origin.partners.all())
    return copied


@transaction.atomic
def drop(action: Action, *, by: User, on: datetime.date, reason: str) -> Statement:
    """Give up an unfinished action of a closed cycle, saying why, in the committee's name."""
    commune = action.plan.cycle.commune
    require(by, Act.STATE_AS_COMMITTEE, commune)
    NotReady.unless_empty(
        [] if reason.strip() else [_("Say in one sentence why the action is dropped.")]
    )
    statement = Statement.objects.create(
        action=action,
        voice=Voice.COMMITTEE,
        situation=Situation.DROPPED,
        said_on=on,
        note=reason,
        after_closing=action.plan.cycle.state == CycleState.CLOSED,
        recorded_by=by,
    )
    journal(action, by=by, verb=Verb.STATE, scope=commune.code, note=reason)
    return statement
