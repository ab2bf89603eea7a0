"""The obstacles before a meeting, all on one page in one send (R11)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from consult.meetings import services
from consult.meetings.forms.obstacles import ObstaclesPage
from consult.meetings.rules import obstacles_passed_on
from consult.meetings.views.finding import address, on_open_meeting
from consult.meetings.views.onward import onward
from foundation.records.today import today
from frameworks.models import Meeting
from monitoring.services.obstacles import pass_all_on


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def obstacles(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """What the meeting answers to each obstacle; one button also adds those not passed on yet."""
    page = ObstaclesPage(meeting, request.POST or None)
    if request.method == "POST" and page.is_valid():
        services.answer_obstacles(meeting, page.lines, by=request.user)
        messages.success(request, _saved(meeting))
        if "complete" in request.POST:
            pass_all_on(meeting, by=request.user)
            return redirect(address("obstacles", meeting))
        return onward(request, meeting, "obstacles")
    for form in page.forms:
        form.instance.obstacle.age = form.instance.obstacle.days_open(today())
    context = {
        "page": page,
        "forms": page.forms,
        "meeting": meeting,
        "not_passed": obstacles_passed_on(meeting),
    }
    return render(request, "meetings/obstacles.html", context)


def _saved(meeting: Meeting) -> str:
    left = meeting.obstacles.silent().count()
    words = ngettext(
        "The answers are saved. %(count)s obstacle still waits for its answer.",
        "The answers are saved. %(count)s obstacles still wait for their answer.",
        left,
    )
    return words % {"count": left}
