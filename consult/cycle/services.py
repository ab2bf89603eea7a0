"""Opening a cycle, closing it, and carrying its unfinished actions into the next plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actionplans.models import Action, ActionPlan, PlanState
from communes.access import Action as Act
from communes.access import require
from consult.cycle import rules, snapshot
from consult.cycle.carrying import carry_over as carry_over
from consult.cycle.carrying import to_carry as to_carry
from consult.cycle.closing import (
    FINISHED,
    ActionChoice,
    EndReport,
    Fate,
    NeedChoice,
    amendments_are_over,
    needs_answered,
    planned,
    report_of,
)
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady, Stale
from foundation.records.moves import move
from foundation.records.rules import Finding, Strength, stop_if_blocked
from foundation.records.today import today
from frameworks.models import Cycle, CycleState, Framework, Meeting, NeedState
from frameworks.services.needs import move_need
from monitoring.models import CycleSnapshot, Situation, Statement, Voice
from monitoring.querysets import with_situation
from monitoring.services.statements import say

# Days after opening by which each step should be done, when a cycle starts from nothing.
FIRST_STEPS = {"sectors": 14, "needs": 28, "meeting": 42, "plan": 49}
PLAN_LASTS = 92


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
    actions: Iterable[ActionChoice] = (),
    needs: Iterable[NeedChoice] = (),
) -> CycleSnapshot:
    """Close a cycle as its review says, all or nothing, and keep its picture of that day.

    R9 asks for the committee's end report, validated here or dated on paper, or a signed note of
    default. An unfinished action nobody spoke of is carried over. Raises NotReady with the
    sentences shown beforehand, Stale when somebody closed it first.
    """
    require(by, Act.RUN_CYCLE, cycle.commune)
    said = report_of(cycle, end_report_on, default_note, default_signed_by)
    stop_if_blocked(
        [
            *rules.closing_is_dated_well(cycle, closed_on, today()),
            *rules.r9_closing(cycle, said.written_on, said.note, said.signed_by),
            *amendments_are_over(cycle),
        ]
    )
    if Cycle.objects.select_for_update().get(pk=cycle.pk).state != CycleState.OPEN:
        raise Stale
    reasons = _leave_actions(cycle, actions, by=by, on=closed_on)
    _declare_needs(cycle, needs, by=by, on=closed_on)
    _end(cycle, said, closed_on, closing_note)
    journal(cycle, by=by, verb=Verb.CLOSED, scope=cycle.commune.code)
    return snapshot.keep(cycle, by=by, reasons=reasons)


def _end(cycle: Cycle, said: EndReport, closed_on: datetime.date, closing_note: str) -> None:
    """The cycle and its agreed plan are over."""
    move(
        cycle,
        "state",
        to=CycleState.CLOSED,
        closed_on=closed_on,
        end_report_on=said.written_on,
        default_note=said.note,
        default_signed_by=said.signed_by,
        closing_note=closing_note,
    )
    plan = ActionPlan.objects.filter(cycle=cycle).exclude(state=PlanState.DRAFT).first()
    if plan:
        move(plan, "state", to=PlanState.CLOSED)


def _leave_actions(
    cycle: Cycle, choices: Iterable[ActionChoice], *, by: User, on: datetime.date
) -> dict[int, str]:
    """Say what the committee decides of each unfinished action; answers the reasons by action."""
    left = {action.pk: action for action in unfinished(cycle)}
    reasons: dict[int, str] = {}
    for choice in choices:
        action, reason = left.get(choice.action.pk), choice.reason.strip()
        if action is None:
            raise NotReady(
                _("Somebody spoke of action %(number)s meanwhile. Read the page again.")
                % {"number": choice.action.number}
            )
        if choice.fate == Fate.DROPPED:
            drop(action, by=by, on=_after_what_was_said(action, on), reason=reason)
        elif reason:
            day = _after_what_was_said(action, on)
            _say(action, Situation.CARRIED, by=by, on=day, reason=reason)
        if reason:
            reasons[action.pk] = reason
    return reasons


def _after_what_was_said(action: Any, on: datetime.date) -> datetime.date:
    """The closing day, or that of later news: what is decided at the closing comes last."""
    return max(on, action.news_on) if action.news_on else on


def _declare_needs(
    cycle: Cycle, choices: Iterable[NeedChoice], *, by: User, on: datetime.date
) -> None:
    """Write what a person declared of the needs the plan answered; untouched ones stay."""
    answered = {need.pk: need for need in needs_answered(cycle)}
    for choice in choices:
        need = answered.get(choice.need.pk)
        if need is None or choice.need.state != need.state:
            raise NotReady(
                _("Somebody spoke of need %(code)s meanwhile. Read the page again.")
                % {"code": choice.need.code}
            )
        if choice.to != need.state:
            move_need(need, NeedState(choice.to), by=by, reason=choice.reason, satisfied_on=on)


def unfinished(cycle: Cycle) -> list[Action]:
    """Actions of the cycle's plan that are neither done nor dropped, with their situation."""
    return [action for action in planned(cycle) if action.situation not in FINISHED]


@transaction.atomic
def drop(action: Action, *, by: User, on: datetime.date, reason: str) -> Statement:
    """Give up an unfinished action, saying why, in the committee's name."""
    NotReady.unless_empty(
        [] if reason.strip() else [_("Say in one sentence why the action is dropped.")]
    )
    statement = _say(action, Situation.DROPPED, by=by, on=on, reason=reason)
    if _situation(action) != Situation.DROPPED:
        raise NotReady(
            _("The adviser verified action %(number)s that day or later: it stands as seen there.")
            % {"number": action.number}
        )
    return statement


def _say(
    action: Action, situation: Situation, *, by: User, on: datetime.date, reason: str
) -> Statement:
    """The committee's word, through the one door of the follow-up."""
    return say(action, by=by, voice=Voice.COMMITTEE, situation=situation, said_on=on, note=reason)


def _situation(action: Action) -> str:
    (found,) = with_situation(Action.objects.filter(pk=action.pk))
    return str(found.situation)  # type: ignore[attr-defined]
