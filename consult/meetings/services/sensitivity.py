"""Writing a note in confidence on a meeting; the journal says that one was written, not what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from communes.access import Action, require
from consult.meetings.services.lines import log
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.today import today
from frameworks.models import ConflictNote


@transaction.atomic
def note_tension(note: ConflictNote, *, by: User) -> ConflictNote:
    """Add a tension felt at a meeting and what eases it, whatever the meeting's state."""
    require(by, Action.READ_SENSITIVE, note.meeting.framework.commune)
    note.noted_on, note.noted_by = today(), by
    note.save(force_insert=True)
    log(note.meeting, note, Verb.CREATED, by=by)
    return note


@transaction.atomic
def correct_tension(note: ConflictNote, *, by: User, save: Callable[[], Any]) -> None:
    """Store what a form changed of a note (`save`): above all, what eased the tension since."""
    require(by, Action.READ_SENSITIVE, note.meeting.framework.commune)
    save()
    log(note.meeting, note, Verb.CHANGED, by=by)
