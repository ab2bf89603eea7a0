"""The turns of phrase of a commune's papers, in French, from what the record knows."""

from __future__ import annotations

import datetime
import re
from typing import Final

from communes.models import Person, Sex
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP, ordinal
from foundation.formats.partial import PartialDate
from foundation.formats.words import day_in_words, year_in_words
from frameworks.models import (
    Decision,
    DecisionMode,
    DecisionPart,
    Framework,
    Meeting,
    MeetingKind,
)

DOTS: Final = "……………………"
# How French enters a place that is named by a common noun: « salle… » is « dans la salle… ».
INTO: Final = {
    "bureau": "au ", "case": "dans la ", "centre": "au ", "concession": "dans la ",
    "cour": "dans la ", "école": "à l’", "foyer": "au ", "gouvernorat": "au ", "hangar": "sous le ",
    "hôtel": "à l’", "magasin": "au ", "mairie": "à la ", "maison": "à la ", "marché": "au ",
    "place": "sur la ", "préfecture": "à la ", "salle": "dans la ", "siège": "au ",
    "sous-préfecture": "à la ", "stade": "au ", "terrain": "sur le ",
}  # fmt: skip
_SETTLED = re.compile(r"(?:à|au|aux|chez|dans|sous|sur)\b", re.IGNORECASE)


def meeting_words(meeting: Meeting) -> str:
    """« 1re réunion (constitutive) du cadre de concertation… »."""
    kind = str(meeting.get_kind_display())
    if meeting.kind == MeetingKind.PREPARATORY and meeting.sector:
        kind = f"préparatoire, filière {meeting.sector}"
    return f"{ordinal(meeting.number, 'f')} réunion ({kind}) {of_framework(meeting.framework)}"


def of_framework(framework: Framework) -> str:
    """« du cadre de concertation commune – secteur privé de Dioro »."""
    name = framework.name.strip()
    if name.lower().startswith("cadre"):
        return f"du {name[:1].lower()}{name[1:]}"
    return f"du cadre de concertation «{NBSP}{name}{NBSP}»"


def at_place(place: str) -> str:
    """« dans la salle de délibération de la mairie », « à Kominé »; nothing when not known."""
    place = place.strip()
    if not place:
        return ""
    if _SETTLED.match(place):
        return f"{place[:1].lower()}{place[1:]}"
    first = re.split(r"[\s,’']", place, maxsplit=1)[0].lower()
    if first in INTO:
        return f"{INTO[first]}{place[:1].lower()}{place[1:]}"
    return f"à {place}"


def day_opening(held_on: PartialDate | None) -> str:
    """« L’an deux mille vingt-quatre et le mercredi vingt mars », as far as the day is known."""
    if held_on is None:
        return f"L’an {DOTS} et le {DOTS}"
    first, year = held_on.first_day, year_in_words(held_on.year)
    if held_on.precision == "year":
        return f"L’an {year}"
    words = day_in_words(first, weekday=True).removesuffix(f" {year}")
    if held_on.precision == "month":
        return f"L’an {year}, au mois {_of(words.rpartition(' ')[2])}"
    return f"L’an {year} et le {words}"


def _of(noun: str) -> str:
    """« d’octobre », « de mars »."""
    return f"d’{noun}" if noun[0] in "aeiouéèh" else f"de {noun}"


def when(held_on: PartialDate | None, planned_on: datetime.date | None) -> str:
    """The day a meeting is known by: « mercredi 20 mars 2024 », « mars 2024 », or nothing."""
    if held_on and held_on.precision != "day":
        return day(held_on)
    known = held_on.first_day if held_on else planned_on
    return day(known, weekday=True) if known else ""


def full_name(person: Person) -> str:
    """Prénom NOM."""
    return f"{person.first_name} {person.last_name.upper()}"


def title_of(person: Person, *, short: bool = False) -> str:
    """Madame, Monsieur; « Mme », « M. » in a running text."""
    if person.sex == Sex.WOMAN:
        return "Mme" if short else "Madame"
    return "M." if short else "Monsieur"


def named(person: Person | None) -> str:
    """« M. Bakary SACKO, Maire, président du cadre »; nothing when nobody is named."""
    if person is None:
        return ""
    name = f"{title_of(person, short=True)}{NBSP}{full_name(person)}"
    return f"{name}, {person.function}" if person.function else name


def deadline(decision: Decision | DecisionPart) -> str:
    """« avant la Tabaski (au plus tard le 16 juin 2024) »: the words, and the last possible day."""
    last = day(decision.deadline_on) if decision.deadline_on else ""
    if decision.deadline_words and last:
        return f"{decision.deadline_words} (au plus tard le {last})"
    return decision.deadline_words or last


def taken(decision: Decision) -> str:
    """« par consensus », or the vote with the voices the paper gives."""
    if decision.mode != DecisionMode.VOTE:
        return "par consensus"
    voices = [
        f"{votes}{NBSP}{word}"
        for votes, word in (
            (decision.votes_for, "pour"),
            (decision.votes_against, "contre"),
            (decision.abstentions, f"abstention{'s' if (decision.abstentions or 0) > 1 else ''}"),
        )
        if votes is not None
    ]
    return f"par vote{NBSP}: {', '.join(voices)}" if voices else "par vote"


def in_charge(decision: Decision | DecisionPart) -> str:
    """The organisation and the person who carry a decision out."""
    person = full_name(decision.owner_person) if decision.owner_person else ""
    return ", ".join(filter(None, (str(decision.owner or ""), person)))


def listed(words: list[str]) -> str:
    """« Dioro, Farako et Ségou »."""
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
