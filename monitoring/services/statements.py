"""Saying how an action goes. Every word is added beside the earlier ones."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Action
from communes.access import Action as Act
from communes.access import require, roles_in
from communes.models import Assignment, Commune, Organisation, Role
from communes.querysets import covers
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import CycleState
from monitoring.models import Situation, Statement, Voice

ACT_OF_VOICE = {
    Voice.RESPONSIBLE: Act.STATE_AS_RESPONSIBLE,
    Voice.COMMITTEE: Act.STATE_AS_COMMITTEE,
    Voice.ADVISER: Act.VERIFY,
}
NEEDS_A_SENTENCE = (Situation.BLOCKED, Situation.DROPPED)


@transaction.atomic
def say(
    action: Action,
    *,
    by: User,
    voice: str,
    situation: str,
    said_on: datetime.date | None = None,
    progress: int | None = None,
    done_on: datetime.date | None = None,
    note: str = "",
    organisation: Organisation | None = None,
    by_phone_from: str = "",
    named: bool = False,
) -> Statement:
    """Add what one voice says of an action on a day (today).

    What blocks is said in one sentence, unless it is `named` as an obstacle. A technical service
    speaks only of the actions it answers for. A word on a closed cycle's action is accepted and
    marked *après clôture*. Raises NotReady when a fact is missing.
    """
    require_voice(by, voice, action)
    said_on = said_on or today()
    done_on = _done_day(situation, said_on, done_on)
    _check(action, situation, said_on, done_on, explained=_explained(situation, note, named))
    statement = Statement.objects.create(
        action=action,
        voice=voice,
        situation=situation,
        progress=100 if situation == Situation.DONE else progress,
        said_on=said_on,
        done_on=done_on,
        note=note,
        organisation=organisation or (action.responsible if voice == Voice.RESPONSIBLE else None),
        by_phone_from=by_phone_from,
        after_closing=action.plan.cycle.state == CycleState.CLOSED,
        recorded_by=by,
    )
    _log(action, by)
    return statement


def _log(action: Action, by: User) -> None:
    """Write in the journal that something was said of the action."""
    scope = action.plan.cycle.commune.code
    journal(action, by=by, verb=Verb.STATE, scope=scope, fields=["situation"])


def _explained(situation: str, note: str, named: bool) -> bool:
    """A sentence was typed, or what blocks was named as an obstacle."""
    return bool(note.strip()) or (named and situation == Situation.BLOCKED)


def _done_day(
    situation: str, said_on: datetime.date, done_on: datetime.date | None
) -> datetime.date | None:
    """The day it was done: the one told, else the day it was said; none while unfinished."""
    if situation == Situation.DONE:
        return done_on or said_on
    return done_on if situation == Situation.PARTLY else None


def require_voice(by: User, voice: str, action: Action) -> None:
    """Stop with PermissionDenied unless this person may speak with this voice of this action."""
    require(by, ACT_OF_VOICE[Voice(voice)], action.plan.cycle.commune)
    if voice == Voice.RESPONSIBLE:
        _speaks_for(by, action)


def services_of(by: User, commune: Commune) -> set[int]:
    """The technical services this person speaks for in a commune."""
    mine = Assignment.objects.of(by).running().filter(covers(commune.pk), role=Role.SERVICE)
    return {pk for pk in mine.values_list("organisation", flat=True) if pk}


def _speaks_for(by: User, action: Action) -> None:
    """A service with no other role here speaks only of the actions it answers for."""
    commune = action.plan.cycle.commune
    if roles_in(by, commune) & {Role.SECRETARY, Role.MAYOR}:
        return
    party = action.responsible
    if party is None or party.standing_id not in services_of(by, commune):
        raise PermissionDenied


def _check(
    action: Action,
    situation: str,
    said_on: datetime.date,
    done_on: datetime.date | None,
    *,
    explained: bool,
) -> None:
    missing = []
    given_up = situation == Situation.DROPPED and action.plan.cycle.state == CycleState.CLOSED
    if not action.plan.is_agreed and not given_up:
        missing.append(_("The plan is not agreed yet: have the minutes of its meeting approved."))
    if said_on > today():
        missing.append(_("This day has not come yet."))
    if done_on and done_on > said_on:
        missing.append(_("The action cannot be done after the day this was said."))
    if situation in NEEDS_A_SENTENCE and not explained:
        missing.append(_("Say in one sentence what is in the way."))
    NotReady.unless_empty(missing)
