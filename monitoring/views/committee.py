"""The committee: who sits in it, since when, with which mandate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady
from foundation.records.rules import Finding
from foundation.records.today import today
from frameworks.models import Decision, DecisionNature, Framework
from monitoring import rules
from monitoring.forms.committee import CommitteeForm, LeaveForm, MandateForm, SeatForm
from monitoring.models import Committee, CommitteeMember
from monitoring.services import committee as services

LONGEST_KEY = 9


def _framework(commune: Commune) -> Framework:
    framework = commune.frameworks.current().select_related("committee").first()
    if framework is None:
        raise Http404
    return framework


def _committee(commune: Commune) -> Committee:
    found = Committee.objects.in_commune(commune).exclude(framework__state="clos").first()
    if found is None:
        raise Http404
    return found


@require_GET
@guarded(Action.READ_PERSONS)
def committee_page(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Members, mandates and what is missing (R7)."""
    found = Committee.objects.in_commune(commune).exclude(framework__state="clos").first()
    members = found.members.select_related("person__organisation") if found else []
    findings: list[Finding] = rules.r7_committee(found) if found else []
    return render(
        request,
        "monitoring/committee.html",
        {
            "committee": found,
            "has_framework": commune.frameworks.current().exists(),
            "members": [member for member in members if member.until is None],
            "former": [member for member in members if member.until is not None],
            "mandates": found.mandates.select_related("cycle") if found else [],
            "findings": findings,
            "may_edit": may_here(request, Action.EDIT_COMMITTEE),
            "entries": lines_about(found) if found else [],
        },
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_COMMITTEE)
def set_up(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Say when and at which meeting the committee was set up."""
    framework = _framework(commune)
    known = getattr(framework, "committee", None)
    said = (known.set_up_on, known.set_up_at_id) if known else (None, None)
    stands = dict(zip(("set_up_on", "set_up_at"), said, strict=True))
    form = CommitteeForm(request.POST or None, framework=framework, stands=stands)
    if form.is_valid():
        services.set_up(framework, by=request.user, **form.cleaned_data)
        messages.success(request, _("The committee is set up. Now say who sits in it."))
        return redirect("monitoring:committee", slug=commune.slug)
    return render(request, "monitoring/set_up.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_COMMITTEE)
def seat(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Add a member."""
    committee = _committee(commune)
    form = SeatForm(request.POST or None, commune=commune)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            services.seat(committee, facts.pop("person"), by=request.user, **facts)
        except NotReady as refusal:
            form.add_error("person", refusal.reasons)
        else:
            messages.success(request, _("The member is recorded."))
            again = "again" in request.POST
            return redirect(
                "monitoring:seat" if again else "monitoring:committee", slug=commune.slug
            )
    return render(request, "monitoring/seat.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_COMMITTEE)
def leave(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """End a member's seat."""
    member = get_visible(CommitteeMember.objects.in_commune(commune), request.user, pk=pk)
    stands = {"until": member.until}
    form = LeaveForm(request.POST or None, stands=stands, initial={"until": today()})
    if form.is_valid():
        try:
            services.leave(member, by=request.user, until=form.cleaned_data["until"])
        except NotReady as refusal:
            form.add_error("until", refusal.reasons)
        else:
            messages.success(request, _("The seat is ended."))
            return redirect("monitoring:committee", slug=commune.slug)
    return render(request, "monitoring/leave.html", {"form": form, "member": member})


def _asked(request: SignedInRequest, decisions: Any) -> Decision | None:
    """The decision of `?decision=`, from whose page one comes; any other number is left aside."""
    asked = request.GET.get("decision", "")
    found: Decision | None = decisions.filter(pk=int(asked)).first() if _is_key(asked) else None
    return found


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_COMMITTEE)
def mandate(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Write the next version of the mandate, starting from the last one's words."""
    committee = _committee(commune)
    last = committee.mandates.first()
    initial = {"tasks": last.tasks, "report_rhythm": last.report_rhythm} if last else {}
    decisions = Decision.objects.visible_to(request.user).filter(
        meeting__framework=committee.framework_id,
        nature__in=(DecisionNature.MANDATE, DecisionNature.COMMITTEE),
    )
    form = MandateForm(
        request.POST or None,
        initial={
            "valid_from": today(),
            "decided_in": _asked(request, decisions),
            **initial,
        },
        decisions=decisions.select_related("meeting").order_by("-meeting__number", "number"),
    )
    version = last.version + 1 if last else 1
    if form.is_valid():
        try:
            services.give_mandate(committee, by=request.user, **form.cleaned_data)
        except NotReady as refusal:
            form.add_error("valid_from", refusal.reasons)
        else:
            messages.success(request, _("The mandate is recorded."))
            for finding in rules.r10_mandate_says_why(
                version,
                form.cleaned_data["change_reason"],
                unchanged=form.cleaned_data["renewed_unchanged"],
            ):
                messages.warning(request, finding.sentence)
            return redirect("monitoring:committee", slug=commune.slug)
    return render(request, "monitoring/mandate.html", {"form": form, "version": version})
