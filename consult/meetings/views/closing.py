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
from consult.meetings.forms.closing import Signatories, TakeOutForm
from consult.meetings.forms.meeting import ApprovalForm, ReasonForm
from consult.meetings.rules import Check, checks
from consult.meetings.seats import figures_of
from consult.meetings.views.finding import address, on_open_meeting, refuse, the_meeting
from consult.meetings.views.pages import points_of, task_url
from foundation.forms.base import Form
from foundation.records.errors import NotReady
from foundation.records.rules import Strength
from frameworks.models import Meeting, MeetingState


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def check(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Everything at a glance before approving, and who signs; who may approve does it here."""
    only_signatories = "signatories" in request.POST or _was_not_asked(request, meeting)
    signing = Signatories(meeting, request.POST or None)
    form = ApprovalForm(None if only_signatories else request.POST or None, meeting=meeting)
    written = request.method == "POST" and signing.is_valid()
    if written and only_signatories:
        return _sign(request, meeting, signing)
    if form.is_valid() and written:
        try:
            services.approve(
                meeting,
                by=request.user,
                on=form.cleaned_data["approved_on"],
                signatories=signing.lines,
            )
        except NotReady as error:
            refuse(form, error)
        else:
            messages.success(request, _("The minutes are approved. Next: print the plan."))
            return redirect(address("meeting", meeting))
    return render(request, "meetings/check.html", _summary(request, meeting, form, signing))


def _was_not_asked(request: SignedInRequest, meeting: Meeting) -> bool:
    """Whether the page that was sent had no place to approve: too early, or not theirs to do."""
    if request.method != "POST" or "asked" in request.POST:
        return False
    return not may_here(request, Action.APPROVE_MINUTES) or any(
        one.finding.strength is Strength.BLOCK for one in checks(meeting)
    )


def _sign(request: SignedInRequest, meeting: Meeting, signing: Signatories) -> HttpResponse:
    services.record_signatories(meeting, signing.lines, by=request.user)
    messages.success(request, _("Who signs the minutes is noted."))
    return redirect(address("check", meeting))


def _summary(
    request: SignedInRequest, meeting: Meeting, form: ApprovalForm, signing: Signatories
) -> dict[str, Any]:
    found = checks(meeting)
    decisions = list(meeting.decisions.select_related("owner", "owner_person").order_by("number"))
    blocking = _linked(meeting, found, Strength.BLOCK)
    return {
        "form": form,
        "signing": signing,
        "forms": [*signing.forms, form],
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


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def file_away(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """File a meeting whose minutes are approved; take it out again, once, saying why."""
    meeting = the_meeting(request, commune, pk)
    filed = meeting.state == MeetingState.CLOSED
    sent = request.POST if request.method == "POST" else None
    form = TakeOutForm(sent) if filed else Form(sent)
    if form.is_valid():
        try:
            if filed:
                services.take_out(meeting, by=request.user, reason=form.cleaned_data["reason"])
            else:
                services.close_meeting(meeting, by=request.user)
        except NotReady as error:
            refuse(form, error)
        else:
            said = _("The meeting is out of the file.") if filed else _("The meeting is filed.")
            messages.success(request, said)
            return redirect(address("meeting", meeting))
    against = services.against_filing(meeting)
    context = {"form": form, "meeting": meeting, "filed": filed, "against": against}
    return render(request, "meetings/file_away.html", context)
