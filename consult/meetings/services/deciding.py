"""What the meeting said and decided, point by point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from communes.access import Action, require
from consult.meetings.services.lines import Line, log, require_open, write_lines
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.moves import move
from frameworks.models import Decision, Meeting


@transaction.atomic
def record_decisions(
    meeting: Meeting, *, by: User, discussions: Iterable[Line] = (), decisions: Iterable[Line] = ()
) -> None:
    """Store what was said on each point and each decision; new ones take the next numbers."""
    require_open(meeting, by=by)
    write_lines(meeting, discussions, by=by)
    number = next_number(meeting)
    lines = list(decisions)
    for line in lines:
        decision: Any = line.record
        if decision.pk is None:
            decision.meeting, decision.number, number = meeting, number, number + 1
    write_lines(meeting, lines, by=by)


def next_number(meeting: Meeting) -> int:
    """The number the next decision of this meeting takes."""
    return (meeting.decisions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def settle_decision(decision: Decision, *, by: User, state: str, note: str = "") -> None:
    """Say what became of a decision, even long after the minutes were approved."""
    require(by, Action.RUN_MEETING, decision.meeting.framework.commune)
    move(decision, "state", to=state)
    log(decision.meeting, decision, Verb.STATE, by=by, note=note or str(state))
