"""The follow-up sheet: the actions of a plan in one order, on the page and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q

from actionplans.models import Action, ActionPlan
from communes.models import Commune
from foundation.records.today import today
from monitoring.lateness import days_late, worst_first
from monitoring.models import Obstacle
from monitoring.querysets import with_situation


def plan_followed(commune: Commune) -> ActionPlan | None:
    """The plan the commune follows up: that of its latest cycle."""
    plans = ActionPlan.objects.in_commune(commune).select_related("cycle__framework")
    return plans.order_by("-cycle__framework", "-cycle__number").first()


def sheet_of(
    plan: ActionPlan, *, order: str = "", parties: Iterable[int] | None = None
) -> list[Any]:
    """The plan's actions with their situation today and what blocks each: late first.

    `order` is that of a printed sheet, the numbers of its actions: « 4-1-2 »; an action it does
    not name comes after. `parties` are those whose actions a technical service may speak of.
    """
    rows = Action.objects.filter(plan=plan).select_related(
        "plan__cycle__commune", "plan__cycle__framework__commune", "responsible"
    )
    if parties is not None:
        known = list(parties)
        rows = rows.filter(Q(responsible__in=known) | Q(responsible__merged_into__in=known))
    blocking = Obstacle.objects.unsettled().open_first()
    rows = rows.prefetch_related(Prefetch("obstacles", queryset=blocking, to_attr="blocking"))
    found: list[Any] = worst_first(list(with_situation(rows)), today())
    for action in found:
        action.days_late = days_late(action, today())
    places = {int(number): place for place, number in enumerate(numbers_in(order))}
    return sorted(found, key=lambda action: places.get(action.number, len(places)))


def numbers_in(order: str) -> list[str]:
    """The numbers of an order as somebody typed it: « 4-1-2 », « 4, 1 et 2 »."""
    return re.findall(r"\d{1,5}", order[:400])


def order_of(actions: Iterable[Any]) -> str:
    """The order of a sheet in one short line, as it is printed and typed: « 4-1-2 »."""
    return "-".join(str(action.number) for action in actions)
