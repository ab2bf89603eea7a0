"""Visits from commune to commune, noted by one of the two for itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.learning.forms.exchanges import ExchangeForm
from consult.learning.models import ExchangeVisit
from consult.learning.views.common import Words, listed, write


@require_safe
@guarded(Action.READ)
def exchanges(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """What was shown and learned, the latest visit first."""
    found = ExchangeVisit.objects.in_commune(commune)
    context = {
        "page": listed(request, found.select_related("other__cercle", "paid_by", "sheet")),
        "may_edit": may_here(request, Action.EDIT_LEARNING),
        "show_few": may_here(request, Action.READ_PERSONS),
    }
    return render(request, "learning/exchanges.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Note a visit made or received."""
    visit = ExchangeVisit(commune=commune)
    form = ExchangeForm(request.POST or None, instance=visit, user=request.user)
    return write(request, form, _words(_("Note an exchange visit")))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct or complete a visit."""
    rows = ExchangeVisit.objects.in_commune(commune).select_related("commune__cercle")
    visit = get_visible(rows, request.user, pk=pk)
    form = ExchangeForm(request.POST or None, instance=visit, user=request.user)
    return write(request, form, _words(_("Correct an exchange visit")))


def _words(title: str) -> Words:
    return Words(title, "training:exchanges", _("Exchange visits"), _("The visit is noted."))
