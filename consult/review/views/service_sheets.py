"""The monthly sheet of each technical service: the list, the preview, the PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, View, get_visible, guarded, may_here
from communes.models import Organisation, OrganisationKind, ServiceKind
from consult.review.documents.service_sheet import service_sheet
from consult.review.service_month import (
    Month,
    counts_of,
    last_months,
    month_of,
    read_month,
    waiting_for,
)
from consult.review.unblock_filters import ServiceFilters
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.today import today

PER_PAGE = 50
Make = Callable[..., Document]


def _services(request: SignedInRequest) -> Any:
    """The technical services of the communes this person may see, the shared ones too."""
    found = Organisation.objects.visible_to(request.user).active()
    return found.filter(kind=OrganisationKind.SERVICE)


@require_safe
@guarded(Action.READ)
def services(request: SignedInRequest) -> HttpResponse:
    """Every service with what waits for it today, and its sheet of the chosen month."""
    known, day = _services(request), today()
    filters = ServiceFilters(request.GET, known, last_months(day))
    rows = filters.qs.select_related("commune__cercle").order_by("name", "commune__name", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    counts = counts_of(request.user, listed, day)
    kinds = known.exclude(service_kind=None).order_by().values("service_kind")
    context = {
        "filters": filters,
        "page": page,
        "rows": [(service, counts[service.pk]) for service in listed],
        "kinds": ServiceKind.objects.filter(
            pk__in=kinds.annotate(n=Count("pk")).filter(n__gt=1).values("service_kind")
        ),
        "month": read_month(filters.chosen_month, day) or month_of(day, day),
        "today": day,
        "may_review": may_here(request, Action.REVIEW),
    }
    return render(request, "review/services.html", context)


def _paper(make: Make, name: str) -> tuple[View, View]:
    """Two pages of one sheet: its preview, and the PDF made of the same template and facts."""

    @require_safe
    @guarded(Action.READ)
    def preview(request: SignedInRequest, month: str, **whose: Any) -> HttpResponse:
        pdf = reverse(f"unblock:{name}-pdf", kwargs={"month": month, **whose})
        back = f"{reverse('unblock:services')}?mois={month}"
        return respond_preview(_sheet(request, month, **whose), back_url=back, pdf_url=pdf)

    @require_safe
    @guarded(Action.READ)
    def pdf(request: SignedInRequest, month: str, **whose: Any) -> HttpResponse:
        return respond_pdf(request, _sheet(request, month, **whose))

    def _sheet(request: SignedInRequest, month: str, **whose: Any) -> Document:
        found = read_month(month, today())
        if found is None:
            raise Http404
        return make(request, found, **whose)

    return preview, pdf


def _of_service(request: SignedInRequest, month: Month, pk: int) -> Document:
    service: Organisation = get_visible(_of_any_time(request), request.user, pk=pk)
    places = waiting_for(request.user, [service.pk], month)
    return service_sheet(service.name, places, month)


def _of_any_time(request: SignedInRequest) -> Any:
    """A service that no longer acts keeps the sheets of its time."""
    found = Organisation.objects.visible_to(request.user)
    return found.filter(kind=OrganisationKind.SERVICE)


def _of_kind(request: SignedInRequest, month: Month, kind: str) -> Document:
    found = ServiceKind.objects.filter(code=kind).first()
    mine = _services(request).filter(service_kind=found) if found else None
    if found is None or mine is None or not mine.exists():
        raise Http404
    return service_sheet(found.name_fr, waiting_for(request.user, mine.values("pk"), month), month)


sheet, sheet_pdf = _paper(_of_service, "service-sheet")
kind_sheet, kind_sheet_pdf = _paper(_of_kind, "kind-sheet")
