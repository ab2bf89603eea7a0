"""What announces a meeting in few words: the notice the radio reads out, the text of a message."""

from __future__ import annotations

from typing import Any, Final

from django.utils import translation

from actionplans.documents.plan import Signature
from consult.meetings.documents import frame
from consult.meetings.documents.words import DOTS, at_place, meeting_words, of_framework, when
from consult.meetings.messages import lighter, size_of, tidy_signs
from consult.meetings.seats import day_of
from foundation.documents.document import Document
from foundation.formats.dates import day, hour
from foundation.formats.numbers import ordinal
from frameworks.models import AgendaState, Meeting

MOST_WORDS: Final = 90  # what a presenter reads in about thirty seconds
MOST_POINTS: Final = 5
MOST_SMS: Final = 2


def sender(meeting: Meeting) -> Signature:
    """Who heads the commune on the day the letters leave."""
    return frame.executive(meeting.framework.commune, meeting.invitation_sent_on or day_of(meeting))


def called_day(meeting: Meeting) -> str:
    """The day people are called for: the planned one, even if the meeting was held later."""
    return when(None if meeting.planned_on else meeting.held_on, meeting.planned_on)


def called_hour(meeting: Meeting) -> str:
    """The hour people are called for."""
    return hour(meeting.called_at or meeting.started_at)


def announced(meeting: Meeting) -> list[str]:
    """The agenda as proposed: points added in the room were not announced."""
    items = meeting.agenda.exclude(state__in=(AgendaState.ADDED, AgendaState.WITHDRAWN))
    return list(items.values_list("title", flat=True))


def radio_notice(meeting: Meeting) -> str:
    """What the local radio reads out in about thirty seconds, with as many points as fit."""
    points = announced(meeting)[:MOST_POINTS]
    head, commune = sender(meeting), meeting.framework.commune
    where = at_place(meeting.place) or f"à {DOTS}"
    opening = (
        f"{head.capacity} de la {frame.commune_words(commune, day_of(meeting))} invite les membres "
        f"{of_framework(meeting.framework)} à la {ordinal(meeting.number, 'f')} réunion du cadre, "
        f"le {called_day(meeting) or DOTS} à {called_hour(meeting) or DOTS}, {where}."
    )
    ending = (
        " Sont attendus les organisations professionnelles, les services "
        "techniques et les partenaires. Votre présence compte."
    )
    for kept in range(len(points), 0, -1):
        text = f"{opening} À l’ordre du jour : {' ; '.join(points[:kept])}.{ending}"
        if len(text.split()) <= MOST_WORDS:
            return text
    return opening + ending


def radio_words(meeting: Meeting) -> dict[str, Any]:
    """The notice with the day it is read and the station, dots where they are not known."""
    return {
        "radio": radio_notice(meeting),
        "radio_day": day(meeting.radio_notice_on, weekday=True) or DOTS,
        "radio_station": meeting.radio_station or DOTS,
    }


def radio_paper(meeting: Meeting) -> Document:
    """The notice alone on a sheet, to hand to the station."""
    with translation.override("fr"):
        dated = meeting.invitation_sent_on
        context = {
            "head": frame.head(meeting, dated),
            "sender": sender(meeting),
            **radio_words(meeting),
        }
    return frame.document(
        meeting, "communique-radio", template="radio", title="Communiqué radio", context=context
    )


def message_text(meeting: Meeting) -> str:
    """The invitation in a few lines for WhatsApp or SMS: day, hour, place, object, who signs.

    As many points of the agenda as two SMS hold.
    """
    with translation.override("fr"):
        points = announced(meeting)
        for kept in range(len(points), 0, -1):
            text = _message(meeting, points[:kept])
            if size_of(lighter(text)).parts <= MOST_SMS:
                return text
        return _message(meeting, [])


def _message(meeting: Meeting, points: list[str]) -> str:
    head = sender(meeting)
    known = (called_day(meeting), called_hour(meeting), meeting.place.strip())
    when_and_where = ", ".join(filter(None, known))
    lines = [
        f"Invitation : {meeting_words(meeting)}.",
        f"Date et lieu : {when_and_where}." if when_and_where else "",
        f"Objet : {' ; '.join(points)}." if points else "",
        f"{head.capacity}{f', {head.name}' if head.name else ''}",
    ]
    return tidy_signs("\n".join(filter(None, lines)))
