"""One action on one page: reading it, adding, changing, removing it while the plan is a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import services
from actionplans.documents.sheet import counted
from actionplans.forms import ActionChangeForm, ActionForm
from actionplans.models import Action
from actionplans.services.actions import why_it_stays
from actionplans.views.finding import action_of, current_plan, done, refused
from communes.access import Action as Act
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from foundation.formats.dates import day
from foundation.formats.money import fcfa
from foundation.journal.reading import lines_about
from foundation.records.errors import NotReady


@require_safe
@guarded(Act.READ)
def action(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """All that is known of an action: what, who, when, who pays, what was paid."""
    found = action_of(request, commune, pk)
    lines = list(
        found.funding.standing().select_related("party").with_paid().prefetch_related("payments")
    )
    promised = sum(line.promised or 0 for line in lines)
    sealed = found.plan.is_sealed
    return render(
        request,
        "actionplans/action.html",
        {
            "action": found,
            "plan": found.plan,
            "facts": _facts(found),
            "lines": [
                {"line": line, "counted": "" if line.promised is not None else counted(line)}
                for line in lines
            ],
            "promised": promised,
            "sought": max((found.estimated_cost or 0) - promised, 0),
            "needs": found.needs.all(),
            "may_edit": may_here(request, Act.EDIT_PLAN) and not sealed,
            "may_pay": may_here(request, Act.EDIT_PLAN),
            "may_excuse": may_here(request, Act.OVERRIDE) and not sealed,
            "entries": lines_about(found),
        },
    )


def _facts(found: Action) -> list[dict[str, Any]]:
    """The lines of the summary, in the order of the form."""
    partners = ", ".join(str(partner) for partner in found.partners.all())
    months = ", ".join(_("month %s") % month for month in found.months)
    cost = found.estimated_cost
    return [
        {"label": _("Sector"), "value": found.sector},
        {"label": _("Responsible"), "value": found.responsible},
        {"label": _("Partners"), "value": partners},
        {"label": _("Months"), "value": months},
        {"label": _("Deadline as the meeting said it"), "value": found.due_words},
        {"label": _("Last possible day"), "value": day(found.due_on)},
        {"label": _("Estimated cost"), "value": fcfa(cost)},
        {"label": _("Line of the PDESC"), "value": found.pdesc_line},
        {"label": _("Expected result"), "value": found.expected_result},
        {"label": _("Indicator"), "value": found.indicator},
        {"label": _("Baseline"), "value": found.baseline},
        {"label": _("Target"), "value": found.target},
        {"label": _("Observations"), "value": found.observations},
    ]


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
