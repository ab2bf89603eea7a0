"""Writing the register of invitations: the whole list, its common day and numbers, in one go."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Organisation, Person
from consult.meetings.invitees import key_of, numbers_from, references_in_use
from consult.meetings.services.agenda import add_what_is_open
from consult.meetings.services.lines import log, require_open
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.moves import move
from frameworks.models import Invitation, InvitationMeans, Meeting, MeetingState


@dataclass
class Invited:
    """One line of the register as typed: how to store it, what was changed, whether it goes."""

    row: Invitation
    save: Callable[[], Any] | None = None
    fields: Sequence[str] = ()
    remove: bool = False
    received: bool = False


@dataclass(frozen=True)
class Common:
    """What the head of the page says for the lines that say nothing themselves."""

    means: str = ""
    received_on: datetime.date | None = None
    in_series: bool = False


FILLED = ("means", "sent_on", "received_on", "reference")


@transaction.atomic
def send_invitations(
    meeting: Meeting,
    *,
    by: User,
    save: Callable[[], Any],
    fields: Iterable[str],
    lines: Iterable[Invited] = (),
    common: Common | None = None,
) -> int:
    """Store who is invited, when the letters left and how; without a day they have not left.

    What is open stands on the agenda before they leave. Once they left, their day is corrected
    here; taking it away is a step back. Answers how many are invited.
    """
    require_open(meeting, by=by)
    fields, lines = list(fields), list(lines)
    _only_known_here(meeting, lines)
    kept = [line for line in lines if not line.remove]
    before = _stored(meeting)
    if "invitation_sent_on" in fields or not before:
        _follow_the_common_day(meeting, kept)
    _fill(meeting, kept, common or Common())
    if meeting.invitation_sent_on is None:
        days = [line.row.sent_on for line in kept if line.row.sent_on]
        meeting.invitation_sent_on = min(days, default=None)
    leaving = _leave_now(meeting)
    save()
    log(meeting, meeting, Verb.CHANGED, by=by, fields=fields)
    _write(meeting, lines, before, by=by)
    if leaving:
        add_what_is_open(meeting, by=by)
        move(meeting, "state", to=MeetingState.INVITED)
        log(meeting, meeting, Verb.STATE, by=by, note=str(MeetingState.INVITED.value))
    return len(kept)


def _leave_now(meeting: Meeting) -> bool:
    """Whether the day typed makes the invitations sent; once sent, they do not come back."""
    left = meeting.invitation_sent_on is not None
    if meeting.state == MeetingState.INVITED and not left:
        raise NotReady(
            _(
                "The invitations are noted as sent. Correct their day here; to prepare the "
                "meeting again, take the step back on the page of the meeting, saying why."
            )
        )
    return left and meeting.state == MeetingState.DRAFT


def _stored(meeting: Meeting) -> dict[int, tuple[Any, ...]]:
    """What the lines say in the database: this send's values already stand in the records."""
    rows = meeting.invitations.order_by().values_list("pk", *FILLED)
    return {row[0]: row[1:] for row in rows}


def _only_known_here(meeting: Meeting, lines: list[Invited]) -> None:
    """New lines name the commune's own people and organisations, or those all communes share."""
    commune, added = meeting.framework.commune, [line.row for line in lines if not line.row.pk]
    people = {row.person_id for row in added if row.person_id}
    parties = {row.organisation_id for row in added if row.organisation_id and not row.person_id}
    known = Person.objects.usable_in(commune).filter(pk__in=people).count()
    listed = Organisation.objects.usable_in(commune).filter(pk__in=parties).count()
    if (known, listed) != (len(people), len(parties)):
        raise NotReady(_("One of those invited does not belong to this commune."))


def _follow_the_common_day(meeting: Meeting, kept: list[Invited]) -> None:
    """Lines that bore the day typed at the head follow it when it is corrected or taken back."""
    rows = type(meeting)._base_manager.filter(pk=meeting.pk)
    was = rows.values_list("invitation_sent_on", flat=True).get()
    for line in kept:
        said = "sent_on" in line.fields
        if not said and line.row.sent_on in (None, was):
            line.row.sent_on = meeting.invitation_sent_on


def _fill(meeting: Meeting, kept: list[Invited], common: Common) -> None:
    for line in kept:
        row = line.row
        row.means = row.means or common.means or InvitationMeans.LETTER
        if line.received and row.received_on is None:
            row.received_on = common.received_on
    without = [line.row for line in kept if not line.row.reference and _is_letter(line.row)]
    if not (common.in_series and meeting.invitation_reference and without):
        return
    taken = references_in_use(meeting) | {line.row.reference for line in kept}
    for row, reference in zip(
        without, numbers_from(meeting.invitation_reference, taken), strict=False
    ):
        row.reference = reference[:60]


def _is_letter(row: Invitation) -> bool:
    return row.means == InvitationMeans.LETTER


def _write(
    meeting: Meeting, lines: list[Invited], before: dict[int, tuple[Any, ...]], *, by: User
) -> None:
    """Add, change and take away lines; one entry of the journal for the whole list."""
    added: dict[str, Invitation] = {}
    changed = 0
    for line in lines:
        row = line.row
        if line.remove:
            log(meeting, row, Verb.REMOVED, by=by)
            row.delete()
        elif row.pk is None:
            row.meeting = meeting
            added.setdefault(key_of(row), row)
        elif line.fields or before[row.pk] != tuple(getattr(row, name) for name in FILLED):
            (line.save or row.save)()
            changed += 1
    Invitation.objects.bulk_create(added.values())
    if added or changed:
        note = f"+{len(added)}" if added else ""
        log(meeting, meeting, Verb.RECORDED, by=by, fields=["invitations"], note=note)
