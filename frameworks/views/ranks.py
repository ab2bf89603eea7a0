"""What the people of a need propose to do, and in which order a sector puts its needs forward."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, Organisation, Sector
from foundation.forms.rows import all_valid, lines
from frameworks import services
from frameworks.forms.ranks import RankRow, proposal_rows, refuse_equal_ranks
from frameworks.models import Framework, Need
from frameworks.querysets import sectors_named_in
from frameworks.ranking import CRITERIA, MOST_POINTS, placed
from frameworks.views.common import accepted, current, done, no_framework_yet


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_NEEDS)
def proposals(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The actions a need's people propose, with the share they offer: several rows in one send."""
    rows = Need.objects.in_commune(commune).select_related("framework__commune")
    need: Need = get_visible(rows, request.user, pk=pk)
    offering = Organisation.objects.visible_to(request.user).usable_in(commune).active()
    shown = proposal_rows(need, offering, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all_valid(shown):
        written = lines(shown)
        if accepted(shown[-1], lambda: services.propose_actions(need, written, by=request.user)):
            return done(request, _("The proposed actions are saved."), "frameworks:need", pk=pk)
    context = {"need": need, "lines": shown, "forms": shown}
    return render(request, "frameworks/need_proposals.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.READ)
def ranks(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The needs of the sector of `?filiere=` in order, with the points of each; one send."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    sectors = list(sectors_named_in(found))
    sector = _sector(request, sectors)
    rows = _rows(request, found, sector) if sector else []
    if request.method == "POST" and sector and _ranked(request, found, rows):
        messages.success(request, _("The order of the needs is saved."))
        here = reverse("frameworks:rank-needs", kwargs={"slug": commune.slug})
        return redirect(f"{here}?filiere={sector.pk}")
    return render(
        request,
        "frameworks/need_ranks.html",
        {
            "sectors": sectors,
            "sector": sector,
            "rows": rows,
            "forms": rows,
            "criteria": CRITERIA,
            "most": MOST_POINTS,
            "may_edit": may_here(request, Action.EDIT_NEEDS),
            "may_print": may_here(request, Action.READ_PERSONS),
        },
    )


def _sector(request: SignedInRequest, sectors: list[Sector]) -> Sector | None:
    """The sector asked for, else the first one the framework names."""
    asked = request.GET.get("filiere", "")
    if not asked:
        return sectors[0] if sectors else None
    for sector in sectors:
        if str(sector.pk) == asked:
            return sector
    raise Http404


def _rows(request: SignedInRequest, framework: Framework, sector: Sector) -> list[RankRow]:
    needs = Need.objects.visible_to(request.user).filter(framework=framework, sector=sector)
    open_ones = needs.unsettled().select_related("framework__commune", "organisation")
    data = request.POST if request.method == "POST" else None
    return [RankRow(data, place=place) for place in placed(list(open_ones.with_turns()))]


def _ranked(request: SignedInRequest, framework: Framework, rows: list[RankRow]) -> bool:
    """Write every rank typed, or none of them."""
    if not rows or not all_valid(rows) or not refuse_equal_ranks(rows):
        return False
    written = lines(rows)
    return accepted(rows[0], lambda: services.rank_needs(framework, written, by=request.user))
