"""An answer in words: the choice instead of its code, the day as people write it."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from consult.learning.wocat.kinds import LEVELS, Kind, Question
from foundation.formats.dates import day
from foundation.formats.numbers import is_english, number


class Said(NamedTuple):
    """An answer as a page shows it: one text, a list of choices, or lines of (label, text)."""

    text: str = ""
    items: tuple[str, ...] = ()
    lines: tuple[tuple[tuple[str, str], ...], ...] = ()


def said(question: Question, value: Any) -> Said:
    """The answer, or nothing when there is none."""
    if value is None:
        return Said()
    if question.kind is Kind.GROUP:
        return Said(lines=tuple(_line(question, line) for line in value))
    if question.kind is Kind.MULTI:
        words = {option.code: str(option.words) for option in question.options}
        return Said(items=tuple(words.get(code, code) for code in value))
    return Said(text=one(question, value))


def _line(question: Question, line: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(part.label), one(part, line[part.keyword]))
        for part in question.parts
        if part.keyword in line
    )


def one(question: Question, value: Any) -> str:
    """A single value in words."""
    if question.kind is Kind.YES_NO:
        return _("yes") if value else _("no")
    if question.kind is Kind.MEASURE:
        return str(LEVELS[value])
    if question.kind is Kind.RADIO:
        words = {option.code: str(option.words) for option in question.options}
        return words.get(value, str(value))
    if question.kind is Kind.DATE:
        return day(datetime.date.fromisoformat(value))
    if question.kind is Kind.NUMBER and isinstance(value, float):
        return f"{value:.10g}" if is_english() else f"{value:.10g}".replace(".", ",")
    if question.kind is Kind.NUMBER:
        return number(value)
    return str(value)
