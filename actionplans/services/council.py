"""Which texts of a plan the council compares: the one it gets, and the last one sealed before."""

from __future__ import annotations

import json

from django.utils import translation

from actionplans.documents.changes import Data
from actionplans.documents.council import Compared
from actionplans.models import ActionPlan, PlanVersion
from actionplans.services.sealing import as_text, canonical
from foundation.formats.dates import day


def compared(plan: ActionPlan) -> Compared:
    """The version in force, else the draft, beside the version before it.

    A plan with no earlier version is compared with the latest sealed plan of a cycle before.
    """
    versions = list(plan.versions.order_by("number"))
    in_force = next((one for one in versions if one.withdrawn_at is None), None)
    now = _read(in_force.data if in_force else as_text(canonical(plan)))
    before = [one for one in versions if in_force is None or one.number < in_force.number]
    if before:
        last = before[-1]
        return Compared(now, _read(last.data), _since(last, "à la version"), same_plan=True)
    earlier = _of_a_cycle_before(plan)
    if earlier is None:
        return Compared(now)
    return Compared(now, _read(earlier.data), _since(earlier, "au plan d’action"))


def _of_a_cycle_before(plan: ActionPlan) -> PlanVersion | None:
    """The text in force of the latest sealed plan before this one."""
    found = PlanVersion.objects.in_force().filter(
        plan__cycle__framework=plan.cycle.framework, plan__cycle__number__lt=plan.cycle.number
    )
    return found.select_related("plan__cycle").order_by("-plan__cycle__number").first()


def _since(version: PlanVersion, what: str) -> str:
    """« à la version n° 1 de ce plan », « au plan d’action n° 2 », and the day it was agreed."""
    same = what == "à la version"
    number = f"{version.number} de ce plan" if same else str(version.plan.cycle.number)
    with translation.override("fr"):
        return f"{what} n° {number}, {'scellée' if same else 'validé'} le {day(version.agreed_on)}"


def _read(text: str) -> Data:
    found: Data = json.loads(text)
    return found
