"""Writing the text of a council's act; for a plan, from the sealed plan it adopts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.documents.adoption import adoption_text
from actionplans.forms.acts import ActTextForm
from actionplans.forms.pdesc import FIRST_YEAR, LAST_YEAR
from actionplans.models import ActionPlan
from actionplans.services.acts import write_act
from actionplans.views.finding import done
from communes.access import Action as Act
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune
from frameworks.documents.act_words import ActText, proposed_text
from frameworks.documents.acts import framework_of
from frameworks.models import Deliberation, DeliberationKind
from frameworks.services.act_texts import frozen_sentence


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_DELIBERATIONS)
def text(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Visas, reasons and articles: proposed from the record, then as the council wants them."""
    acts = Deliberation.objects.in_commune(commune).select_related("commune")
    act: Deliberation = get_visible(acts, request.user, pk=pk)
    if request.method == "GET" and frozen_sentence(act):
        messages.warning(request, frozen_sentence(act))
        return redirect("frameworks:deliberation", slug=commune.slug, pk=pk)
    plans = _plans(request, commune, act)
    plan = _chosen(request, act, plans)
    form = ActTextForm(
        request.POST or None,
        instance=act,
        initial=_proposal(request, act, plan),
        with_year=act.kind == DeliberationKind.PLAN,
    )
    if form.is_valid() and done(
        form, lambda: write_act(act, by=request.user, plan=plan, save=form.save)
    ):
        messages.success(request, _("The text is saved. Read it as the paper will print it."))
        return redirect("frameworks:act", slug=commune.slug, pk=pk)
    context = {"form": form, "act": act, "plans": plans, "plan": plan, "year": _year(request, act)}
    return render(request, "actionplans/act_text.html", context)


def _plans(request: SignedInRequest, commune: Commune, act: Deliberation) -> list[ActionPlan]:
    """The sealed plans an act on a plan may adopt, the latest first; other acts adopt none."""
    if act.kind != DeliberationKind.PLAN:
        return []
    plans = ActionPlan.objects.visible_to(request.user).in_commune(commune).sealed().with_place()
    return list(plans.select_related("cycle__framework__founding_deliberation"))


def _chosen(
    request: SignedInRequest, act: Deliberation, plans: list[ActionPlan]
) -> ActionPlan | None:
    """The plan asked for, else the one the act already adopts, else the latest without an act."""
    asked = request.GET.get("plan", "")
    for wanted in (
        [plan for plan in plans if asked and str(plan.pk) == asked],
        [plan for plan in plans if plan.deliberation_id == act.pk],
        [plan for plan in plans if plan.deliberation_id is None],
    ):
        if wanted:
            return wanted[0]
    return None


def _year(request: SignedInRequest, act: Deliberation) -> int:
    """The budget year asked for, else the act's, else the year of the act."""
    asked = request.GET.get("exercice", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else act.budget_year or act.dated.year


def _proposal(
    request: SignedInRequest, act: Deliberation, plan: ActionPlan | None
) -> dict[str, Any]:
    """What the fields start with: the proposal where nothing is written, or where it is asked."""
    year = _year(request, act)
    with translation.override("fr"):
        if plan is not None:
            proposed: ActText = adoption_text(act, plan, year)
        else:
            proposed = proposed_text(act, framework_of(act))
    again = "proposer" in request.GET
    initial: dict[str, Any] = {
        name: words
        for name, words in proposed._asdict().items()
        if words and (again or not getattr(act, name))
    }
    if act.kind == DeliberationKind.PLAN and (again or act.budget_year is None):
        initial["budget_year"] = year
    return initial
