"""The framework's own page, and creating or changing it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune, Person
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady, Stale
from frameworks import services
from frameworks.forms.frameworks import FrameworkChangeForm, FrameworkForm
from frameworks.forms.proposals import framework_name
from frameworks.models import Framework, FrameworkState
from frameworks.rules import (
    is_adopted,
    may_rest,
    r1_priority_sectors,
    r2_founding_act,
    r5_meeting_interval,
    sectors_at_the_table,
)
from frameworks.views.common import accepted, current, done, no_framework_yet


@require_safe
@guarded(Action.READ)
def framework(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """State, founding act, members, sectors and cycles of the framework on one page."""
    found = current(request, commune)
    rights = {
        "may_edit": may_here(request, Action.EDIT_FRAMEWORK),
        "may_edit_acts": may_here(request, Action.EDIT_DELIBERATIONS),
        "show_names": may_here(request, Action.READ_PERSONS),
    }
    if found is None:
        return render(request, "frameworks/framework_none.html", rights)
    return render(request, "frameworks/framework.html", rights | _page(found, rights["show_names"]))


def _page(found: Framework, names: bool) -> dict[str, Any]:
    sectors = list(found.priority_sectors.select_related("sector", "decided_in"))
    act = found.founding_deliberation
    active = set(found.priority_sectors.active().values_list("pk", flat=True))
    return {
        "framework": found,
        "act": act,
        "act_adopted": act is not None and is_adopted(act),
        "preparing": found.state == FrameworkState.PREPARING,
        "dormant": found.state == FrameworkState.DORMANT,
        "findings": [
            *r1_priority_sectors(found),
            *r2_founding_act(found),
            *r5_meeting_interval(found),
            *sectors_at_the_table(found),
        ],
        "may_rest": may_rest(found),
        "sectors": [row for row in sectors if row.pk in active],
        "past_sectors": [row for row in sectors if row.pk not in active],
        "members": found.members.sitting().select_related("organisation"),
        "cycles": found.cycles.all(),
        "entries": lines_about(found) if names else [],
    }


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def create(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A new framework; its act, members and sectors follow in any order."""
    if current(request, commune):
        return no_framework_yet(commune)
    form = FrameworkForm(
        request.POST or None,
        instance=Framework(commune=commune),
        initial={"name": framework_name(commune), "meeting_period_months": 3},
        people=Person.objects.visible_to(request.user).filter(commune=commune),
    )
    if form.is_valid() and accepted(
        form,
        lambda: services.create_framework(form.save(commit=False), by=request.user),
        "name",
    ):
        sentence = _("The framework is created. Next: its founding deliberation.")
        return done(request, sentence, "frameworks:framework")
    return render(request, "frameworks/framework_create.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def change(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Name, rhythm, chair and secretary."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    form = FrameworkChangeForm(
        request.POST or None,
        instance=found,
        people=Person.objects.visible_to(request.user).filter(commune=commune),
    )
    if form.is_valid() and accepted(
        form,
        lambda: services.change_framework(
            found, by=request.user, save=form.save, fields=form.changed_data
        ),
    ):
        return done(request, _("The framework is saved."), "frameworks:framework")
    return render(request, "frameworks/framework_change.html", {"form": form})


@require_POST
@guarded(Action.EDIT_FRAMEWORK)
def rest(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Put an active framework to rest, or wake a dormant one."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    resting = found.state == FrameworkState.DORMANT
    try:
        (services.wake if resting else services.put_to_rest)(found, by=request.user)
    except (NotReady, Stale):
        return redirect("frameworks:framework", slug=commune.slug)
    sentence = (
        _("The framework is active again.")
        if resting
        else _("The framework rests. It can be woken at any time.")
    )
    return done(request, sentence, "frameworks:framework")
