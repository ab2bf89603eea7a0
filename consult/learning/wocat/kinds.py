"""How a field of the questionnaire is declared: its keyword, its kind, its words, its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from foundation.formats.numbers import is_english


class Words(NamedTuple):
    """The same words in both languages; shown in the reader's."""

    en: str
    fr: str

    def __str__(self) -> str:
        return self.en if is_english() else self.fr


class Kind(StrEnum):
    """What an answer is. A measure is a level from 1 (no) to 4 (greatly); a group is lines."""

    TEXT = "text"
    LONG = "long"
    INT = "int"
    NUMBER = "number"
    DATE = "date"
    RADIO = "radio"
    MULTI = "multi"
    YES_NO = "yes_no"
    MEASURE = "measure"
    GROUP = "group"
    FILE = "file"
    LINK = "link"


class Option(NamedTuple):
    """One of the choices of a field: the code that is kept, the words that are read."""

    code: str
    words: Words


LIMITS = {Kind.TEXT: 300, Kind.LONG: 3500, Kind.FILE: 200, Kind.LINK: 200}
LEVELS = {
    1: Words("no", "non"),
    2: Words("yes, a little", "oui, un peu"),
    3: Words("yes, moderately", "oui, moyennement"),
    4: Words("yes, greatly", "oui, beaucoup"),
}
YEARS, COUNTS = (1900, 2100), (0, 1_000_000)


@dataclass(frozen=True)
class Question:
    """One field. `most`: lines of a group; `limit`: characters of a text; `least`, `largest`:
    bounds of a number; `once`: a choice is made once, « other » up to
    `others` times; `counts`: whether it weighs in the completion; `source`: the record's part
    it is filled from; `ours`: asked by Consult, unknown to WOCAT."""

    keyword: str
    kind: Kind
    label: Words
    options: tuple[Option, ...] = ()
    parts: tuple[Question, ...] = ()
    most: int = 1
    limit: int = 0
    least: float = 0
    largest: float = COUNTS[1]
    once: bool = False
    others: int = 1
    counts: bool = False
    source: Words | None = None
    hint: Words | None = None
    ours: bool = False

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(option.code for option in self.options)

    @property
    def is_group(self) -> bool:
        return self.kind is Kind.GROUP

    @property
    def is_measure(self) -> bool:
        return self.kind is Kind.MEASURE


@dataclass(frozen=True)
class Part:
    """One numbered item of the questionnaire, as « 2.2 »; 1.0 is the cover, which has no number."""

    section: int
    number: int
    title: Words
    questions: tuple[Question, ...]

    @property
    def code(self) -> str:
        return f"{self.section}.{self.number}" if self.number else ""


@dataclass(frozen=True)
class Section:
    """One of the seven sections."""

    number: int
    title: Words
    parts: tuple[Part, ...]

    @property
    def questions(self) -> Iterator[Question]:
        for part in self.parts:
            yield from part.questions


def options(*choices: tuple[str, str, str]) -> tuple[Option, ...]:
    """Choices as (code, English, French)."""
    return tuple(Option(code, Words(en, fr)) for code, en, fr in choices)
