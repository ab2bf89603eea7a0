"""Calling a meeting, writing its agenda, sending the invitations, saying that it was held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from consult.meetings.services.agenda import write_agenda
from consult.meetings.services.lines import Line, log, require_open, write_lines
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.today import today
from frameworks.models import Framework, FrameworkState, Meeting, MeetingKind, MeetingState

Save = Callable[[], Any]


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Add a meeting to the framework. One already held on a known day is entered afterwards."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    if meeting.held_on:
        _not_in_the_future(meeting)
        meeting.state, meeting.entered_afterwards = MeetingState.HELD, True
    meeting.save(force_insert=True)
    log(meeting, meeting, Verb.CREATED, by=by)
    if meeting.held_on:
        wake(meeting, by=by)
    write_agenda(meeting, by=by)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: User, save: Save, fields: Iterable[str]) -> None:
    """Store what a form changed of the meeting's kind, day, place and bureau."""
    require_open(meeting, by=by)
    save()
    log(meeting, meeting, Verb.CHANGED, by=by, fields=fields)


@transaction.atomic
def hold(
    meeting: Meeting, *, by: User, save: Save, fields: Iterable[str], lines: Iterable[Line] = ()
) -> None:
    """Say that the meeting took place: its day and hours, its sittings, who sat in its bureau."""
    require_open(meeting, by=by)
    if not meeting.held_on:
        raise NotReady(_("Say on which day the meeting was held."))
    if meeting.state == MeetingState.NOT_HELD:
        raise NotReady(_("This meeting was said not to have been held. Take that back first."))
    _not_in_the_future(meeting)
    save()
    log(meeting, meeting, Verb.RECORDED, by=by, fields=fields)
    write_lines(meeting, lines, by=by)
    if not meeting.is_held:
        _to(meeting, MeetingState.HELD, by=by)
    wake(meeting, by=by)


def _to(meeting: Meeting, state: MeetingState, *, by: User) -> None:
    move(meeting, "state", to=state)
    log(meeting, meeting, Verb.STATE, by=by, note=str(state.value))


def _not_in_the_future(meeting: Meeting) -> None:
    if meeting.held_on and meeting.held_on.first_day > today():
        raise NotReady(_("This day is still to come. A meeting is held today or earlier."))


def wake(meeting: Meeting, *, by: User) -> None:
    """A framework becomes active at its first meeting, and again after a rest."""
    framework: Framework = meeting.framework
    waiting = (FrameworkState.FOUNDED, FrameworkState.DORMANT)
    if meeting.kind == MeetingKind.PREPARATORY or framework.state not in waiting:
        return
    move(framework, "state", to=FrameworkState.ACTIVE)
    scope = framework.commune.code
    journal(framework, by=by, verb=Verb.STATE, scope=scope, note=FrameworkState.ACTIVE.value)
