"""What a closed cycle left: taking it up in the new plan, or giving it up with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.models import Action as PlanAction
from actionplans.models import ActionPlan
from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, Organisation
from consult.cycle import services
from consult.cycle.carry_form import CarryForm
from consult.cycle.forms import DropForm
from foundation.records.errors import NotReady
from foundation.records.today import today


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_PLAN)
def carry(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Take unfinished actions of earlier cycles into the open cycle's draft plan."""
    framework = commune.frameworks.current().first()
    if framework is None:
        raise Http404
    plan = ActionPlan.objects.in_commune(commune).filter(cycle__state="ouvert").first()
    form = CarryForm(
        request.POST or None,
        commune=commune,
        waiting=services.to_carry(framework),
        parties=Organisation.objects.visible_to(request.user).usable_in(commune).active(),
    )
    if plan and form.is_valid() and _carried(request, plan, form):
        messages.success(request, _("The actions now stand in the new plan."))
        return redirect("actionplans:plan", slug=commune.slug)
    context = {
        "form": form,
        "plan": plan,
        "rows": form.rows(),
        "may_drop": may_here(request, Action.STATE_AS_COMMITTEE),
    }
    return render(request, "cycle/carry.html", context)


def _carried(request: SignedInRequest, plan: ActionPlan, form: CarryForm) -> bool:
    """Do it; when it is refused the sentences stand on the form."""
    try:
        services.carry_over(
            plan,
            list(form.cleaned_data["actions"]),
            by=request.user,
            on=today(),
            reason=form.cleaned_data["reason"],
            decided=form.decided,
        )
    except NotReady as refusal:
        form.add_error(None, refusal.reasons)
        return False
    return True


@require_http_methods(["GET", "POST"])
@guarded(Action.STATE_AS_COMMITTEE)
def drop(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """Give up an unfinished action of a closed cycle, with a reason."""
    action = get_visible(PlanAction.objects.in_commune(commune), request.user, pk=pk)
    if action not in services.to_carry(action.plan.cycle.framework):
        raise Http404
    form = DropForm(request.POST or None)
    if form.is_valid():
        services.drop(action, by=request.user, on=today(), reason=form.cleaned_data["reason"])
        messages.success(request, _("The action is dropped. The reason is kept."))
        return redirect("cycle:carry", slug=commune.slug)
    return render(request, "cycle/drop.html", {"form": form, "action": action})
