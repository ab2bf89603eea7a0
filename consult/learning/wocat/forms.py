"""The forms of one numbered item: its fields, and the lines of its groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from consult.learning.wocat.checks import repeated
from consult.learning.wocat.controls import field_for
from consult.learning.wocat.kinds import Part, Question
from foundation.forms.base import Form
from foundation.forms.records import digest, show_theirs
from foundation.forms.rows import all_valid

BLANK_LINES = 2
LONGEST_PLACE = 2


class AnswersForm(Form):
    """Fields of the questionnaire. What only somebody else changed meanwhile keeps their answer;
    what both changed is shown once beside mine, and the next send keeps mine."""

    mark_optional = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        stands: Mapping[str, Any],
        proposed: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        self.questions = list(questions)
        names = [question.keyword for question in self.questions]
        self.stands = {name: stands.get(name) for name in names}
        self._now = {name: digest(value) for name, value in self.stands.items()}
        proposed = {name: value for name, value in proposed.items() if name in names}
        said = {name: value for name, value in self.stands.items() if value is not None}
        kwargs["initial"] = {**proposed, **said, "seen": _packed(self._now)}
        self.base_fields = {"seen": type(self).base_fields["seen"]} | {
            question.keyword: field_for(question) for question in self.questions
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        shown = dict(pair.split(":", 1) for pair in cleaned.pop("seen", "").split() if ":" in pair)
        for name, before in shown.items():
            if name not in cleaned or self._now.get(name) in (None, before):
                continue
            mine = digest(cleaned[name])
            if mine == before:
                cleaned[name] = self.stands[name]
            elif mine != self._now[name]:
                show_theirs(self, name, self.stands[name])
                shown[name] = self._now[name]
                self._seen_again(shown)
        return cleaned

    def _seen_again(self, shown: dict[str, str]) -> None:
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("seen")] = _packed(shown)
        self.data = data

    @property
    def answers(self) -> dict[str, Any]:
        """What is answered, by keyword; an empty control answers nothing."""
        return {
            question.keyword: _or_none(self.cleaned_data.get(question.keyword))
            for question in self.questions
        }

    @property
    def line(self) -> dict[str, Any]:
        """One line of a group: only what is said."""
        return {name: value for name, value in self.answers.items() if value is not None}

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self[question.keyword] for question in self.questions]


class GroupForms:
    """The lines of one group: those that stand, and blank ones as far as there is room."""

    def __init__(
        self, data: QueryDict | None, question: Question, stands: Any, proposed: Any
    ) -> None:
        self.question, self.refusal = question, ""
        lines = list(stands or [])
        begun = [] if lines else list(proposed or [])
        shown = min(max(len(lines), len(begun)) + BLANK_LINES, question.most)
        if data is not None:
            shown = min(max(shown, _sent(data, question.keyword)), question.most)
        self.rows = [
            AnswersForm(
                data,
                prefix=f"{question.keyword}-{place}",
                questions=question.parts,
                stands=lines[place] if place < len(lines) else {},
                proposed=begun[place] if place < len(begun) else {},
            )
            for place in range(shown)
        ]

    def is_valid(self) -> bool:
        if not all_valid(self.rows):
            return False
        if again := repeated(self.question, self.lines):
            first = next(row for row in reversed(self.rows) if row.line.get(self._choice) in again)
            first.add_error(self._choice, _("This choice stands on another line already."))
            return False
        return True

    @property
    def _choice(self) -> str:
        return self.question.parts[0].keyword

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [row.line for row in self.rows if row.line]


class PartForms:
    """Everything asked on one page: the simple fields together, then each group."""

    def __init__(
        self,
        data: QueryDict | None,
        part: Part,
        stands: Mapping[str, Any],
        proposed: Mapping[str, Any],
    ) -> None:
        simple = [question for question in part.questions if not question.is_group]
        self.simple = AnswersForm(data, questions=simple, stands=stands, proposed=proposed)
        self.groups = [
            GroupForms(data, question, stands.get(question.keyword), proposed.get(question.keyword))
            for question in part.questions
            if question.is_group
        ]

    def is_valid(self) -> bool:
        """Every form is checked, so that every mistake is shown at once."""
        checked = [self.simple.is_valid(), *(group.is_valid() for group in self.groups)]
        return all(checked)

    @property
    def answers(self) -> dict[str, Any]:
        groups = {group.question.keyword: group.lines or None for group in self.groups}
        return self.simple.answers | groups

    @property
    def all_forms(self) -> list[AnswersForm]:
        """For the summary of mistakes, in the order of the page."""
        return [self.simple, *(row for group in self.groups for row in group.rows)]


def _sent(data: QueryDict, keyword: str) -> int:
    """How many lines were sent."""
    places = [name.split("-")[1] for name in data if name.startswith(f"{keyword}-")]
    return max((int(place) + 1 for place in places if _is_place(place)), default=0)


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_PLACE


def _or_none(value: Any) -> Any:
    return None if value in ("", [], None) else value


def _packed(digests: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{text}" for name, text in digests.items())
