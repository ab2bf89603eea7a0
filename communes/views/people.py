"""The people of a commune: list, page, adding and changing. Closed to partners."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action, require
from communes.filters import PeopleFilters
from communes.forms.people import OFFICES, PersonChangeForm, PersonForm
from communes.guard import SignedInRequest, follows_merge, get_visible, guarded, may_here
from communes.models import Commune, Organisation, Person
from communes.querysets import OrganisationQuerySet, PersonQuerySet
from communes.services import people as services
from communes.views.organisations import PER_PAGE
from communes.views.summaries import entries_about


def _people(request: SignedInRequest, commune: Commune) -> PersonQuerySet:
    return Person.objects.visible_to(request.user).usable_in(commune)


def _organisations(request: SignedInRequest, commune: Commune) -> OrganisationQuerySet:
    return Organisation.objects.visible_to(request.user).usable_in(commune).order_by("search_key")


@require_safe
@guarded(Action.READ_PERSONS)
def people(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Everybody who can take part here."""
    filters = PeopleFilters(
        request.GET, _people(request, commune), _organisations(request, commune)
    )
    rows = filters.sorted().select_related("organisation")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    may_edit = may_here(request, Action.EDIT_ACTORS)
    context = {"filters": filters, "page": page, "may_edit": may_edit}
    return render(request, "communes/people.html", context)


@require_safe
@guarded(Action.READ_PERSONS)
@follows_merge(Person)
def person(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One person, and the offices they hold."""
    rows = Person.objects.usable_in(commune).select_related("organisation", "commune")
    found = get_visible(rows, request.user, pk=pk)
    merged = list(found.merged_from.order_by("merged_on", "pk"))
    context = {
        "person": found,
        "offices": [word for code, word in OFFICES if code in services.offices_of(found)],
        "merged": merged,
        "entries": entries_about(found, merged),
        "may_edit": found.commune_id is not None and may_here(request, Action.EDIT_ACTORS),
    }
    return render(request, "communes/person.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def add_person(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Somebody new; who already bears that name is shown first."""
    form = PersonForm(
        request.POST or None,
        instance=Person(commune=commune),
        initial=_proposed(request),
        known=_people(request, commune),
        organisations=_organisations(request, commune).active(),
    )
    if form.is_valid():
        added = services.add_person(
            form.save(commit=False), by=request.user, office=form.cleaned_data["office"]
        )
        messages.success(request, _("%(name)s is in the list.") % {"name": added})
        if "again" in request.POST:
            return redirect(request.get_full_path())
        return redirect("communes:person", slug=commune.slug, pk=added.pk)
    return render(request, "communes/person_add.html", {"form": form})


def _proposed(request: SignedInRequest) -> dict[str, Any]:
    """What the link that led here already knows: the organisation and the office."""
    asked = request.GET
    return {name: asked[name] for name in ("organisation", "office") if asked.get(name)}


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
@follows_merge(Person)
def change_person(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct what is written about somebody."""
    found = get_visible(Person.objects.usable_in(commune), request.user, pk=pk)
    require(request.user, Action.EDIT_ACTORS, found.commune)
    name = str(found)
    usable = _organisations(request, commune)
    form = PersonChangeForm(
        request.POST or None,
        instance=found,
        known=_people(request, commune),
        organisations=usable.active() | usable.filter(pk=found.organisation_id),
    )
    if form.is_valid():
        services.change_person(
            found,
            by=request.user,
            save=form.save,
            fields=form.written(),
            office=form.cleaned_data["office"] if "office" in form.changed_data else None,
        )
        messages.success(request, _("The person is saved."))
        return redirect("communes:person", slug=commune.slug, pk=pk)
    return render(
        request, "communes/person_change.html", {"form": form, "name": name, "person": found}
    )
