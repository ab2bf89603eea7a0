"""I22: what each side thinks of the other, survey after survey."""

from __future__ import annotations

from django.db.models import QuerySet

from frameworks.models import Cycle, TrustSurvey
from frameworks.trust import TrustFigures, read


def trust_by_survey(cycles: QuerySet[Cycle]) -> list[TrustFigures]:
    """The surveys of these cycles, the oldest first, in two queries."""
    surveys = TrustSurvey.objects.filter(cycle__in=cycles.order_by().values("pk"))
    found = surveys.select_related("cycle").prefetch_related("scores")
    return [read(survey) for survey in found.order_by("cycle__number", "asked_on")]
