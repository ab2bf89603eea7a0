"""Short words to declare fields with: `text("name", "Name", "Nom")`."""

from __future__ import annotations

from typing import Any

from consult.learning.wocat.kinds import LIMITS, YEARS, Kind, Option, Question, Words


def _field(kind: Kind, keyword: str, en: str, fr: str, **more: Any) -> Question:
    more.setdefault("limit", LIMITS.get(kind, 0))
    for name in ("source", "hint"):
        if name in more:
            more[name] = Words(*more[name])
    return Question(keyword, kind, Words(en, fr), **more)


def text(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.TEXT, keyword, en, fr, **more)


def long(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.LONG, keyword, en, fr, **more)


def whole(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.INT, keyword, en, fr, **more)


def year(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.INT, keyword, en, fr, least=YEARS[0], largest=YEARS[1], **more)


def number(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.NUMBER, keyword, en, fr, **more)


def date(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.DATE, keyword, en, fr, **more)


def radio(keyword: str, en: str, fr: str, choices: tuple[Option, ...], **more: Any) -> Question:
    return _field(Kind.RADIO, keyword, en, fr, options=choices, **more)


def multi(keyword: str, en: str, fr: str, choices: tuple[Option, ...], **more: Any) -> Question:
    return _field(Kind.MULTI, keyword, en, fr, options=choices, **more)


def yes_no(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.YES_NO, keyword, en, fr, **more)


def measure(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.MEASURE, keyword, en, fr, least=1, largest=4, **more)


def file(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.FILE, keyword, en, fr, **more)


def link(keyword: str, en: str, fr: str, **more: Any) -> Question:
    return _field(Kind.LINK, keyword, en, fr, **more)


def group(
    keyword: str, en: str, fr: str, most: int, parts: tuple[Question, ...], **more: Any
) -> Question:
    """Up to `most` lines of the same parts."""
    return _field(Kind.GROUP, keyword, en, fr, most=most, parts=parts, **more)


def because(keyword: str, **more: Any) -> Question:
    """« Specify or give reasons » beside a choice."""
    return text(f"{keyword}_specify", "Specify or give reasons", "Précisez ou justifiez", **more)
