"""I23: what blocked the actions of each cycle, what meetings answered, and how long it took."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from foundation.formats.ratios import median, share
from frameworks.models import Cycle
from monitoring.models import Obstacle, ObstacleCategory, ObstaclePassage, ObstacleState

SETTLED = (ObstacleState.ANSWERED, ObstacleState.LIFTED)


@dataclass(frozen=True)
class ObstacleFigures:
    """The obstacles of one cycle: raised, passed to a meeting, answered or lifted."""

    raised: int = 0
    passed: int = 0
    closed: int = 0
    passed_and_closed: int = 0
    days: tuple[int, ...] = ()
    by_category: Mapping[str, ObstacleFigures] = field(default_factory=dict)

    @property
    def passed_share(self) -> float | None:
        """I23: passed to a meeting ÷ raised."""
        return share(self.passed, self.raised)

    @property
    def solved_share(self) -> float | None:
        """I23: answered or lifted ÷ passed to a meeting, among those passed."""
        return share(self.passed_and_closed, self.passed)

    @property
    def median_days(self) -> float | None:
        """I23: days from the day it was raised to its answer, the one in the middle."""
        return median(self.days)


def obstacles_by_cycle(cycles: QuerySet[Cycle]) -> dict[int, ObstacleFigures]:
    """By cycle: an obstacle belongs to its action's cycle, else to the one running that day."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _with_cycle(cycles):
        found[row["cycle"]].append(row)
    return {
        cycle: replace(_figures(rows), by_category=_by_category(rows))
        for cycle, rows in found.items()
    }


def _by_category(rows: list[dict[str, Any]]) -> dict[str, ObstacleFigures]:
    """I23 of each kind of obstacle that was met, in the order of the list."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["category"], []).append(row)
    return {kind: _figures(found[kind]) for kind in ObstacleCategory.values if kind in found}


def figures_of_obstacles(obstacles: Any) -> ObstacleFigures:
    """The same figures of the obstacles given, whatever their cycle: a period, many communes."""
    passed = ObstaclePassage.objects.filter(obstacle=OuterRef("pk"))
    rows = obstacles.order_by().annotate(passed=Exists(passed))
    return _figures(list(rows.values("passed", "state", "raised_on", "resolved_on")))


def _with_cycle(cycles: QuerySet[Cycle]) -> Any:
    """As `Obstacle.objects.of_cycle` says, for every cycle at once."""
    running = Cycle.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=OuterRef("raised_on")),
        framework=OuterRef("framework"),
        opened_on__lte=OuterRef("raised_on"),
    ).order_by("-number")
    none_of_its_own = Q(action=None)
    passed = ObstaclePassage.objects.filter(obstacle=OuterRef("pk"))
    cycle = Coalesce(F("action__plan__cycle"), Subquery(running.values("pk")[:1]))
    rows = Obstacle.objects.filter(
        none_of_its_own | Q(action__plan__cycle__in=cycles),
        framework__in=cycles.order_by().values("framework"),
    )
    return (
        rows.order_by()
        .annotate(cycle=cycle, passed=Exists(passed))
        .filter(cycle__in=cycles.order_by().values("pk"))
        .values("cycle", "category", "passed", "state", "raised_on", "resolved_on")
    )


def _figures(rows: list[dict[str, Any]]) -> ObstacleFigures:
    closed = [row for row in rows if row["state"] in SETTLED]
    return ObstacleFigures(
        raised=len(rows),
        passed=sum(row["passed"] for row in rows),
        closed=len(closed),
        passed_and_closed=sum(row["passed"] for row in closed),
        days=tuple(
            _days(row["raised_on"], row["resolved_on"]) for row in closed if row["resolved_on"]
        ),
    )


def _days(raised_on: datetime.date, resolved_on: datetime.date) -> int:
    return max((resolved_on - raised_on).days, 0)
