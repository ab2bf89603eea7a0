"""Checking what is missing, approving the minutes, reopening the latest ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.meetings import services
from consult.meetings.forms.meeting import ApprovalForm, ReasonForm
from consult.meetings.rules import Check, checks
from consult.meetings.seats import figures_of
from consult.meetings.views.finding import address, on_open_meeting, refuse, the_meeting
from consult.meetings.views.pages import points_of, task_url
from foundation.records.errors import NotReady
from foundation.records.rules import Strength
from frameworks.models import Meeting


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def check(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Everything at a glance before approving; who may approve does it here."""
    form = ApprovalForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        try:
            services.approve(meeting, by=request.user, on=form.cleaned_data["approved_on"])
        except NotReady as error:
            refuse(form, error)
        else:
            messages.success(request, _("The minutes are approved. Next: print the plan."))
            return redirect(address("meeting", meeting))
    return render(request, "meetings/check.html", _summary(request, meeting, form))


def _summary(request: SignedInRequest, meeting: Meeting, form: ApprovalForm) -> dict[str, Any]:
    found = checks(meeting)
    decisions = list(meeting.decisions.select_related("owner", "owner_person").order_by("number"))
    blocking = _linked(meeting, found, Strength.BLOCK)
    return {
        "form": form,
        "meeting": meeting,
        "blocking": blocking,
        "warnings": _linked(meeting, found, Strength.WARN),
        "figures": figures_of(meeting),
        "points": points_of(list(meeting.agenda.all()), decisions),
        "approves": may_here(request, Action.APPROVE_MINUTES),
        "ready": not blocking,
    }


def _linked(meeting: Meeting, found: list[Check], strength: Strength) -> list[dict[str, str]]:
    """Sentences of one strength, each with the page where it is put right."""
    return [
        {"sentence": one.finding.sentence, "url": task_url(one.page, meeting)}
        for one in found
        if one.finding.strength is strength
    ]


@require_http_methods(["GET", "POST"])
@guarded(Action.APPROVE_MINUTES)
def reopen(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Open the latest approved minutes again, saying why."""
    meeting = the_meeting(request, commune, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.reopen(meeting, by=request.user, reason=form.cleaned_data["reason"])
        except NotReady as error:
            refuse(form, error)
        else:
            messages.success(request, _("The minutes are open again. Correct and approve them."))
            return redirect(address("meeting", meeting))
    context = {"form": form, "meeting": meeting, "against": services.against_reopening(meeting)}
    return render(request, "meetings/reopen.html", context)
