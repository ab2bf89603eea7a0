"""Finding the plan, the action and the parties an address speaks of, within what may be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Case, Value, When
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from actionplans import rules
from actionplans.models import Action, ActionPlan
from communes.access import Action as Act
from communes.guard import SignedInRequest, get_visible, may_here
from communes.models import Commune, Organisation
from foundation.documents.document import Document
from foundation.documents.unnamed import without_names
from foundation.records.errors import NotReady
from frameworks.models import Cycle


def cycle_of(request: SignedInRequest, commune: Commune, number: str = "") -> Cycle | None:
    """The cycle with this number, else the open one, else the latest; None before the first."""
    cycles = Cycle.objects.visible_to(request.user).in_commune(commune)
    cycles = cycles.select_related("framework__commune", "plan__agreed_at")
    if number:
        found: Cycle = get_numbered(cycles, number)
        return found
    is_open = Case(When(state="ouvert", then=Value(0)), default=Value(1))
    return cycles.order_by(is_open, "-framework", "-number").first()


def get_numbered(cycles: Any, number: str) -> Cycle:
    """The cycle of this number in the latest framework, else 404."""
    found: Cycle | None = None
    if number.isascii() and number.isdigit() and len(number) < 5:
        found = cycles.filter(number=int(number)).order_by("-framework").first()
    if found is None:
        raise Http404
    return found


def plan_of(cycle: Cycle | None) -> ActionPlan | None:
    """The cycle's plan, knowing its cycle; None when it is not drawn up yet."""
    plan: ActionPlan | None = getattr(cycle, "plan", None) if cycle else None
    if plan and cycle:
        plan.cycle = cycle
    return plan


def current_plan(request: SignedInRequest, commune: Commune, number: str = "") -> ActionPlan:
    """The plan an address without a key speaks of, else 404."""
    plan = plan_of(cycle_of(request, commune, number))
    if plan is None:
        raise Http404
    return plan


def action_of(request: SignedInRequest, commune: Commune, pk: int) -> Action:
    """An action of this commune, with its plan and cycle, else 404."""
    actions = Action.objects.in_commune(commune).select_related(
        "plan__cycle__framework__commune", "plan__agreed_at", "sector", "responsible",
        "pdesc_line", "replaces__plan__cycle",
    )  # fmt: skip
    found: Action = get_visible(actions, request.user, pk=pk)
    return found


def parties_of(request: SignedInRequest, commune: Commune) -> Any:
    """Who may promise here: the commune's own organisations and the shared ones."""
    return Organisation.objects.visible_to(request.user).usable_in(commune).active()


def refused(request: SignedInRequest, plan: ActionPlan, commune: Commune) -> HttpResponse | None:
    """Opening a form of a sealed plan leads back to it with the reason."""
    sentence = rules.sealed(plan)
    if not sentence or request.method == "POST":
        return None
    messages.warning(request, sentence)
    return redirect("actionplans:plan", slug=commune.slug)


def done(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Do the act; when it is refused its sentences stand on the form."""
    try:
        act()
    except NotReady as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return False
    return True


def for_reader(request: SignedInRequest, paper: Document) -> Document:
    """The paper as this person may read it: partners get it without names."""
    return paper if may_here(request, Act.READ_PERSONS) else without_names(paper)
