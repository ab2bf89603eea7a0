"""What should be true of one commune, in plain words: no database, no rule of the product.

Everything that happens is noted here as well; after each step the record must say the same.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

FINISHED = ("realisee", "abandonnee")
OPEN_NEEDS = ("identifie", "presente", "retenu", "differe", "en_cours", "partiellement_satisfait")
OPEN_OBSTACLES = ("ouvert", "transmis", "reporte")
# Carried so often, an action comes back only with a decision.
OFTEN = 2


class Said(NamedTuple):
    """One word on an action."""

    voice: str
    situation: str
    said_on: datetime.date


@dataclass
class Line:
    """A promise and what was paid on it, in FCFA."""

    pk: int
    promised: int
    paid: int = 0
    payments: int = 0


@dataclass
class Task:
    """An action: everything said of it, its money, and where it went on."""

    pk: int
    plan: int
    complete: bool = True
    by_service: bool = False
    said: list[Said] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    origin: int | None = None
    went_on: int | None = None
    carries: int = 0

    @property
    def situation(self) -> str:
        """What was said last by who counts: the responsible only while nobody else spoke."""
        if not self.said:
            return "prevue"
        last = max(
            enumerate(self.said),
            key=lambda one: (
                one[1].voice != "responsable",
                one[1].said_on,
                one[1].voice == "conseiller",
                one[0],
            ),
        )
        return last[1].situation

    @property
    def finished(self) -> bool:
        return self.situation in FINISHED

    @property
    def promised(self) -> int:
        return sum(line.promised for line in self.lines)

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines)

    def after(self, said: Said) -> str:
        """Its situation if this were said too."""
        self.said.append(said)
        try:
            return self.situation
        finally:
            self.said.pop()


@dataclass
class Plan:
    pk: int
    cycle: int
    meeting: int | None
    ends_on: datetime.date
    state: str = "brouillon"
    before: dict[int, tuple[int, ...]] | None = None  # as it was when its amendment was opened

    @property
    def open_to_change(self) -> bool:
        return self.state == "brouillon" or self.before is not None


@dataclass
class Turn:
    """A cycle."""

    pk: int
    number: int
    opened_on: datetime.date
    closed_on: datetime.date | None = None


@dataclass
class Block:
    """An obstacle."""

    pk: int
    state: str
    raised_on: datetime.date
    action: int | None


@dataclass
class Sitting:
    """A meeting; `passages` says of each obstacle before it "", "answered" or "excused"."""

    pk: int
    held_on: datetime.date
    approved: bool = False
    passages: dict[int, str] = field(default_factory=dict)

    @property
    def silent(self) -> list[int]:
        return [pk for pk, said in self.passages.items() if not said]


@dataclass
class Model:
    """One commune as it should be."""

    day: datetime.date
    cycles: list[Turn] = field(default_factory=list)
    plans: dict[int, Plan] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    needs: dict[int, str] = field(default_factory=dict)
    blocks: dict[int, Block] = field(default_factory=dict)
    sittings: list[Sitting] = field(default_factory=list)
    sealed: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def open_cycle(self) -> Turn | None:
        return next((turn for turn in self.cycles if turn.closed_on is None), None)

    @property
    def last_plan(self) -> Plan | None:
        return next(reversed(self.plans.values()), None)

    @property
    def sitting(self) -> Sitting | None:
        """The meeting whose minutes are still open."""
        return next((one for one in self.sittings if not one.approved), None)

    def turn_of(self, plan: Plan) -> Turn:
        return next(turn for turn in self.cycles if turn.pk == plan.cycle)

    def plan_of(self, task: Task) -> Plan:
        return self.plans[task.plan]

    def is_over(self, plan: Plan) -> bool:
        """Whether the cycle of a plan is closed."""
        return self.turn_of(plan).closed_on is not None

    def of_plan(self, plan: Plan) -> list[Task]:
        return [task for task in self.tasks.values() if task.plan == plan.pk]

    def left_in(self, turn: Turn) -> list[Task]:
        """What closing this cycle would leave."""
        tasks = [task for task in self.tasks.values() if self.plan_of(task).cycle == turn.pk]
        return [task for task in tasks if not task.finished]

    def waiting(self) -> list[Task]:
        """Unfinished actions of closed cycles that no later plan took up."""
        return [
            task
            for task in self.tasks.values()
            if not task.finished and task.went_on is None and self.is_over(self.plan_of(task))
        ]

    def shape(self, plan: Plan) -> dict[int, tuple[int, ...]]:
        """What an amendment would be compared with."""
        return {task.pk: tuple(line.pk for line in task.lines) for task in self.of_plan(plan)}

    def changed(self, plan: Plan) -> bool:
        return plan.before is not None and plan.before != self.shape(plan)

    def ready_to_seal(self, plan: Plan) -> bool:
        tasks = self.of_plan(plan)
        return bool(tasks) and all(task.complete for task in tasks)
