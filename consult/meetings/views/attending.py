"""Who came: the whole sheet on one page, in one send."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from consult.meetings import services
from consult.meetings.forms.attendance import MODES, Sheet
from consult.meetings.seats import figures_of
from consult.meetings.views.finding import address, on_open_meeting
from consult.meetings.views.onward import onward
from frameworks.models import Capacity, Meeting


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def attendance(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The whole attendance sheet; `?frais=1` asks for travel and travel money as well."""
    fares = "frais" in request.GET
    sheet = Sheet(meeting, request.POST or None, fares=fares)
    if request.method == "POST" and sheet.is_valid():
        services.record_attendance(
            meeting,
            by=request.user,
            marks=sheet.known.marks,
            newcomers=sheet.newcomers,
            counted=sheet.counted_lines,
            displaced=sheet.displaced.line,
            absences=sheet.absences,
        )
        messages.success(request, _saved(meeting))
        if fares and "again" in request.POST:
            return redirect(f"{address('attendance', meeting)}?frais=1")
        return onward(request, meeting, "attendance")
    context = {
        "forms": sheet.forms,
        "sheet": sheet,
        "modes": MODES,
        "capacities": Capacity.choices,
        "fares": fares,
        "meeting": meeting,
        "figures": figures_of(meeting),
    }
    return render(request, "meetings/attendance.html", context)


def _saved(meeting: Meeting) -> str:
    figures = figures_of(meeting)
    words = ngettext(
        "The attendance is saved: %(present)s person present, %(women)s of them women.",
        "The attendance is saved: %(present)s people present, %(women)s of them women.",
        figures.present,
    )
    return words % {"present": figures.present, "women": figures.women}
