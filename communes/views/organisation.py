"""One organisation: its page, and what is changed or added to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action, require
from communes.forms.organisations import (
    FormalisationForm,
    MemberCountForm,
    OrganisationChangeForm,
    RetireForm,
)
from communes.guard import SignedInRequest, follows_merge, get_visible, guarded, may_here
from communes.models import Commune, Organisation, Person
from communes.rules import r15_member_band
from communes.services import organisations as services
from communes.views.summaries import entries_about, sections_of
from foundation.records.errors import NotReady
from foundation.records.today import today


def _found(request: SignedInRequest, commune: Commune, pk: int) -> Organisation:
    """The organisation as this commune sees it: its own or a shared one."""
    rows = Organisation.objects.usable_in(commune).select_related(
        "commune", "service_kind", "president", "secretary", "treasurer"
    )
    found: Organisation = get_visible(rows, request.user, pk=pk)
    return found


def _own(request: SignedInRequest, commune: Commune, pk: int) -> Organisation:
    """The organisation, when this person may change it: shared ones are for administrators."""
    found = _found(request, commune, pk)
    require(request.user, Action.EDIT_ACTORS, found.commune)
    return found


def _done(request: SignedInRequest, commune: Commune, pk: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("communes:organisation", slug=commune.slug, pk=pk)


@require_safe
@guarded(Action.READ)
@follows_merge(Organisation)
def organisation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """All that is known of one organisation, grouped."""
    found = _found(request, commune, pk)
    names = may_here(request, Action.READ_PERSONS)
    counts = list(found.member_counts.all())
    shared = found.is_shared
    merged = list(found.merged_from.order_by("merged_on", "pk"))
    return render(
        request,
        "communes/organisation.html",
        {
            "organisation": found,
            "sections": sections_of(found, names=names),
            "sectors": list(found.sectors.all()),
            "counts": counts,
            "findings": r15_member_band(found, counts[0] if counts else None),
            "steps": found.formalisation.all(),
            "people": found.people.standing().filter(commune=commune) if names else None,
            "merged": merged,
            "entries": entries_about(found, merged) if names else None,
            "show_names": names,
            "may_edit": not shared and may_here(request, Action.EDIT_ACTORS),
            "may_merge": may_here(request, Action.ADMINISTER if shared else Action.EDIT_ACTORS),
        },
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
@follows_merge(Organisation)
def change_organisation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Every field, in sections; two people changing it at once both keep their work."""
    found = _own(request, commune, pk)
    name = str(found)
    people = Person.objects.visible_to(request.user).filter(commune=found.commune)
    form = OrganisationChangeForm(
        request.POST or None,
        instance=found,
        known=Organisation.objects.visible_to(request.user).usable_in(commune),
        people=people,
    )
    if form.is_valid():
        try:
            services.change_organisation(
                found, by=request.user, save=form.save, fields=form.written()
            )
        except NotReady as refusal:
            form.add_error("name", refusal.reasons[0])
        else:
            return _done(request, commune, pk, _("The organisation is saved."))
    context = {"form": form, "name": name, "organisation": found}
    return render(request, "communes/organisation_change.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
@follows_merge(Organisation)
def add_members(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """How many members the organisation has now; earlier counts stay."""
    found = _own(request, commune, pk)
    form = MemberCountForm(request.POST or None)
    if form.is_valid():
        services.add_member_count(found, form.save(commit=False), by=request.user)
        return _done(request, commune, pk, _("The members are saved. Earlier counts are kept."))
    return _one_form(request, found, form, "communes/organisation_members.html")


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
@follows_merge(Organisation)
def add_step(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """A step towards being a registered cooperative."""
    found = _own(request, commune, pk)
    form = FormalisationForm(request.POST or None)
    if form.is_valid():
        services.record_formalisation(found, by=request.user, **form.cleaned_data)
        return _done(request, commune, pk, _("The step is saved."))
    return _one_form(request, found, form, "communes/organisation_step.html")


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
@follows_merge(Organisation)
def retire_organisation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The organisation no longer acts; nothing of its past is lost."""
    found = _own(request, commune, pk)
    if found.retired_on:
        return redirect("communes:organisation", slug=commune.slug, pk=pk)
    form = RetireForm(request.POST or None, initial={"on": today()})
    if form.is_valid():
        try:
            services.retire_organisation(found, by=request.user, on=form.cleaned_data["on"])
        except NotReady as refusal:
            form.add_error("on", refusal.reasons[0])
        else:
            sentence = _("The organisation is retired. You can bring it back at any time.")
            return _done(request, commune, pk, sentence)
    return _one_form(request, found, form, "communes/organisation_retire.html")


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
@follows_merge(Organisation)
def bring_back_organisation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """A retired organisation acts again."""
    found = _own(request, commune, pk)
    if found.retired_on is None:
        return redirect("communes:organisation", slug=commune.slug, pk=pk)
    if request.method == "POST":
        services.bring_back_organisation(found, by=request.user)
        return _done(request, commune, pk, _("The organisation is active again."))
    return _one_form(request, found, None, "communes/organisation_bring_back.html")


def _one_form(
    request: SignedInRequest, found: Organisation, form: Any, template: str
) -> HttpResponse:
    return render(request, template, {"organisation": found, "form": form})
