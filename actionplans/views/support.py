"""What is not money: the worth of labour and kind, and the incentives of the commune."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import services
from actionplans.forms.incentives import IncentiveForm
from actionplans.forms.valuation import EndValuationForm, ValuationForm
from actionplans.models import Action, Incentive, ValuationRule
from actionplans.views.finding import cycle_of, done, parties_of
from communes.access import Action as Act
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, Organisation
from foundation.records.today import today


@require_safe
@guarded(Act.READ)
def valuations(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The rules in force, and those that ended."""
    rules = list(ValuationRule.objects.visible_to(request.user).in_commune(commune))
    context = {
        "rules": [rule for rule in rules if rule.valid_to is None or rule.valid_to >= today()],
        "ended": [rule for rule in rules if rule.valid_to and rule.valid_to < today()],
        "may_edit": may_here(request, Act.EDIT_PLAN),
    }
    return render(request, "actionplans/valuations.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def add_valuation(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A new rule; the one it follows ends the day before."""
    rule = ValuationRule(commune=commune)
    form = ValuationForm(request.POST or None, instance=rule)
    if form.is_valid() and done(
        form, lambda: services.add_valuation(rule, by=request.user, save=form.save)
    ):
        messages.success(
            request, _("The rule is noted. Promises are valued by it when they are saved.")
        )
        return redirect("actionplans:valuations", slug=commune.slug)
    return render(request, "actionplans/valuation_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def end_valuation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Give a rule its last day."""
    rule = get_visible(ValuationRule.objects.in_commune(commune), request.user, pk=pk)
    form = EndValuationForm(request.POST or None, instance=rule)
    if form.is_valid() and done(
        form, lambda: services.end_valuation(rule, by=request.user, save=form.save)
    ):
        messages.success(request, _("The rule ends on that day. What it valued stays."))
        return redirect("actionplans:valuations", slug=commune.slug)
    return render(request, "actionplans/valuation_end.html", {"form": form, "rule": rule})


@require_safe
@guarded(Act.READ)
def incentives(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """All incentives of the commune, latest first, with what came of them."""
    found = Incentive.objects.visible_to(request.user).in_commune(commune)
    context = {
        "incentives": found.select_related("beneficiary", "action"),
        "may_edit": may_here(request, Act.EDIT_PLAN),
        "may_add": may_here(request, Act.EDIT_PLAN) and cycle_of(request, commune) is not None,
    }
    return render(request, "actionplans/incentives.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def add_incentive(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Record an incentive."""
    cycle = cycle_of(request, commune)
    if cycle is None:
        raise Http404
    new = Incentive(framework=cycle.framework)
    form = IncentiveForm(request.POST or None, instance=new, **_offered(request, commune, new))
    if form.is_valid() and done(
        form, lambda: services.add_incentive(new, by=request.user, save=form.save)
    ):
        messages.success(request, _("The incentive is noted. Say later what came of it."))
        return redirect("actionplans:incentives", slug=commune.slug)
    return render(request, "actionplans/incentive.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def change_incentive(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct an incentive, or say what came of it."""
    found = get_visible(Incentive.objects.in_commune(commune), request.user, pk=pk)
    form = IncentiveForm(request.POST or None, instance=found, **_offered(request, commune, found))
    if form.is_valid() and done(
        form,
        lambda: services.change_incentive(
            found, by=request.user, save=form.save, fields=form.changed_data
        ),
    ):
        messages.success(request, _("The incentive is saved."))
        return redirect("actionplans:incentives", slug=commune.slug)
    return render(request, "actionplans/incentive.html", {"form": form, "incentive": found})


def _offered(request: SignedInRequest, commune: Commune, one: Incentive) -> dict[str, Any]:
    """The parties and actions of this commune, with those the record names already."""
    parties = parties_of(request, commune)
    if one.beneficiary_id:
        kept = Organisation.objects.visible_to(request.user).filter(pk=one.beneficiary_id)
        parties = (parties | kept).distinct()
    actions = Action.objects.visible_to(request.user).in_commune(commune)
    actions = actions.select_related("plan__cycle").order_by("-plan__starts_on", "number")
    return {"parties": parties, "actions": actions}
