"""Whether a value is one the questionnaire takes: the last gate before an answer is kept."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from consult.learning.wocat.kinds import Kind, Question

Answer = Any  # what JSON holds: text, number, true or false, list of codes, list of lines
OTHER: Final = "other"


def allows(question: Question, value: Answer) -> bool:
    """Type, choices, bounds, characters and lines, as the field declares them."""
    return _CHECKS[question.kind](question, value)


def _text(question: Question, value: Answer) -> bool:
    return isinstance(value, str) and 0 < len(value) <= question.limit


def _link(question: Question, value: Answer) -> bool:
    return _text(question, value) and str(value).startswith(("http://", "https://"))


def _int(question: Question, value: Answer) -> bool:
    return isinstance(value, int) and _bounded(question, value)


def _bounded(question: Question, value: Answer) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return question.least <= value <= question.largest


def _date(_question: Question, value: Answer) -> bool:
    try:
        return bool(datetime.date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _radio(question: Question, value: Answer) -> bool:
    return isinstance(value, str) and value in question.codes


def _multi(question: Question, value: Answer) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(_radio(question, code) for code in value)
        and len(set(value)) == len(value)
    )


def _yes_no(_question: Question, value: Answer) -> bool:
    return isinstance(value, bool)


def _group(question: Question, value: Answer) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= question.most
        and all(_line(question, line) for line in value)
        and not repeated(question, value)
    )


def _line(question: Question, line: Answer) -> bool:
    """Something is said, and nothing but what the parts ask."""
    parts = {part.keyword: part for part in question.parts}
    return (
        isinstance(line, dict)
        and bool(line)
        and line.keys() <= parts.keys()
        and all(allows(parts[name], value) for name, value in line.items())
    )


def repeated(question: Question, lines: list[dict[str, Answer]]) -> set[str]:
    """The choices made more often than the group takes them."""
    if not question.once:
        return set()
    chosen = Counter(line.get(question.parts[0].keyword, "") for line in lines)
    most = {OTHER: question.others, "": question.most}
    return {code for code, times in chosen.items() if times > most.get(code, 1)}


_CHECKS: Final[dict[Kind, Callable[[Question, Answer], bool]]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.FILE: _text,
    Kind.LINK: _link,
    Kind.INT: _int,
    Kind.NUMBER: _bounded,
    Kind.MEASURE: lambda question, value: isinstance(value, int) and _bounded(question, value),
    Kind.DATE: _date,
    Kind.RADIO: _radio,
    Kind.MULTI: _multi,
    Kind.YES_NO: _yes_no,
    Kind.GROUP: _group,
}
