"""Calling a meeting, its agenda, its invitations, the day it was held."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.meetings import services
from consult.meetings.choices import people_for
from consult.meetings.forms.meeting import (
    HoldForm,
    InvitationsForm,
    MeetingForm,
    NewMeetingForm,
    agenda_rows,
)
from consult.meetings.forms.rows import all_valid, lines
from consult.meetings.rules import r17_notice
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
def agenda(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The agenda, up to twelve points in one send."""
    rows = agenda_rows(meeting, request.POST or None)
    if request.method == "POST" and all_valid(rows):
        services.set_agenda(meeting, lines(rows), by=request.user)
        count = meeting.agenda.count()
        words = ngettext(
            "The agenda is saved: %(count)s point.", "The agenda is saved: %(count)s points.", count
        )
        messages.success(request, words % {"count": count})
        return redirect(address("agenda" if "again" in request.POST else "meeting", meeting))
    context = {"forms": rows, "meeting": meeting}
    return render(request, "meetings/agenda.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def invitations(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """When the invitations left; a short notice is said, never refused (R17)."""
    form = InvitationsForm(request.POST or None, instance=meeting)
    if form.is_valid():
        services.send_invitations(meeting, by=request.user, save=form.save, fields=changed(form))
        _thank_for_invitations(request, meeting)
        return redirect(address("meeting", meeting))
    context: dict[str, Any] = {"form": form, "meeting": meeting, "findings": r17_notice(meeting)}
    return render(request, "meetings/invitations.html", context)


def _thank_for_invitations(request: SignedInRequest, meeting: Meeting) -> None:
    if meeting.invitation_sent_on is None:
        messages.success(request, _("It is noted that the invitations have not left."))
        return
    messages.success(request, _("The invitations are noted. Next: hold the meeting."))
    for finding in r17_notice(meeting):
        messages.warning(request, finding.sentence)


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
