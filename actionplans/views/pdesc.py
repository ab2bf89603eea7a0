"""The development plan of the commune, as far as actions refer to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import services
from actionplans.forms import PdescForm, PdescLineForm
from actionplans.models import Pdesc
from communes.access import Action as Act
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune


@require_safe
@guarded(Act.READ)
def pdescs(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every period of the development plan with its lines."""
    found = Pdesc.objects.visible_to(request.user).in_commune(commune).prefetch_related("lines")
    context = {"pdescs": found, "may_edit": may_here(request, Act.EDIT_PLAN)}
    return render(request, "actionplans/pdescs.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def add_pdesc(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A period of the development plan."""
    form = PdescForm(request.POST or None, known=commune.pdescs)
    if form.is_valid():
        services.add_pdesc(commune, by=request.user, **form.cleaned_data)
        messages.success(request, _("The development plan is in the list. Next: add its lines."))
        return redirect("actionplans:pdescs", slug=commune.slug)
    return render(request, "actionplans/pdesc_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def add_pdesc_line(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One line of the development plan."""
    found = get_visible(Pdesc.objects.in_commune(commune), request.user, pk=pk)
    form = PdescLineForm(request.POST or None, known=found.lines)
    if form.is_valid():
        services.add_pdesc_line(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The line is in the development plan."))
        if "again" in request.POST:
            return redirect("actionplans:add-pdesc-line", slug=commune.slug, pk=found.pk)
        return redirect("actionplans:pdescs", slug=commune.slug)
    return render(request, "actionplans/pdesc_line_add.html", {"form": form, "pdesc": found})
