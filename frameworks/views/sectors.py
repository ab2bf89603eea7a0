"""The choice of the priority sectors, on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from foundation.formats.search import search_key
from frameworks import services
from frameworks.forms.sectors import SectorsForm
from frameworks.models import Deliberation, Framework
from frameworks.querysets import actors_by_sector, sectors_offered
from frameworks.rules import r1_priority_sectors
from frameworks.views.common import accepted, current, no_framework_yet


@require_http_methods(["GET", "POST"])
@guarded(Action.READ)
def sectors(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Tick two or three sectors, with their rank and why; those of before stay as history."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    form = _form(request, commune, found)
    if request.method == "POST" and form.is_valid() and _chosen(request, found, form):
        return _next(request, commune, found)
    return render(
        request,
        "frameworks/sectors.html",
        {
            "framework": found,
            "choice": form,
            "forms": form.forms,
            "findings": r1_priority_sectors(found),
            "past": found.priority_sectors.exclude(active_to=None).select_related("sector"),
            "may_edit": may_here(request, Action.EDIT_FRAMEWORK),
        },
    )


def _form(request: SignedInRequest, commune: Commune, found: Framework) -> SectorsForm:
    held = found.priority_sectors.filter(active_to=None).select_related("sector")
    by_sector = {row.sector_id: row for row in held}
    offered = sorted(
        sectors_offered(found),
        key=lambda one: (
            by_sector[one.pk].rank if one.pk in by_sector else 9,
            search_key(str(one)),
        ),
    )
    return SectorsForm(
        request.POST or None,
        sectors=offered,
        held=by_sector,
        actors=actors_by_sector(commune),
        acts=Deliberation.objects.visible_to(request.user).in_commune(commune),
    )


def _chosen(request: SignedInRequest, found: Framework, form: SectorsForm) -> bool:
    return accepted(
        form.decision,
        lambda: services.choose_sectors(
            found, form.choices(), by=request.user, **form.decision.cleaned_data
        ),
        "active_from",
    )


def _next(request: SignedInRequest, commune: Commune, found: Framework) -> HttpResponse:
    """R1's sentence when sectors are still missing; else what comes next."""
    missing = r1_priority_sectors(found)
    if missing:
        saved = _("Your choice is saved.")
        messages.warning(request, f"{saved} {missing[0].sentence}")
        return redirect("frameworks:sectors", slug=commune.slug)
    messages.success(request, _("The priority sectors are saved. Next: the needs of each sector."))
    return redirect("frameworks:framework", slug=commune.slug)
