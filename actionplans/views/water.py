"""Who takes water where: one page for the whole commune."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.models import Action
from actionplans.water import sites_of
from communes.access import Action as Act
from communes.guard import SignedInRequest, guarded
from communes.models import Commune


@require_safe
@guarded(Act.READ)
def water(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every use of water of the plans that run, place by place, the latest plan first."""
    actions = Action.objects.visible_to(request.user).in_commune(commune).using_water()
    sites = sites_of(actions.order_by("-plan__cycle__number", "number"))
    context = {"sites": sites, "competing": sum(site.competes for site in sites)}
    return render(request, "actionplans/water.html", context)
