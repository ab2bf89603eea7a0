"""Approving the minutes of a meeting, reopening the latest ones, filing a meeting away."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, Payment, PlanState
from actionplans.services import seal, unseal
from communes.access import Action, require
from consult.meetings.rules import missing, plans_to_seal
from consult.meetings.services.agenda import close_agenda
from consult.meetings.services.keeping import keep_version, mark_reopened, record_signatories
from consult.meetings.services.lines import Line, locked_sentence, log
from consult.meetings.services.obstacles import (
    close_obstacles,
    settle_obstacles,
    unsettle_obstacles,
)
from consult.meetings.services.preparing import wake
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.rules import stop_if_blocked
from frameworks.models import CycleState, Meeting, MeetingState
from monitoring.models import Statement


@transaction.atomic
def approve(
    meeting: Meeting, *, by: User, on: datetime.date, signatories: Iterable[Line] = ()
) -> None:
    """Approve the minutes: the meeting changes no more, its paper is kept, its plan is sealed."""
    require(by, Action.APPROVE_MINUTES, meeting.framework.commune)
    if meeting.is_locked:
        raise NotReady(locked_sentence(meeting))
    close_agenda(meeting, by=by)
    close_obstacles(meeting, by=by)
    stop_if_blocked(missing(meeting))
    record_signatories(meeting, signatories, by=by)
    plans = plans_to_seal(meeting)
    move(meeting, "state", to=MeetingState.APPROVED, approved_on=on, approved_by=by)
    log(meeting, meeting, Verb.APPROVED, by=by)
    settle_obstacles(meeting, by=by)
    wake(meeting, by=by)
    for plan in plans:
        seal(plan, by=by, on=_agreed_on(meeting, on))
    keep_version(meeting)


def _agreed_on(meeting: Meeting, otherwise: datetime.date) -> datetime.date:
    """The plan is agreed the day the meeting was held."""
    return meeting.held_on.last_day if meeting.held_on else otherwise


@transaction.atomic
def reopen(meeting: Meeting, *, by: User, reason: str) -> None:
    """Unlock the latest approved minutes, once; the plan they sealed becomes a draft again."""
    require(by, Action.APPROVE_MINUTES, meeting.framework.commune)
    NotReady.unless_empty(against_reopening(meeting))
    mark_reopened(meeting, by=by, reason=reason)
    meeting.steps_back.create(state=MeetingState.APPROVED, note=reason, by=by)
    for plan in meeting.plans.exclude(state=PlanState.DRAFT):
        unseal(plan, by=by, reason=reason)
    move(meeting, "state", to=MeetingState.HELD, approved_on=None, approved_by=None)
    log(meeting, meeting, Verb.REOPENED, by=by, note=reason)
    unsettle_obstacles(meeting, by=by)


def against_reopening(meeting: Meeting) -> list[str]:
    """Why these minutes cannot be reopened, in sentences; empty when they can."""
    if not meeting.is_locked:
        return [_("The minutes of this meeting are not approved: there is nothing to reopen.")]
    if meeting.steps_back.filter(state=MeetingState.APPROVED).exists():
        return [
            _(
                "These minutes were already reopened once. "
                "What is still wrong is put right by a dated correction, printed with them."
            )
        ]
    if meeting.state == MeetingState.CLOSED:
        return [_("This meeting is filed. Take it out of the file before reopening its minutes.")]
    if meeting not in meeting.framework.meetings.latest_approved():
        return [_("Only the latest approved minutes may be reopened.")]
    return [
        sentence
        for plan in meeting.plans.exclude(state=PlanState.DRAFT).select_related("cycle")
        for sentence in _kept_by(plan)
    ]


def _kept_by(plan: ActionPlan) -> list[str]:
    """What already rests on a sealed plan."""
    found = []
    if plan.state == PlanState.CLOSED or plan.cycle.state == CycleState.CLOSED:
        found.append(_("The cycle of the plan agreed at this meeting is closed."))
    if Statement.objects.filter(action__plan=plan).exists():
        found.append(_("The follow-up of the plan agreed at this meeting has begun."))
    if Payment.objects.filter(line__action__plan=plan).exists():
        found.append(_("Something was already paid for the plan agreed at this meeting."))
    return found


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> None:
    """File a meeting whose minutes are approved: nothing is expected of it any more."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    NotReady.unless_empty(against_filing(meeting))
    move(meeting, "state", to=MeetingState.CLOSED)
    log(meeting, meeting, Verb.CLOSED, by=by)


@transaction.atomic
def take_out(meeting: Meeting, *, by: User, reason: str) -> None:
    """Take a filed meeting out of the file, once, saying why; its minutes stay approved."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    NotReady.unless_empty(against_filing(meeting))
    meeting.steps_back.create(state=MeetingState.CLOSED, note=reason, by=by)
    move(meeting, "state", to=MeetingState.APPROVED)
    log(meeting, meeting, Verb.STATE, by=by, note=MeetingState.APPROVED.value)


def against_filing(meeting: Meeting) -> list[str]:
    """Why this meeting is neither filed nor taken out of the file; empty when it may be."""
    if not meeting.is_locked:
        return [_("The minutes of this meeting are not approved yet: it is not filed before.")]
    once = meeting.steps_back.filter(state=MeetingState.CLOSED)
    if meeting.state == MeetingState.CLOSED and once.exists():
        return [_("This meeting was already taken out of the file once: it stays filed.")]
    return []
