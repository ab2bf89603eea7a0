"""The agenda of a meeting: its points, what comes back, what does not and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from consult.meetings import services
from consult.meetings.forms.agenda import AgendaPage
from consult.meetings.views.finding import address, on_open_meeting, refuse
from consult.meetings.views.onward import onward
from foundation.records.errors import NotReady
from frameworks.models import Meeting

# Buttons that do something more once what was typed is saved; the page is shown again.
MORE = {
    "complete": services.write_agenda,
    "copy": services.copy_agenda,
    "adopt": services.adopt_agenda,
}


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def agenda(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The agenda in one send, with blank lines for more; one button completes it by rule."""
    page = AgendaPage(meeting, request.POST or None)
    if request.method == "POST" and page.is_valid():
        try:
            stays = _write(request, meeting, page)
        except NotReady as error:
            refuse(page.why, error)
        else:
            if stays:
                return redirect(address("agenda", meeting))
            return onward(request, meeting, "agenda")
    context = {
        "page": page,
        "forms": page.forms,
        "meeting": meeting,
        "to_copy": services.agenda_to_copy(meeting),
    }
    return render(request, "meetings/agenda.html", context)


def _write(request: SignedInRequest, meeting: Meeting, page: AgendaPage) -> bool:
    """Store what was typed, then do what the button says; whether the page is shown again."""
    services.set_agenda(meeting, page.lines, reasons=page.why.reasons, by=request.user)
    asked = [act for name, act in MORE.items() if name in request.POST]
    for act in asked:
        act(meeting, by=request.user)
    count = meeting.agenda.count()
    words = ngettext(
        "The agenda is saved: %(count)s point.", "The agenda is saved: %(count)s points.", count
    )
    messages.success(request, words % {"count": count})
    return bool(asked) or "again" in request.POST
