"""Everything counted of each cycle, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from frameworks.models import Cycle
from monitoring.indicators.money import MoneyFigures, money_by_cycle
from monitoring.indicators.obstacles import ObstacleFigures, obstacles_by_cycle
from monitoring.indicators.plans import PlanFigures, plans_by_cycle


@dataclass(frozen=True)
class CycleFigures:
    """One cycle: its actions, its money and its obstacles."""

    cycle: Cycle
    plan: PlanFigures
    money: MoneyFigures
    obstacles: ObstacleFigures


def figures_of(cycles: QuerySet[Cycle]) -> list[CycleFigures]:
    """The figures of every cycle given, in the order of their numbers, in five queries."""
    plans, money = plans_by_cycle(cycles), money_by_cycle(cycles)
    obstacles = obstacles_by_cycle(cycles)
    return [
        CycleFigures(
            cycle,
            plans.get(cycle.pk, PlanFigures()),
            money.get(cycle.pk, MoneyFigures()),
            obstacles.get(cycle.pk, ObstacleFigures()),
        )
        for cycle in cycles.select_related("plan").order_by("number")
    ]
