"""The needs sheet of a sector, filled and blank, on screen and as PDF; it names people."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, View, guarded
from communes.models import Commune, Sector
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from frameworks.documents.needs import blank_needs_sheet, needs_sheet
from frameworks.models import Framework
from frameworks.querysets import sectors_named_in
from frameworks.views.common import current


def _named(request: SignedInRequest, commune: Commune, pk: int) -> tuple[Framework, Sector]:
    """The commune's framework and a sector it names; no other sector has a sheet here."""
    framework = current(request, commune)
    if framework is not None:
        sector: Sector | None = sectors_named_in(framework).filter(pk=pk).first()
        if sector is not None:
            return framework, sector
    raise Http404


def _paper(make: Callable[[Framework, Sector], Document], name: str) -> tuple[View, View]:
    """Two pages of one paper: its preview, and the PDF made of the same template and facts."""

    @require_safe
    @guarded(Action.READ_PERSONS)
    def preview(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
        paper = make(*_named(request, commune, pk))
        back = reverse("frameworks:rank-needs", kwargs={"slug": commune.slug})
        pdf_url = reverse(f"frameworks:{name}-pdf", kwargs={"slug": commune.slug, "pk": pk})
        return respond_preview(paper, back_url=f"{back}?filiere={pk}", pdf_url=pdf_url)

    @require_safe
    @guarded(Action.READ_PERSONS)
    def pdf(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
        return respond_pdf(request, make(*_named(request, commune, pk)))

    return preview, pdf


sheet, sheet_pdf = _paper(needs_sheet, "needs-sheet")
blank, blank_pdf = _paper(blank_needs_sheet, "blank-needs-sheet")
