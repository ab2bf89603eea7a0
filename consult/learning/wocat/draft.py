"""The draft of one approach: declared answers, what the record says, computed suggestions, side by
side. What is declared stands; the record answers where nothing is declared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from consult.learning.models import WocatAnswer, WocatDraft
from consult.learning.wocat.fill import CONSENT, filled
from consult.learning.wocat.kinds import Kind, Part, Question, Section
from consult.learning.wocat.questions import QUESTIONS, SECTIONS
from consult.learning.wocat.record import read_record
from consult.learning.wocat.suggest import Suggestion, suggestions
from consult.learning.wocat.told import Said, said
from frameworks.models import Framework

PERSONAL = "person"  # names of resource persons
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One field with everything known of it."""

    question: Question
    declared: Any = None
    recorded: Any = None
    suggestion: Suggestion | None = None
    history: tuple[WocatAnswer, ...] = ()
    withheld: bool = False

    @property
    def value(self) -> Any:
        """The answer of the draft."""
        return self.recorded if self.declared is None else self.declared

    @property
    def answered(self) -> bool:
        return self.value is not None or self.withheld

    @property
    def told(self) -> Said:
        return said(self.question, self.value)

    @property
    def differs(self) -> bool:
        """Whether what is declared and what the record says are not the same."""
        return self.declared is not None and self.recorded not in (None, self.declared)

    @property
    def recorded_told(self) -> Said:
        return said(self.question, self.recorded)

    @property
    def shown(self) -> bool:
        """Whether a page lists it: what may stay empty appears once it is answered."""
        return self.question.counts or self.answered or self.suggestion is not None

    @property
    def contradicted(self) -> bool:
        """Whether the indicators suggest something else than what is declared."""
        return bool(self.suggestion) and self.declared not in (None, self._suggested)

    @property
    def _suggested(self) -> Any:
        return self.suggestion.value if self.suggestion else None

    @property
    def length(self) -> int:
        """Characters of a text that counts them."""
        long = self.question.kind is Kind.LONG and isinstance(self.value, str)
        return len(self.value) if long else 0

    @property
    def earlier(self) -> list[tuple[WocatAnswer, Said]]:
        """Answers given before the one that stands, the latest first."""
        return [(each, said(self.question, each.value)) for each in self.history[-2::-1]]


@dataclass(frozen=True)
class Tally:
    """How much of something is answered: only fields that count."""

    answered: int
    asked: int

    @property
    def percent(self) -> int:
        """Whole per cent, never 100 before everything is answered."""
        return 100 * self.answered // self.asked if self.asked else 100

    @property
    def left(self) -> int:
        return self.asked - self.answered


@dataclass(frozen=True)
class Draft:
    """The questionnaire answered, for a framework or a record that ships."""

    title: str
    code: str
    framework: Framework | None
    as_of: datetime.date
    lines: Mapping[str, Line]
    declared: Mapping[str, Any] = field(default_factory=dict)

    def of(self, part: Part) -> list[Line]:
        return [self.lines[question.keyword] for question in part.questions]

    def parts(self, section: Section) -> Iterator[tuple[Part, list[Line]]]:
        for part in section.parts:
            yield part, self.of(part)

    def tally(self, section: Section | None = None) -> Tally:
        asked = section.questions if section else iter(QUESTIONS.values())
        lines = [self.lines[each.keyword] for each in asked if each.counts]
        return Tally(sum(line.answered for line in lines), len(lines))

    @property
    def completion(self) -> Tally:
        return self.tally()

    @property
    def laid_out(self) -> list[tuple[Section, Tally, list[tuple[Part, list[Line]]]]]:
        """Every section with its items and fields, as it is printed."""
        return [(each, self.tally(each), list(self.parts(each))) for each in SECTIONS]

    @property
    def contradictions(self) -> list[Line]:
        return [line for line in self.lines.values() if line.contradicted]

    @property
    def sections(self) -> list[tuple[Section, Tally]]:
        return [(section, self.tally(section)) for section in SECTIONS]

    def recorded(self, part: Part) -> dict[str, Any]:
        """What the record or the indicators propose for one item."""
        found: dict[str, Any] = {}
        for line in self.of(part):
            if line.recorded is not None:
                found[line.question.keyword] = line.recorded
            elif line.suggestion:
                found[line.question.keyword] = line.suggestion.value
        return found


def read_framework(framework: Framework, *, persons: bool) -> Draft:
    """The draft of a commune's framework; `persons`: whether the reader may see names."""
    stored = WocatDraft.objects.filter(framework=framework).first()
    history = history_of(stored)
    record = read_record(framework)
    declared = standing(history)
    levels = suggestions(record)
    lines = _lines(history, declared, filled(record, declared), levels, persons=persons)
    code = stored.code if stored else code_of(framework)
    return Draft(framework.name, code, framework, record.day, lines, declared)


def read_stored(stored: WocatDraft) -> Draft:
    """A draft without a framework: what is declared is all there is."""
    history = history_of(stored)
    declared = standing(history)
    lines = _lines(history, declared, {}, {}, persons=True)
    return Draft(stored.title, stored.code, None, stored.started_on, lines, declared)


def code_of(framework: Framework) -> str:
    return f"cadre-{framework.pk}"


History = dict[str, tuple[WocatAnswer, ...]]


def history_of(stored: WocatDraft | None) -> History:
    """Every answer ever given, by keyword, the oldest first; fields no longer asked are left."""
    found: dict[str, list[WocatAnswer]] = {}
    if stored:
        for answer in stored.answers.select_related("given_by").in_order():
            found.setdefault(answer.keyword, []).append(answer)
    return {keyword: tuple(rows) for keyword, rows in found.items() if keyword in QUESTIONS}


def standing(history: History) -> dict[str, Any]:
    """The last answer of each field; one that was taken back is no answer."""
    last = {keyword: rows[-1].value for keyword, rows in history.items()}
    return {keyword: value for keyword, value in last.items() if value is not None}


def _lines(
    history: History,
    declared: Answers,
    recorded: Answers,
    levels: Mapping[str, Suggestion],
    *,
    persons: bool,
) -> dict[str, Line]:
    agreed = declared.get(CONSENT) is True
    return {
        keyword: _withheld(question, declared, recorded)
        if keyword == PERSONAL and not (persons and agreed)
        else Line(
            question,
            declared.get(keyword),
            recorded.get(keyword),
            levels.get(keyword),
            history.get(keyword, ()),
        )
        for keyword, question in QUESTIONS.items()
    }


def _withheld(question: Question, declared: Answers, recorded: Answers) -> Line:
    """Names are kept back: from readers who see no person, and from all without consent."""
    known = declared.get(CONSENT) is True and PERSONAL in {**declared, **recorded}
    return Line(question, withheld=known)
