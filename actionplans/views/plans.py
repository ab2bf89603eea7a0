"""The plan on one page, its days, its check before the minutes are approved, its papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import rules, services
from actionplans.documents import paper_of, plan_sheet
from actionplans.documents.contributions import contributions
from actionplans.documents.pictures import bar
from actionplans.filters import ActionFilters
from actionplans.forms import NeedsForm, PlanChangeForm, PlanForm
from actionplans.models import ActionPlan
from actionplans.services.archive import sealed_pdf
from actionplans.views.finding import current_plan, cycle_of, done, for_reader, plan_of, refused
from communes.access import Action as Act
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune, Organisation, Sector
from foundation.documents.views import respond_pdf, respond_preview
from foundation.journal.reading import lines_about
from foundation.records.rules import blocking, warnings
from frameworks.models import CycleState


@require_safe
@guarded(Act.READ)
def plan(request: SignedInRequest, commune: Commune, number: int | None = None) -> HttpResponse:
    """The plan of the open cycle, or of the one asked for: what, who, when, who pays."""
    cycle = cycle_of(request, commune, str(number or request.GET.get("cycle", "")))
    found = plan_of(cycle)
    may_edit = may_here(request, Act.EDIT_PLAN)
    if found is None:
        may_start = may_edit and cycle is not None and cycle.state == CycleState.OPEN
        return render(
            request, "actionplans/plan_none.html", {"cycle": cycle, "may_start": may_start}
        )
    seals = _seals(found)
    may_change = may_edit and not seals["sealed"]
    sectors, parties = _choices(commune, found)
    filters = ActionFilters(request.GET, found.actions.all(), sectors, parties)
    whole = plan_sheet(found)
    shown = filters.sorted().with_parties()
    return render(
        request,
        "actionplans/plan.html",
        {
            "plan": found,
            "sheet": whole,
            "filters": filters,
            "rows": [bar(found, action) for action in shown],
            "missing": _sentences(found, sealed=seals["sealed"]),
            **seals,
            "picture": contributions(whole),
            "may_edit": may_change,
            "may_amend": may_edit and seals["amendable"],
            "to_take_up": may_change and _needs_left(found).exists(),
            "others": found.cycle.framework.cycles.exclude(pk=found.cycle_id).filter(
                plan__isnull=False
            ),
            "entries": lines_about(found) if may_here(request, Act.READ_PERSONS) else [],
        },
    )


def _seals(found: ActionPlan) -> dict[str, Any]:
    """Whether the plan is sealed, by which versions, changed by which amendments."""
    versions = list(found.versions.order_by("-number"))
    amendments = list(found.amendments.order_by("-number"))
    amending = next((one for one in amendments if one.is_open), None)
    in_force = any(version.withdrawn_at is None for version in versions)
    return {
        "sealed": found.is_agreed and amending is None,
        "amending": amending,
        "amendable": in_force and amending is None and not found.is_closed,
        "versions": versions,
        "amendments": amendments,
    }


def _choices(commune: Commune, found: ActionPlan) -> tuple[Any, Any]:
    """The sectors and parties the plan names: no other choice finds anything."""
    sectors = Sector.objects.filter(actions__plan=found)
    leads = Q(actions_led__plan=found) | Q(merged_from__actions_led__plan=found)
    parties = Organisation.objects.usable_in(commune).filter(leads)
    return sectors.distinct(), parties.distinct()


def _sentences(found: ActionPlan, *, sealed: bool) -> dict[str, list[str]]:
    """What stops the seal and what only warns, in the rules' own sentences."""
    if sealed:
        return {"blocking": [], "warnings": []}
    findings = rules.ready_to_seal(found)
    return {
        "blocking": [finding.sentence for finding in blocking(findings)],
        "warnings": [finding.sentence for finding in warnings(findings)],
    }


def _needs_left(found: ActionPlan) -> Any:
    """Retained needs that no action of the plan answers yet."""
    needs = found.cycle.framework.needs
    return needs.filter(state__in=("retenu", "en_cours")).exclude(actions__plan=found)


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def draw_up(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Set the three months of the open cycle's plan."""
    cycle = cycle_of(request, commune)
    if cycle is None or cycle.state != CycleState.OPEN or plan_of(cycle):
        return redirect("actionplans:plan", slug=commune.slug)
    new = ActionPlan(cycle=cycle)
    form = PlanForm(request.POST or None, instance=new, framework=cycle.framework)
    if form.is_valid() and done(
        form, lambda: services.draw_up(cycle, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The plan is a draft. Next: add its actions."))
        return redirect("actionplans:plan", slug=commune.slug)
    return render(request, "actionplans/plan_draw_up.html", {"form": form, "cycle": cycle})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def change_plan(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Correct the days of a draft, or the meeting that agrees it."""
    found = current_plan(request, commune)
    if sent_back := refused(request, found, commune):
        return sent_back
    days = {"agreed_at": found.agreed_at}
    form = PlanChangeForm(request.POST or None, instance=found, framework=found.cycle.framework)
    if form.is_valid() and done(
        form, lambda: services.change_plan(found, by=request.user, **days | form.cleaned_data)
    ):
        messages.success(request, _("The plan’s days are saved."))
        return redirect("actionplans:plan", slug=commune.slug)
    return render(request, "actionplans/plan_change.html", {"form": form, "plan": found})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def take_up(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """One draft action for each retained need that is ticked."""
    found = current_plan(request, commune)
    if sent_back := refused(request, found, commune):
        return sent_back
    left = _needs_left(found).select_related("sector").order_by("code")
    form = NeedsForm(request.POST or None, needs=left)
    if form.is_valid() and done(
        form, lambda: services.take_up_needs(found, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request, _("The needs are now draft actions. Next: name a responsible for each.")
        )
        return redirect("actionplans:plan", slug=commune.slug)
    return render(
        request, "actionplans/plan_take_up.html", {"form": form, "left": left, "plan": found}
    )


@require_safe
@guarded(Act.READ)
def check(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """What the plan still lacks before the minutes of its meeting can be approved."""
    found = current_plan(request, commune)
    missing = _sentences(found, sealed=found.is_sealed)
    context = {"plan": found, "missing": missing, "sheet": plan_sheet(found)}
    return render(request, "actionplans/plan_check.html", context)


@require_safe
@guarded(Act.READ)
def preview(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The paper on screen, from the template the PDF is made of."""
    number = request.GET.get("cycle", "")
    found = current_plan(request, commune, number)
    wanted = f"?cycle={found.cycle.number}"
    return respond_preview(
        for_reader(request, paper_of(found)),
        back_url=reverse("actionplans:plan", args=[commune.slug]) + wanted,
        pdf_url=reverse("actionplans:plan-pdf", args=[commune.slug]) + wanted,
    )


@require_safe
@guarded(Act.READ)
def plan_pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The plan as a PDF; `?cycle=n` asks for an older one."""
    found = current_plan(request, commune, request.GET.get("cycle", ""))
    version = found.versions.in_force().first()
    if version and may_here(request, Act.READ_PERSONS):
        return respond_pdf(request, paper_of(found), draw=lambda: sealed_pdf(version))
    return respond_pdf(request, for_reader(request, paper_of(found)))
