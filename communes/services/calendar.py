"""Keeping the local calendar of a commune: each line typed, corrected or taken away, journaled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import LocalDate
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady, Stale


@transaction.atomic
def add_local_dates(lines: Iterable[LocalDate], *, by: User) -> list[LocalDate]:
    """Write new lines into the calendar of their commune."""
    added = list(lines)
    for line in added:
        require(by, Action.EDIT_ACTORS, line.commune)
        _once(lambda line=line: line.save(force_insert=True))  # type: ignore[misc]
        journal(line, by=by, verb=Verb.CREATED, scope=line.commune.code)
    return added


@transaction.atomic
def change_local_date(
    line: LocalDate, *, by: User, save: Callable[[], Any], fields: Iterable[str]
) -> None:
    """Store what a form changed (`save`)."""
    require(by, Action.EDIT_ACTORS, line.commune)
    _once(save)
    journal(line, by=by, verb=Verb.CHANGED, scope=line.commune.code, fields=fields)


@transaction.atomic
def remove_local_date(line: LocalDate, *, by: User) -> None:
    """Take a line out of the calendar; the journal keeps what it was. Nothing rests on it."""
    require(by, Action.EDIT_ACTORS, line.commune)
    note = str(line)
    journal(line, by=by, verb=Verb.REMOVED, scope=line.commune.code, note=note)
    deleted, _rows = line.commune.local_dates.filter(pk=line.pk).delete()
    if not deleted:
        raise Stale


def _once(save: Callable[[], Any]) -> None:
    """Save, and say in words when the same line was entered at the same moment."""
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise NotReady(_("This is already in the calendar.")) from error
