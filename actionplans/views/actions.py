"""One action on one page: reading it, adding, changing, removing it while the plan is a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import services
from actionplans.documents.sheet import counted
from actionplans.forms import ActionChangeForm, ActionForm, ResultForm
from actionplans.history import pasts_of
from actionplans.models import Action
from actionplans.services.actions import why_it_stays
from actionplans.views.facts import facts_of
from actionplans.views.finding import action_of, current_plan, done, refused
from communes.access import Action as Act
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady


@require_safe
@guarded(Act.READ)
def action(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """All that is known of an action: what, who, when, who pays, what was paid."""
    found = action_of(request, commune, pk)
    lines = list(
        found.funding.standing()
        .select_related("party")
        .with_paid()
        .prefetch_related("payments", "replaces__party")
    )
    promised = sum(line.promised or 0 for line in lines)
    sealed = found.plan.is_sealed
    return render(
        request,
        "actionplans/action.html",
        {
            "action": found,
            "plan": found.plan,
            "facts": facts_of(found),
            "lines": [
                {"line": line, "counted": "" if line.promised is not None else counted(line)}
                for line in lines
            ],
            "promised": promised,
            "sought": max((found.estimated_cost or 0) - promised, 0),
            "needs": found.needs.all(),
            "pasts": pasts_of([found])[found.pk],
            "replaced_by": found.replaced_as.select_related("plan__cycle"),
            "may_tell": may_here(request, Act.EDIT_PLAN) and found.plan.is_agreed,
            "may_edit": may_here(request, Act.EDIT_PLAN) and not sealed,
            "may_pay": may_here(request, Act.EDIT_PLAN),
            "may_excuse": may_here(request, Act.OVERRIDE) and not sealed,
            "entries": lines_about(found) if may_here(request, Act.READ_PERSONS) else [],
        },
    )


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def add_action(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """A new action of the draft; its sentence is enough."""
    plan = current_plan(request, commune)
    if sent_back := refused(request, plan, commune):
        return sent_back
    form = ActionForm(request.POST or None, instance=Action(plan=plan), plan=plan)
    if form.is_valid() and done(
        form, lambda: services.add_action(plan, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The action is in the plan. Next: say who pays for it."))
        again = "actionplans:add-action" if "again" in request.POST else "actionplans:plan"
        return redirect(again, slug=commune.slug)
    return render(request, "actionplans/action_add.html", {"form": form, "plan": plan})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def change_action(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Correct or complete an action of the draft."""
    found = action_of(request, commune, pk)
    if sent_back := refused(request, found.plan, commune):
        return sent_back
    form = ActionChangeForm(request.POST or None, instance=found)
    if form.is_valid() and done(
        form,
        lambda: services.change_action(
            found, by=request.user, save=form.save, fields=form.changed_data
        ),
    ):
        messages.success(request, _("The action is saved."))
        return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    return render(request, "actionplans/action_change.html", {"form": form, "action": found})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def remove_action(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Take an action out of the draft, after a question."""
    found = action_of(request, commune, pk)
    if sent_back := refused(request, found.plan, commune):
        return sent_back
    stays = why_it_stays(found)
    if request.method == "POST":
        try:
            services.remove_action(found, by=request.user)
        except NotReady as refusal:
            stays = " ".join(refusal.reasons)
        else:
            messages.success(request, _("The action is no longer in the plan."))
            return redirect("actionplans:plan", slug=commune.slug)
    return render(request, "actionplans/action_remove.html", {"action": found, "stays": stays})


@require_http_methods(["GET", "POST"])
@guarded(Act.EDIT_PLAN)
def results(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What was done, and the jobs it made: typed once the plan is agreed."""
    found = action_of(request, commune, pk)
    if not found.plan.is_agreed:
        messages.warning(request, _("Say what was done once the framework has agreed the plan."))
        return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    form = ResultForm(request.POST or None, instance=found)
    if form.is_valid() and done(
        form,
        lambda: services.tell_results(
            found, by=request.user, save=form.save, fields=form.changed_data
        ),
    ):
        messages.success(request, _("What was done is saved."))
        return redirect("actionplans:action", slug=commune.slug, pk=found.pk)
    return render(request, "actionplans/action_results.html", {"form": form, "action": found})
