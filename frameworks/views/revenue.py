"""What the commune collects: the taxes year by year, and the revenues it did not have before."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from foundation.records.today import today
from frameworks import services
from frameworks.forms.revenue import YearPage
from frameworks.models import Deliberation, NewRevenueStream, TaxKind, TaxRecord
from frameworks.views.common import accepted, done

FIRST_YEAR = 1990
OFFERED_YEARS = 4
ORDER = {kind: place for place, kind in enumerate(TaxKind.values)}


class Tax(NamedTuple):
    """One tax over the years, the latest first."""

    name: str
    years: list[TaxRecord]


@require_safe
@guarded(Action.READ)
def revenue(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Forecast and collected of each tax, who is up to date, and the new revenues."""
    records = list(TaxRecord.objects.visible_to(request.user).filter(commune=commune))
    streams = NewRevenueStream.objects.visible_to(request.user).filter(commune=commune)
    return render(
        request,
        "frameworks/revenue.html",
        {
            "taxes": _by_tax(records),
            "streams": list(streams.select_related("decided_by")),
            "years": _years(records),
            "show_few": may_here(request, Action.READ_PERSONS),
            "may_edit": may_here(request, Action.EDIT_FRAMEWORK),
        },
    )


def _by_tax(records: list[TaxRecord]) -> list[Tax]:
    found = sorted(records, key=lambda row: (ORDER[row.kind], -row.year))
    grouped = groupby(found, key=lambda row: row.kind)
    return [Tax(str(TaxKind(kind).label), list(rows)) for kind, rows in grouped]


def _years(records: list[TaxRecord]) -> list[int]:
    """The years to type: the latest ones and every year already noted, the latest first."""
    now = today().year
    latest = range(now, now - OFFERED_YEARS, -1)
    return sorted({*latest, *(row.year for row in records)}, reverse=True)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def revenue_year(request: SignedInRequest, commune: Commune, year: int) -> HttpResponse:
    """Every tax and new revenue of one year, in one send."""
    if not FIRST_YEAR <= year <= today().year + 1:
        raise Http404
    acts: Any = Deliberation.objects.visible_to(request.user).filter(commune=commune)
    page = YearPage(commune, year, acts.order_by("-dated"), request.POST or None)
    if (
        request.method == "POST"
        and page.is_valid()
        and accepted(
            page.forms[0],
            lambda: services.record_revenue(commune, page.lines, by=request.user),
        )
    ):
        sentence = _("The revenues of %(year)s are saved.") % {"year": year}
        return done(request, sentence, "frameworks:revenue")
    context = {"page": page, "forms": page.forms, "year": year, "before": year - 1}
    return render(request, "frameworks/revenue_year.html", context)
