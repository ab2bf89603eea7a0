"""I08–I11, I16, I25, I29: how the actions of each plan went, counted by cycle in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from actionplans.models import Action, PlanState
from communes.models import OrganisationKind
from foundation.formats.ratios import known_sum, share
from frameworks.models import Cycle, Need
from frameworks.models.needs import INVESTMENT_NATURES
from monitoring.models import Situation
from monitoring.querysets import with_situation

Row = Mapping[str, Any]
COLUMNS = (
    "plan__cycle", "situation", "progress", "done_on", "due_on", "estimated_cost",
    "responsible__kind", "carried_from", "pdesc_line", "structural",
)  # fmt: skip


@dataclass(frozen=True)
class PlanFigures:
    """The actions of one agreed plan; a cycle without one has none."""

    actions: int = 0
    done: int = 0
    on_time: int = 0
    weighted: int = 0
    weights: int = 0
    cost: int | None = None
    op_led: int = 0
    carried: int = 0
    carried_done: int = 0
    structural: int = 0
    structural_in_pdesc: int = 0

    @property
    def completion(self) -> float | None:
        """I08: actions done ÷ actions of the plan."""
        return share(self.done, self.actions)

    @property
    def punctuality(self) -> float | None:
        """I09: actions done on or before their last possible day ÷ actions of the plan."""
        return share(self.on_time, self.actions)

    @property
    def weighted_progress(self) -> float | None:
        """I10: Σ(progress % × cost) ÷ Σ cost, of actions whose progress and cost are known."""
        return share(self.weighted, 100 * self.weights)

    @property
    def pdesc_share(self) -> float | None:
        """I16: actions answering needs of infrastructure, equipment, service or land that stand
        on a line of the PDESC ÷ those actions."""
        return share(self.structural_in_pdesc, self.structural)

    @property
    def op_led_share(self) -> float | None:
        """I25: actions whose responsible is a professional organisation ÷ actions."""
        return share(self.op_led, self.actions)

    @property
    def carried_done_share(self) -> float | None:
        """I29: actions carried over from an earlier cycle and done ÷ carried over."""
        return share(self.carried_done, self.carried)


def actions_agreed(cycles: QuerySet[Cycle]) -> Any:
    """The actions of the plans the framework agreed, each with its situation."""
    agreed = Action.objects.filter(plan__cycle__in=cycles.order_by().values("pk"))
    return with_situation(agreed.exclude(plan__state=PlanState.DRAFT).order_by())


def action_rows(cycles: QuerySet[Cycle], *more: str) -> Any:
    """These actions as rows, each situation looked up once; summed up in Python."""
    answered = Need.objects.filter(actions=OuterRef("pk"), nature__in=INVESTMENT_NATURES)
    return actions_agreed(cycles).annotate(structural=Exists(answered)).values(*COLUMNS, *more)


def is_done(row: Row) -> bool:
    return bool(row["situation"] == Situation.DONE)


def is_on_time(row: Row) -> bool:
    """Done on or before its last possible day."""
    done_on, due_on = row["done_on"], row["due_on"]
    return is_done(row) and done_on is not None and due_on is not None and bool(done_on <= due_on)


def how_far(row: Row) -> int | None:
    """In per cent, as somebody said; else done is 100 and not started is 0."""
    if row["progress"] is not None:
        return int(row["progress"])
    if is_done(row):
        return 100
    return 0 if row["situation"] == Situation.PLANNED else None


def weight_of(rows: Sequence[Row]) -> tuple[int, int]:
    """I10: Σ(progress % × cost) and Σ cost, of the actions whose progress and cost are known."""
    known = [
        (far, row["estimated_cost"])
        for row in rows
        if (far := how_far(row)) is not None and row["estimated_cost"] is not None
    ]
    return sum(far * cost for far, cost in known), sum(cost for _far, cost in known)


def plans_by_cycle(cycles: QuerySet[Cycle]) -> dict[int, PlanFigures]:
    """The figures of each cycle's plan."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in action_rows(cycles):
        found[row["plan__cycle"]].append(row)
    return {cycle: _figures(rows) for cycle, rows in found.items()}


def _figures(rows: Sequence[Row]) -> PlanFigures:
    weighted, weights = weight_of(rows)
    carried = [row for row in rows if row["carried_from"]]
    structural = [row for row in rows if row["structural"]]
    return PlanFigures(
        actions=len(rows),
        done=sum(map(is_done, rows)),
        on_time=sum(map(is_on_time, rows)),
        weighted=weighted,
        weights=weights,
        cost=known_sum(row["estimated_cost"] for row in rows),
        op_led=sum(row["responsible__kind"] == OrganisationKind.PROFESSIONAL for row in rows),
        carried=len(carried),
        carried_done=sum(map(is_done, carried)),
        structural=len(structural),
        structural_in_pdesc=sum(row["pdesc_line"] is not None for row in structural),
    )
