"""When an action is late: computed from its last possible day, never chosen."""

from __future__ import annotations

import datetime
from typing import Any

from monitoring.models import Situation

SETTLED = (Situation.DONE, Situation.DROPPED, Situation.CARRIED)


def days_late(action: Any, day: datetime.date) -> int:
    """Days since the last possible day of an unfinished action; 0 when it is not late.

    `action` comes from `with_situation`.
    """
    if action.situation in SETTLED or action.due_on is None:
        return 0
    return max(int((day - action.due_on).days), 0)


def is_late(days: int, grace_days: int) -> bool:
    """Whether so many days after the last possible day count as late: the grace days are over.

    An administrator sets the days of grace (`communes.models.Thresholds`); until then an action,
    or a step, is to be watched, not late.
    """
    return days > grace_days


def days_over(action: Any) -> int | None:
    """How many days after its last possible day an action was done; 0 when it was done in time.

    Done is one thing, done in time another: None while it is not done, or a day is not known.
    """
    if action.situation != Situation.DONE or action.due_on is None or action.done_on is None:
        return None
    return max(int((action.done_on - action.due_on).days), 0)


def worst_first(actions: list[Any], day: datetime.date) -> list[Any]:
    """Late ones first (the latest of all on top), then blocked, then by due day; settled last."""

    def key(action: Any) -> tuple[bool, int, bool, datetime.date, int]:
        settled = action.situation in SETTLED
        blocked = action.situation == Situation.BLOCKED
        due = action.due_on or datetime.date.max
        return (settled, -days_late(action, day), not blocked, due, action.number)

    return sorted(actions, key=key)
