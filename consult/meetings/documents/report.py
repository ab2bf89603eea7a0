"""Document J: the workshop report of a meeting that was held, for the programme."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils import translation

from consult.meetings.costs import costs_of
from consult.meetings.documents import frame
from consult.meetings.documents.attendance import roll_of
from consult.meetings.documents.minutes.outcome import outcome
from consult.meetings.documents.minutes.talks import talks
from consult.meetings.documents.notices import sender
from consult.meetings.documents.wording import Trial, words_for
from consult.meetings.documents.words import at_place, meeting_words, named, when
from foundation.documents.document import Document
from foundation.formats.dates import hour
from foundation.formats.numbers import NBSP
from frameworks.models import AgendaState, Meeting, Paper, PaperPart

TITLE = "Rapport d’atelier"


class Retained(NamedTuple):
    """A need the meeting retained, and in which sector."""

    sector: str
    code: str
    statement: str


def workshop_report(meeting: Meeting, trial: Trial | None = None) -> Document:
    """Who came, how the day went, what was decided, retained and paid; unknown is left out."""
    with translation.override("fr"):
        words, roll = words_for(meeting, Paper.REPORT, trial), roll_of(meeting)
        said, made = talks(meeting), outcome(meeting)
        costs = costs_of(meeting)
        context: dict[str, Any] = {
            "head": words.head(frame.undated(meeting)),
            "meeting_words": meeting_words(meeting),
            "day": when(meeting.held_on, meeting.planned_on),
            "at_place": at_place(meeting.place),
            "opening": words.text(PaperPart.OPENING),
            "closing": words.text(PaperPart.CLOSING),
            "signatures": words.signatures([*frame.bureau(meeting), sender(meeting)]),
            "people": _people(meeting),
            "tallies": [bench.tally for bench in roll.benches],
            "total": roll.total,
            "course": [item for item in meeting.agenda.all() if _told(item.state)],
            "decisions": said["decisions"],
            "retained": _retained(made["needs"]),
            "plans": made["plans"],
            "costs": costs,
            "annexes": _annexes(meeting, made["plans"]),
        }
    return frame.document(
        meeting, "rapport-atelier", template="report", title=TITLE, context=context
    )


def _told(state: str) -> bool:
    return state != AgendaState.WITHDRAWN


def _people(meeting: Meeting) -> list[str]:
    """When it was opened and closed, who chaired, wrote and helped."""
    began, ended = hour(meeting.started_at), hour(meeting.ended_at)
    roles = (
        ("Présidence", named(meeting.chair)),
        ("Secrétariat", named(meeting.secretary)),
        ("Facilitation", named(meeting.facilitator)),
    )
    hours = f"Ouverture à {began}{f', clôture à {ended}' if ended else ''}." if began else ""
    return [*filter(None, [hours]), *(f"{role}{NBSP}: {who}." for role, who in roles if who)]


def _retained(needs: list[tuple[str, list[Any]]]) -> list[Retained]:
    return [
        Retained(sector, row.need.code, row.need.statement)
        for sector, rows in needs
        for row in rows
        if row.choice == "Retenu"
    ]


def _annexes(meeting: Meeting, plans: list[Any]) -> list[str]:
    """The papers of the meeting that exist, and those signed and scanned."""
    state = "approuvé" if meeting.is_locked else "projet, pas encore approuvé"
    kept = meeting.files.filter(withdrawn_reason="").order_by("kind")
    scans = {str(row.get_kind_display()): None for row in kept}
    return [
        *(["Liste de présence"] if meeting.attendance.exists() else []),
        f"Procès-verbal ({state})",
        *(f"Plan d’action n°{NBSP}{agreed.plan.cycle.number}" for agreed in plans),
        *(f"Copie numérisée{NBSP}: {scan}" for scan in scans),
    ]
