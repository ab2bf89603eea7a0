"""The commune's home: where it stands, the one thing to do now, what to print."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from actionplans.models import ActionPlan
from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.cycle import fatigue, presentation, progress
from foundation.journal.models import Entry
from foundation.journal.reading import lines
from foundation.records.today import today
from frameworks.models import Cycle, Meeting, Step

EDITS = {
    Step.SECTORS: Action.EDIT_FRAMEWORK,
    Step.NEEDS: Action.EDIT_NEEDS,
    Step.MEETING: Action.RUN_MEETING,
    Step.PLAN: Action.EDIT_PLAN,
}
JOURNAL_PAGE = 50


@require_GET
@guarded(Action.READ)
def home(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """What the commune should do next, on one screen of a phone."""
    row = progress.in_detail(commune)
    state = progress.read(row)
    may_act = _may_do_next(request, state)
    context = {
        "row": row,
        "progress": state,
        "strip": presentation.strip(state, commune),
        "now": presentation.now(state, commune) if may_act else None,
        "tasks": presentation.tasks(state, commune, linked=may_act),
        "tasks_done": state.tasks_done,
        "step_title": presentation.step_title(state.current),
        "signs": _signs(request, commune),
        "may_pause": may_here(request, Action.PAUSE),
        **_to_print(request, commune, row),
        **_plan(request, row),
    }
    context["tasks_total"] = len(context["tasks"])
    return render(request, "cycle/home.html", context)


def _may_do_next(request: SignedInRequest, state: progress.Progress) -> bool:
    """Whether the one thing to do now is this person's to do."""
    if state.current is not Step.FOLLOW_UP:
        return may_here(request, EDITS[state.current])
    if state.next_requirement().code == "news" and may_here(request, Action.STATE_AS_COMMITTEE):
        return True
    return may_here(request, Action.RUN_CYCLE)


def _signs(request: SignedInRequest, commune: Commune) -> list[fatigue.Sign]:
    """Signs of fatigue, for those who compare communes; the commune's own people see none."""
    if not may_here(request, Action.REVIEW):
        return []
    return fatigue.warnings([commune])[commune.pk]


def _to_print(request: SignedInRequest, commune: Commune, row: Any) -> dict[str, Any]:
    """The coming meeting and the papers that serve now."""
    coming = _next_meeting(commune, row)
    docs = presentation.documents(row, commune)
    if coming and may_here(request, Action.READ_PERSONS):
        docs = presentation.papers_of(coming, commune) + docs
    return {"next_meeting": coming, "docs": docs}


def _next_meeting(commune: Commune, row: Any) -> Any:
    if row.framework_pk is None:
        return None
    coming = commune.frameworks.get(pk=row.framework_pk).meetings.filter(
        state__in=("projet", "invitations_envoyees"), planned_on__gte=today()
    )
    return coming.order_by("planned_on").first()


def _plan(request: SignedInRequest, row: Any) -> dict[str, Any]:
    """The plan of the open cycle: its money, its actions, those somebody is asked about."""
    plan = (
        ActionPlan.objects.visible_to(request.user)
        .filter(cycle=row.cycle_pk)
        .select_related("cycle")
        .first()
        if row.cycle_pk
        else None
    )
    if plan is None:
        return {"plan": None}
    asked = plan.actions.asked_on_return().order_by("number")
    return {**presentation.plan(plan), "asked": asked}


@require_GET
@guarded(Action.READ)
def documents(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Everything that can be printed, cycle by cycle."""
    cycles = (
        Cycle.objects.in_commune(commune)
        .select_related("plan", "framework")
        .order_by("-framework", "-number")
    )
    rows = [(cycle, presentation.documents_of(cycle, commune)) for cycle in cycles]
    meetings = Meeting.objects.in_commune(commune).order_by("-framework", "-number")
    papers = (
        [(meeting, presentation.papers_of(meeting, commune)) for meeting in meetings]
        if may_here(request, Action.READ_PERSONS)
        else []
    )
    return render(request, "cycle/documents.html", {"cycles": rows, "meetings": papers})


@require_GET
@guarded(Action.READ_PERSONS)
def commune_journal(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Who did what in this commune, latest first."""
    written = Entry.objects.in_scope(commune.code)
    before = request.GET.get("avant", "")
    if before.isdecimal() and len(before) < 10:
        written = written.filter(number__lt=int(before))
    shown = list(written[: JOURNAL_PAGE + 1])
    older = shown[JOURNAL_PAGE - 1].number if len(shown) > JOURNAL_PAGE else None
    return render(
        request,
        "cycle/journal.html",
        {"entries": lines(shown[:JOURNAL_PAGE], with_kind=True), "older": older},
    )
