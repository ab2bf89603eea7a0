"""Who pays for an action, and what was paid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans import services
from actionplans.forms import ExcuseForm, FundingFormSet, PaymentForm, promises_of
from actionplans.forms.funding import initial_of
from actionplans.models import Action
from actionplans.views.finding import action_of, done, parties_of, refused
from communes.access import Action as Act
from communes.guard import SignedInRequest, guarded
from communes.models import Commune, Organisation
from foundation.records.errors import NotReady


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def funding(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """All the promises of one action in one send, and a few blank rows."""
    found = action_of(request, commune, pk)
    if sent_back := refused(request, found.plan, commune):
        return sent_back
    formset = _rows(request, commune, found)
    if formset.is_valid():
        try:
            services.set_funding(found, lines=promises_of(formset), by=request.user)
        except NotReady as refusal:
            formset.non_form_errors().extend(refusal.reasons)
        else:
            messages.success(request, _("What each party brings is saved."))
            return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    context = {"formset": formset, "action": found}
    return render(request, "actionplans/action_funding.html", context)


def _rows(request: SignedInRequest, commune: Commune, found: Action) -> Any:
    parties = parties_of(request, commune)
    used = found.funding.standing().values("party")
    parties = (
        parties | Organisation.objects.visible_to(request.user).filter(pk__in=used)
    ).distinct()
    offered = [("", _("Choose")), *((party.pk, str(party)) for party in parties.order_by("name"))]
    return FundingFormSet(
        request.POST or None,
        prefix="promesses",
        initial=[initial_of(line) for line in found.funding.standing().order_by("pk")],
        form_kwargs={"action": found, "parties": parties, "offered": offered},
    )


@require_http_methods(["GET", "POST"])
@guarded(Act.OVERRIDE)
def excuse(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """An adviser lets a programme pay for an investment, with a reason (R8)."""
    found = action_of(request, commune, pk)
    if sent_back := refused(request, found.plan, commune):
        return sent_back
    form = ExcuseForm(request.POST or None, parties=parties_of(request, commune))
    if form.is_valid() and done(
        form, lambda: services.excuse_investment(found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The promise is written down with its reason."))
        return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    return render(request, "actionplans/action_excuse.html", {"form": form, "action": found})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def payments(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Add what was paid or valued; on a sealed plan too, dated once its cycle is closed."""
    found = action_of(request, commune, pk)
    form = PaymentForm(request.POST or None, action=found)
    if form.is_valid():
        given = dict(form.cleaned_data)
        line = given.pop("line")
        if done(form, lambda: services.record_payment(line, by=request.user, **given)):
            messages.success(request, _("The payment is recorded."))
            return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    lines = found.funding.standing().select_related("party").with_paid()
    context = {"form": form, "action": found, "lines": lines}
    return render(request, "actionplans/action_payments.html", context)
