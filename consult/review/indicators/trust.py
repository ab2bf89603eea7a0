"""I22: what each side thinks of the other, from 1 to 4, and the distance between both."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from foundation.formats.ratios import mean
from frameworks.models import Cycle, TrustItem, TrustSide, TrustSurvey

COMMUNE, ORGANISATIONS = TrustSide.COMMUNE, TrustSide.ORGANISATIONS


@dataclass(frozen=True)
class ItemFigures:
    """One question, with the mean answer of each side."""

    item: TrustItem
    commune: float | None
    organisations: float | None

    @property
    def gap(self) -> float | None:
        """I22: commune − organisations, in points of the scale."""
        return _gap(self.commune, self.organisations)


@dataclass(frozen=True)
class TrustFigures:
    """One survey: its five questions and the mean of each side."""

    survey: TrustSurvey
    items: tuple[ItemFigures, ...]

    @property
    def commune(self) -> float | None:
        """I22: mean of the questions the commune answered."""
        return mean(item.commune for item in self.items if item.commune is not None)

    @property
    def organisations(self) -> float | None:
        """I22: mean of the questions the organisations answered."""
        return mean(item.organisations for item in self.items if item.organisations is not None)

    @property
    def gap(self) -> float | None:
        """I22: commune − organisations, in points of the scale."""
        return _gap(self.commune, self.organisations)


def _gap(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def trust_by_survey(cycles: QuerySet[Cycle]) -> list[TrustFigures]:
    """The surveys of these cycles, the oldest first, in two queries."""
    surveys = TrustSurvey.objects.filter(cycle__in=cycles.order_by().values("pk"))
    found = surveys.select_related("cycle").prefetch_related("scores")
    return [read(survey) for survey in found.order_by("cycle__number", "asked_on")]


def read(survey: TrustSurvey) -> TrustFigures:
    """A survey question by question; a question nobody answered is not known."""
    means = {(score.item, score.side): float(score.mean) for score in survey.scores.all()}
    return TrustFigures(
        survey,
        tuple(
            ItemFigures(item, means.get((item, COMMUNE)), means.get((item, ORGANISATIONS)))
            for item in TrustItem
        ),
    )
