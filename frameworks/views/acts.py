"""The papers of an act on screen and as PDF, and the answers of the State's representative."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, View, guarded
from communes.models import Commune
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from frameworks import services
from frameworks.documents import act_paper, dispatch_slip
from frameworks.forms.controls import ControlForm
from frameworks.models import ActPaper, Deliberation, LegalityControl
from frameworks.services.act_texts import not_sent
from frameworks.views.common import accepted, done
from frameworks.views.deliberations import act_of


def _paper(make: Callable[[Deliberation], Document], name: str) -> tuple[View, View]:
    """Two pages of one paper: its preview, and the PDF made of the same template and facts."""

    @require_safe
    @guarded(Action.READ_PERSONS)
    def preview(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
        """The paper on screen; it names people."""
        where = {"slug": commune.slug, "pk": pk}
        return respond_preview(
            make(act_of(request, commune, pk)),
            back_url=reverse("frameworks:deliberation", kwargs=where),
            pdf_url=reverse(f"frameworks:{name}-pdf", kwargs=where),
        )

    @require_safe
    @guarded(Action.READ_PERSONS)
    def pdf(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
        """The paper to print."""
        return respond_pdf(request, make(act_of(request, commune, pk)))

    return preview, pdf


act, act_pdf = _paper(act_paper, "act")
extract, extract_pdf = _paper(partial(act_paper, paper=ActPaper.EXTRACT), "act-extract")
slip, slip_pdf = _paper(dispatch_slip, "act-slip")


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_DELIBERATIONS)
def control(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What was answered to an act that was sent; each answer is kept with its day."""
    found = act_of(request, commune, pk)
    if request.method == "GET" and not_sent(found):
        messages.warning(request, not_sent(found))
        return redirect("frameworks:deliberation", slug=commune.slug, pk=pk)
    form = ControlForm(request.POST or None, instance=LegalityControl(deliberation=found))
    if form.is_valid() and accepted(
        form, lambda: services.record_control(form.save(commit=False), by=request.user)
    ):
        return done(request, _("The answer is recorded."), "frameworks:deliberation", pk=pk)
    return render(request, "frameworks/deliberation_control.html", {"form": form, "act": found})
