"""The *procès-verbal de carence*: a meeting was called, and could not be held."""

from __future__ import annotations

from django.utils import translation

from consult.meetings.documents import frame
from consult.meetings.documents.notices import announced, called_day, called_hour, sender
from consult.meetings.documents.words import DOTS, at_place, of_framework, when
from consult.meetings.seats import figures_of
from foundation.documents.document import Document
from foundation.formats.numbers import ordinal
from frameworks.models import AttendanceMode, Meeting


def shortfall(meeting: Meeting) -> Document:
    """Who called whom for when, who came, why it was not held, when it is called again."""
    with translation.override("fr"):
        again = meeting.framework.meetings.filter(second_call_of=meeting).first()
        present = meeting.attendance.filter(mode=AttendanceMode.PRESENT)
        context = {
            "head": frame.undated(meeting),
            "draft": meeting.not_held_reason == "",
            "called": (
                f"La {ordinal(meeting.number, 'f')} réunion {of_framework(meeting.framework)}, "
                f"convoquée pour le {called_day(meeting) or DOTS} à "
                f"{called_hour(meeting) or DOTS}, {at_place(meeting.place) or f'à {DOTS}'}, "
                "n’a pas pu se tenir."
            ),
            "reason": meeting.not_held_reason or DOTS,
            "points": announced(meeting),
            "figures": figures_of(meeting),
            "people": list(present.select_related("person", "organisation")),
            "again": when(again.held_on, again.planned_on) if again else "",
            "signatures": [*frame.bureau(meeting)[:1], sender(meeting)],
        }
    return frame.document(
        meeting,
        "pv-carence",
        template="shortfall",
        title="Procès-verbal de carence",
        context=context,
    )
