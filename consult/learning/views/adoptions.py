"""Who took up the approach of this commune: which commune or programme, when, how adapted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.learning.forms.exchanges import AdoptionForm
from consult.learning.models import Adoption
from consult.learning.views.common import Words, listed, write


@require_safe
@guarded(Action.READ)
def adoptions(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Those who took the approach up, the latest first."""
    found = Adoption.objects.in_commune(commune).select_related("by_commune__cercle", "sheet")
    context = {
        "page": listed(request, found),
        "may_edit": may_here(request, Action.EDIT_LEARNING),
    }
    return render(request, "learning/adoptions.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Note that somebody took the approach up."""
    found = Adoption(commune=commune)
    form = AdoptionForm(request.POST or None, instance=found, user=request.user)
    return write(request, form, _words(_("Note an adoption")))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct or complete an adoption."""
    rows = Adoption.objects.in_commune(commune).select_related("commune__cercle")
    found = get_visible(rows, request.user, pk=pk)
    form = AdoptionForm(request.POST or None, instance=found, user=request.user)
    return write(request, form, _words(_("Correct an adoption")))


def _words(title: str) -> Words:
    return Words(title, "training:adoptions", _("Adoptions"), _("The adoption is noted."))
