"""Naming what blocks, passing it to a meeting, lifting it, putting it off."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from communes.access import Action, allowed, require, roles_in
from foundation.accounts.models import User
from foundation.formats import dates
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.today import today
from frameworks.models import Meeting, MeetingKind, MeetingState
from frameworks.rules import meeting_day
from monitoring.models import Obstacle, ObstaclePassage, ObstacleState

# Sentences a rule writes; they are kept in the record, whose words are French.
LIFTED_ON = "Levé le {day}."
AT_MEETING = "Réunion n°\u00a0{number}"

Save = Callable[[], Any]


@transaction.atomic
def raise_obstacle(obstacle: Obstacle, *, by: User) -> Obstacle:
    """Name something that blocks an action, a place, a party or the whole commune."""
    require(by, Action.STATE_AS_COMMITTEE, obstacle.framework.commune)
    _check(obstacle)
    obstacle.save(force_insert=True)
    log(obstacle, Verb.CREATED, by=by)
    return obstacle


@transaction.atomic
def change_obstacle(obstacle: Obstacle, *, by: User, save: Save, fields: Iterable[str]) -> None:
    """Store what a form changed of an obstacle: its words, its kind, what it concerns."""
    require(by, Action.STATE_AS_COMMITTEE, obstacle.framework.commune)
    _check(obstacle)
    save()
    log(obstacle, Verb.CHANGED, by=by, fields=fields)


def _check(obstacle: Obstacle) -> None:
    if obstacle.raised_on > today():
        raise NotReady(_("This day has not come yet."))


@transaction.atomic
def pass_on(obstacle: Obstacle, meeting: Meeting, *, by: User) -> ObstaclePassage:
    """Put an unsettled obstacle before a meeting, which must answer it in words (R11)."""
    _require_passing(meeting, by)
    NotReady.unless_empty(against_passing(obstacle, meeting))
    known = obstacle.passages.filter(meeting=meeting).first()
    return known or put_before(obstacle, meeting, by=by)


def against_passing(obstacle: Obstacle, meeting: Meeting) -> list[str]:
    """Why this obstacle is not put before this meeting, in sentences; empty when it may be."""
    if obstacle.framework_id != meeting.framework_id:
        return [_("Choose a meeting of this framework.")]
    if meeting.is_locked:
        return [_("The minutes of this meeting are approved: nothing is passed to it any more.")]
    if obstacle.is_settled:
        return [_("This obstacle is settled. If it returns, name it again.")]
    return []


@transaction.atomic
def pass_all_on(meeting: Meeting, *, by: User) -> int:
    """Put everything that still blocks before a meeting; answers how many were added.

    A meeting that prepares one sector is given none.
    """
    _require_passing(meeting, by)
    if meeting.kind == MeetingKind.PREPARATORY or meeting.is_locked:
        return 0
    waiting = list(Obstacle.objects.waiting_for(meeting).select_related("framework__commune"))
    for obstacle in waiting:
        put_before(obstacle, meeting, by=by)
    return len(waiting)


def put_before(
    obstacle: Obstacle, meeting: Meeting, *, by: User, left_out: str = ""
) -> ObstaclePassage:
    """Write the passage and its state, once the right to do so was checked."""
    day = min(today(), meeting_day(meeting) or today())
    passage = ObstaclePassage.objects.create(
        obstacle=obstacle,
        meeting=meeting,
        passed_on=max(day, obstacle.raised_on),
        left_out_reason=left_out,
        left_out_on=today() if left_out else None,
        by=by,
    )
    if obstacle.state != ObstacleState.PASSED:
        move(obstacle, "state", to=ObstacleState.PASSED)
    log(obstacle, Verb.STATE, by=by, note=AT_MEETING.format(number=meeting.number))
    return passage


def _require_passing(meeting: Meeting, by: User) -> None:
    """The committee passes its obstacles on; so does who prepares the meeting."""
    roles = roles_in(by, meeting.framework.commune)
    if not any(allowed(roles, act) for act in PASSING):
        raise PermissionDenied


PASSING = (Action.STATE_AS_COMMITTEE, Action.RUN_MEETING)


@transaction.atomic
def lift(obstacle: Obstacle, *, by: User, on: datetime.date) -> None:
    """Say on which day the obstacle was gone; meetings still to answer it need not any more."""
    require(by, Action.STATE_AS_COMMITTEE, obstacle.framework.commune)
    if obstacle.state == ObstacleState.LIFTED:
        raise NotReady(_("This obstacle is lifted already."))
    if on > today():
        raise NotReady(_("This day has not come yet."))
    if on < obstacle.raised_on:
        raise NotReady(_("An obstacle is lifted on or after the day it was raised."))
    with override("fr"):
        said = LIFTED_ON.format(day=dates.day(on))
    move(obstacle, "state", to=ObstacleState.LIFTED, resolved_on=on)
    log(obstacle, Verb.STATE, by=by, note=said)
    excuse(obstacle, said, on=on)


@transaction.atomic
def postpone(obstacle: Obstacle, *, by: User, reason: str) -> None:
    """Put an obstacle off, saying why; it comes back at the next meeting that is called."""
    require(by, Action.STATE_AS_COMMITTEE, obstacle.framework.commune)
    if not reason.strip():
        raise NotReady(_("Say in one sentence why the obstacle is postponed."))
    if obstacle.state not in (ObstacleState.OPEN, ObstacleState.PASSED):
        raise NotReady(_("Only an obstacle that is open or passed on is postponed."))
    move(obstacle, "state", to=ObstacleState.POSTPONED)
    log(obstacle, Verb.STATE, by=by, note=reason)
    excuse(obstacle, reason[:300], on=today())


def excuse(obstacle: Obstacle, reason: str, *, on: datetime.date) -> None:
    """Meetings still to come need not treat it: each keeps the reason. Those held before must."""
    open_yet = obstacle.passages.silent().exclude(
        meeting__state__in=(MeetingState.APPROVED, MeetingState.CLOSED)
    )
    for passage in open_yet.select_related("meeting"):
        meeting = passage.meeting
        held = meeting_day(meeting) if meeting.is_held else None
        if held is None or held >= on:
            passage.left_out_reason, passage.left_out_on = reason, today()
            passage.save(update_fields=["left_out_reason", "left_out_on"])


def log(
    obstacle: Obstacle, verb: Verb, *, by: User, fields: Iterable[str] = (), note: str = ""
) -> None:
    """One line in the journal of the obstacle's commune."""
    scope = obstacle.framework.commune.code
    journal(obstacle, by=by, verb=verb, scope=scope, fields=fields, note=note)
