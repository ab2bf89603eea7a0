"""Opening, closing and reading cycles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.models import Action as PlanAction
from actionplans.models import ActionPlan
from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.cycle import services
from consult.cycle.forms import CarryForm, CloseCycleForm, DropForm, OpenCycleForm
from foundation.records.errors import NotReady
from foundation.records.rules import warnings
from foundation.records.today import today
from frameworks.models import Cycle, Framework, Need
from monitoring.models import Situation
from monitoring.querysets import with_situation


def _framework(commune: Commune) -> Framework | None:
    return commune.frameworks.current().first()


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_CYCLE)
def open_page(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Open the next cycle of the commune."""
    framework = _framework(commune)
    if framework is None:
        return redirect("frameworks:create-framework", slug=commune.slug)
    form = OpenCycleForm(request.POST or None, framework=framework)
    if form.is_valid():
        try:
            cycle = services.open_cycle(framework, by=request.user, **form.cleaned_data)
        except NotReady as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("Cycle %(number)s is open.") % {"number": cycle.number})
            return redirect("cycle:home", slug=commune.slug)
    hints = warnings(services.opening_findings(framework, today(), None))
    return render(
        request, "cycle/open.html", {"form": form, "framework": framework, "hints": hints}
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_CYCLE)
def close_page(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Review what the open cycle leaves, then close it."""
    cycle = commune.cycles.open().select_related("framework").first()
    if cycle is None:
        return redirect("cycle:open", slug=commune.slug)
    form = CloseCycleForm(request.POST or None)
    if form.is_valid():
        try:
            services.close_cycle(cycle, by=request.user, **form.cleaned_data)
        except NotReady as refusal:
            form.add_error(
                "end_report_on" if refusal.code == "R9" else "closed_on", refusal.reasons
            )
        else:
            messages.success(
                request,
                _("Cycle %(number)s is closed. You can open the next one.")
                % {"number": cycle.number},
            )
            return redirect("cycle:home", slug=commune.slug)
    return render(
        request,
        "cycle/close.html",
        {
            "form": form,
            "cycle": cycle,
            "unfinished": services.unfinished(cycle),
            "needs": _needs_answered(commune, cycle),
        },
    )


def _needs_answered(commune: Commune, cycle: Cycle) -> Any:
    """Needs the plan of this cycle answers: a person says whether they are satisfied."""
    needs = Need.objects.in_commune(commune).filter(actions__plan__cycle=cycle)
    return needs.distinct().order_by("code")


@require_GET
@guarded(Action.READ)
def cycle(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """What one cycle promised and did."""
    found: Cycle | None = (
        commune.cycles.filter(number=number, framework__in=commune.frameworks.order_by("-pk")[:1])
        .select_related("framework", "opened_at")
        .first()
    )
    if found is None:
        raise Http404
    plan = ActionPlan.objects.visible_to(request.user).filter(cycle=found).first()
    actions = PlanAction.objects.in_commune(commune).filter(plan=plan).with_money()
    rows: list[Any] = (
        list(with_situation(actions.select_related("responsible").order_by("number")))
        if plan
        else []
    )
    done = [action.situation for action in rows].count(Situation.DONE)
    return render(
        request,
        "cycle/cycle.html",
        {
            "cycle": found,
            "plan": plan,
            "actions": rows,
            "done": done,
            "promised": sum(action.promised for action in rows),
            "paid": sum(action.paid for action in rows),
        },
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_PLAN)
def carry(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Take unfinished actions of earlier cycles into the open cycle's draft plan."""
    framework = _framework(commune)
    if framework is None:
        raise Http404
    plan = ActionPlan.objects.in_commune(commune).filter(cycle__state="ouvert").first()
    waiting = services.to_carry(framework)
    form = CarryForm(request.POST or None, commune=commune, waiting=waiting)
    if plan and form.is_valid():
        chosen = list(form.cleaned_data["actions"])
        try:
            services.carry_over(
                plan, chosen, by=request.user, on=today(), reason=form.cleaned_data["reason"]
            )
        except NotReady as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("The actions now stand in the new plan."))
            return redirect("actionplans:plan", slug=commune.slug)
    context = {
        "form": form,
        "plan": plan,
        "waiting": waiting,
        "may_drop": may_here(request, Action.STATE_AS_COMMITTEE),
    }
    return render(request, "cycle/carry.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def drop(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Give up an unfinished action of a closed cycle, with a reason."""
    action = get_visible(PlanAction.objects.in_commune(commune), request.user, pk=pk)
    if action not in services.to_carry(action.plan.cycle.framework):
        raise Http404
    form = DropForm(request.POST or None)
    if form.is_valid():
        services.drop(action, by=request.user, on=today(), reason=form.cleaned_data["reason"])
        messages.success(request, _("The action is dropped. The reason is kept."))
        return redirect("cycle:carry", slug=commune.slug)
    return render(request, "cycle/drop.html", {"form": form, "action": action})
