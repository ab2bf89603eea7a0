"""Document J: the list that everybody signs who receives money for travel to the meeting."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils import translation

from actionplans.documents.plan import Signature
from consult.meetings.documents import frame
from consult.meetings.documents.attendance import expected
from consult.meetings.documents.words import at_place, full_name, meeting_words, when
from consult.meetings.seats import day_of
from foundation.documents.document import Document
from foundation.formats.words import fcfa_in_words
from frameworks.models import Attendance, Meeting

TITLE = "État d’émargement des frais de déplacement"


class Traveller(NamedTuple):
    """One line of the list: who came from where, and the money received in FCFA if known."""

    number: int
    name: str
    party: str
    came_from: str = ""
    received: int | None = None


def travel_list(meeting: Meeting) -> Document:
    """The money received as noted with the attendance, its total in figures and in words."""
    rows = [row for row in _in_the_room(meeting) if row.travel_from or row.travel_paid is not None]
    lines = [
        Traveller(number, *_who(row), row.travel_from, row.travel_paid)
        for number, row in enumerate(rows, start=1)
    ]
    known = [line.received for line in lines if line.received is not None]
    total = sum(known)
    context = {
        "blank": False,
        "lines": lines,
        "total": total if known else None,
        "in_words": fcfa_in_words(total) if known else "",
        "unknown": len(lines) - len(known),
    }
    return _document(meeting, "frais-deplacement", context)


def travel_sheet(meeting: Meeting) -> Document:
    """The list to fill in by hand: names of those present, or awaited, amounts and sums in dots."""
    if meeting.is_held:
        people = [_who(row) for row in _in_the_room(meeting)]
    else:
        people = [
            (full_name(seat.person), str(seat.person.organisation or ""))
            for seat in expected(meeting)
        ]
    lines = [Traveller(number, *who) for number, who in enumerate(people, start=1)]
    spare = [len(lines) + 1 + step for step in frame.SPARE_ROWS]
    context = {"blank": True, "lines": lines, "spare": spare}
    return _document(meeting, "frais-deplacement-vierge", context)


def _in_the_room(meeting: Meeting) -> list[Attendance]:
    return list(meeting.attendance.present().select_related("person", "organisation"))


def _who(row: Attendance) -> tuple[str, str]:
    return full_name(row.person), str(row.organisation or "")


def _document(meeting: Meeting, kind: str, context: dict[str, Any]) -> Document:
    with translation.override("fr"):
        title = {
            "head": frame.undated(meeting),
            "title": TITLE,
            "meeting_words": meeting_words(meeting),
            "day": when(meeting.held_on, meeting.planned_on),
            "at_place": at_place(meeting.place),
            "signatures": _signatures(meeting),
        }
    return frame.document(
        meeting, kind, template="travel", title=TITLE, context={**title, **context}
    )


def _signatures(meeting: Meeting) -> list[Signature]:
    """Who paid, who saw it done, and who heads the commune."""
    secretary = frame.bureau(meeting)[0]
    head = frame.executive(meeting.framework.commune, day_of(meeting))
    return [Signature("L’agent payeur"), secretary, head]
