"""What a meeting costs and who bears it, and the list to sign for travel money."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.meetings import services
from consult.meetings.costs import costs_of
from consult.meetings.forms.costs import CostsPage, was_open
from consult.meetings.views.finding import address, locked, refuse, the_meeting
from foundation.records.errors import NotReady
from frameworks.models import Meeting


@require_http_methods(["GET", "POST"])
@guarded(Action.READ)
def costs(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Who bears what of the meeting: a table to read, or all its rows to fill in, in one send."""
    meeting = the_meeting(request, commune, pk)
    if not may_here(request, Action.RUN_MEETING):
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "meetings/costs.html", _context(request, meeting))
    if meeting.is_locked and was_open(request.POST):
        return locked(request, meeting)
    page = CostsPage(meeting, request.POST or None)
    if request.method == "POST" and page.is_valid():
        try:
            services.record_costs(meeting, page.lines, by=request.user)
        except NotReady as error:
            refuse(page.forms[0], error)
        else:
            messages.success(request, _("The costs of the meeting are saved."))
            return redirect(address("costs" if "again" in request.POST else "meeting", meeting))
    context = _context(request, meeting) | {"page": page, "forms": page.forms}
    return render(request, "meetings/costs.html", context)


def _context(request: SignedInRequest, meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "costs": costs_of(meeting),
        "names": may_here(request, Action.READ_PERSONS),
    }
