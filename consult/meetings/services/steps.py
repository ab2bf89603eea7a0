"""Steps that are not the usual way on: a meeting not held, its second call, a step taken back."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from communes.access import Action, require
from consult.meetings.services.agenda import copy_agenda
from consult.meetings.services.lines import log, require_open
from consult.meetings.services.preparing import call_meeting
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.moves import move
from frameworks.models import Meeting, MeetingState

TO_COME = (MeetingState.DRAFT, MeetingState.INVITED)


@transaction.atomic
def say_not_held(meeting: Meeting, *, by: User, reason: str) -> None:
    """The meeting did not take place: its *procès-verbal de carence* says why."""
    require_open(meeting, by=by)
    reason = reason.strip()
    if not reason:
        raise NotReady(_("Say why the meeting was not held."))
    if meeting.state not in TO_COME:
        raise NotReady(_("Only a meeting still to come can be said not to have been held."))
    move(meeting, "state", to=MeetingState.NOT_HELD, not_held_reason=reason)
    log(meeting, meeting, Verb.STATE, by=by, note=reason)


@transaction.atomic
def call_again(
    meeting: Meeting, *, by: User, planned_on: datetime.date, called_at: datetime.time | None
) -> Meeting:
    """Call a meeting that was not held a second time, with its agenda; it takes the next number."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    NotReady.unless_empty(against_calling_again(meeting))
    last = meeting.framework.meetings.aggregate(last=Max("number"))["last"] or 0
    again = Meeting(
        framework=meeting.framework,
        number=last + 1,
        kind=meeting.kind,
        sector=meeting.sector,
        planned_on=planned_on,
        called_at=called_at,
        place=meeting.place,
        place_commune=meeting.place_commune,
        chair=meeting.chair,
        secretary=meeting.secretary,
        facilitator=meeting.facilitator,
        who_bears=meeting.who_bears,
        second_call_of=meeting,
    )
    call_meeting(again, by=by)
    copy_agenda(again, by=by)
    return again


def against_calling_again(meeting: Meeting) -> list[str]:
    """Why there is no second call of this meeting, in sentences; empty when there can be one."""
    if meeting.state != MeetingState.NOT_HELD:
        return [_("Only a meeting that was not held is called a second time.")]
    if Meeting.objects.filter(second_call_of=meeting).exists():
        return [_("This meeting was already called a second time.")]
    return []


@transaction.atomic
def step_back(meeting: Meeting, *, by: User, note: str) -> None:
    """Take the last step back, once for each step, saying why."""
    require_open(meeting, by=by)
    NotReady.unless_empty(against_going_back(meeting))
    note = note.strip()
    if not note:
        raise NotReady(_("Say in one sentence why this step is taken back."))
    left = MeetingState(meeting.state)
    meeting.steps_back.create(state=left, note=note, by=by)
    if left == MeetingState.INVITED:
        meeting.invitations.filter(sent_on=meeting.invitation_sent_on).update(sent_on=None)
    sent = left != MeetingState.INVITED and meeting.invitation_sent_on is not None
    move(
        meeting,
        "state",
        to=MeetingState.INVITED if sent else MeetingState.DRAFT,
        held_on=None,
        not_held_reason="",
        entered_afterwards=False,
        planned_on=meeting.planned_on or (meeting.held_on.first_day if meeting.held_on else None),
        invitation_sent_on=meeting.invitation_sent_on if sent else None,
    )
    log(meeting, meeting, Verb.STATE, by=by, note=note)


def against_going_back(meeting: Meeting) -> list[str]:
    """Why the last step cannot be taken back, in sentences; empty when it can."""
    if meeting.state == MeetingState.DRAFT:
        return [_("This meeting is only being prepared: there is no step to take back.")]
    if meeting.is_locked:
        return [_("Approved minutes are reopened on their own page, with a reason.")]
    if meeting.steps_back.filter(state=meeting.state).exists():
        return [_("This step was already taken back once. Correct what is wrong on its page.")]
    if Meeting.objects.filter(second_call_of=meeting).exists():
        return [_("This meeting was called a second time: it stays as not held.")]
    if meeting.decisions.exists():
        return [_("Decisions are recorded for this meeting: it stays held. Correct its day.")]
    return []
