"""The council's act on a plan: its text, and the plan's figures as the act enters them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.documents.adoption import LAPSED, act_lines
from actionplans.models import ActionPlan
from communes.access import Action as Act
from communes.access import require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from frameworks.models import Deliberation, DeliberationLine
from frameworks.services import write_text


@transaction.atomic
def write_act(
    act: Deliberation, *, by: User, save: Callable[[], Any], plan: ActionPlan | None = None
) -> None:
    """Store the text of an act (`save`); on a plan, its actions and figures of this day with it."""
    require(by, Act.EDIT_DELIBERATIONS, act.commune)
    if plan is not None:
        NotReady.unless_empty(against_adopting(act, plan))
    write_text(act, by=by, save=save)
    if plan is not None:
        _enter(act, plan, by)


def against_adopting(act: Deliberation, plan: ActionPlan) -> list[str]:
    """Why this act cannot adopt this plan, in sentences; empty when it can."""
    if not plan.is_agreed:
        return [_("The framework has not agreed this plan yet: the council adopts a sealed plan.")]
    if plan.agreed_on and act.dated.last_day < plan.agreed_on:
        return [_("The act comes before the day the framework agreed the plan. Check its date.")]
    other = plan.deliberation
    if other and other.pk != act.pk and other.state not in LAPSED:
        return [
            _("Deliberation no. %(number)s already adopts this plan.") % {"number": other.number}
        ]
    return []


def _enter(act: Deliberation, plan: ActionPlan, by: User) -> None:
    """The act's table is that of the plan; no other plan waits for this act."""
    act.lines.all().delete()
    DeliberationLine.objects.bulk_create(act_lines(plan, deliberation=act))
    act.plans.exclude(pk=plan.pk).update(deliberation=None)
    if plan.deliberation_id != act.pk:
        plan.deliberation = act
        plan.save(update_fields=["deliberation"])
        scope = act.commune.code
        journal(plan, by=by, verb=Verb.CHANGED, scope=scope, fields=["deliberation"])
