"""What a sheet of a commune may tell: its framework, an agreed cycle, one of its actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from actionplans.models import Action, ActionPlan
from communes.models import Commune
from frameworks.models import Cycle

FRAMEWORK, CYCLE, ACTION = "cadre", "cycle", "action"


def told_records(commune: Commune) -> dict[str, Any]:
    """What a sheet of this commune may tell: its framework, agreed cycles, their actions."""
    framework = commune.frameworks.current().first()
    if framework is None:
        return {}
    plans = ActionPlan.objects.sealed().filter(cycle__framework=framework).select_related("cycle")
    actions = Action.objects.filter(plan__in=plans).select_related("plan__cycle__framework")
    found: dict[str, Any] = {FRAMEWORK: framework}
    for plan in plans.order_by("-cycle__number"):
        found[f"{CYCLE}-{plan.cycle_id}"] = plan.cycle
    for action in actions.order_by("-plan__cycle__number", "number"):
        found[f"{ACTION}-{action.pk}"] = action
    return found


def told_choices(records: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each with its own words."""
    said = []
    for key, record in records.items():
        if isinstance(record, Action):
            words = _("Plan no. %(plan)s, action %(action)s")
            words %= {"plan": record.plan.cycle.number, "action": record}
        elif isinstance(record, Cycle):
            words = _("The whole cycle no. %(number)s") % {"number": record.number}
        else:
            words = _("The framework as a whole")
        said.append((key, words))
    return said
