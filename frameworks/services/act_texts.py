"""The text of an act: written before signature, kept word for word after, answered by the State."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.today import today
from frameworks.documents.acts import drawn_act
from frameworks.models import (
    ActPaper,
    ControlOutcome,
    Deliberation,
    DeliberationState,
    DeliberationText,
    LegalityControl,
)
from frameworks.rules import DELIBERATION_MOVES, is_frozen
from frameworks.services.frameworks import found

TEXT_FIELDS: Final = ("visas", "considerants", "articles", "budget_year")
# What an answer of the State's representative makes of the act; the others leave it as it is.
STATE_AFTER: Final = {
    ControlOutcome.OBSERVATIONS: DeliberationState.OBSERVATIONS,
    ControlOutcome.ANNULLED: DeliberationState.ANNULLED,
    ControlOutcome.REFUSED: DeliberationState.REFUSED,
}


def frozen_sentence(act: Deliberation) -> str:
    """Why the text of this act changes no more; empty while it may."""
    if not is_frozen(act):
        return ""
    return _("The deliberation is signed: its text no longer changes.")


@transaction.atomic
def write_text(act: Deliberation, *, by: User, save: Callable[[], Any]) -> None:
    """Store the visas, reasons and articles as typed (`save`), until the act is signed."""
    require(by, Action.EDIT_DELIBERATIONS, act.commune)
    stored = Deliberation.objects.select_for_update().get(pk=act.pk)
    if is_frozen(stored):
        raise NotReady(frozen_sentence(stored))
    save()
    journal(act, by=by, verb=Verb.CHANGED, scope=act.commune.code, fields=TEXT_FIELDS)


def keep_texts(act: Deliberation) -> None:
    """Once an act is signed its papers stand as they are now, with their digests."""
    if not is_frozen(act) or act.texts.exists():
        return
    now = timezone.now()
    for paper in ActPaper:
        html = drawn_act(act, paper, alone=True).html()
        DeliberationText.objects.create(
            deliberation=act,
            paper=paper,
            html=html,
            sha256=hashlib.sha256(html.encode()).hexdigest(),
            kept_at=now,
        )


@transaction.atomic
def record_control(control: LegalityControl, *, by: User) -> LegalityControl:
    """Enter what the State's representative answered; the act takes the state that follows."""
    act = control.deliberation
    require(by, Action.EDIT_DELIBERATIONS, act.commune)
    stored = Deliberation.objects.select_for_update().get(pk=act.pk)
    NotReady.unless_empty(against_answering(stored, control))
    control.save(force_insert=True)
    to = STATE_AFTER.get(ControlOutcome(control.outcome))
    journal(act, by=by, verb=Verb.RECORDED, scope=act.commune.code, fields=["controls"])
    if to and to != stored.state:
        move(act, "state", to=to)
        note = str(act.get_state_display())
        journal(act, by=by, verb=Verb.STATE, scope=act.commune.code, note=note)
        for framework in act.frameworks.current():
            found(framework, by=by)
    return control


def against_answering(act: Deliberation, control: LegalityControl) -> list[str]:
    """Why this answer cannot be entered, in sentences; empty when it can."""
    sentence = not_sent(act)
    if sentence:
        return [sentence]
    reasons = []
    if control.dated > today():
        reasons.append(_("This day is still to come."))
    if act.transmitted_on and control.dated < act.transmitted_on:
        reasons.append(_("The answer comes before the day the act was sent. Check the dates."))
    to = STATE_AFTER.get(ControlOutcome(control.outcome))
    if to and to != act.state and to not in DELIBERATION_MOVES[act.state]:
        reasons.append(_("This act cannot take that state now."))
    return reasons


def not_sent(act: Deliberation) -> str:
    """Why nobody can have answered yet; empty once the act was sent."""
    if act.transmitted_on is None or not is_frozen(act):
        return _("Record first the day the signed act was sent to the State’s representative.")
    return ""
