"""How each action goes: the list, late first, and the page that says so."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.models import Action as PlanAction
from actionplans.models import ActionPlan
from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.filters import FollowUpFilter
from monitoring.forms import LARGE, StatementForm
from monitoring.lateness import days_late, worst_first
from monitoring.models import Situation, Statement, Voice
from monitoring.querysets import with_situation
from monitoring.services import statements

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
    plan = (
        ActionPlan.objects.in_commune(commune)
        .select_related("cycle")
        .order_by("-cycle__framework", "-cycle__number")
        .first()
    )
    actions = (
        PlanAction.objects.in_commune(commune)
        .filter(plan=plan)
        .select_related("responsible", "sector")
    )
    chosen = FollowUpFilter(request.GET, queryset=with_situation(actions))
    found = worst_first(list(chosen.qs), today())
    for action in found:
        action.days_late = days_late(action, today())
    context = {
        "plan": plan,
        "filter": chosen,
        "actions": found,
        "tally": _tally(found),
        "may_say": bool(voices_of(request)) and plan is not None and plan.is_agreed,
        "committee": getattr(plan.cycle.framework, "committee", None) if plan else None,
    }
    return render(request, "monitoring/followup.html", context)


def _tally(actions: list[Any]) -> list[tuple[str, str, int]]:
    counts = [
        (situation.value, str(situation.label), sum(a.situation == situation for a in actions))
        for situation in Situation
    ]
    return [row for row in counts if row[2]]


@require_http_methods(["GET", "POST"])
@guarded(Action.READ)
def update(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Say how one action goes; below, everything that was said before."""
    scope = PlanAction.objects.in_commune(commune).select_related(
        "plan__cycle", "responsible", "sector"
    )
    action = get_visible(with_situation(scope), request.user, pk=pk)
    voices = voices_of(request)
    form = StatementForm(request.POST or None, voices=voices) if voices else None
    if request.method == "POST" and form is None:
        raise PermissionDenied
    if form is not None and form.is_valid():
        try:
            statements.say(action, by=request.user, **form.cleaned_data)
        except NotReady as refusal:
            form.add_error("note" if not form.cleaned_data["note"] else None, refusal.reasons)
        else:
            messages.success(request, _("Recorded. The committee and the town hall can read it."))
            return redirect("monitoring:followup", slug=commune.slug)
    said = Statement.objects.in_commune(commune).filter(action=action)
    return render(
        request,
        "monitoring/update.html",
        {
            "action": action,
            "form": form if action.plan.is_agreed else None,
            "large": [situation.value for situation in LARGE],
            "days_late": days_late(action, today()),
            "statements": said.select_related("recorded_by", "organisation"),
        },
    )
