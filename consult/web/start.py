"""Where everybody starts: the front page of a visitor, the home of each role."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import GRANTS, Action
from communes.models import Assignment, Commune, Role
from consult.web.personal import PersonalRequest, personal
from foundation.capture.services import waiting_for


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, in three sentences, and the way in."""
    if request.user.is_authenticated:
        return redirect("web:start")
    return render(request, "web/front.html")


@require_safe
@personal
def start(request: PersonalRequest) -> HttpResponse:
    """On to the home of one's role; first a word about forms that still wait to be sent."""
    held = list(request.user.assignments.running().select_related("commune"))
    home, kept = home_of(held), waiting_for(request.user)
    if home and not kept:
        return redirect(home)
    context = {"home": home, "kept": len(kept), "places": [] if home else places_of(held)}
    return render(request, "web/start.html", context)


@require_safe
@personal
def my_actions(request: PersonalRequest) -> HttpResponse:
    """The short address of the committee: to its one page, where there is one commune."""
    held = request.user.assignments.running().select_related("commune")
    communes = list(places_of(held))
    if len(communes) != 1:
        return redirect("web:start")
    return redirect("monitoring:sitting", slug=communes[0].slug)


def home_of(held: Iterable[Assignment]) -> str:
    """The one page this person works from; empty with several communes or none."""
    held = list(held)
    if {Role(assignment.role) for assignment in held} & GRANTS[Action.REVIEW]:
        return reverse("review:matrix")
    places = places_of(held)
    return next(iter(places.values())) if len(places) == 1 else ""


def places_of(held: Iterable[Assignment]) -> dict[Commune, str]:
    """The communes a person works for, with the page of its role there, by name."""
    roles: dict[Commune, set[str]] = {}
    for assignment in held:
        if assignment.commune:
            roles.setdefault(assignment.commune, set()).add(assignment.role)
    return {
        commune: reverse(
            "monitoring:sitting" if roles[commune] == {Role.COMMITTEE} else "cycle:home",
            kwargs={"slug": commune.slug},
        )
        for commune in sorted(roles, key=lambda commune: commune.name)
    }
