"""Reading the follow-up: which statement counts, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from actionplans.querysets import ActionQuerySet
from communes.querysets import InCommuneQuerySet

if TYPE_CHECKING:
    from monitoring.models import Committee, Obstacle, Statement  # noqa: F401


class CommitteeQuerySet(InCommuneQuerySet["Committee"]):
    commune_path = "framework__commune"


class OfCommitteeQuerySet(InCommuneQuerySet[Any]):
    commune_path = "committee__framework__commune"

    def running(self, day: Any) -> Self:
        """Members on that day."""
        return self.filter(Q(since=None) | Q(since__lte=day)).filter(
            Q(until=None) | Q(until__gte=day)
        )


class StatementQuerySet(InCommuneQuerySet["Statement"]):
    commune_path = "action__plan__cycle__framework__commune"

    def counting_first(self) -> Self:
        """The statement that counts comes first (design: said last by who counts).

        The committee's latest stands; an adviser's, verified on the spot, overrides what was said
        up to that day; the responsible's counts only while nobody else spoke.
        """
        heard = Case(
            When(voice="responsable", then=Value(0)),
            default=Value(1),
            output_field=models.IntegerField(),
        )
        verified = Case(
            When(voice="conseiller", then=Value(1)),
            default=Value(0),
            output_field=models.IntegerField(),
        )
        return self.order_by(heard.desc(), "-said_on", verified.desc(), "-pk")


def with_situation(actions: ActionQuerySet) -> ActionQuerySet:
    """Adds to each action what was said last by who counts (design § 3.5).

    `situation` is *prevue* when nobody said anything; `situation_voice` tells who; `progress` is a
    percentage; `done_on` the day it was done; `news_on` the day of the last statement by anybody.
    """
    said = apps.get_model("monitoring", "Statement").objects.filter(action=OuterRef("pk"))
    counting = said.counting_first()
    return actions.annotate(
        situation=Coalesce(
            Subquery(counting.values("situation")[:1]),
            Value("prevue"),
            output_field=models.CharField(),
        ),
        situation_voice=Subquery(counting.values("voice")[:1]),
        progress=Subquery(counting.values("progress")[:1]),
        done_on=Subquery(counting.values("done_on")[:1]),
        news_on=Subquery(said.order_by("-said_on").values("said_on")[:1]),
    )


class ObstacleQuerySet(InCommuneQuerySet["Obstacle"]):
    commune_path = "framework__commune"

    def unsettled(self) -> Self:
        """Obstacles without an answer yet, those postponed included: they come back."""
        return self.filter(state__in=("ouvert", "transmis", "reporte"))


class OfObstacleQuerySet(InCommuneQuerySet[Any]):
    commune_path = "obstacle__framework__commune"
