"""Opinions and support of technical services; what organisations produce, season by season."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.formats.ratios import share
from foundation.records.errors import NotReady
from frameworks.models import Framework
from monitoring.forms.supports import ProductionForm, SupportForm
from monitoring.models import ProductionMeasure, ServiceSupport
from monitoring.services import supports as services

PER_PAGE = 50
LONGEST_KEY = 9


def _framework(commune: Commune) -> Framework:
    framework = commune.frameworks.current().select_related("commune").first()
    if framework is None:
        raise Http404
    return framework


@require_safe
@guarded(Action.READ)
def support_list(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Everything the technical services said and did here, the latest first."""
    found = ServiceSupport.objects.in_commune(commune).select_related(
        "service", "need", "action", "organisation"
    )
    may_add = may_here(request, Action.STATE_AS_RESPONSIBLE)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_add": may_add and commune.frameworks.current().exists(),
    }
    return render(request, "monitoring/supports.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_RESPONSIBLE)
def support_add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """An opinion or a support, on the need or action one comes from."""
    known = services.services_of(request.user, commune)
    form = SupportForm(
        request.POST or None,
        commune=commune,
        services=known,
        instance=ServiceSupport(framework=_framework(commune)),
        initial={name: _key(request, word) for name, word in ABOUT if _key(request, word)},
    )
    if form.is_valid():
        try:
            services.give_support(form.instance, by=request.user)
        except NotReady as refusal:
            form.add_error("given_on", list(refusal.reasons))
        else:
            messages.success(request, _("It is written down. The framework can read it."))
            return redirect("monitoring:supports", slug=commune.slug)
    context = {"form": form, "without_service": not known.exists()}
    return render(request, "monitoring/support_add.html", context)


ABOUT = (("need", "besoin"), ("action", "action"))


def _key(request: SignedInRequest, word: str) -> int | None:
    """The number of `?besoin=` or `?action=`; anything else is left aside."""
    text = request.GET.get(word, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY else None


@require_safe
@guarded(Action.READ)
def production(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """What organisations produced, sold and lost, with the share that was lost."""
    found = ProductionMeasure.objects.in_commune(commune).select_related("organisation", "sector")
    page = Paginator(found.order_by("organisation__name", "sector", "-measured_on"), PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "rows": [(row, _lost(row)) for row in shown.object_list],
        "may_edit": may_here(request, Action.EDIT_ACTORS),
    }
    return render(request, "monitoring/production.html", context)


def _lost(row: ProductionMeasure) -> float | None:
    """The part of what was produced that was lost; None when it was not measured."""
    lost = None if row.lost is None else float(row.lost)
    return share(lost, float(row.quantity))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def production_add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A measure of one organisation and season."""
    form = ProductionForm(request.POST or None, commune=commune, instance=ProductionMeasure())

    def save() -> None:
        services.measure(form.instance, by=request.user)

    return _write(request, form, save, _("Note a production"))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def production_change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct a measure."""
    measures = ProductionMeasure.objects.in_commune(commune).select_related("organisation__commune")
    found = get_visible(measures, request.user, pk=pk)
    form = ProductionForm(request.POST or None, commune=commune, instance=found)

    def save() -> None:
        services.correct_measure(found, by=request.user, save=form.save, fields=form.changed_data)

    return _write(request, form, save, _("Correct a production"))


def _write(request: SignedInRequest, form: ProductionForm, save: Any, title: str) -> HttpResponse:
    if form.is_valid():
        try:
            save()
        except NotReady as refusal:
            form.add_error("measured_on", list(refusal.reasons))
        else:
            messages.success(request, _("The production is noted."))
            again = "again" in request.POST
            name = "monitoring:production-add" if again else "monitoring:production"
            return redirect(name, slug=request.commune.slug)
    return render(request, "monitoring/production_edit.html", {"form": form, "title": title})
