"""Who came, what was said and decided, and what became of a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune
from consult.meetings import services
from consult.meetings.forms.attendance import MODES, Sheet
from consult.meetings.forms.decisions import Minutes, SituationForm
from consult.meetings.rules import days_in_words
from consult.meetings.seats import figures_of
from consult.meetings.views.finding import address, on_open_meeting, refuse
from foundation.records.errors import NotReady
from frameworks.models import Decision, Meeting


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def attendance(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The whole attendance sheet on one page, in one send."""
    sheet = Sheet(meeting, request.POST or None)
    if request.method == "POST" and sheet.is_valid():
        services.record_attendance(
            meeting,
            by=request.user,
            marks=sheet.known.marks,
            newcomers=sheet.newcomers,
            counted=sheet.counted_lines,
            displaced=sheet.displaced.line,
        )
        messages.success(request, _saved(meeting))
        return redirect(address("attendance" if "again" in request.POST else "meeting", meeting))
    context = {
        "forms": sheet.forms,
        "sheet": sheet,
        "modes": MODES,
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


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def decisions(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """What was said on each point and what was decided, on one page in one send."""
    minutes = Minutes(meeting, request.POST or None)
    if request.method == "POST" and minutes.is_valid():
        try:
            services.record_decisions(
                meeting,
                by=request.user,
                discussions=minutes.discussion_lines,
                decisions=minutes.decision_lines,
            )
        except NotReady as error:
            refuse(minutes.blank[0], error)
        else:
            messages.success(request, _("The decisions are saved. Next: check the minutes."))
            for finding in days_in_words(meeting):
                messages.warning(request, finding.sentence)
            page = "decisions" if "again" in request.POST else "meeting"
            return redirect(address(page, meeting))
    context = {"forms": minutes.forms, "minutes": minutes, "meeting": meeting}
    return render(request, "meetings/decisions.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def decision_situation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What became of a decision; also long after the minutes were approved."""
    decision: Decision = get_visible(
        Decision.objects.in_commune(commune).select_related("meeting__framework__commune"),
        request.user,
        pk=pk,
    )
    form = SituationForm(request.POST or None, initial={"state": decision.state})
    if form.is_valid():
        services.settle_decision(decision, by=request.user, **form.cleaned_data)
        messages.success(request, _("What became of the decision is noted."))
        return redirect(address("meeting", decision.meeting))
    context = {"form": form, "decision": decision, "meeting": decision.meeting}
    return render(request, "meetings/decision_situation.html", context)
