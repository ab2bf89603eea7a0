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
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.cycle import services, snapshot
from consult.cycle.closing import brought
from consult.cycle.forms import OpenCycleForm
from foundation.records.errors import NotReady
from foundation.records.rules import warnings
from foundation.records.today import today
from frameworks.models import Cycle, Framework
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
    context = {
        "form": form,
        "framework": framework,
        "hints": warnings(services.opening_findings(framework, today(), None)),
        "brought": brought(framework, services.to_carry(framework)),
    }
    return render(request, "cycle/open.html", context)


@require_GET
@guarded(Action.READ)
def cycle(request: SignedInRequest, commune: Commune, number: int) -> HttpResponse:
    """What one cycle promised and did."""
    found: Cycle | None = (
        commune.cycles.filter(number=number, framework__in=commune.frameworks.order_by("-pk")[:1])
        .select_related("framework", "commune", "opened_at")
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
            **_kept(found),
        },
    )


def _kept(found: Cycle) -> dict[str, Any]:
    """The picture of the closing day beside today's figures; nothing of a cycle without one."""
    latest = found.snapshots.first()
    if latest is None:
        return {"kept": None}
    then, now = snapshot.read(latest), snapshot.picture(found)
    return {
        "kept": latest,
        "intact": snapshot.is_intact(latest),
        "then": then,
        "figures": snapshot.compare(then, now),
        "moved": snapshot.moved_since(then, now),
        "reasons": snapshot.reasons(then),
    }
