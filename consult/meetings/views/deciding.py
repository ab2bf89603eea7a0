"""What was said and decided, and what became of a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.meetings import services
from consult.meetings.forms.decisions import Minutes
from consult.meetings.forms.situation import SituationPage
from consult.meetings.rules import days_in_words
from consult.meetings.views.finding import address, on_open_meeting, refuse
from consult.meetings.views.onward import onward
from foundation.records.errors import NotReady
from frameworks.models import Decision, DecisionNature, Meeting

OF_THE_COMMITTEE = (DecisionNature.MANDATE, DecisionNature.COMMITTEE)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def decisions(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """What was said on each point and what was decided, on one page in one send."""
    minutes = Minutes(meeting, request.POST or None)
    if request.method == "POST" and minutes.is_valid() and _recorded(request, meeting, minutes):
        messages.success(request, _("The decisions are saved. Next: check the minutes."))
        for finding in days_in_words(meeting):
            messages.warning(request, finding.sentence)
        return onward(request, meeting, "decisions")
    context = {"forms": minutes.forms, "minutes": minutes, "meeting": meeting}
    return render(request, "meetings/decisions.html", context)


def _recorded(request: SignedInRequest, meeting: Meeting, minutes: Minutes) -> bool:
    """Everything typed is written, or nothing with the reason at the top of the page."""
    try:
        services.record_decisions(
            meeting,
            by=request.user,
            discussions=minutes.discussion_lines,
            decisions=minutes.decision_lines,
            parts=minutes.part_lines,
            consequences=minutes.consequences,
        )
    except NotReady as error:
        refuse(minutes.blank[0], error)
        return False
    return True


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def decision_situation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What became of a decision and its parts; also long after the minutes were approved."""
    decision = _decision(request, commune, pk)
    page = SituationPage(decision, request.POST or None)
    if request.method == "POST" and page.is_valid():
        said = page.form.cleaned_data
        services.settle_decision(
            decision,
            by=request.user,
            state=said["state"],
            note=said["note"],
            on=said["settled_on"],
            parts=page.settled_parts,
        )
        messages.success(request, _("What became of the decision is noted."))
        _warn(request, decision, page.open_parts)
        return redirect(address("meeting", decision.meeting))
    context = {
        "form": page.form,
        "forms": page.forms,
        "page": page,
        "decision": decision,
        "meeting": decision.meeting,
        "actions": decision.actions.select_related("plan__cycle"),
        "may_mandate": decision.nature in OF_THE_COMMITTEE
        and may_here(request, Action.EDIT_COMMITTEE)
        and hasattr(decision.meeting.framework, "committee"),
    }
    return render(request, "meetings/decision_situation.html", context)


def _decision(request: SignedInRequest, commune: Commune, pk: int) -> Decision:
    decisions = Decision.objects.in_commune(commune).select_related(
        "meeting__framework__commune", "meeting__framework__committee", "resumes__meeting"
    )
    found: Decision = get_visible(decisions, request.user, pk=pk)
    return found


def _warn(request: SignedInRequest, decision: Decision, left: int) -> None:
    """A decision that is done while parts of it are open is said so once more."""
    if decision.state == "faite" and left:
        words = ngettext(
            "The decision is done, but %(count)s part of it is still open.",
            "The decision is done, but %(count)s parts of it are still open.",
            left,
        )
        messages.warning(request, words % {"count": left})
