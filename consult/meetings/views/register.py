"""The register of decisions: what is due, what is open, what was done; and its paper."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune, Organisation
from consult.meetings.documents.register import decision_register
from consult.meetings.filters import DecisionFilters
from consult.meetings.register import decisions_in, entries
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.today import today
from frameworks.models import Meeting

PER_PAGE = 50


def _filters(request: SignedInRequest, commune: Commune) -> DecisionFilters:
    known = decisions_in(commune)
    meetings = Meeting.objects.visible_to(request.user).in_commune(commune)
    owners = known.exclude(owner=None).order_by().values("owner")
    return DecisionFilters(
        request.GET,
        known,
        responsable=Organisation.objects.visible_to(request.user).filter(pk__in=owners),
        reunion=meetings.order_by("-number"),
    )


@require_safe
@guarded(Action.READ)
def register(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every decision of the commune's meetings, the first deadline on top, fifty a page."""
    filters = _filters(request, commune)
    page = Paginator(filters.sorted(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": entries(page.object_list, today()),
        "commune": commune,
        "edits": may_here(request, Action.RUN_MEETING),
        "names": may_here(request, Action.READ_PERSONS),
    }
    return render(request, "meetings/register.html", context)


def _paper(request: SignedInRequest, commune: Commune) -> Document:
    """The lines the address asks for, all of them on one paper."""
    filters = _filters(request, commune)
    return decision_register(
        commune, entries(filters.sorted(), today()), today(), chosen=filters.narrowed
    )


def _address(request: SignedInRequest, name: str, commune: Commune) -> str:
    """Another form of the same list: its address keeps what was chosen."""
    chosen = request.GET.urlencode()
    url = reverse(f"meetings:{name}", kwargs={"slug": commune.slug})
    return f"{url}?{chosen}" if chosen else url


@require_safe
@guarded(Action.READ_PERSONS)
def register_paper(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The register as it prints, on screen."""
    return respond_preview(
        _paper(request, commune),
        back_url=_address(request, "register", commune),
        pdf_url=_address(request, "register-pdf", commune),
    )


@require_safe
@guarded(Action.READ_PERSONS)
def register_pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The register to print, to sign and to put on the wall."""
    return respond_pdf(request, _paper(request, commune))
