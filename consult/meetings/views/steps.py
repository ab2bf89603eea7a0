"""A meeting that was not held, its second call, a step taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from consult.meetings import services
from consult.meetings.forms.meeting import NotHeldForm, SecondCallForm, StepBackForm
from consult.meetings.views.finding import address, on_open_meeting, refuse
from foundation.forms.base import Form
from foundation.records.errors import NotReady
from frameworks.models import Meeting


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def not_held(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Say that a meeting still to come did not take place, and why."""
    form = NotHeldForm(request.POST or None, initial={"reason": meeting.not_held_reason})
    if _done(form, lambda **said: services.say_not_held(meeting, by=request.user, **said)):
        messages.success(
            request, _("It is noted that the meeting was not held. Next: call it again.")
        )
        return redirect(address("meeting", meeting))
    return render(request, "meetings/not_held.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def second_call(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Call again a meeting that was not held."""
    form = SecondCallForm(request.POST or None)
    called: list[Meeting] = []

    def act(**said: Any) -> None:
        called.append(services.call_again(meeting, by=request.user, **said))

    if _done(form, act):
        messages.success(request, _("The second call is prepared. Next: the invitations."))
        return redirect(address("invitations", called[0]))
    against = services.against_calling_again(meeting)
    context = {"form": form, "meeting": meeting, "against": against}
    return render(request, "meetings/second_call.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def step_back(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Take the last step back, once, with a reason."""
    form = StepBackForm(request.POST or None)
    if _done(form, lambda **said: services.step_back(meeting, by=request.user, **said)):
        messages.success(request, _("The step is taken back. The reason stays in the journal."))
        return redirect(address("meeting", meeting))
    context = {"form": form, "meeting": meeting, "against": services.against_going_back(meeting)}
    return render(request, "meetings/step_back.html", context)


def _done(form: Form, act: Callable[..., None]) -> bool:
    """Whether the act was done with what was typed; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except NotReady as error:
        refuse(form, error)
        return False
    return True
