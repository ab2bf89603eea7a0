"""The council's deliberations: recorded as the paper register has them, frozen once signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady, Stale
from foundation.records.moves import move
from foundation.records.rules import stop_if_blocked
from frameworks.models import Deliberation, DeliberationKind, DeliberationState, Framework
from frameworks.rules import DELIBERATION_MOVES, is_frozen, r16_council_vote
from frameworks.services.act_texts import keep_texts
from frameworks.services.frameworks import found

# What is still written on a signed act: how it travelled, how it was controlled and posted.
AFTER_SIGNATURE = (
    "state",
    "transmitted_on",
    "transmitted_to",
    "slip_number",
    "copies_sent",
    "receipt_reference",
    "posted_on",
    "enforceable_on",
)


@transaction.atomic
def record_deliberation(deliberation: Deliberation, *, by: User) -> Deliberation:
    """Enter an act in the commune's register; the council's vote must hold (R16)."""
    require(by, Action.EDIT_DELIBERATIONS, deliberation.commune)
    _check_vote(deliberation)
    deliberation.save()
    keep_texts(deliberation)
    _write(deliberation, by, Verb.RECORDED)
    return deliberation


@transaction.atomic
def record_founding_deliberation(
    framework: Framework, deliberation: Deliberation, *, by: User
) -> None:
    """Enter the act that founds the framework, and found it when R1 holds too."""
    deliberation.kind = DeliberationKind.FOUNDING
    record_deliberation(deliberation, by=by)
    found_by(framework, deliberation, by=by)


@transaction.atomic
def found_by(framework: Framework, deliberation: Deliberation, *, by: User) -> None:
    """Take an act of the register as the one that founds the framework."""
    require(by, Action.EDIT_DELIBERATIONS, framework.commune)
    if deliberation.commune_id != framework.commune_id:
        raise NotReady(_("This deliberation belongs to another commune."))
    move(
        framework,
        "founding_deliberation_id",
        to=deliberation.pk,
        act_to_regularise=False,
        regularise_note="",
    )
    fields = ["founding_deliberation"]
    journal(framework, by=by, verb=Verb.CHANGED, scope=framework.commune.code, fields=fields)
    found(framework, by=by)


@transaction.atomic
def regularise(framework: Framework, *, by: User, note: str) -> None:
    """Say that the founding act is lost or still to be taken, and why (R2 then only warns)."""
    require(by, Action.EDIT_DELIBERATIONS, framework.commune)
    if not note.strip():
        raise NotReady(_("Say why the founding act is missing."))
    framework.act_to_regularise, framework.regularise_note = True, note.strip()
    framework.save(update_fields=["act_to_regularise", "regularise_note"])
    fields = ["act_to_regularise", "regularise_note"]
    journal(framework, by=by, verb=Verb.CHANGED, scope=framework.commune.code, fields=fields)
    found(framework, by=by)


@transaction.atomic
def change_deliberation(
    deliberation: Deliberation,
    *,
    by: User,
    save: Callable[[], Any],
    fields: Iterable[str],
    was: str,
) -> None:
    """Store what a form changed of an act read in the state `was` (`save`); no text once signed."""
    require(by, Action.EDIT_DELIBERATIONS, deliberation.commune)
    changed = list(fields)
    stored = Deliberation.objects.select_for_update().get(pk=deliberation.pk)
    if stored.state != was:
        raise Stale
    if is_frozen(stored) and set(changed) - set(AFTER_SIGNATURE):
        raise NotReady(_("The deliberation is signed: its text no longer changes."))
    to = DeliberationState(deliberation.state)
    if to != was and to not in DELIBERATION_MOVES[was]:
        raise NotReady(_("This act cannot take that state now."))
    _check_vote(deliberation)
    save()
    if not is_frozen(stored):
        keep_texts(deliberation)
    _write(deliberation, by, Verb.STATE if to != was else Verb.CHANGED, changed)
    for framework in deliberation.frameworks.current():
        found(framework, by=by)


def _check_vote(deliberation: Deliberation) -> None:
    """A draft has no vote yet; anything later answers to R16."""
    if deliberation.state != DeliberationState.DRAFT:
        stop_if_blocked(r16_council_vote(deliberation))


def _write(deliberation: Deliberation, by: User, verb: Verb, fields: Iterable[str] = ()) -> None:
    scope = deliberation.commune.code
    note = deliberation.get_state_display() if verb is Verb.STATE else ""
    journal(deliberation, by=by, verb=verb, scope=scope, fields=fields, note=note)
