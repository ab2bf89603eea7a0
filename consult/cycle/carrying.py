"""Carrying unfinished actions into the next plan; the third time, only with a decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actionplans.history import carries_of, comes_back_often
from actionplans.models import Action, ActionPlan, CarryChoice
from communes.access import Action as Act
from communes.access import require
from communes.models import Organisation
from consult.cycle.closing import FINISHED
from foundation.accounts.models import User
from foundation.formats.search import search_key
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from frameworks.models import CycleState, Framework
from monitoring.querysets import with_situation

# What an action keeps of what it was. Its cost and its months are thought through again.
_KEPT = (
    "wording", "sector", "expected_result", "indicator", "baseline", "target", "responsible",
    "pdesc_line", "water_use", "water_site", "contract_kind", "contract_note", "measure_areas",
    "to_enter", "jobs_expected", "jobs_expected_women", "jobs_expected_young",
)  # fmt: skip


class Decided(NamedTuple):
    """What is decided of an action that comes back a third time, besides dropping it."""

    choice: str = ""
    wording: str = ""
    responsible: Organisation | None = None


class Missing(NamedTuple):
    """What the third return of an action still lacks: the box it concerns, and the sentence."""

    box: str
    sentence: str


def to_carry(framework: Framework) -> list[Action]:
    """Unfinished actions of closed cycles that no later plan took up. None of them vanishes."""
    actions = Action.objects.filter(
        plan__cycle__framework=framework, plan__cycle__state=CycleState.CLOSED, carried_to=None
    ).select_related("plan__cycle", "responsible")
    waiting = with_situation(actions.order_by("plan__cycle__number", "number"))
    return [action for action in waiting if action.situation not in FINISHED]  # type: ignore[attr-defined]


def undecided(action: Action, decided: Decided) -> Missing | None:
    """Why an action may not come back a third time as it stands; None when it was decided."""
    if decided.choice not in CarryChoice:
        sentence = _("This action comes back for the third time. Say what is decided, or drop it.")
        return Missing("choice", sentence)
    same = search_key(decided.wording) in ("", search_key(action.wording))
    if decided.choice == CarryChoice.SCOPE and same:
        return Missing("wording", _("Write in other words than before what is to be done now."))
    if decided.choice == CarryChoice.OWNER and (
        decided.responsible is None or decided.responsible.pk == action.responsible_id
    ):
        return Missing("responsible", _("Choose who answers for the action from now on."))
    return None


@transaction.atomic
def carry_over(
    plan: ActionPlan,
    actions: Iterable[Action],
    *,
    by: User,
    on: datetime.date,
    reason: str = "",
    decided: Mapping[int, Decided] | None = None,
) -> list[Action]:
    """Take unfinished actions of an earlier cycle into this draft plan, linked to their origin.

    One that comes back for the third time needs what is `decided` of it, by its key.
    """
    commune = plan.cycle.commune
    require(by, Act.EDIT_PLAN, commune)
    if plan.is_agreed:
        raise NotReady(_("This plan is agreed: it can no longer be changed."))
    chosen = list(actions)
    allowed = {action.pk for action in to_carry(plan.cycle.framework)}
    if any(action.pk not in allowed for action in chosen):
        raise NotReady(_("This action was already taken up, done or dropped."))
    choices = _choices(chosen, decided or {})
    number = plan.actions.aggregate(last=Max("number"))["last"] or 0
    carried = [
        _copy(action, plan, number + n, choices[action.pk], on, reason)
        for n, action in enumerate(chosen, 1)
    ]
    for action in carried:
        journal(action, by=by, verb=Verb.CREATED, scope=commune.code, note=reason)
    return carried


def _choices(chosen: list[Action], decided: Mapping[int, Decided]) -> dict[int, Decided]:
    """What is decided of each action; a third return nobody decided on refuses them all."""
    carries = carries_of(chosen)
    often = {action.pk for action in chosen if comes_back_often(carries[action.pk])}
    said = {pk: decided.get(pk, Decided()) for pk in often}
    missing = [(a, undecided(a, said[a.pk])) for a in chosen if a.pk in often]
    NotReady.unless_empty(f"{action.wording} – {why.sentence}" for action, why in missing if why)
    return {action.pk: said.get(action.pk, Decided()) for action in chosen}


def _copy(
    origin: Action,
    plan: ActionPlan,
    number: int,
    decided: Decided,
    on: datetime.date,
    reason: str,
) -> Action:
    facts = {name: getattr(origin, name) for name in _KEPT}
    if decided.choice == CarryChoice.SCOPE:
        facts["wording"] = decided.wording
    if decided.choice == CarryChoice.OWNER:
        facts["responsible"] = decided.responsible
    copied = Action.objects.create(
        plan=plan,
        number=number,
        due_on=plan.ends_on,
        carried_from=origin,
        carried_on=on,
        carried_reason=reason,
        carry_choice=decided.choice,
        **facts,
    )
    copied.needs.set(origin.needs.all())
    copied.partners.set(origin.partners.all())
    return copied
