"""What the pages share on which promises are typed: who may promise, writing, what to say."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans import services
from actionplans.forms.promises import PromisesPage
from actionplans.models import ActionPlan
from actionplans.views.finding import parties_of
from communes.guard import SignedInRequest
from communes.models import Commune, Organisation
from foundation.records.errors import NotReady


def offer(request: SignedInRequest, commune: Commune, plan: ActionPlan) -> dict[str, Any]:
    """The parties a row offers: those of the commune, and those the plan names already."""
    lines = plan.actions.filter(funding__isnull=False).values("funding__party")
    named = Organisation.objects.visible_to(request.user).filter(pk__in=lines)
    parties = (parties_of(request, commune) | named).distinct().order_by("name")
    offered = [("", _("Choose")), *((party.pk, str(party)) for party in parties)]
    return {"parties": parties, "offered": offered}


def written(request: SignedInRequest, page: PromisesPage, plan: ActionPlan) -> int | None:
    """Write the page; how many promises a rule valued, or None when it was refused in words."""
    try:
        return services.record_promises(plan, page.lines, by=request.user)
    except NotReady as refusal:
        page.refuse(*refusal.reasons)
        return None


def tell_valued(request: SignedInRequest, valued: int) -> None:
    """Say that values were reckoned, and by what."""
    if valued:
        sentence = ngettext(
            "%(n)s promise without an amount was valued by the rules of the commune.",
            "%(n)s promises without an amount were valued by the rules of the commune.",
            valued,
        )
        messages.info(request, sentence % {"n": valued})
