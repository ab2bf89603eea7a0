"""The register of decisions: everything the meetings decided, due first, with the days late."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from communes.models import Commune
from frameworks.models import Decision, DecisionState, MeetingState

UNSETTLED = (DecisionState.OPEN, DecisionState.DISCUSSED)
TAKEN_UP = Q(
    resumed_by__meeting__state__in=(MeetingState.HELD, MeetingState.APPROVED, MeetingState.CLOSED)
)


class Entry(NamedTuple):
    """One line of the register: the decision, and how many days its deadline is past."""

    decision: Decision
    days_late: int
    open_parts: int
    taken_up_by: Decision | None


def decisions_in(commune: Commune) -> QuerySet[Decision]:
    """Every decision of the commune's meetings, with all a line of the register says."""
    rows = Decision.objects.in_commune(commune).select_related(
        "meeting__framework", "owner", "owner_person"
    )
    waiting = Count("parts", filter=Q(parts__state__in=UNSETTLED), distinct=True)
    return rows.annotate(open_parts=waiting).prefetch_related("resumed_by__meeting")


def overdue(decisions: QuerySet[Decision], day: datetime.date) -> QuerySet[Decision]:
    """Neither done nor dropped, the last possible day past, and no later decision took them up."""
    waiting = decisions.filter(state__in=UNSETTLED, deadline_on__lt=day)
    taken_up = Decision.objects.filter(TAKEN_UP).order_by().values("pk")
    return waiting.exclude(pk__in=taken_up)


def entries(decisions: Iterable[Decision], day: datetime.date) -> list[Entry]:
    """The lines of the register as they stand that day."""
    return [_entry(decision, day) for decision in decisions]


def _entry(decision: Decision, day: datetime.date) -> Entry:
    later = next((row for row in decision.resumed_by.all() if row.meeting.is_held), None)
    waiting = decision.state in UNSETTLED and later is None
    last = decision.deadline_on
    late = (day - last).days if waiting and last and last < day else 0
    return Entry(decision, late, getattr(decision, "open_parts", 0), later)
