"""What had become of earlier decisions when the minutes of a later meeting were approved."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db.models import Q

from foundation.journal.models import Entry, Verb
from frameworks.models import Decision, DecisionState, Meeting, MeetingKind


class Followed(NamedTuple):
    """An earlier decision and its situation at the time of the minutes that recall it."""

    decision: Decision
    situation: str


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """The last meeting of the framework held before this one, preparatory ones apart."""
    earlier = meeting.framework.meetings.held().filter(number__lt=meeting.number)
    return earlier.exclude(kind=MeetingKind.PREPARATORY).order_by("-number").first()


def followed(meeting: Meeting, earlier: Meeting | None = None) -> list[Followed]:
    """The decisions a meeting comes back to: every one left open by any earlier meeting that
    stands under its agenda, and all of the meeting before, settled ones too.

    What does not come back is not here: it says why elsewhere. Approved minutes keep what was
    known at approval.
    """
    earlier = earlier or previous_meeting(meeting)
    rows = meeting.subjects.filter(decision__isnull=False)
    left_out = rows.filter(item=None).values("decision")
    before = Q(pk__in=rows.filter(item__isnull=False).values("decision")) | Q(meeting=earlier)
    found = Decision.objects.filter(before).exclude(pk__in=left_out)
    related = found.select_related("meeting", "owner", "owner_person")
    decisions = list(related.order_by("meeting__number", "number"))
    moves = _moves(decisions, meeting)
    approved = _approved_at(meeting) if meeting.is_locked else None
    return [Followed(row, _situation(row, moves.get(row.pk, []), approved)) for row in decisions]


def _approved_at(meeting: Meeting) -> datetime.datetime | None:
    """When the minutes were approved, by the journal; loaded ones count from the start."""
    entries = Entry.objects.about(meeting).filter(verb=Verb.APPROVED)
    found = entries.values_list("at", flat=True).first()
    return found or datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _moves(
    decisions: list[Decision], meeting: Meeting
) -> dict[int, list[tuple[datetime.datetime, str]]]:
    """Each decision's changes of state, oldest first, in one query."""
    entries = Entry.objects.in_scope(meeting.framework.commune.code).filter(
        kind=Decision._meta.label_lower, record__in=[str(row.pk) for row in decisions],
        verb=Verb.STATE,
    )  # fmt: skip
    found: dict[int, list[tuple[datetime.datetime, str]]] = {}
    for record, at, note in entries.order_by("number").values_list("record", "at", "note"):
        found.setdefault(int(record), []).append((at, note))
    return found


def _situation(
    decision: Decision,
    moves: list[tuple[datetime.datetime, str]],
    until: datetime.datetime | None,
) -> str:
    now = str(decision.get_state_display())
    if until is None or not any(at > until for at, _note in moves):
        return now
    before = [note for at, note in moves if at <= until]
    said = before[-1] if before else DecisionState.OPEN.value
    return str(DecisionState(said).label) if said in DecisionState.values else said
