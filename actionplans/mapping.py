"""What a development plan answers and what it leaves: lines, needs, actions to be entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum

from actionplans.models import Action, Pdesc, PdescAmount
from actionplans.querysets import ActionQuerySet
from frameworks.models import Framework, Need


@dataclass(frozen=True)
class Mapping:
    """One period of the PDESC seen from the framework: what stands on it, what does not."""

    idle: list[Any]
    answered: list[Need]
    left: list[Need]
    to_enter: list[Action]
    to_look_at: list[Action]
    by_year: list[dict[str, Any]]

    @property
    def total(self) -> int:
        """The amounts of all years and sources, in FCFA."""
        return sum(row["total"] for row in self.by_year)


def mapping_of(pdesc: Pdesc, framework: Framework | None, actions: ActionQuerySet) -> Mapping:
    """Read the period against the commune's framework; `actions` are those of the commune."""
    needs = _needs(pdesc, framework) if framework else []
    waiting = actions.to_be_entered().filter(carried_to=None)
    return Mapping(
        idle=_idle(pdesc, framework) if framework else [],
        answered=[need for need in needs if need.stands],
        left=[need for need in needs if not need.stands],
        to_enter=list(waiting),
        to_look_at=list(_paid_by_the_commune(actions)),
        by_year=list(
            PdescAmount.objects.filter(line__pdesc=pdesc)
            .order_by("year", "source")
            .values("year", "source")
            .annotate(total=Sum("amount"))
        ),
    )


def _idle(pdesc: Pdesc, framework: Framework) -> list[Any]:
    """Lines of priority sectors on which no action stands."""
    priority = framework.priority_sectors.active().values("sector")
    lines = pdesc.lines.without_action().filter(sector__in=priority)
    return list(lines.select_related("sector"))


def _needs(pdesc: Pdesc, framework: Framework) -> list[Any]:
    """The retained needs, each with whether a line answers it, itself or through an action."""
    answered = Need.objects.filter(pk=OuterRef("pk")).filter(
        Q(pdesc_lines__pdesc=pdesc) | Q(actions__pdesc_line__pdesc=pdesc)
    )
    needs = framework.needs.taken_up().annotate(stands=Exists(answered))
    return list(needs.select_related("sector").order_by("code"))


def _paid_by_the_commune(actions: ActionQuerySet) -> ActionQuerySet:
    """Actions of the open cycle that take the commune's money and stand on no line."""
    found = actions.filter(
        plan__cycle__state="ouvert",
        pdesc_line=None,
        to_enter=False,
        funding__party__kind="commune",
        funding__replaced_by=None,
    )
    return found.select_related("plan__cycle").order_by("number").distinct()
