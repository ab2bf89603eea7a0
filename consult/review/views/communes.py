"""The adviser's pages: every commune side by side, in four views, and pauses."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune, Thresholds
from communes.thresholds import thresholds
from consult.cycle.progress import Verdict
from consult.review import calendar, drill, matrix, matrix_table, services, verdicts
from consult.review.filters import MatrixFilter
from consult.review.forms import PauseForm
from consult.review.map import picture
from consult.review.matrix_links import VIEWS, link, tiles, view_links
from consult.review.tables import table_answer
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Step

PAGE, WORST = 50, 10
WEEKS, FEW_WEEKS = 6, 2
FILE_DAYS = datetime.timedelta(days=182)


@require_GET
@guarded(Action.REVIEW)
def matrix_page(request: SignedInRequest) -> HttpResponse:
    """Where each commune stands: tiles are filters, filters stand in the address."""
    view = request.GET.get("vue", "")
    view = view if view in VIEWS else ""
    chosen, found, kept = _chosen(request)
    limits = thresholds()
    context = {
        "filter": chosen,
        "more_chosen": any(request.GET.get(name) for name in ("cercle", "filiere", "programme")),
        "total": len(found),
        "kept": len(kept),
        "tiles": tiles(request, found, limits),
        "views": view_links(request, view),
        "view": view,
        "steps": Step.choices,
        "step": request.GET.get("etape", ""),
        "asked": request.GET,
        "today": today(),
        "query": request.GET.urlencode(),
        "rules": verdicts.rules(limits),
        "fatigue_rules": verdicts.fatigue_rules(limits),
    }
    shown = _calendar(request, kept) if view == "calendrier" else _rows(request, kept, limits)
    return render(request, f"review/matrix{VIEWS[view].page}.html", context | shown)


def _rows(request: SignedInRequest, kept: list[matrix.Row], limits: Thresholds) -> dict[str, Any]:
    """The communes of one page; when they are too many, the places they lie in and the worst."""
    level = drill.level_of(kept, whole=request.GET.get("niveau") == "communes")
    shown: dict[str, Any] = {"level": level, "level_links": _level_links(request, level)}
    if request.GET.get("vue") == "carte" or len(kept) < drill.MANY:
        shown["map"] = picture(kept, linked=request.GET.get("vue") == "carte")
    ordered = matrix.arranged(kept, request.GET.get("tri", ""))
    page = Paginator(ordered[:WORST] if level else ordered, PAGE).get_page(request.GET.get("page"))
    page.object_list = matrix.completed(page.object_list, limits)
    late = any(row.progress.verdict is Verdict.LATE for row in page.object_list)
    return shown | {
        "page": page,
        # On a telephone the late ones come alone, until all are asked for.
        "blocked_head": pgettext("actions", "Blocked"),
        "late_first": late and not request.GET.get("avis"),
        "everybody": link(request, avis="tous"),
        "may_pause": may_here(request, Action.PAUSE),
    }


def _level_links(request: SignedInRequest, level: drill.Level | None) -> dict[str, Any]:
    if level is None:
        return {}
    opened = [(group, link(request, **{level.field: group.key})) for group in level.groups]
    return {
        "groups": opened,
        "all": link(request, niveau="communes"),
        "field": level.field,
        "names": [name for name, _count in level.groups[0].counts],
    }


def _calendar(request: SignedInRequest, kept: list[matrix.Row]) -> dict[str, Any]:
    """What is coming, week by week; fewer weeks where there are many communes."""
    count = WEEKS if len(kept) < drill.MANY else FEW_WEEKS
    first = calendar.monday(_day_of(request.GET.get("du", "")))
    step = count * calendar.WEEK
    return {
        "weeks": calendar.weeks(kept, first, count),
        "earlier": link(request, du=(first - step).isoformat()),
        "later": link(request, du=(first + step).isoformat()),
    }


def _day_of(typed: str) -> datetime.date:
    """The day of the address, within a century of today; else today."""
    try:
        day = datetime.date.fromisoformat(typed)
    except ValueError:
        return today()
    return day if abs(day.year - today().year) < 100 else today()


def _chosen(
    request: SignedInRequest,
) -> tuple[MatrixFilter, list[matrix.Row], list[matrix.Row]]:
    """The filters of the address, the communes they choose, and those of its tile and step."""
    mine = Commune.objects.visible_to(request.user)
    chosen = MatrixFilter(request.GET, queryset=mine, request=request)
    found = matrix.rows(chosen.qs)
    verdict, step = request.GET.get("avis", ""), request.GET.get("etape", "")
    return chosen, found, matrix.keep(found, verdict=verdict, step=step)


@require_GET
@guarded(Action.REVIEW)
def matrix_table_file(request: SignedInRequest, kind: str) -> HttpResponse:
    """The same communes, all pages of them, as a table for a spreadsheet."""
    _filter, _found, kept = _chosen(request)
    ordered = matrix.arranged(kept, request.GET.get("tri", ""))
    whole = matrix.completed(ordered, thresholds())
    return table_answer(
        f"communes-{today():%Y-%m-%d}",
        kind,
        matrix_table.columns(),
        matrix_table.lines(whole),
        as_of=today(),
        without=matrix_table.without_data(whole),
    )


@require_GET
@guarded(Action.REVIEW)
def calendar_file(request: SignedInRequest) -> HttpResponse:
    """Half a year of the same communes' calendar, for a telephone or a laptop."""
    _filter, _found, kept = _chosen(request)
    first = calendar.monday(today())
    coming = calendar.events(kept, first, first + FILE_DAYS)
    return HttpResponse(
        calendar.calendar_file(coming, today()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="suivi-communes.ics"'},
    )


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
