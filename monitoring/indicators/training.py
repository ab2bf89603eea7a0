"""I28: people trained by the actions of each plan."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actionplans.models import FundingLine
from communes.models import FundingCategory
from foundation.formats.ratios import known_sum
from frameworks.models import Cycle, Need, NeedNature
from monitoring.indicators.plans import actions_agreed

NUMBER = re.compile(r"\d[\d\s\u00a0\u202f]*")
TRAINED = ("trainings", "trainings__women", "trainings__men", "trainings__young")


@dataclass(frozen=True)
class TrainingFigures:
    """The training actions of a cycle and the people they reached; None when nobody counted."""

    actions: int = 0
    people: int | None = None
    women: int | None = None
    young: int | None = None


def training_by_cycle(cycles: QuerySet[Cycle]) -> dict[int, TrainingFigures]:
    """I28: Σ people trained, in one query.

    A training action answers a need of training, is promised money for training, or a training was
    held for it. Its people are those counted at its trainings (each counted once), else the number
    that stands in « achieved ».
    """
    asked = Need.objects.filter(actions=OuterRef("pk"), nature=NeedNature.TRAINING)
    funded = FundingLine.objects.standing().filter(
        action=OuterRef("pk"), category=FundingCategory.TRAINING
    )
    rows = actions_agreed(cycles).filter(
        Q(Exists(asked)) | Q(Exists(funded)) | Q(trainings__isnull=False)
    )
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.values("pk", "plan__cycle", "achieved", *TRAINED):
        found[row["plan__cycle"]].append(row)
    return {cycle: _figures(rows) for cycle, rows in found.items()}


def _figures(rows: list[dict[str, Any]]) -> TrainingFigures:
    trainings = {row["trainings"]: row for row in rows if row["trainings"]}.values()
    heads = [known_sum((row["trainings__women"], row["trainings__men"])) for row in trainings]
    alone = {row["pk"]: first_number(row["achieved"]) for row in rows if not row["trainings"]}
    return TrainingFigures(
        actions=len({row["pk"] for row in rows}),
        people=known_sum([*heads, *alone.values()]),
        women=known_sum(row["trainings__women"] for row in trainings),
        young=known_sum(row["trainings__young"] for row in trainings),
    )


def first_number(text: str) -> int | None:
    """« 1 250 personnes » is 1250; without a figure nothing is known."""
    match = NUMBER.search(text)
    return int("".join(filter(str.isdigit, match.group()))) if match else None
