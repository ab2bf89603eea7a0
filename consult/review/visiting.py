"""Filing visits and calls, and following what the programme itself promised."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Assignment, Commune, Organisation
from communes.querysets import covers
from consult.review.models import CommitmentState, ProgrammeCommitment, Visit, VisitKind
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.today import today
from monitoring.models import Statement, Voice
from monitoring.services.sitting import SheetRefused
from monitoring.services.statements import say


@dataclass(frozen=True)
class Verified:
    """What the adviser saw of one action on the spot."""

    action: Any
    situation: str
    progress: int | None = None
    done_on: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class Promise:
    """What the adviser promised in the programme's name, with its day."""

    wording: str
    due_on: datetime.date


@transaction.atomic
def file_visit(
    commune: Commune,
    *,
    by: User,
    kind: str,
    made_on: datetime.date,
    people_met: str = "",
    private_note: str = "",
    next_on: datetime.date | None = None,
    programme: Organisation | None = None,
    verified: Iterable[Verified] = (),
    promises: Iterable[Promise] = (),
) -> Visit:
    """File a visit or a call with what was verified and promised there: everything or nothing.

    Raises NotReady, or SheetRefused with the sentences of each action that is not ready. The
    journal knows that something was noted, never what.
    """
    require(by, Action.VISIT, commune)
    seen = list(verified)
    _check(kind, made_on, next_on, verifies=bool(seen))
    visit = Visit.objects.create(
        commune=commune,
        kind=kind,
        made_on=made_on,
        people_met=people_met,
        private_note=private_note,
        next_on=next_on,
        made_by=by,
    )
    visit.statements.set(_say_all(seen, by, made_on))
    journal(visit, by=by, verb=Verb.CREATED, scope=commune.code)
    for promise in promises:
        _promise(visit, promise, by, programme)
    return visit


def _check(
    kind: str, made_on: datetime.date, next_on: datetime.date | None, *, verifies: bool
) -> None:
    missing = []
    if made_on > today():
        missing.append(_("This day has not come yet."))
    if next_on and next_on <= made_on:
        missing.append(_("The next visit comes after this one."))
    if verifies and kind != VisitKind.VISIT:
        missing.append(_("A call verifies nothing on the spot: file a visit instead."))
    NotReady.unless_empty(missing)


def _say_all(seen: list[Verified], by: User, made_on: datetime.date) -> list[Statement]:
    """The adviser's word on each action, as said that day."""
    said: list[Statement] = []
    refused: dict[int, list[str]] = {}
    for one in seen:
        try:
            with transaction.atomic():
                said.append(_say(one, by, made_on))
        except NotReady as reason:
            refused[one.action.pk] = reason.reasons
    if refused:
        raise SheetRefused(refused)
    return said


def _say(one: Verified, by: User, made_on: datetime.date) -> Statement:
    return say(
        one.action,
        by=by,
        voice=Voice.ADVISER,
        situation=one.situation,
        said_on=made_on,
        progress=one.progress,
        done_on=one.done_on,
        note=one.note,
    )


def _promise(visit: Visit, promise: Promise, by: User, programme: Organisation | None) -> None:
    if promise.due_on < visit.made_on:
        raise NotReady(_("What is promised is due on or after the day of the visit."))
    made = ProgrammeCommitment.objects.create(
        commune=visit.commune,
        visit=visit,
        programme=programme,
        wording=promise.wording,
        made_on=visit.made_on,
        due_on=promise.due_on,
        made_by=by,
    )
    journal(made, by=by, verb=Verb.CREATED, scope=visit.commune.code)


@transaction.atomic
def complete_note(visit: Visit, *, by: User, save: Callable[[], Any]) -> None:
    """Add to one's own private note; another adviser's is only read."""
    require(by, Action.VISIT, visit.commune)
    if visit.made_by_id != by.pk:
        raise PermissionDenied
    save()
    journal(visit, by=by, verb=Verb.CHANGED, scope=visit.commune.code, fields=["private_note"])


@transaction.atomic
def settle(
    commitment: ProgrammeCommitment, *, by: User, state: str, on: datetime.date, note: str = ""
) -> None:
    """Say that the programme kept its word, or dropped it and why. It is said once."""
    require(by, Action.VISIT, commitment.commune)
    _check_settling(commitment, state, on, note)
    move(commitment, "state", to=state, settled_on=on, settled_note=note)
    journal(commitment, by=by, verb=Verb.STATE, scope=commitment.commune.code)


def _check_settling(
    commitment: ProgrammeCommitment, state: str, on: datetime.date, note: str
) -> None:
    missing = []
    if commitment.state != CommitmentState.OPEN:
        missing.append(_("It is already said what became of this commitment."))
    if on > today():
        missing.append(_("This day has not come yet."))
    elif on < commitment.made_on:
        missing.append(_("It was promised after this day: check the date."))
    if state == CommitmentState.DROPPED and not note.strip():
        missing.append(_("Say why it was dropped."))
    NotReady.unless_empty(missing)


def programmes_of(by: User, commune: Commune) -> list[int]:
    """The programmes in whose name this person advises the commune."""
    mine = Assignment.objects.of(by).running().filter(covers(commune.pk))
    return [pk for pk in mine.values_list("programme", flat=True).distinct() if pk]
