"""Totals by measure area and by type of partnership, for the programme and its partners."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from consult.review.area_tables import area_columns, area_row, sheets_of
from consult.review.areas import Totals, totals_of
from consult.review.tables import CSV, sheets_answer, table_answer
from foundation.records.today import today


@require_safe
@guarded(Action.REVIEW)
def areas(request: SignedInRequest) -> HttpResponse:
    """The five areas, then the frameworks by form of partnership."""
    context = {"totals": _totals(request), "today": today()}
    return render(request, "review/areas.html", context)


@require_safe
@guarded(Action.REVIEW)
def table(request: SignedInRequest, kind: str) -> HttpResponse:
    """The areas as CSV; areas and types of partnership as one workbook."""
    totals = _totals(request)
    name, as_of = f"mesures-{today():%Y-%m-%d}", today()
    if kind == CSV:
        rows = [area_row(one) for one in totals.areas]
        return table_answer(name, kind, area_columns(), rows, as_of=as_of, without=totals.without)
    return sheets_answer(name, sheets_of(totals), as_of=as_of, without=totals.without)


def _totals(request: SignedInRequest) -> Totals:
    return totals_of(Commune.objects.visible_to(request.user))
