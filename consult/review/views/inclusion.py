"""The inclusion mirror: of one commune, and of every commune a person follows."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.review import inclusion
from consult.review.inclusion_filters import InclusionFilters
from consult.review.tables import table_answer
from foundation.records.today import today
from monitoring.indicators.inclusion import Mirror, mirror_of
from monitoring.indicators.words import bars_of, by_party


@require_safe
@guarded(Action.READ)
def of_commune(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Whose needs were heard and answered in this commune."""
    context = _told(_mirror(request, commune))
    context["may_compare"] = may_here(request, Action.REVIEW)
    return render(request, "review/inclusion.html", context)


@require_safe
@guarded(Action.READ)
def commune_table(request: SignedInRequest, commune: Commune, kind: str) -> HttpResponse:
    """The same lines as a table."""
    return table_answer(
        f"inclusion-{commune.slug}",
        kind,
        inclusion.columns(),
        inclusion.lines(_mirror(request, commune)),
        as_of=today(),
    )


@require_safe
@guarded(Action.REVIEW)
def across(request: SignedInRequest) -> HttpResponse:
    """Whose needs were heard and answered in the communes chosen."""
    filters = _filters(request)
    context = _told(mirror_of(filters.qs)) | {
        "filters": filters,
        "query": request.GET.urlencode(),
    }
    return render(request, "review/inclusion_across.html", context)


@require_safe
@guarded(Action.REVIEW)
def across_table(request: SignedInRequest, kind: str) -> HttpResponse:
    """The same lines as a table."""
    mirror = mirror_of(_filters(request).qs)
    return table_answer(
        f"inclusion-{today():%Y-%m-%d}",
        kind,
        inclusion.columns(),
        inclusion.lines(mirror),
        as_of=today(),
        without=mirror.without,
    )


def _mirror(request: SignedInRequest, commune: Commune) -> Mirror:
    return mirror_of(Commune.objects.visible_to(request.user).filter(pk=commune.pk))


def _filters(request: SignedInRequest) -> InclusionFilters:
    return InclusionFilters(request.GET, Commune.objects.visible_to(request.user))


def _told(mirror: Mirror) -> dict[str, Any]:
    return {
        "mirror": mirror,
        "tables": inclusion.page_tables(mirror),
        "money": mirror.money,
        "parties": by_party(mirror.money),
        "bars": bars_of(mirror.money),
        "today": today(),
    }
