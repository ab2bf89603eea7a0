"""The needs of the sectors: the list, adding one, its page, and what became of it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, Organisation, Sector
from foundation.journal.reading import lines_about
from foundation.records.errors import Stale
from frameworks import services
from frameworks.filters import NeedFilters
from frameworks.forms.needs import NeedChangeForm, NeedForm, SituationForm
from frameworks.history import history_of
from frameworks.models import Framework, Meeting, Need, NeedState
from frameworks.models.needs import NEED_MOVES
from frameworks.querysets import sectors_named_in
from frameworks.views.common import accepted, current, done, no_framework_yet
from frameworks.views.summaries import need_rows

PER_PAGE = 50


def _found(request: SignedInRequest, commune: Commune, pk: int) -> Need:
    needs = Need.objects.in_commune(commune).select_related(
        "framework__commune", "sector", "organisation", "retained_at", "assembly"
    )
    need: Need = get_visible(needs.with_turns(), request.user, pk=pk)
    return need


def _organisations(request: SignedInRequest, commune: Commune) -> Any:
    return Organisation.objects.visible_to(request.user).usable_in(commune).active()


@require_safe
@guarded(Action.READ)
def needs(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Needs by sector, those without one in a row of their own."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    known = Need.objects.visible_to(request.user).filter(framework=found)
    filters = NeedFilters(
        request.GET,
        known.select_related("sector", "organisation"),
        filiere=sectors_named_in(found),
        organisation=Organisation.objects.visible_to(request.user)
        .filter(needs__framework=found)
        .distinct(),
    )
    page = Paginator(filters.sorted().with_turns(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "frameworks/needs.html",
        {
            "filters": filters,
            "page": page,
            "figures": _figures(filters.qs),
            "may_edit": may_here(request, Action.EDIT_NEEDS),
            "may_choose": may_here(request, Action.RUN_MEETING),
            "may_print": may_here(request, Action.READ_PERSONS),
        },
    )


def _figures(rows: Any) -> list[dict[str, Any]]:
    """The totals of the rows shown, sector by sector."""
    return [
        row
        | {
            "name": str(Sector(name_fr=row["sector__name_fr"], name_en=row["sector__name_en"]))
            if row["sector"]
            else "",
            "people": (row["women_named"] or 0) + (row["men_named"] or 0),
        }
        for row in rows.figures_by_sector()
    ]


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_NEEDS)
def add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A need in one short page; « and add another » keeps the sector and who asks."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    kept = {name: request.GET.get(name, "") for name in ("sector", "organisation", "identified_on")}
    form = NeedForm(
        request.POST or None,
        instance=Need(framework=found),
        initial={name: value for name, value in kept.items() if value},
        framework=found,
        organisations=_organisations(request, commune),
    )
    if form.is_valid() and accepted(
        form, lambda: services.add_need(form.save(commit=False), by=request.user)
    ):
        return _added(request, form)
    return render(request, "frameworks/need_add.html", {"form": form})


def _added(request: SignedInRequest, form: NeedForm) -> HttpResponse:
    """To the list, or to the next need of the same assembly."""
    sentence = _("The need %(code)s is saved.") % {"code": form.instance.code}
    answer = done(request, sentence, "frameworks:needs")
    if "again" in request.POST:
        names = ("sector", "organisation", "identified_on")
        kept = {name: form.data[name] for name in names if form.data.get(name)}
        address = reverse("frameworks:add-need", kwargs={"slug": request.commune.slug})
        answer["Location"] = f"{address}?{urlencode(kept)}"
    return answer


@require_safe
@guarded(Action.READ)
def need(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One need: what was said, what meetings decided, what was done to it."""
    found = _found(request, commune, pk)
    names = may_here(request, Action.READ_PERSONS)
    may_edit = may_here(request, Action.EDIT_NEEDS)
    return render(
        request,
        "frameworks/need.html",
        {
            "need": found,
            "rows": need_rows(found, names=names),
            "history": history_of(found),
            "proposals": found.proposals.select_related("offered_by"),
            "may_edit": may_edit,
            "may_move": may_edit and bool(NEED_MOVES[found.state]),
            "entries": lines_about(found) if names else [],
        },
    )


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_NEEDS)
def change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The words and figures of a need."""
    found = _found(request, commune, pk)
    code = found.code
    form = NeedChangeForm(
        request.POST or None,
        instance=found,
        framework=found.framework,
        organisations=_organisations(request, commune),
    )
    if form.is_valid() and accepted(
        form,
        lambda: services.change_need(
            found, by=request.user, save=form.save, fields=form.changed_data
        ),
    ):
        return done(request, _("The need is saved."), "frameworks:need", pk=pk)
    return render(request, "frameworks/need_change.html", {"form": form, "code": code, "pk": pk})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_NEEDS)
def situation(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What became of the need."""
    found = _found(request, commune, pk)
    form = SituationForm(
        request.POST or None, need=found, meetings=_meetings(request, found.framework)
    )
    if form.is_valid() and accepted(form, lambda: _move(request, found, form), "to"):
        sentence = _("The situation of the need %(code)s is saved.") % {"code": found.code}
        return done(request, sentence, "frameworks:need", pk=pk)
    return render(request, "frameworks/need_situation.html", {"form": form, "need": found})


def _move(request: SignedInRequest, found: Need, form: SituationForm) -> None:
    said = form.cleaned_data
    if said["was"] and said["was"] != found.state:
        raise Stale
    services.move_need(
        found,
        NeedState(said["to"]),
        by=request.user,
        reason=said.get("reason", ""),
        meeting=said.get("meeting"),
        satisfied_on=said.get("satisfied_on"),
    )


def _meetings(request: SignedInRequest, framework: Framework) -> Any:
    return Meeting.objects.visible_to(request.user).filter(framework=framework)
