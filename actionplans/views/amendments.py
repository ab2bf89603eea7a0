"""Amendments of a sealed plan: opened, read before and after, sealed; its kept versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import services
from actionplans.documents import amendment_document, changes_between, paper_of_version
from actionplans.forms import AmendmentForm, SealForm
from actionplans.models import ActionPlan, Amendment, PlanVersion
from actionplans.services.archive import sealed_pdf
from actionplans.views.finding import current_plan, done, for_reader
from communes.access import Action as Act
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from foundation.forms.base import Form
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady
from frameworks.models import Decision


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def amend(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Open an amendment of the sealed plan: from then on its usual pages change it."""
    plan = current_plan(request, commune)
    against = services.against_amending(plan) if request.method == "GET" else []
    held = plan.cycle.framework.meetings.held()
    decisions = Decision.objects.visible_to(request.user).filter(meeting__in=held)
    decisions = decisions.select_related("meeting").order_by("-meeting__number", "number")
    form = AmendmentForm(request.POST or None, instance=Amendment(plan=plan), decisions=decisions)
    if form.is_valid() and done(
        form, lambda: services.open_amendment(plan, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The amendment is open. Change the plan on its usual pages."))
        return redirect("actionplans:plan", slug=commune.slug)
    context = {"form": form, "plan": plan, "against": against}
    return render(request, "actionplans/amendment_open.html", context)


@require_safe
@guarded(Act.READ)
def amendment(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """What the amendment changes, before and after, line by line."""
    found = _amendment(request, commune, number)
    context = {
        "amendment": found,
        "plan": found.plan,
        "changes": _changes(found),
        "may_seal": found.is_open and may_here(request, Act.APPROVE_MINUTES),
        "may_edit": found.is_open and may_here(request, Act.EDIT_PLAN),
        "wanted": f"?cycle={found.plan.cycle.number}",
        "entries": lines_about(found) if may_here(request, Act.READ_PERSONS) else [],
    }
    return render(request, "actionplans/amendment.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Act.APPROVE_MINUTES)
def seal(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """Seal the amendment: the plan as it stands becomes its next version."""
    found = _amendment(request, commune, number)
    against = services.against_sealing(found)
    form = SealForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: services.seal_amendment(found, by=request.user, on=form.cleaned_data["agreed_on"]),
    ):
        messages.success(request, _("The amendment is sealed. Next: print it and the plan."))
        return _to(commune, found)
    context = {"form": form, "amendment": found, "against": against, "changes": _changes(found)}
    return render(request, "actionplans/amendment_seal.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def drop(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """Close an amendment nothing was changed for, after a question."""
    found = _amendment(request, commune, number)
    against = services.against_dropping(found)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.drop_amendment(found, by=request.user)
        except NotReady as refusal:
            against = refusal.reasons
        else:
            messages.success(request, _("The amendment is dropped. The plan stays as it was."))
            return redirect("actionplans:plan", slug=commune.slug)
    context = {"amendment": found, "against": against, "effects": [_("The plan is sealed again.")]}
    return render(request, "actionplans/amendment_drop.html", context)


@require_safe
@guarded(Act.READ)
def paper(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """The amendment's paper on screen."""
    found = _amendment(request, commune, number)
    back, pdf = (
        _address(name, commune, found.plan, number) for name in ("amendment", "amendment-pdf")
    )
    return respond_preview(for_reader(request, _paper(found)), back_url=back, pdf_url=pdf)


@require_safe
@guarded(Act.READ)
def amendment_pdf(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """The amendment's paper as a PDF."""
    return respond_pdf(request, for_reader(request, _paper(_amendment(request, commune, number))))


@require_safe
@guarded(Act.READ)
def version(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """One version of the plan on screen, word for word, also once it is replaced."""
    found = _version(request, commune, number)
    pdf = _address("version-pdf", commune, found.plan, number)
    cycle = found.plan.cycle.number
    back = reverse("actionplans:plan-of-cycle", args=[commune.slug, cycle])
    return respond_preview(for_reader(request, paper_of_version(found)), back_url=back, pdf_url=pdf)


@require_safe
@guarded(Act.READ)
def version_pdf(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """The archived PDF of one version of the plan."""
    found = _version(request, commune, number)
    if not may_here(request, Act.READ_PERSONS):
        return respond_pdf(request, for_reader(request, paper_of_version(found)))
    return respond_pdf(request, paper_of_version(found), draw=lambda: sealed_pdf(found))


def _amendment(request: SignedInRequest, commune: Commune, number: int) -> Amendment:
    plan = current_plan(request, commune, request.GET.get("cycle", ""))
    rows = plan.amendments.select_related("decision__meeting", "version", "opened_by")
    found: Amendment = get_visible(rows, request.user, number=number)
    found.plan = plan
    return found


def _version(request: SignedInRequest, commune: Commune, number: int) -> PlanVersion:
    plan = current_plan(request, commune, request.GET.get("cycle", ""))
    found: PlanVersion = get_visible(plan.versions.all(), request.user, number=number)
    found.plan = plan
    return found


def _changes(found: Amendment) -> Any:
    return changes_between(*services.before_and_after(found), sectors_of(found.plan))


def _paper(found: Amendment) -> Document:
    with translation.override("fr"):
        sectors = sectors_of(found.plan)
    return amendment_document(found, *services.before_and_after(found), sectors)


def sectors_of(plan: ActionPlan) -> dict[str, str]:
    """The names of the sectors a plan of this framework may speak of, by code."""
    ranked = plan.cycle.framework.priority_sectors.select_related("sector")
    led = plan.actions.exclude(sector=None).select_related("sector")
    return {row.sector.code: str(row.sector) for row in [*ranked, *led]}


def _address(name: str, commune: Commune, plan: ActionPlan, number: int) -> str:
    path = reverse(f"actionplans:{name}", kwargs={"slug": commune.slug, "number": number})
    return f"{path}?cycle={plan.cycle.number}"


def _to(commune: Commune, found: Amendment) -> HttpResponse:
    return redirect(_address("amendment", commune, found.plan, found.number))
