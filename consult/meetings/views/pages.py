"""The list of meetings, and the page of one: what is left to do, who came, what was decided."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.meetings.seats import figures_of
from consult.meetings.services.closing import against_reopening
from consult.meetings.services.steps import against_going_back
from consult.meetings.tasks import Task, tasks_of
from consult.meetings.views.finding import address, first_link, link, the_meeting
from foundation.formats import dates
from foundation.journal.models import Entry
from frameworks.models import Meeting, MeetingState

PER_PAGE = 50
LATEST = 12


@require_safe
@guarded(Action.READ)
def meeting_list(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every meeting of the commune, those to come first."""
    meetings = Meeting.objects.in_commune(commune).visible_to(request.user)
    page = Paginator(meetings.with_figures().next_first(), PER_PAGE).get_page(
        request.GET.get("page")
    )
    framework = commune.frameworks.current().first()
    context = {
        "page": page,
        "commune": commune,
        "may_add": framework is not None and may_here(request, Action.RUN_MEETING),
        "framework_url": _framework_url(commune),
        "has_framework": framework is not None,
    }
    return render(request, "meetings/meeting_list.html", context)


@require_safe
@guarded(Action.READ)
def meeting_hub(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One meeting: its tasks while it is prepared and held, its minutes to read afterwards."""
    meeting = the_meeting(request, commune, pk)
    items = list(meeting.agenda.all())
    decisions = list(meeting.decisions.select_related("owner", "owner_person").order_by("number"))
    figures = figures_of(meeting)
    edits = may_here(request, Action.RUN_MEETING)
    approves = may_here(request, Action.APPROVE_MINUTES)
    not_held = meeting.state == MeetingState.NOT_HELD
    context = {
        "meeting": meeting,
        "commune": commune,
        "called_again": meeting.framework.meetings.filter(second_call_of=meeting).first()
        if not_held
        else None,
        "goes_back": edits and not against_going_back(meeting),
        "figures": figures,
        "points": points_of(items, decisions),
        "names": may_here(request, Action.READ_PERSONS),
        "edits": edits,
        "confides": may_here(request, Action.READ_SENSITIVE),
        "reopens": approves and meeting.is_locked and not against_reopening(meeting),
        "tasks": []
        if meeting.is_locked or not edits
        else _tasks(
            meeting, tasks_of(meeting, figures, points=len(items), decisions=len(decisions))
        ),
        "corrections": list(meeting.corrections.select_related("made_at", "by")),
        "journal": _journal(meeting) if may_here(request, Action.READ_PERSONS) else [],
    }
    return render(request, "meetings/meeting_hub.html", context)


def points_of(items: list[Any], decisions: list[Any]) -> list[dict[str, Any]]:
    """The agenda with the decisions taken on each point; those outside it come last."""
    points: list[dict[str, Any]] = [
        {"item": item, "decisions": [row for row in decisions if row.agenda_item_id == item.pk]}
        for item in items
    ]
    outside = [row for row in decisions if row.agenda_item_id is None]
    return points + ([{"item": None, "decisions": outside}] if outside else [])


def _tasks(meeting: Meeting, tasks: list[Task]) -> list[dict[str, str]]:
    """The list as the component wants it; a part this installation lacks is left out."""
    shown = []
    for task in tasks:
        url = task_url(task.page, meeting)
        if url:
            open_now = task.status != "later"
            row = {"name": task.name, "hint": task.hint, "status": task.status}
            shown.append({**row, "url": url if open_now else ""})
    return shown


def task_url(page: str, meeting: Meeting) -> str:
    """Where a part of the meeting is filled in."""
    commune = meeting.framework.commune
    if page == "needs":
        url = link("frameworks:choose-needs", commune)
        return f"{url}?reunion={meeting.pk}" if url else ""
    if page == "plan":
        return link("actionplans:plan", commune)
    if page == "framework":
        return _framework_url(commune)
    return address(page, meeting)


def _framework_url(commune: Commune) -> str:
    return first_link(commune, ("frameworks:framework", "frameworks:sectors", "cycle:home"))


def _journal(meeting: Meeting) -> list[dict[str, str]]:
    entries = Entry.objects.about(meeting)[:LATEST]
    return [
        {
            "title": entry.get_verb_display(),
            "when": dates.moment(entry.at),
            "text": entry.note,
            "who": str(entry.actor or _("the application")),
        }
        for entry in entries
    ]
