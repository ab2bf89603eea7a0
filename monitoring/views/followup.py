"""How each action goes: the list, late first, and the page that says so."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.models import Action as PlanAction
from actionplans.models import ActionPlan
from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.forms.rows import all_valid
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.filters import FollowUpFilter
from monitoring.forms.obstacles import BlockForm
from monitoring.forms.statements import LARGE, StatementForm
from monitoring.ladder import with_age
from monitoring.lateness import days_late, days_over, worst_first
from monitoring.models import Obstacle, Situation, Statement, Voice
from monitoring.querysets import ObstacleQuerySet, with_situation
from monitoring.services import statements
from monitoring.services.obstacles import raise_obstacle
from monitoring.sheet import plan_followed
from monitoring.voices import (
    Disagreement,
    disagreement,
    disagreements_in,
    why_it_counts,
    words_of,
)

MOST_SHOWN = 5  # obstacles above the actions; the others stand in their own list
VOICES = (
    (Voice.COMMITTEE, Action.STATE_AS_COMMITTEE),
    (Voice.RESPONSIBLE, Action.STATE_AS_RESPONSIBLE),
    (Voice.ADVISER, Action.VERIFY),
)


def voices_of(request: SignedInRequest) -> list[Voice]:
    """The voices this person may record here."""
    return [voice for voice, act in VOICES if may_here(request, act)]


@require_GET
@guarded(Action.READ)
def followup(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every action of the plan: late first, then blocked, then the next due."""
    plan = plan_followed(commune)
    actions = (
        PlanAction.objects.in_commune(commune)
        .filter(plan=plan)
        .select_related("responsible", "sector")
    )
    chosen = FollowUpFilter(request.GET, queryset=with_situation(actions))
    found = worst_first(list(chosen.qs), today())
    for action in found:
        action.days_late, action.days_over = days_late(action, today()), days_over(action)
    context = {
        "plan": plan,
        "filter": chosen,
        "actions": found,
        "tally": _tally(found),
        "may_say": bool(voices_of(request)) and plan is not None and plan.is_agreed,
        "committee": getattr(plan.cycle.framework, "committee", None) if plan else None,
        "contested": _contested(plan) if plan else [],
        "obstacles": with_age(_blocking(commune)[:MOST_SHOWN]),
        "blocking": _blocking(commune).count(),
    }
    return render(request, "monitoring/followup.html", context)


def _blocking(commune: Commune) -> ObstacleQuerySet:
    """What still blocks in the commune, the oldest first."""
    found = Obstacle.objects.in_commune(commune).unsettled().open_first()
    return found.select_related("action", "party")


def _contested(plan: ActionPlan) -> list[tuple[Disagreement, int]]:
    """Actions on which two voices differ, with the age of each disagreement in days."""
    return [(one, one.days(today())) for one in disagreements_in(plan)]


def _tally(actions: list[Any]) -> list[tuple[str, str, int]]:
    counts = [
        (situation.value, str(situation.label), sum(a.situation == situation for a in actions))
        for situation in Situation
    ]
    return [row for row in counts if row[2]]


def _say(
    request: SignedInRequest, action: PlanAction, said: dict[str, Any], block: BlockForm | None
) -> None:
    """Add the word and the obstacle it names: both or neither."""
    obstacle = block.obstacle(action, said) if block else None
    with transaction.atomic():
        if obstacle and not obstacle.description.strip():
            raise NotReady(_("Say in one sentence what is in the way."))
        statements.say(action, by=request.user, **said)
        if obstacle:
            raise_obstacle(obstacle, by=request.user)


def _heard(commune: Commune, action: PlanAction) -> dict[str, Any]:
    """Everything that was said, the latest word of each voice, and whether two of them differ."""
    rows = Statement.objects.in_commune(commune).filter(action=action)
    related = rows.select_related("recorded_by", "organisation")
    said = list(related.prefetch_related("photos__file"))
    words, differs = words_of(said), disagreement(action, said)
    return {
        "statements": said,
        "words": words,
        "latest": [word.said.pk for word in words if word.said],
        "why": why_it_counts(words),
        "differs": differs,
        "differs_days": differs.days(today()) if differs else 0,
    }


@require_http_methods(["GET", "POST"])
@guarded(Action.READ)
def update(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Say how one action goes; below, everything that was said before."""
    scope = PlanAction.objects.in_commune(commune).select_related(
        "plan__cycle__framework__commune", "responsible", "sector"
    )
    action = get_visible(with_situation(scope), request.user, pk=pk)
    voices = voices_of(request)
    form = StatementForm(request.POST or None, voices=voices) if voices else None
    if request.method == "POST" and form is None:
        raise PermissionDenied
    names = form is not None and may_here(request, Action.STATE_AS_COMMITTEE)
    block = BlockForm(request.POST or None, prefix="o") if names else None
    if form is not None and all_valid([form, *([block] if block else [])]):
        try:
            _say(request, action, form.cleaned_data, block)
        except NotReady as refusal:
            form.add_error("note" if not form.cleaned_data["note"] else None, refusal.reasons)
        else:
            messages.success(request, _("Recorded. The committee and the town hall can read it."))
            return redirect("monitoring:followup", slug=commune.slug)
    return render(
        request,
        "monitoring/update.html",
        {
            "action": action,
            "form": form if action.plan.is_agreed else None,
            "obstacle_form": block if action.plan.is_agreed else None,
            "obstacles": with_age(action.obstacles.unsettled().open_first()),
            "large": [situation.value for situation in LARGE],
            "days_late": days_late(action, today()),
            "days_over": days_over(action),
            "voices": voices,
            "names": may_here(request, Action.READ_PERSONS),
            **_heard(commune, action),
        },
    )
