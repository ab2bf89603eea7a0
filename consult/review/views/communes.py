"""The adviser's pages: every commune side by side, and pauses."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded
from communes.models import Commune
from communes.thresholds import thresholds
from consult.cycle.progress import VERDICT_NAMES, Verdict
from consult.review import matrix, services
from consult.review.filters import MatrixFilter
from consult.review.forms import PauseForm
from consult.review.tables import csv_answer
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Step

PAGE = 50
TILE = {
    Verdict.LATE: "t-late",
    Verdict.WATCH: "t-warn",
    Verdict.SILENT: "t-warn",
    Verdict.ON_TIME: "t-ok",
    Verdict.NOT_STARTED: "t-all",
    Verdict.PAUSED: "t-all",
}


@require_GET
@guarded(Action.REVIEW)
def matrix_page(request: SignedInRequest) -> HttpResponse:
    """Where each commune stands: tiles are filters, filters stand in the address."""
    chosen, found, kept = _chosen(request)
    verdict, step = request.GET.get("avis", ""), request.GET.get("etape", "")
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "review/matrix.html",
        {
            "filter": chosen,
            "page": page,
            "total": len(found),
            "tiles": _tiles(request, found, verdict),
            "steps": Step.choices,
            "step": step,
            "verdict": verdict,
            "today": today(),
            "query": request.GET.urlencode(),
        },
    )


def _chosen(
    request: SignedInRequest,
) -> tuple[MatrixFilter, list[matrix.Row], list[matrix.Row]]:
    """The filters of the address, the communes they choose, and those of its tile and step."""
    chosen = MatrixFilter(request.GET, queryset=Commune.objects.visible_to(request.user))
    found = matrix.rows(chosen.qs)
    verdict, step = request.GET.get("avis", ""), request.GET.get("etape", "")
    return chosen, found, matrix.keep(found, verdict=verdict, step=step)


@require_GET
@guarded(Action.REVIEW)
def matrix_table(request: SignedInRequest) -> HttpResponse:
    """The same communes, all pages of them, as a table for a spreadsheet."""
    _filter, _found, kept = _chosen(request)
    return csv_answer(f"communes-{today():%Y-%m-%d}", matrix.COLUMNS, matrix.as_table(kept))


def _tiles(
    request: SignedInRequest, found: list[matrix.Row], chosen: str
) -> list[dict[str, object]]:
    counts, limits = matrix.tallies(found), thresholds()
    small = {
        Verdict.LATE: ngettext("more than %(n)s day", "more than %(n)s days", limits.grace_days)
        % {"n": limits.grace_days},
        Verdict.SILENT: _("for %(n)s days") % {"n": limits.silent_days},
    }
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("avis", None)
    rest = query.urlencode()
    tiles: list[dict[str, object]] = [
        {
            "name": pgettext("communes", "All"),
            "count": len(found),
            "css": "t-all",
            "url": f"?{rest}",
            "current": not chosen,
        }
    ]
    for verdict, count in counts.items():
        if not count and verdict in (Verdict.PAUSED, Verdict.NOT_STARTED):
            continue
        url = f"?{rest}&avis={verdict}" if rest else f"?avis={verdict}"
        tiles.append(
            {
                "name": VERDICT_NAMES[verdict],
                "count": count,
                "css": TILE[verdict],
                "url": url,
                "current": chosen == verdict,
                "small": small.get(verdict, ""),
            }
        )
    return tiles


@require_http_methods(["GET", "POST"])
@guarded(Action.PAUSE)
def pause_page(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Put a commune on pause, or end the pause in force."""
    if request.method == "POST" and "end" in request.POST:
        services.end_pause(commune, by=request.user, on=today())
        messages.success(request, _("The pause is over."))
        return redirect("review:matrix")
    form = PauseForm(request.POST or None, initial={"valid_from": today()})
    if form.is_valid():
        try:
            services.pause(commune, by=request.user, **form.cleaned_data)
        except NotReady as refusal:
            form.add_error("valid_to", refusal.reasons)
        else:
            messages.success(request, _("The commune is paused: it is late with nothing."))
            return redirect("review:matrix")
    return render(
        request, "review/pause.html", {"form": form, "running": commune.paused_on(today())}
    )
