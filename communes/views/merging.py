"""The same person, or the same organisation, entered twice: choosing, comparing, merging."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action, require
from communes.forms.merging import FindForm, MergeForm
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune, Organisation, Person
from communes.namesakes import Namesakes
from communes.services import merging as services
from foundation.records.errors import NotReady

MOST_SHOWN = 30


class Kind(NamedTuple):
    """What is merged, and the names of its addresses."""

    page: str
    choose: str
    compare: str
    is_person: bool


PERSON = Kind("communes:person", "communes:same-person", "communes:merge-person", True)
ORGANISATION = Kind(
    "communes:organisation", "communes:same-organisation", "communes:merge-organisation", False
)


def _people(request: SignedInRequest, commune: Commune) -> Any:
    people = Person.objects.visible_to(request.user).usable_in(commune)
    return people.select_related("organisation", "commune")


def _organisations(request: SignedInRequest, commune: Commune) -> Any:
    found = Organisation.objects.visible_to(request.user).usable_in(commune)
    return found.select_related("commune", "president", "secretary", "treasurer", "service_kind")


@require_safe
@guarded(Action.EDIT_ACTORS)
def same_person(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Which other record is this person's?"""
    return _choose(request, _people(request, commune), pk, PERSON)


@require_safe
@guarded(Action.EDIT_ACTORS)
def same_organisation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Which other record is this organisation's?"""
    return _choose(request, _organisations(request, commune), pk, ORGANISATION)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def merge_person(request: SignedInRequest, commune: Commune, pk: int, other: int) -> HttpResponse:
    """Both records of the person side by side, then one."""
    return _compare(request, _people(request, commune), (pk, other), PERSON)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_ACTORS)
def merge_organisation(
    request: SignedInRequest, commune: Commune, pk: int, other: int
) -> HttpResponse:
    """Both records of the organisation side by side, then one."""
    return _compare(request, _organisations(request, commune), (pk, other), ORGANISATION)


def _choose(request: SignedInRequest, known: Any, pk: int, kind: Kind) -> HttpResponse:
    """The likeliest first, then what the person searches for."""
    found = get_visible(known, request.user, pk=pk)
    require(request.user, Action.EDIT_ACTORS, found.commune)
    others = known.filter(commune=found.commune).exclude(pk=pk)
    form = FindForm(request.GET if "q" in request.GET else None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    name = (found.first_name, found.last_name) if kind.is_person else (found.name,)
    context = {
        "found": found,
        "kind": kind,
        "likely": Namesakes(others).like(*name),
        "form": form,
        "asked": asked,
        "others": others.matching(asked)[:MOST_SHOWN] if asked else [],
    }
    return render(request, "communes/merge_choose.html", context)


def _compare(
    request: SignedInRequest, known: Any, pair: tuple[int, int], kind: Kind
) -> HttpResponse:
    gone = get_visible(known, request.user, pk=pair[0])
    stays = get_visible(known.filter(commune=gone.commune).exclude(pk=gone.pk), request.user,
                        pk=pair[1])  # fmt: skip
    require(request.user, Action.EDIT_ACTORS, gone.commune)
    form = MergeForm(request.POST or None, gone=gone, stays=stays)
    if form.is_valid():
        try:
            services.merge(
                gone, stays, by=request.user, take=form.taken(), seen=form.cleaned_data["seen"]
            )
        except NotReady as refusal:
            form.add_error(None, refusal.reasons[0])
        else:
            sentence = _("The two records are one. This one remains.")
            messages.success(request, sentence)
            return redirect(kind.page, slug=request.commune.slug, pk=stays.pk)
    context = {"gone": gone, "stays": stays, "form": form, "kind": kind}
    context["shares"] = services.shares(gone)
    return render(request, "communes/merge.html", context)
