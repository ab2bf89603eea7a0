"""The framework as a partnership between sectors: its type, its areas, its parties, its results."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.models import Action as PlannedAction
from actionplans.models import PlanState
from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.learning.areas import areas_of
from consult.learning.forms.tags import TagForm
from consult.learning.models import ActionTag
from consult.learning.services.trainings import tag_action
from frameworks.forms.partnership import ShareForm, TypeForm
from frameworks.models import (
    CrossCutting,
    DonorRole,
    Framework,
    PartnerShare,
    Partnership,
    Resource,
)
from frameworks.partnership import is_intersectoral, parties_of, partnership_of, sectors_present
from frameworks.rules import sectors_at_the_table
from frameworks.services import partnership as services
from frameworks.views.common import accepted, current, no_framework_yet

PER_PAGE = 50
PAGE = "training:partnership"


@require_safe
@guarded(Action.READ)
def partnership(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Type, measure areas with what the record holds, parties by sector, what actions gave."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    kind = partnership_of(found)
    parties = parties_of(found)
    there = sectors_present(party.organisation for party in parties)
    context = {
        "framework": found,
        "kind": kind,
        "donor_roles": _words(DonorRole, kind.donor_roles if kind else []),
        "causes": _words(CrossCutting, kind.cross_cutting if kind else []),
        "areas": areas_of(
            found,
            kind.measure_areas if kind else [],
            show_few=may_here(request, Action.READ_PERSONS),
            confides=may_here(request, Action.READ_SENSITIVE),
        ),
        "parties": [(p, _words(Resource, p.share.resources if p.share else [])) for p in parties],
        "intersectoral": is_intersectoral(there),
        "sectors": [sector.label for sector in there],
        "findings": sectors_at_the_table(found),
        "page": _results(request, found),
        "may_edit": may_here(request, Action.EDIT_FRAMEWORK),
        "may_tag": may_here(request, Action.EDIT_LEARNING),
    }
    return render(request, "learning/partnership.html", context)


def _words(choices: Any, codes: list[str]) -> list[str]:
    """The codes of a list in words; one no longer offered is left out."""
    return [str(one.label) for one in choices if one.value in codes]


def _results(request: SignedInRequest, framework: Framework) -> Page[Any]:
    """The agreed actions, the latest first, each with what it gave."""
    actions = PlannedAction.objects.in_commune(framework.commune)
    agreed = actions.filter(plan__cycle__framework=framework).exclude(plan__state=PlanState.DRAFT)
    found = agreed.select_related("plan__cycle", "tag").order_by("-plan__cycle__number", "number")
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for action in page.object_list:
        tag = getattr(action, "tag", None)
        action.causes = _words(CrossCutting, tag.cross_cutting if tag else [])
    return page


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def change(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Say the type of the partnership and its measure areas."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    kind = partnership_of(found) or Partnership(framework=found)
    form = TypeForm(request.POST or None, instance=kind)
    if form.is_valid() and accepted(
        form,
        lambda: services.say_type(kind, by=request.user, save=form.save, fields=form.changed_data),
    ):
        messages.success(request, _("The type of partnership is saved."))
        return redirect(PAGE, slug=commune.slug)
    context = {"form": form, "title": _("Type of partnership and measure areas")}
    return render(request, "learning/partnership_edit.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def share(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Say what one party brings, what it adds and what it hopes for."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    seats = found.members.sitting().select_related("organisation")
    organisation = get_visible(seats, request.user, organisation=pk).organisation
    brought = found.partner_shares.filter(organisation=organisation).first() or PartnerShare(
        framework=found, organisation=organisation
    )
    form = ShareForm(request.POST or None, instance=brought)
    if form.is_valid() and accepted(
        form,
        lambda: services.say_share(
            brought, by=request.user, save=form.save, fields=form.changed_data
        ),
    ):
        messages.success(request, _("What this party brings is saved."))
        return redirect(PAGE, slug=commune.slug)
    context = {"form": form, "title": _("What %(party)s brings") % {"party": organisation}}
    return render(request, "learning/partnership_edit.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_LEARNING)
def tag(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Say after the fact what kind of result an action gave."""
    rows = PlannedAction.objects.in_commune(commune).exclude(plan__state=PlanState.DRAFT)
    related = rows.select_related("plan__cycle__framework__commune", "tag")
    action = get_visible(related, request.user, pk=pk)
    said = getattr(action, "tag", None) or ActionTag(action=action)
    form = TagForm(request.POST or None, instance=said)
    if form.is_valid() and accepted(
        form,
        lambda: tag_action(said, by=request.user, save=form.save, fields=form.changed_data),
    ):
        messages.success(request, _("What the action gave is saved."))
        return redirect(PAGE, slug=commune.slug)
    context = {"form": form, "title": _("What the action gave"), "about": action}
    return render(request, "learning/partnership_edit.html", context)
