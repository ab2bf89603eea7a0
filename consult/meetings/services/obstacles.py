"""What a meeting answers to the obstacles before it, and what becomes of them (R11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from consult.meetings.services.lines import Line, require_open
from consult.meetings.subjects import NOT_DEALT_WITH
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.moves import move
from foundation.records.today import today
from frameworks.models import Meeting, MeetingKind, MeetingState
from frameworks.rules import meeting_day
from monitoring.models import Obstacle, ObstaclePassage, ObstacleState
from monitoring.services.obstacles import excuse, log, put_before

# A sentence a rule writes, kept in the record, whose words are French.
ANSWERED_AT = "Réponse donnée à la réunion n°\u00a0{number}."
UNSETTLED = (ObstacleState.OPEN, ObstacleState.PASSED, ObstacleState.POSTPONED)


@transaction.atomic
def answer_obstacles(meeting: Meeting, lines: Iterable[Line], *, by: User) -> None:
    """Store what the meeting answered to each obstacle, or why it does not treat it."""
    require_open(meeting, by=by)
    for line in lines:
        passage: Any = line.record
        passage.left_out_on = today() if passage.left_out_reason else None
        line.save()
        obstacle = passage.obstacle
        log(obstacle, Verb.RECORDED, by=by, fields=line.fields, note=passage.left_out_reason)


def close_obstacles(meeting: Meeting, *, by: User) -> None:
    """Before the minutes are approved: what still blocks and was never passed on is noted.

    It was not dealt with at this meeting; it comes back at the next one.
    """
    if meeting.kind == MeetingKind.PREPARATORY:
        return
    waiting = Obstacle.objects.waiting_for(meeting).select_related("framework__commune")
    for obstacle in waiting:
        put_before(obstacle, meeting, by=by, left_out=NOT_DEALT_WITH)


def settle_obstacles(meeting: Meeting, *, by: User) -> None:
    """Once the minutes are approved: answered ones are settled, the others are postponed."""
    day = meeting_day(meeting) or today()
    for passage in _passages(meeting):
        obstacle = passage.obstacle
        if passage.answer and obstacle.state in UNSETTLED:
            move(obstacle, "state", to=ObstacleState.ANSWERED, resolved_on=day)
            log(obstacle, Verb.STATE, by=by, note=passage.answer)
            excuse(obstacle, ANSWERED_AT.format(number=meeting.number), on=day)
        elif _is_put_off(passage):
            move(obstacle, "state", to=ObstacleState.POSTPONED)
            log(obstacle, Verb.STATE, by=by, note=passage.left_out_reason)


def unsettle_obstacles(meeting: Meeting, *, by: User) -> None:
    """The minutes are open again: what they settled or put off stands before the meeting again."""
    said = ANSWERED_AT.format(number=meeting.number)
    for passage in _passages(meeting):
        obstacle = passage.obstacle
        by_answer = passage.answer and obstacle.state == ObstacleState.ANSWERED
        by_reason = passage.left_out_reason and obstacle.state == ObstacleState.POSTPONED
        if not by_answer and not by_reason:
            continue
        move(obstacle, "state", to=ObstacleState.PASSED, resolved_on=None)
        log(obstacle, Verb.STATE, by=by)
        excused = obstacle.passages.filter(left_out_reason=said)
        excused.update(left_out_reason="", left_out_on=None)


def _passages(meeting: Meeting) -> list[ObstaclePassage]:
    return list(meeting.obstacles.select_related("obstacle__framework__commune"))


def _is_put_off(passage: ObstaclePassage) -> bool:
    """Not treated here, and no other meeting still has to answer it."""
    if not passage.left_out_reason or passage.obstacle.state != ObstacleState.PASSED:
        return False
    elsewhere = passage.obstacle.passages.silent().exclude(meeting=passage.meeting_id)
    over = (MeetingState.APPROVED, MeetingState.CLOSED, MeetingState.NOT_HELD)
    return not elsewhere.exclude(meeting__state__in=over).exists()
