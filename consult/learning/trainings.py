"""Trainings counted: by audience and topic, as totals; what nobody counted is never 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from consult.learning.models import TOPICS_OF, Audience, Topic
from foundation.formats.ratios import known_sum

COUNTED = ~Q(women=None, men=None)
_SUMS = {name: Sum(name) for name in ("women", "men", "young", "displaced", "cost")}


@dataclass(frozen=True)
class TrainingTotal:
    """Trainings of one topic, or all of one audience; people and FCFA are None when unknown."""

    name: str
    number: int = 0
    uncounted: int = 0
    women: int | None = None
    men: int | None = None
    young: int | None = None
    displaced: int | None = None
    cost: int | None = None

    @property
    def people(self) -> int | None:
        """Everybody reached by the trainings whose people were counted."""
        return known_sum((self.women, self.men))


@dataclass(frozen=True)
class AudienceTotal:
    """One audience: all its trainings, and each of its topics that had one."""

    whole: TrainingTotal
    topics: tuple[TrainingTotal, ...]


def totals(trainings: Any) -> list[AudienceTotal]:
    """Each audience with its topics, in one query."""
    rows = (
        trainings.order_by()
        .values("audience", "topic")
        .annotate(number=Count("pk"), uncounted=Count("pk", filter=~COUNTED), **_SUMS)
    )
    found = {(row.pop("audience"), row.pop("topic")): row for row in rows}
    return [_of(audience, found) for audience in Audience]


def _of(audience: Audience, found: dict[tuple[str, str], dict[str, Any]]) -> AudienceTotal:
    topics = tuple(
        TrainingTotal(name=str(Topic(topic).label), **found[audience, topic])
        for topic in TOPICS_OF[audience]
        if (audience, topic) in found
    )
    return AudienceTotal(together(str(audience.label), topics), topics)


def together(name: str, parts: tuple[TrainingTotal, ...]) -> TrainingTotal:
    """Several totals as one."""
    sums = {field: known_sum(getattr(part, field) for part in parts) for field in _SUMS}
    return TrainingTotal(
        name=name,
        number=sum(part.number for part in parts),
        uncounted=sum(part.uncounted for part in parts),
        **sums,
    )
