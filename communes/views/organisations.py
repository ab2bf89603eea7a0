"""The list of a commune's organisations, and adding one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.filters import OrganisationFilters
from communes.forms.organisations import OrganisationForm
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune, Organisation, OrganisationKind
from communes.services import organisations as services
from foundation.records.errors import NotReady

PER_PAGE = 50
FEWEST_SHOWN = 5  # partners never see a number of displaced people below this


@require_safe
@guarded(Action.READ)
def organisations(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every organisation that can act here: the commune's own and those all communes share."""
    known = Organisation.objects.visible_to(request.user).usable_in(commune)
    filters = OrganisationFilters(request.GET, known.with_members())
    rows = filters.sorted().prefetch_related("sectors")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names = may_here(request, Action.READ_PERSONS)
    figures = _figures(filters.qs)
    return render(
        request,
        "communes/organisations.html",
        {
            "filters": filters,
            "page": page,
            "figures": figures,
            "show_displaced": names
            or (not filters.narrowed and (figures["displaced"] or 0) >= FEWEST_SHOWN),
            "may_edit": may_here(request, Action.EDIT_ACTORS),
            "may_see_people": names,
        },
    )


def _figures(rows: Any) -> dict[str, int]:
    """The totals of the rows shown, by their latest counts."""
    uncounted = Q(kind=OrganisationKind.PROFESSIONAL, members_women=None)
    figures: dict[str, int] = rows.order_by().aggregate(
        organisations=Count("pk"),
        members=Sum("members_women") + Sum("members_men"),
        women=Sum("members_women"),
        young=Sum("members_young"),
        displaced=Sum("members_displaced"),
        uncounted=Count("pk", filter=uncounted),
    )
    return figures


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def add_organisation(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A new organisation on one short page; an old one of that name is shown first."""
    known = Organisation.objects.visible_to(request.user).usable_in(commune)
    form = OrganisationForm(
        request.POST or None, instance=Organisation(commune=commune), known=known
    )
    if form.is_valid():
        try:
            added = services.add_organisation(
                form.save(commit=False),
                by=request.user,
                sectors=form.cleaned_data["sectors"],
                count=form.count(),
            )
        except NotReady as refusal:
            form.add_error("name", refusal.reasons[0])
        else:
            sentence = _("%(name)s is in the list. Next: say who leads it.")
            messages.success(request, sentence % {"name": added})
            return redirect("communes:organisation", slug=commune.slug, pk=added.pk)
    return render(request, "communes/organisation_add.html", {"form": form})
