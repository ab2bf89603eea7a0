"""The decisions of a meeting with what hangs on them, and what a new one may point to."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from actionplans.models import Action, ActionPlan
from communes.models import Commune
from frameworks.models import CycleState, Decision, Meeting


def written_decisions(meeting: Meeting) -> QuerySet[Decision]:
    """The meeting's decisions in order, with needs, communes, parts, actions and obstacles."""
    actions = Prefetch("actions", Action.objects.select_related("plan__cycle"))
    return meeting.decisions.order_by("number").prefetch_related(
        "needs", "concerns", "parts", actions, "obstacles_answered"
    )


def earlier_decisions_for(meeting: Meeting) -> QuerySet[Decision]:
    """What a decision may take up again: what is open since earlier meetings, latest first.

    A decision that decisions of this meeting already take up stays on the list once it is settled.
    """
    earlier = Decision.objects.filter(
        meeting__framework=meeting.framework_id, meeting__number__lt=meeting.number
    )
    waiting = Q(pk__in=earlier.unsettled().order_by().values("pk"))
    named = Q(pk__in=meeting.decisions.order_by().values("resumes"))
    found = earlier.filter(waiting | named).select_related("meeting")
    return found.order_by("-meeting__number", "number")


def plan_for(meeting: Meeting) -> ActionPlan | None:
    """The plan a decision may add an action to: that of the open cycle."""
    cycles = {"cycle__framework": meeting.framework_id, "cycle__state": CycleState.OPEN}
    plans = ActionPlan.objects.filter(**cycles).select_related("cycle__framework__commune")
    return plans.order_by("-cycle__number").first()


def communes_of(meeting: Meeting) -> QuerySet[Commune]:
    """The communes a joint meeting brings together; none when it is not joint."""
    together = Q(pk__in=meeting.joint_with.order_by().values("pk"))
    own = Q(pk=meeting.framework.commune_id)
    joint = Commune.objects.filter(together | own)
    return joint if meeting.joint_with.exists() else joint.none()
