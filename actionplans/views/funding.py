"""Who pays for an action, and what was paid."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans import services
from actionplans.forms import ExcuseForm, PaymentForm, TakeOverForm
from actionplans.forms.promises import PromiseRow, PromisesPage
from actionplans.models import FundingLine
from actionplans.views.finding import action_of, done, parties_of, refused
from actionplans.views.promises import offer, tell_valued, written
from communes.access import Action as Act
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune
from foundation.records.today import today


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def funding(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """All the promises of one action in one send, and a few blank rows."""
    found = action_of(request, commune, pk)
    if sent_back := refused(request, found.plan, commune):
        return sent_back
    offered = offer(request, commune, found.plan)
    page = PromisesPage([found], request.POST or None, row=PromiseRow, blank=3, **offered)
    if page.is_valid() and (valued := written(request, page, found.plan)) is not None:
        messages.success(request, _("What each party brings is saved."))
        tell_valued(request, valued)
        return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    context = {"page": page, "forms": page.forms, "action": found}
    return render(request, "actionplans/action_funding.html", context)


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


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def take_over(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """A promise that was not kept is taken over by another party."""
    lines = FundingLine.objects.in_commune(commune).with_paid().select_related("party")
    line = get_visible(lines, request.user, pk=pk)
    found = action_of(request, commune, line.action_id)
    if found.plan.is_sealed and request.method == "GET":
        messages.warning(request, _sealed_sentence())
        return redirect("actionplans:plan-of-cycle", commune.slug, found.plan.cycle.number)
    left = None if line.promised is None else max(line.promised - line.paid, 0)
    form = TakeOverForm(
        request.POST or None,
        initial={"promised": left, "replaced_on": today()},
        parties=parties_of(request, commune),
        line=line,
    )
    if form.is_valid() and done(
        form, lambda: services.take_over(line, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The promise is taken over. The old one counts no more."))
        return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    context = {"form": form, "action": found, "line": line}
    return render(request, "actionplans/promise_take_over.html", context)


def _sealed_sentence() -> str:
    return _(
        "This promise stands in a sealed plan. Open an amendment of the plan first, "
        "then note who takes the promise over."
    )
