"""Approved minutes: their versions as they were signed, the corrections joined to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.meetings import services
from consult.meetings.documents.minutes import kept_minutes
from consult.meetings.forms.closing import CorrectionForm
from consult.meetings.services.closing import against_reopening
from consult.meetings.views.finding import address, refuse, the_meeting
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.errors import NotReady
from frameworks.models import Correction, Meeting, MinutesVersion


@require_safe
@guarded(Action.READ_PERSONS)
def versions(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What was approved when and by whom, what was reopened and why, what was corrected."""
    meeting = the_meeting(request, commune, pk)
    kept = list(meeting.versions.select_related("approved_by", "reopened_by").order_by("-number"))
    edits, approves = (
        may_here(request, Action.RUN_MEETING),
        may_here(request, Action.APPROVE_MINUTES),
    )
    context = {
        "meeting": meeting,
        "versions": kept,
        "corrections": list(meeting.corrections.select_related("made_at", "by")),
        "corrects": edits and meeting.is_locked,
        "reopens": approves and meeting.is_locked and not against_reopening(meeting),
        "files": edits and meeting.is_locked and not services.against_filing(meeting),
    }
    return render(request, "meetings/versions.html", context)


@require_safe
@guarded(Action.READ_PERSONS)
def version(request: SignedInRequest, commune: Commune, pk: int, number: int) -> HttpResponse:
    """One version of the minutes on screen, word for word."""
    meeting = the_meeting(request, commune, pk)
    kwargs = {"slug": commune.slug, "pk": pk, "number": number}
    pdf_url, back = reverse("meetings:version-pdf", kwargs=kwargs), address("versions", meeting)
    return respond_preview(_paper(request, meeting, number), back_url=back, pdf_url=pdf_url)


@require_safe
@guarded(Action.READ_PERSONS)
def version_pdf(request: SignedInRequest, commune: Commune, pk: int, number: int) -> HttpResponse:
    """One version of the minutes as PDF."""
    meeting = the_meeting(request, commune, pk)
    return respond_pdf(request, _paper(request, meeting, number))


def _paper(request: SignedInRequest, meeting: Meeting, number: int) -> Document:
    """The version in force carries its corrections; an older one is what it was."""
    found: MinutesVersion = get_visible(meeting.versions.all(), request.user, number=number)
    in_force = found.reopened_at is None
    corrections = meeting.corrections.select_related("made_at", "by") if in_force else ()
    return kept_minutes(meeting, found, corrections=corrections)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def correction(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Write a dated correction to approved minutes."""
    meeting = the_meeting(request, commune, pk)
    against = services.against_correcting(meeting)
    form = CorrectionForm(request.POST or None, instance=Correction(meeting=meeting))
    if form.is_valid():
        try:
            services.correct(form.save(commit=False), by=request.user)
        except NotReady as error:
            refuse(form, error)
        else:
            messages.success(request, _("The correction is joined to the minutes."))
            return redirect(address("meeting", meeting))
    context: dict[str, Any] = {"form": form, "meeting": meeting, "against": against}
    return render(request, "meetings/correction.html", context)
