"""What blocks: the list, naming an obstacle, its page, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.filters import ObstacleFilters
from monitoring.forms.obstacles import (
    LiftForm,
    ObstacleForm,
    PassForm,
    PostponeForm,
    meetings_to_answer,
)
from monitoring.ladder import whose_turn, with_age
from monitoring.models import Obstacle
from monitoring.services import obstacles as services

PER_PAGE = 50


def _found(request: SignedInRequest, commune: Commune, pk: int) -> Obstacle:
    obstacles = Obstacle.objects.in_commune(commune).select_related(
        "framework__commune", "action", "party", "returns"
    )
    found: Obstacle = get_visible(obstacles, request.user, pk=pk)
    return found


@require_safe
@guarded(Action.READ)
def obstacle_list(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Everything that blocks or blocked: open first, the oldest on top."""
    known = Obstacle.objects.in_commune(commune).select_related("action", "party")
    filters = ObstacleFilters(request.GET, known)
    page = Paginator(filters.qs.open_first(), PER_PAGE).get_page(request.GET.get("page"))
    may_name = may_here(request, Action.STATE_AS_COMMITTEE)
    context = {
        "filters": filters,
        "page": page,
        "rows": with_age(page.object_list),
        "may_name": may_name and commune.frameworks.current().exists(),
    }
    return render(request, "monitoring/obstacles.html", context)


@require_safe
@guarded(Action.READ)
def obstacle_page(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """One obstacle: what it is, the meetings it came before, what they answered."""
    obstacle = _found(request, commune, pk)
    obstacle.age = obstacle.days_open(today())  # type: ignore[attr-defined]
    obstacle.turn = whose_turn(obstacle, today())  # type: ignore[attr-defined]
    edits = may_here(request, Action.STATE_AS_COMMITTEE)
    context = {
        "obstacle": obstacle,
        "passages": obstacle.passages.select_related("meeting", "decision", "published"),
        "returned_as": obstacle.returned_as.all(),
        "edits": edits,
        "may_pass": edits and meetings_to_answer(obstacle).exists(),
        "may_postpone": edits and obstacle.state in ("ouvert", "transmis"),
        "may_lift": edits and obstacle.state != "leve",
        "may_answer": may_here(request, Action.RUN_MEETING),
        "entries": lines_about(obstacle) if may_here(request, Action.READ_PERSONS) else [],
    }
    return render(request, "monitoring/obstacle.html", context)


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def obstacle_add(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Name what blocks a place, a party, an action or the whole commune."""
    framework = commune.frameworks.current().select_related("commune").first()
    if framework is None:
        raise Http404
    form = ObstacleForm(request.POST or None, instance=Obstacle(framework=framework))
    if form.is_valid() and _done(
        form, lambda: services.raise_obstacle(form.instance, by=request.user), "raised_on"
    ):
        messages.success(request, _("The obstacle is named. Pass it on to the next meeting."))
        return redirect("monitoring:obstacle", slug=commune.slug, pk=form.instance.pk)
    return render(request, "monitoring/obstacle_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def obstacle_change(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct what was said of an obstacle."""
    obstacle = _found(request, commune, pk)
    form = ObstacleForm(request.POST or None, instance=obstacle)

    def change() -> None:
        services.change_obstacle(
            obstacle, by=request.user, save=form.save, fields=form.changed_data
        )

    if form.is_valid() and _done(form, change, "raised_on"):
        messages.success(request, _("The obstacle is changed."))
        return redirect("monitoring:obstacle", slug=commune.slug, pk=pk)
    return render(request, "monitoring/obstacle_change.html", {"form": form, "obstacle": obstacle})


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def obstacle_lift(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Say on which day the obstacle was gone."""
    obstacle, form = _found(request, commune, pk), LiftForm(request.POST or None)

    def act() -> None:
        services.lift(obstacle, by=request.user, **form.cleaned_data)

    words = (
        _("The obstacle is lifted"),
        _("Nothing more is expected of it. If it returns, name it again."),
        _("The obstacle is lifted."),
    )
    return _act(request, obstacle, form, act, words)


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def obstacle_postpone(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Put the obstacle off, saying why."""
    obstacle, form = _found(request, commune, pk), PostponeForm(request.POST or None)

    def act() -> None:
        services.postpone(obstacle, by=request.user, **form.cleaned_data)

    words = (
        _("Postpone the obstacle"),
        _("It comes back at the next meeting that is called."),
        _("The obstacle is postponed."),
    )
    return _act(request, obstacle, form, act, words)


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def obstacle_pass(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Put the obstacle before a meeting."""
    obstacle = _found(request, commune, pk)
    form = PassForm(request.POST or None, obstacle=obstacle)

    def act() -> None:
        services.pass_on(obstacle, form.cleaned_data["meeting"], by=request.user)

    words = (
        _("Pass the obstacle to a meeting"),
        _("The meeting answers it in words before its minutes are approved."),
        _("The obstacle is passed to the meeting."),
    )
    return _act(request, obstacle, form, act, words)


def _act(
    request: SignedInRequest,
    obstacle: Obstacle,
    form: BaseForm,
    act: Callable[[], Any],
    words: tuple[Any, Any, str],
) -> HttpResponse:
    """One act on one obstacle, on a page of its own: its title, what follows, what is said."""
    title, follows, done = words
    if form.is_valid() and _done(form, act):
        messages.success(request, done)
        return redirect("monitoring:obstacle", slug=request.commune.slug, pk=obstacle.pk)
    context = {"form": form, "obstacle": obstacle, "title": title, "follows": follows}
    return render(request, "monitoring/obstacle_act.html", context)


def _done(form: BaseForm, act: Callable[[], Any], field: str = "") -> bool:
    """Do it; a refusal is said beside its field, or at the top."""
    try:
        act()
    except NotReady as refusal:
        where = field or next(iter(form.fields))
        form.add_error(where, list(refusal.reasons))
        return False
    return True
