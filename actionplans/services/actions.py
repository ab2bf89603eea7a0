"""Adding, changing and removing the actions of a draft plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import CASCADE, Max
from django.utils.translation import gettext as _

from actionplans.models import Action, ActionPlan, FundingLine
from actionplans.services.refusing import said_when_sealed, stop_if_sealed
from communes.access import Action as Act
from communes.access import require
from communes.models import Organisation
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from frameworks.models import Need


@said_when_sealed
@transaction.atomic
def add_action(
    plan: ActionPlan,
    *,
    by: User,
    needs: Iterable[Need] = (),
    partners: Iterable[Organisation] = (),
    **fields: Any,
) -> Action:
    """Add an action to a draft; without a number it takes the next one."""
    require(by, Act.EDIT_PLAN, plan.cycle.framework.commune)
    stop_if_sealed(plan)
    fields.setdefault("number", _next_number(plan))
    action = Action.objects.create(plan=plan, **fields)
    action.needs.set(needs)
    action.partners.set(partners)
    journal(action, by=by, verb=Verb.CREATED, scope=plan.cycle.framework.commune.code)
    return action


@said_when_sealed
@transaction.atomic
def change_action(
    action: Action, *, by: User, save: Callable[[], Any], fields: Iterable[str]
) -> None:
    """Change an action of a draft. `save` writes it, noticing other people's work (RecordForm)."""
    require(by, Act.EDIT_PLAN, action.plan.cycle.framework.commune)
    stop_if_sealed(action.plan)
    save()
    scope = action.plan.cycle.framework.commune.code
    journal(action, by=by, verb=Verb.CHANGED, scope=scope, fields=fields)


@transaction.atomic
def tell_results(
    action: Action, *, by: User, save: Callable[[], Any], fields: Iterable[str]
) -> None:
    """Write what was done and the jobs it made, which the seal leaves open."""
    commune = action.plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    if not action.plan.is_agreed:
        raise NotReady(_("Say what was done once the framework has agreed the plan."))
    save()
    journal(action, by=by, verb=Verb.CHANGED, scope=commune.code, fields=fields)


@said_when_sealed
@transaction.atomic
def remove_action(action: Action, *, by: User) -> None:
    """Take an action out of a draft. An action on which money was paid stays."""
    require(by, Act.EDIT_PLAN, action.plan.cycle.framework.commune)
    stop_if_sealed(action.plan)
    if reason := why_it_stays(action):
        raise NotReady(reason)
    scope = action.plan.cycle.framework.commune.code
    journal(action, by=by, verb=Verb.REMOVED, scope=scope, note=_("no. %s") % action.number)
    promises = FundingLine.objects.filter(action=action)
    promises.update(replaced_by=None)  # a promise taken over protects the one that replaced it
    promises.delete()
    action.delete()


def why_it_stays(action: Action) -> str:
    """Why an action cannot be removed; empty when it can."""
    if action.funding.filter(payments__isnull=False).exists():
        return _("Money was paid for this action: it stays in the plan.")
    others = [
        link
        for link in action._meta.related_objects
        if link.related_model is not FundingLine
        and link.on_delete is not CASCADE  # where it came from, how it is told: goes with it
        and not link.many_to_many
        and link.related_model._base_manager.filter(**{link.field.name: action}).exists()
    ]
    if others:
        return _("Other records speak of this action: it stays in the plan.")
    return ""


@said_when_sealed
@transaction.atomic
def take_up_needs(
    plan: ActionPlan, *, needs: Iterable[Need], by: User, together: str = ""
) -> list[Action]:
    """One draft action for each retained need the plan does not answer yet, in the need's words.

    `together` is the sentence of one action that answers them all.
    """
    taken = set(plan.actions.filter(needs__isnull=False).values_list("needs", flat=True))
    left = [n for n in needs if n.framework_id == plan.cycle.framework_id and n.pk not in taken]
    if together and left:
        return [_one_for_all(plan, left, by, together)]
    return [
        add_action(
            plan,
            by=by,
            needs=[need],
            wording=need.statement,
            sector_id=need.sector_id,
            estimated_cost=need.estimated_cost,
        )
        for need in left
    ]


def _one_for_all(plan: ActionPlan, needs: list[Need], by: User, wording: str) -> Action:
    """One action that answers several needs; their sector when it is the same, no cost summed."""
    sectors = {need.sector_id for need in needs}
    sector = sectors.pop() if len(sectors) == 1 else None
    return add_action(plan, by=by, needs=needs, wording=wording, sector_id=sector)


def _next_number(plan: ActionPlan) -> int:
    highest: int = plan.actions.aggregate(highest=Max("number"))["highest"] or 0
    return highest + 1
