"""I08–I11, I16, I25, I29: how the actions of each plan went, counted by cycle in two queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    When,
)

from actionplans.models import Action, PlanState
from communes.models import OrganisationKind
from foundation.formats.ratios import share
from frameworks.models import Cycle, Need
from frameworks.models.needs import INVESTMENT_NATURES
from monitoring.models import Situation
from monitoring.querysets import with_situation

DONE = Q(situation=Situation.DONE)
ON_TIME = DONE & Q(done_on__lte=F("due_on"))
CARRIED = Q(carried_from__isnull=False)
BY_PROFESSIONALS = Q(responsible__kind=OrganisationKind.PROFESSIONAL)
IN_PDESC = Q(pdesc_line__isnull=False)
# How far an action is, in per cent: as somebody said; else done is 100 and not started is 0.
HOW_FAR = Case(
    When(progress__isnull=False, then=F("progress")),
    When(DONE, then=100),
    When(situation=Situation.PLANNED, then=0),
    default=None,
    output_field=IntegerField(),
)
WEIGHT = ExpressionWrapper(F("how_far") * F("estimated_cost"), BigIntegerField())


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


def plans_by_cycle(cycles: QuerySet[Cycle]) -> dict[int, PlanFigures]:
    """The figures of each cycle's plan."""
    answered = Need.objects.filter(actions=OuterRef("pk"), nature__in=INVESTMENT_NATURES)
    structural = Q(structural_need=True)
    known = Q(how_far__isnull=False)
    rows = (
        actions_agreed(cycles)
        .annotate(structural_need=Exists(answered), how_far=HOW_FAR)
        .values("plan__cycle")
        .annotate(
            actions=Count("pk"),
            done=Count("pk", filter=DONE),
            on_time=Count("pk", filter=ON_TIME),
            weighted=Sum(WEIGHT),
            weights=Sum("estimated_cost", filter=known),
            cost=Sum("estimated_cost"),
            op_led=Count("pk", filter=BY_PROFESSIONALS),
            carried=Count("pk", filter=CARRIED),
            carried_done=Count("pk", filter=CARRIED & DONE),
            structural=Count("pk", filter=structural),
            structural_in_pdesc=Count("pk", filter=structural & IN_PDESC),
        )
    )
    return {row.pop("plan__cycle"): PlanFigures(**_whole(row)) for row in rows}


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """Sums as whole numbers, whatever the database calls them; an unknown cost stays unknown."""
    cost = row["cost"]
    return {name: int(value or 0) for name, value in row.items()} | {
        "cost": None if cost is None else int(cost)
    }
