"""Where an action comes from: the plans it stood in before, read in one query for many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from actionplans.models import Action, CarryChoice

# An action that would come back once more after so many times asks for a decision.
CARRIED_OFTEN = 2
_PAST = (
    "pk", "carried_from", "number", "wording", "estimated_cost", "plan__cycle__number",
    "carried_on", "carried_reason", "carry_choice", "responsible__name",
)  # fmt: skip


class Past(NamedTuple):
    """An action as it stood in one plan, and why it came into it from an earlier one."""

    pk: int
    carried_from: int | None
    number: int
    wording: str
    cost: int | None
    cycle: int
    carried_on: object
    reason: str
    choice: str
    responsible: str | None

    @property
    def decided(self) -> str:
        """What was decided when it came back a third time, in words."""
        return str(CarryChoice(self.choice).label) if self.choice else ""


def pasts_of(actions: Iterable[Action]) -> dict[int, list[Past]]:
    """The earlier lives of each action, the nearest first; nobody's list is missing."""
    wanted = {action.pk: action.carried_from_id for action in actions}
    if not any(wanted.values()):
        return {pk: [] for pk in wanted}
    communes = Action.objects.filter(pk__in=wanted).values("plan__cycle__commune")
    rows = Action.objects.filter(plan__cycle__commune__in=communes).order_by("pk")
    known = {row[0]: Past(*row) for row in rows.values_list(*_PAST)}
    return {pk: _back(known, origin) for pk, origin in wanted.items()}


def carries_of(actions: Iterable[Action]) -> dict[int, int]:
    """How many times each action was carried over into a later plan."""
    return {pk: len(past) for pk, past in pasts_of(actions).items()}


def comes_back_often(carries: int) -> bool:
    """Whether carrying it once more is the third time at least: a decision is asked for."""
    return carries >= CARRIED_OFTEN


def _back(known: dict[int, Past], origin: int | None) -> list[Past]:
    found: dict[int, Past] = {}
    while origin is not None and origin not in found and origin in known:
        found[origin] = known[origin]
        origin = known[origin].carried_from
    return list(found.values())
