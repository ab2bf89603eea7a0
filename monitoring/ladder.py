"""The ladder of an obstacle: the committee first, then the mayor and the council, then the adviser.

How many days each step takes is the framework's own setting.
"""

from __future__ import annotations

import datetime
from typing import Any

from foundation.records.today import today
from monitoring.models import Obstacle, Unblocker

TO_COUNCIL_AFTER = 14
TO_ADVISER_AFTER = 30


def whose_turn(obstacle: Obstacle, day: datetime.date) -> Unblocker | None:
    """Who is to act on an obstacle now, by its age; nobody once it is answered or lifted."""
    if obstacle.is_settled:
        return None
    age, framework = obstacle.days_open(day), obstacle.framework
    if age > (framework.obstacle_adviser_days or TO_ADVISER_AFTER):
        return Unblocker.ADVISER
    if age > (framework.obstacle_council_days or TO_COUNCIL_AFTER):
        return Unblocker.COUNCIL
    return Unblocker.COMMITTEE


def with_age(obstacles: Any, day: datetime.date | None = None) -> list[Any]:
    """Obstacles with the days they have blocked (`age`) and whose turn it is (`turn`), that day."""
    day = day or today()
    found = list(obstacles.select_related("action", "party", "framework"))
    for obstacle in found:
        obstacle.age = obstacle.days_open(day)
        obstacle.turn = whose_turn(obstacle, day)
    return found
