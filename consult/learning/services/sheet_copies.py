"""A published sheet taken up: a draft action in one's own plan, its origin kept."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from actionplans.services.actions import add_action
from communes.access import Action as Act
from communes.access import require
from consult.learning.content import content_at
from consult.learning.models import ExperienceSheet, SheetCopy
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.today import today

LONGEST = 400


@transaction.atomic
def copy_sheet(
    sheet: ExperienceSheet, plan: ActionPlan, *, by: User, wording: str, sector: Any = None
) -> SheetCopy:
    """Add an action to a draft plan in the words of a published sheet.

    Raises NotReady when the sheet is not published or the plan already took it up.
    """
    commune = plan.cycle.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    version = sheet.versions.first()
    if version is None:
        raise NotReady(_("This sheet is not published."))
    ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if SheetCopy.objects.filter(sheet=sheet, action__plan=plan).exists():
        raise NotReady(_("This plan already holds an action taken from this sheet."))
    answers = content_at(version)["answers"]
    action = add_action(
        plan,
        by=by,
        wording=wording,
        sector=sector,
        expected_result=" ; ".join(answers.get("1.7", []))[:LONGEST],
        observations="\n".join(answers.get("1.6", [])),
    )
    copy = SheetCopy.objects.create(sheet=sheet, action=action, copied_on=today())
    journal(copy, by=by, verb=Verb.CREATED, scope=commune.code, note=version.title[:200])
    return copy
