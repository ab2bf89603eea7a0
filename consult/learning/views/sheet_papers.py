"""Document I on screen and as PDF, and the sheet as a file of the example's structure."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.learning.documents.sheet import filename, sheet_paper
from consult.learning.exchange import told
from consult.learning.views.sheet_finding import reading
from foundation.documents.views import respond_pdf, respond_preview


@require_safe
@guarded(Action.LEARN)
def sheet_preview(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Document I on screen."""
    where = {"slug": commune.slug, "pk": pk}
    return respond_preview(
        sheet_paper(*reading(request, commune, pk)),
        back_url=reverse("sheets:sheet", kwargs=where),
        pdf_url=reverse("sheets:sheet-pdf", kwargs=where),
    )


@require_safe
@guarded(Action.LEARN)
def sheet_pdf(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The same paper as PDF."""
    return respond_pdf(request, sheet_paper(*reading(request, commune, pk)))


@require_safe
@guarded(Action.LEARN)
def sheet_file(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The answers as JSON, in the structure of `experience_sheets` of the example files."""
    found = reading(request, commune, pk)
    named = filename(found.sheet, found.content, "json")
    return JsonResponse(
        told(found.content),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{named}"'},
    )
