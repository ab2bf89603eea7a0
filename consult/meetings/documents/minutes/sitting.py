"""How the meeting was held: when, where, called how, by whom opened, led and written."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from communes.models import Commune
from consult.meetings.documents.words import (
    DOTS,
    at_place,
    day_opening,
    listed,
    meeting_words,
    named,
)
from consult.meetings.seats import day_of
from foundation.formats.dates import day, hour
from foundation.formats.numbers import NBSP
from frameworks.models import (
    BureauRole,
    BureauSeat,
    Designation,
    Meeting,
    PaperPart,
    Sitting,
)
from frameworks.wording import Words

SEATS: Final = {
    BureauRole.CO_CHAIR: "Co-présidence",
    BureauRole.VICE_CHAIR: "Vice-présidence",
    BureauRole.RAPPORTEUR: "Rapporteur",
    BureauRole.ORGANISER: "Organisation",
    BureauRole.INTERPRETER: "Interprétation",
}
DESIGNATED: Final = {
    Designation.RIGHT: "de droit",
    Designation.ELECTION: "par élection",
    Designation.ACCLAMATION: "par acclamation",
}
SEMICOLON: Final = f"{NBSP}; "
# Those who serve the meeting sit there by nobody's right.
SERVING: Final = (BureauRole.ORGANISER, BureauRole.INTERPRETER)


def sitting(meeting: Meeting, words: Words) -> dict[str, Any]:
    """The opening words, the circumstances, the bureau and the closing words."""
    seats = list(meeting.bureau.select_related("person"))
    days = list(meeting.sittings.all())
    return {
        "opening": words.text(PaperPart.OPENING, _opening(meeting)),
        "circumstances": _circumstances(meeting, days),
        "bureau": [*_bureau(meeting, seats), *_seats(seats)],
        "closing": words.text(PaperPart.CLOSING, _closing(meeting)),
    }


def _opening(meeting: Meeting) -> str:
    place = ", ".join(filter(None, (at_place(meeting.place), _elsewhere(meeting))))
    held = f"{day_opening(meeting.held_on)}, s’est tenue"
    return f"{held}{f', {place},' if place else ''} la {meeting_words(meeting)}."


def _elsewhere(meeting: Meeting) -> str:
    """« commune de Ségou », when the meeting was held outside the framework's own commune."""
    other = meeting.place_commune
    if other is None or other == meeting.framework.commune:
        return ""
    return f"commune {_of(other, meeting)}"


def _of(commune: Commune, meeting: Meeting) -> str:
    name = commune.name_on(day_of(meeting))
    return f"d’{name}" if name[:1].lower() in "aeiouéèhîô" else f"de {name}"


def _circumstances(meeting: Meeting, days: list[Sitting]) -> list[str]:
    """What a reader must know of how the meeting was called and held, in sentences."""
    return list(
        filter(
            None,
            (
                _joint(meeting),
                _second_call(meeting),
                _put_off(meeting),
                _sittings(days),
                "Cette réunion a été saisie après coup, d’après le registre."
                if meeting.entered_afterwards
                else "",
            ),
        )
    )


def _joint(meeting: Meeting) -> str:
    others = [_of(commune, meeting) for commune in meeting.joint_with.order_by("name")]
    number = f" n°{NBSP}{meeting.joint_number}" if meeting.joint_number else ""
    if not others:
        return f"La réunion porte le numéro conjoint {meeting.joint_number}." if number else ""
    communes = "la commune" if len(others) == 1 else "les communes"
    return f"Réunion conjointe{number} avec {communes} {listed(others)}."


def _second_call(meeting: Meeting) -> str:
    first = meeting.second_call_of
    if first is None:
        return ""
    planned = f" du {day(first.planned_on)}" if first.planned_on else ""
    why = f"{NBSP}: {first.not_held_reason.rstrip('.')}" if first.not_held_reason else ""
    return (
        f"La réunion s’est tenue sur deuxième convocation, la réunion n°{NBSP}{first.number}"
        f"{planned} n’ayant pas été tenue{why}."
    )


def _put_off(meeting: Meeting) -> str:
    planned, held = meeting.planned_on, meeting.held_on
    if not planned or not held or held.precision != "day" or held.first_day == planned:
        return ""
    return f"Elle était prévue le {day(planned)}."


def _sittings(days: list[Sitting]) -> str:
    if not days:
        return ""
    several = f"{len(days)} séances" if len(days) > 1 else "une séance"
    return f"La réunion s’est tenue en {several}{NBSP}: {SEMICOLON.join(map(_day, days))}."


def _day(one: Sitting) -> str:
    began, ended = hour(one.started_at), hour(one.ended_at)
    hours = f" de {began} à {ended}" if began and ended else f" à {began}" if began else ""
    return f"le {day(one.day)}{hours}{f' ({one.note})' if one.note else ''}"


def _bureau(meeting: Meeting, seats: list[BureauSeat]) -> list[str]:
    """Who opened the sitting and when, who chaired, wrote and facilitated, in sentences."""
    chair, writer, helper = map(named, (meeting.chair, meeting.secretary, meeting.facilitator))
    openers = [named(seat.person) for seat in seats if seat.role == BureauRole.OPENER]
    at = f" à {hour(meeting.started_at)}" if meeting.started_at else ""
    by = f" par {listed(openers)}" if openers else ""
    called = meeting.called_at and meeting.called_at != meeting.started_at
    said = f"Convoquée pour {hour(meeting.called_at)}, la" if called else "La"
    under = f"{',' if by else ''} sous la présidence de {chair}" if chair else ""
    return [
        sentence
        for sentence in (
            f"{said} séance a été ouverte{at}{by}{under}." if at or by or chair else "",
            f"Le secrétariat a été assuré par {writer}." if writer else "",
            f"Les échanges ont été facilités par {helper}." if helper else "",
        )
        if sentence
    ]


def _seats(seats: list[BureauSeat]) -> list[str]:
    """« Vice-présidence : Mme Awa TOGO (par acclamation). »"""
    others = [seat for seat in seats if seat.role in SEATS]
    order = list(SEATS)
    others.sort(key=lambda seat: order.index(BureauRole(seat.role)))
    return [
        f"{SEATS[BureauRole(role)]}{NBSP}: {SEMICOLON.join(map(_seated, held))}."
        for role, held in groupby(others, key=lambda seat: seat.role)
    ]


def _seated(seat: BureauSeat) -> str:
    how = DESIGNATED[Designation(seat.designation)]
    if seat.role in SERVING and seat.designation == Designation.RIGHT:
        return named(seat.person)
    return f"{named(seat.person)} ({how})"


def _closing(meeting: Meeting) -> str:
    began, ended = hour(meeting.started_at), hour(meeting.ended_at)
    if not meeting.is_held:
        return f"L’ordre du jour étant épuisé, la séance a pris fin à {DOTS}."
    begun = f", commencée à {began}," if began else ""
    end = f"a pris fin à {ended}" if ended else "a été levée"
    return f"L’ordre du jour étant épuisé, la séance{begun} {end}."
