"""Several rows typed on one page, written in one go, each with its journal line."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from frameworks.models import AgendaItem, Decision, Meeting, MeetingState, OpenSubject

__all__ = ["Line", "locked_sentence", "log", "require_open", "write_lines"]


def locked_sentence(meeting: Meeting) -> str:
    """Why nothing of this meeting changes any more."""
    return _(
        "The minutes of meeting no. %(number)s are approved: nothing of it changes any more. "
        "Whoever approves minutes may reopen the latest ones, with a reason."
    ) % {"number": meeting.number}


def require_open(meeting: Meeting, *, by: User) -> None:
    """Stop unless this person runs the commune's meetings and the minutes are not approved."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    now = type(meeting)._base_manager.filter(pk=meeting.pk).values_list("state", flat=True).first()
    if now in (MeetingState.APPROVED, MeetingState.CLOSED):
        raise NotReady(locked_sentence(meeting))


def log(
    meeting: Meeting,
    record: models.Model,
    verb: Verb,
    *,
    by: User,
    fields: Iterable[str] = (),
    note: str = "",
) -> None:
    """One line in the journal of the meeting's commune."""
    scope = meeting.framework.commune.code
    journal(record, by=by, verb=verb, scope=scope, fields=fields, note=note)


def write_lines(meeting: Meeting, lines: Iterable[Line], *, by: User) -> None:
    """Store the rows of a page; a row other records rest on is never taken away."""
    for line in lines:
        if line.remove:
            _take_away(meeting, line.record, by=by)
            continue
        verb = Verb.CREATED if line.record.pk is None else Verb.CHANGED
        line.save()
        log(meeting, line.record, verb, by=by, fields=line.fields)


def _take_away(meeting: Meeting, record: models.Model, *, by: User) -> None:
    log(meeting, record, Verb.REMOVED, by=by)
    _leave_later_agendas(record)
    try:
        record.delete()
    except models.ProtectedError as error:
        raise NotReady(
            _("“%(row)s” cannot be taken away: other records rest on it.") % {"row": record}
        ) from error


def _leave_later_agendas(record: models.Model) -> None:
    """What was typed by mistake comes back nowhere; approved minutes keep what they say of it."""
    column = {Decision: "decision", AgendaItem: "put_off"}.get(type(record))
    if column:
        rows = OpenSubject.objects.filter(**{column: record})
        rows.exclude(meeting__state__in=(MeetingState.APPROVED, MeetingState.CLOSED)).delete()
