"""Reading the follow-up: which statement counts, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from actionplans.querysets import ActionQuerySet
from communes.access import Action, allowed, roles_anywhere
from communes.querysets import InCommuneQuerySet
from communes.thresholds import threshold
from foundation.formats.search import search_key

if TYPE_CHECKING:
    from frameworks.models import Cycle, Meeting
    from monitoring.models import (  # noqa: F401
        Committee,
        Obstacle,
        PublishedAnswer,
        Report,
        Statement,
    )


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
    percentage; `done_on` the day it was done; `news_on` the day of the last statement by anybody;
    `grace_days` how many days after its last possible day it is watched before it is late.
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
        grace_days=threshold("grace_days"),
    )


class ObstacleQuerySet(InCommuneQuerySet["Obstacle"]):
    commune_path = "framework__commune"

    def unsettled(self) -> Self:
        """Obstacles without an answer yet, those postponed included: they come back."""
        return self.filter(state__in=("ouvert", "transmis", "reporte"))

    def found_by(self, meeting: Meeting) -> Self:
        """What blocks when a meeting is called; one already held finds only what was raised."""
        found = self.unsettled().filter(framework=meeting.framework_id)
        if meeting.held_on:
            found = found.filter(raised_on__lte=meeting.held_on.last_day)
        return found

    def waiting_for(self, meeting: Meeting) -> Self:
        """What a meeting finds and nobody passed to it yet."""
        return self.found_by(meeting).exclude(passages__meeting=meeting)

    def open_first(self) -> Self:
        """Those still blocking first, the oldest on top; then the settled ones, latest first."""
        settled = Q(state__in=("traite", "leve"))
        age = Case(When(settled, then=F("resolved_on")), default=None)
        return self.order_by(
            Case(When(settled, then=1), default=0), age.desc(nulls_last=True), "raised_on", "pk"
        )

    def matching(self, text: str) -> Self:
        """Obstacles whose sentence, place, action or party holds every typed word."""
        found = self
        for word in text.split():
            key = search_key(word)
            found = found.filter(
                Q(description__icontains=word)
                | Q(place__icontains=word)
                | Q(action__search_key__contains=key)
                | Q(party__search_key__contains=key)
            )
        return found

    def of_cycle(self, cycle: Cycle) -> Self:
        """Obstacles of the cycle's actions; without an action, those raised while it ran."""
        during = Q(action=None, framework=cycle.framework_id, raised_on__gte=cycle.opened_on)
        if cycle.closed_on:
            during &= Q(raised_on__lt=cycle.closed_on)
        return self.filter(Q(action__plan__cycle=cycle) | during)

    def figures(self) -> dict[str, int]:
        """How many were raised, passed to a meeting, and settled (answered or lifted)."""
        passed = Exists(
            apps.get_model("monitoring", "ObstaclePassage").objects.filter(obstacle=OuterRef("pk"))
        )
        return self.order_by().aggregate(
            raised=Count("pk"),
            passed=Count("pk", filter=passed),
            closed=Count("pk", filter=Q(state__in=("traite", "leve"))),
        )


class OfObstacleQuerySet(InCommuneQuerySet[Any]):
    commune_path = "obstacle__framework__commune"

    def silent(self) -> Self:
        """Before a meeting, with neither an answer nor a reason why it is not treated (R11)."""
        return self.filter(answer="", left_out_reason="")


class ReportQuerySet(InCommuneQuerySet["Report"]):
    commune_path = "cycle__framework__commune"

    def validated(self) -> Self:
        """Reports the committee validated."""
        return self.filter(state="valide")


class OfReportQuerySet(InCommuneQuerySet[Any]):
    commune_path = "report__cycle__framework__commune"


class OfFrameworkFollowUpQuerySet(InCommuneQuerySet[Any]):
    commune_path = "framework__commune"


class ProductionQuerySet(InCommuneQuerySet[Any]):
    commune_path = "organisation__commune"


class OfStatementQuerySet(InCommuneQuerySet[Any]):
    commune_path = "statement__action__plan__cycle__framework__commune"


class SnapshotQuerySet(InCommuneQuerySet[Any]):
    commune_path = "cycle__framework__commune"


class PublishedAnswerQuerySet(InCommuneQuerySet["PublishedAnswer"]):
    """A commune's own answers by `visible_to`; those of all communes by `shared_with`."""

    commune_path = "passage__obstacle__framework__commune"

    def shared_with(self, user: Any) -> Self:
        """Every answer published and not withdrawn, for people who hold any role."""
        if not allowed(roles_anywhere(user), Action.LEARN):
            return self.none()
        return self.filter(withdrawn_on=None)
