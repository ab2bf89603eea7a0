"""Calling a meeting, its agenda, its invitations, the day it was held."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.meetings import services
from consult.meetings.choices import people_for
from consult.meetings.forms.meeting import (
    HoldForm,
    MeetingForm,
    NewMeetingForm,
)
from consult.meetings.views.finding import address, on_open_meeting, refuse
from foundation.forms.records import RecordForm
from foundation.records.errors import NotReady
from frameworks.models import Meeting


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
        messages.success(request, _created(meeting))
        return redirect(address("meeting", meeting))
    return render(request, "meetings/meeting_new.html", {"form": form, "commune": commune})


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
        return redirect(address("meeting", meeting))
    return render(request, "meetings/meeting_edit.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def hold(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Say that the meeting took place."""
    initial = {"held_on": meeting.planned_on} if not meeting.held_on else {}
    form = HoldForm(request.POST or None, instance=meeting, initial=initial)
    if form.is_valid():
        try:
            services.hold(meeting, by=request.user, save=form.save, fields=changed(form))
        except NotReady as error:
            refuse(form, error)
        else:
            messages.success(request, _("The meeting is held. Next: who came, what was decided."))
            return redirect(address("meeting", meeting))
    return render(request, "meetings/hold.html", {"form": form, "meeting": meeting})


def changed(form: RecordForm) -> list[str]:
    """The names of the fields a person changed, for the journal."""
    return [name for name in form.changed_data if name != "seen"]
