"""The meeting as a calendar file (RFC 5545) that any telephone reads. It names nobody."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from django.utils import translation

from consult.meetings.documents import frame
from consult.meetings.documents.notices import announced
from consult.meetings.documents.words import meeting_words
from consult.meetings.seats import day_of
from foundation.journal.models import Entry
from frameworks.models import Meeting, MeetingState

ZONE: Final = "Africa/Bamako"
LINE: Final = 75  # octets, the line's end apart
# Mali keeps the hour of Greenwich the whole year.
TIME_ZONE: Final = (
    "BEGIN:VTIMEZONE", f"TZID:{ZONE}", "BEGIN:STANDARD", "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "TZNAME:GMT", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
STATUS: Final = {
    MeetingState.DRAFT: "TENTATIVE",
    MeetingState.NOT_HELD: "CANCELLED",
}


def called_on(meeting: Meeting) -> datetime.date | None:
    """The day for a calendar: planned, else held where the very day is known."""
    if meeting.planned_on:
        return meeting.planned_on
    held = meeting.held_on
    return held.first_day if held and held.precision == "day" else None


def calendar_file(meeting: Meeting, day: datetime.date) -> str:
    """One event; each change of the meeting gives it a higher number, so that calendars follow."""
    with translation.override("fr"):
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Consult//Cadre de concertation//FR",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", *TIME_ZONE, *_event(meeting, day),
            "END:VCALENDAR",
        ]  # fmt: skip
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def filename(meeting: Meeting) -> str:
    """« invitation-3-dioro-2024-10.ics »."""
    return frame.document(
        meeting, "invitation", template="letters", title="", context={}
    ).filename.replace(".pdf", ".ics")


def _event(meeting: Meeting, day: datetime.date) -> list[str]:
    commune = meeting.framework.commune
    entries = Entry.objects.about(meeting)
    changes = list(entries.values_list("at", flat=True))
    stamp = changes[0] if changes else datetime.datetime.combine(day, datetime.time())
    place = ", ".join(filter(None, (meeting.place.strip(), commune.name_on(day_of(meeting)))))
    points = [f"{number}. {title}" for number, title in enumerate(announced(meeting), start=1)]
    described = "\n".join(["Ordre du jour :", *points]) if points else ""
    return [
        "BEGIN:VEVENT",
        f"UID:reunion-{meeting.pk}-{commune.code}@consult",
        f"SEQUENCE:{len(changes)}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%S}Z",
        *_times(meeting, day),
        f"SUMMARY:{escape(_first_capital(meeting_words(meeting)))}",
        f"LOCATION:{escape(place)}",
        *([f"DESCRIPTION:{escape(described)}"] if described else []),
        f"STATUS:{STATUS.get(MeetingState(meeting.state), 'CONFIRMED')}",
        "END:VEVENT",
    ]


def _times(meeting: Meeting, day: datetime.date) -> Iterator[str]:
    """The hours where they are known, else the whole day."""
    opened = meeting.called_at or meeting.started_at
    if opened is None:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART;TZID={ZONE}:{day:%Y%m%d}T{opened:%H%M%S}"
    if meeting.ended_at and meeting.ended_at > opened:
        yield f"DTEND;TZID={ZONE}:{day:%Y%m%d}T{meeting.ended_at:%H%M%S}"


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def escape(text: str) -> str:
    """A text value: backslash, comma, semicolon and line ends as the format writes them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """The line in pieces of 75 octets at most, never cut within a letter."""
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LINE:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    yield piece
