"""Calling a meeting, changing it, saying that it was held."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.calendar import pages_of, remarks
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.meetings import services
from consult.meetings.choices import people_for
from consult.meetings.forms.holding import Holding
from consult.meetings.forms.meeting import MeetingForm, NewMeetingForm
from consult.meetings.views.finding import on_open_meeting, refuse
from consult.meetings.views.onward import onward
from foundation.forms.records import RecordForm
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Meeting

MOST_DAYS = 8


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def meeting_new(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Call a meeting to come, or enter one that was already held."""
    framework = commune.frameworks.current().first()
    if framework is None:
        return render(request, "meetings/no_framework.html", {"commune": commune})
    form = NewMeetingForm(
        request.POST or None,
        framework=framework,
        people=people_for(commune),
        instance=Meeting(framework=framework),
    )
    if form.is_valid():
        meeting = services.call_meeting(form.save(commit=False), by=request.user)
        form.join(meeting)
        messages.success(request, _created(meeting))
        _recall_the_calendar(request, meeting)
        return onward(request, meeting, "new")
    context = {"form": form, "commune": commune, "special": special_days(commune)}
    return render(request, "meetings/meeting_new.html", context)


def _created(meeting: Meeting) -> str:
    if meeting.entered_afterwards:
        return _("The meeting is recorded, entered afterwards. Next: who came, what was decided.")
    return _("The meeting is created. Next: write its agenda.")


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def meeting_edit(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Change the kind, the day, the place or the bureau."""
    framework = meeting.framework
    form = MeetingForm(
        request.POST or None,
        instance=meeting,
        framework=framework,
        people=people_for(framework.commune),
    )
    if form.is_valid():
        services.change_meeting(meeting, by=request.user, save=form.save, fields=changed(form))
        messages.success(request, _("The date, the place and the bureau are saved."))
        _recall_the_calendar(request, meeting)
        return onward(request, meeting, "edit")
    context: dict[str, Any] = {
        "form": form,
        "meeting": meeting,
        "special": special_days(framework.commune),
        "remarks": remarks(framework.commune, meeting.planned_on),
    }
    return render(request, "meetings/meeting_edit.html", context)


def special_days(commune: Commune) -> list[Any]:
    """What the local calendar announces, to read before a date is chosen."""
    pages = pages_of(commune, today())
    return [*pages.recurring, *pages.to_come][:MOST_DAYS]


def _recall_the_calendar(request: SignedInRequest, meeting: Meeting) -> None:
    """Say what else is on that day; it stops nothing."""
    if meeting.is_held:
        return
    for remark in remarks(meeting.framework.commune, meeting.planned_on):
        messages.info(request, remark.sentence)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def hold(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Say that the meeting took place, on how many days, who sat in its bureau."""
    page = Holding(meeting, request.POST or None)
    if request.method == "POST" and page.is_valid():
        try:
            services.hold(
                meeting,
                by=request.user,
                save=page.day.save,
                fields=changed(page.day),
                lines=page.lines,
            )
        except NotReady as error:
            refuse(page.day, error)
        else:
            messages.success(request, _("The meeting is held. Next: who came, what was decided."))
            return onward(request, meeting, "hold")
    context = {"page": page, "form": page.day, "forms": page.forms, "meeting": meeting}
    return render(request, "meetings/hold.html", context)


def changed(form: RecordForm) -> list[str]:
    """The names of the fields a person changed, for the journal."""
    return [name for name in form.changed_data if name != "seen"]
