"""The closing review: what a cycle leaves, item by item, decided in one send."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.cycle import closing, services
from consult.cycle.forms import ClosingPage
from foundation.records.errors import NotReady
from foundation.records.rules import blocking, warnings
from frameworks.models import Cycle


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_CYCLE)
def close_page(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Review what the open cycle leaves, then close it."""
    cycle = commune.cycles.open().select_related("framework__commune", "commune").first()
    if cycle is None:
        return redirect("cycle:open", slug=commune.slug)
    found = closing.review(cycle)
    page = ClosingPage(
        found,
        request.POST if request.method == "POST" else None,
        may_drop=may_here(request, Action.STATE_AS_COMMITTEE),
    )
    if request.method == "POST" and page.is_valid() and _closed(request, cycle, page):
        sentence = _("Cycle %(number)s is closed. You can open the next one.")
        messages.success(request, sentence % {"number": cycle.number})
        return redirect("cycle:home", slug=commune.slug)
    context = {
        "cycle": cycle,
        "review": found,
        "page": page,
        "form": page.form,
        "forms": page.forms,
        "stops": blocking(found.findings),
        "hints": warnings(found.findings),
    }
    return render(request, "cycle/close.html", context)


def _closed(request: SignedInRequest, cycle: Cycle, page: ClosingPage) -> bool:
    """Write everything the page says, or nothing: its sentences then stand in the page."""
    try:
        services.close_cycle(cycle, by=request.user, **page.said)
    except NotReady as refusal:
        page.refuse(refusal)
        return False
    return True
