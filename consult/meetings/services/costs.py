"""Writing what a meeting costs; once the minutes are approved, only what was paid since."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Organisation
from consult.meetings.services.lines import Line, locked_sentence, log, write_lines
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from frameworks.models import Meeting, MeetingState

# Bills are often settled long after the meeting: these stay open when the minutes are approved.
PAID_LATER = ("paid", "paid_on", "evidence")


@transaction.atomic
def record_costs(meeting: Meeting, lines: Iterable[Line], *, by: User) -> None:
    """Store the costs of a page; one entry of the meeting's journal for all of them."""
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    lines = list(lines)
    if not lines:
        return
    if _approved(meeting) and not all(_is_payment(line) for line in lines):
        raise NotReady(locked_sentence(meeting))
    _only_known_here(meeting, lines)
    write_lines(meeting, lines, by=by)
    log(meeting, meeting, Verb.RECORDED, by=by, fields=["costs"])


def _approved(meeting: Meeting) -> bool:
    """Whether the minutes are approved in the database, whatever this page was told."""
    locked = (MeetingState.APPROVED, MeetingState.CLOSED)
    return type(meeting)._base_manager.filter(pk=meeting.pk, state__in=locked).exists()


def _is_payment(line: Line) -> bool:
    return bool(line.record.pk) and not line.remove and set(line.fields) <= set(PAID_LATER)


def _only_known_here(meeting: Meeting, lines: list[Line]) -> None:
    """New lines name the commune's own organisations, or those all communes share."""
    added: list[int] = [line.record.party_id for line in lines if not line.record.pk]  # type: ignore[attr-defined]
    known = Organisation.objects.usable_in(meeting.framework.commune).filter(pk__in=added)
    if known.count() != len(set(added)):
        raise NotReady(_("One of those who pay does not belong to this commune."))
