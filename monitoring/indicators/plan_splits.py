"""I08–I11 by sector, I08 by responsible, I16 by deliberation: the actions of each plan, split."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.models import OrganisationKind
from foundation.formats.ratios import known_sum
from frameworks.models import Cycle
from monitoring.indicators.plans import action_rows, is_done, is_on_time, weight_of
from monitoring.indicators.splits import (
    BY_SECTOR,
    SECTOR_COLUMNS,
    By,
    Cell,
    Measure,
    Ratio,
    Row,
    Split,
    by_choice,
    ratio_where,
    split,
)

MORE = ("pdesc_line__entered_by", "plan__deliberation", *SECTOR_COLUMNS)


def weighted(rows: list[Row]) -> Cell:
    """I10: Σ(progress % × cost) ÷ Σ cost, of actions whose progress and cost are known."""
    part, whole = weight_of(rows)
    return Ratio(part / 100, whole)


DONE = Measure("I08", "completion_rate", "rate", ratio_where(is_done))
ON_TIME = Measure("I09", "on_time_rate", "rate", ratio_where(is_on_time))
PROGRESS = Measure("I10", "weighted_progress", "progress", weighted)
COST = Measure(
    "I11", "cost_xof", "money", lambda rows: known_sum(row["estimated_cost"] for row in rows)
)
IN_PDESC = Measure(
    "I16", "in_pdesc_rate", "rate", ratio_where(lambda row: row["pdesc_line"] is not None)
)
BY_RESPONSIBLE = by_choice("responsible", "responsible__kind", OrganisationKind)


def is_voted(row: Row) -> bool:
    """The council voted: on the plan's communal share, or to enter the line in the PDESC."""
    return bool(row["plan__deliberation"] or row["pdesc_line__entered_by"])


BY_VOTE = By(
    "deliberation",
    lambda row: "yes" if is_voted(row) else "no",
    lambda row: _("With a deliberation") if is_voted(row) else _("Without a deliberation"),
)


def plan_splits(cycles: QuerySet[Cycle]) -> dict[int, tuple[Split, ...]]:
    """The splits of each cycle's agreed plan, in one query."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in action_rows(cycles, *MORE):
        found[row["plan__cycle"]].append(row)
    return {
        cycle: (
            split(actions, BY_SECTOR, (DONE, ON_TIME, PROGRESS, COST)),
            split(actions, BY_RESPONSIBLE, (DONE,)),
            split([row for row in actions if row["structural"]], BY_VOTE, (IN_PDESC,)),
        )
        for cycle, actions in found.items()
    }
