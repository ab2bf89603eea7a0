"""What an answer holds, kind by kind: whether it says something, and how it is read by people."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext

from consult.learning.models import Variant
from consult.learning.outline import Field, Kind, Words
from foundation.formats.dates import day
from foundation.formats.numbers import number

# Counted in every sheet, and what B counts besides.
COUNTS: Final = ("communes", "villages", "households", "area_ha", "women", "men")
WIDER_COUNTS: Final = ("regions", "cercles")
IMPACTS: Final = ("economic", "social", "environmental")
APPROACH: Final = ("name", "application", "benefit")
APPROACH_A: Final = ("subject", "chosen_by")
CHOSEN_BY: Final = {
    "menage": Words("the household", "le ménage"),
    "reunion": Words(
        "a consultation meeting with people and bodies",
        "une réunion de concertation avec la population et les organes",
    ),
    "projet": Words("the project unit alone", "l’unité de projet seule"),
    "plan": Words("the plan", "le plan"),
}
PARTS: Final = {
    "economic": Words("Economic", "Économique"),
    "social": Words("Social", "Social"),
    "environmental": Words("Environmental", "Environnemental"),
    "name": Words("Approach", "Approche"),
    "application": Words("How it is used", "Comment elle s’applique"),
    "benefit": Words("What it brings", "Ce qu’elle apporte"),
    "subject": Words("Which crop or animal", "Quelle culture ou quel animal"),
    "chosen_by": Words("Who chose it", "Qui l’a choisi"),
    "regions": Words("Regions", "Régions"),
    "cercles": Words("Cercles", "Cercles"),
    "communes": Words("Communes", "Communes"),
    "villages": Words("Villages", "Villages"),
    "households": Words("Households", "Ménages"),
    "area_ha": Words("Area in hectares", "Surface en hectares"),
    "women": Words("Women", "Femmes"),
    "men": Words("Men", "Hommes"),
    "groups": Words("Groups", "Groupes"),
    "criteria": Words("How they were chosen", "Comment ils ont été choisis"),
}


class Part(NamedTuple):
    """One line of an answer: its own label, if it has one, and what is said."""

    label: str
    text: str


def counts_of(variant: str) -> tuple[str, ...]:
    """What the scale of a sheet counts; B goes wider."""
    return COUNTS if variant == Variant.PUBLIC else (*WIDER_COUNTS, *COUNTS)


def approach_parts(variant: str) -> tuple[str, ...]:
    """What is said of each approach; A also asks what it was about and who chose it."""
    return (*APPROACH, *APPROACH_A) if variant == Variant.PUBLIC else APPROACH


def says_something(value: Any) -> bool:
    """Whether an answer holds anything at all."""
    if isinstance(value, dict):
        return any(says_something(each) for key, each in value.items() if key != "ref")
    if isinstance(value, list):
        return any(says_something(each) for each in value)
    return value not in (None, "")


def texts_in(value: Any) -> list[str]:
    """Every text an answer holds, identifiers of a loaded file apart."""
    if isinstance(value, dict):
        return [text for key, each in value.items() if key != "ref" for text in texts_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts_in(each)]
    return [value] if isinstance(value, str) and value else []


def parts_of(field: Field, value: Any) -> list[Part]:
    """The answer line by line, in the reader's language where the words are ours."""
    return _READ[field.kind](value) if says_something(value) else []


def _text(value: Any) -> list[Part]:
    return [Part("", line) for line in str(value).splitlines() if line.strip()]


def _list(value: Any) -> list[Part]:
    return [Part("", str(each)) for each in value if each]


def _person(value: Any) -> list[Part]:
    return [Part("", value["text"])]


def _period(value: Any) -> list[Part]:
    first, last = (_day(value.get(name)) for name in ("start", "end"))
    if first and last:
        said = gettext("from %(first)s to %(last)s") % {"first": first, "last": last}
    elif first:
        said = gettext("since %(first)s") % {"first": first}
    else:
        said = gettext("until %(last)s") % {"last": last}
    return [Part("", said)]


def _day(iso: Any) -> str:
    return day(datetime.date.fromisoformat(iso)) if iso else ""


def _scale(value: Any) -> list[Part]:
    order = (*WIDER_COUNTS, *COUNTS)
    return [
        Part(str(PARTS[key]), number(value[key])) for key in order if value.get(key) is not None
    ]


def _named(keys: Iterable[str]) -> Callable[[Any], list[Part]]:
    def read(value: Any) -> list[Part]:
        return [Part(str(PARTS[key]), str(value[key])) for key in keys if value.get(key)]

    return read


def _approaches(value: Any) -> list[Part]:
    keys = (*APPROACH, *APPROACH_A)
    said = [(key, row[key]) for row in value for key in keys if row.get(key)]
    return [
        Part(str(PARTS[key]), str(CHOSEN_BY.get(text, text)) if key == "chosen_by" else text)
        for key, text in said
    ]


_READ: Final[dict[Kind, Callable[[Any], list[Part]]]] = {
    Kind.LINE: _text,
    Kind.TEXT: _text,
    Kind.LIST: _list,
    Kind.PERSON: _person,
    Kind.PERIOD: _period,
    Kind.SCALE: _scale,
    Kind.IMPACT: _named(IMPACTS),
    Kind.BENEFICIARIES: _named(("groups", "criteria")),
    Kind.APPROACHES: _approaches,
}
