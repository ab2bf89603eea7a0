"""One field of the questionnaire as a control: what is typed becomes what JSON keeps."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consult.learning.wocat.kinds import LEVELS, YEARS, Kind, Option, Question
from foundation.formats.numbers import is_english, number
from foundation.forms.fields import CountField, DayField, TextField, TypedField
from foundation.forms.widgets import Ticks

ROWS, MANY_ROWS, SHORT = 3, 12, 300
Field = forms.Field


class YearField(TypedField):
    """A year in four figures."""

    input_attrs: ClassVar = {"inputmode": "numeric", "autocomplete": "off", "class": "w-count"}

    def read(self, text: str) -> int:
        first, last = YEARS
        if not (re.fullmatch(r"[0-9]{4}", text) and first <= int(text) <= last):
            raise ValidationError(_("Type a year in four figures, for example 2022."))
        return int(text)


class NumberField(TypedField):
    """A number with or without decimals, within bounds: « 12,5 », « −6,27 »."""

    input_attrs: ClassVar = {"inputmode": "decimal", "class": "w-count"}
    LONGEST = 18

    def __init__(self, *, least: float, largest: float, **kwargs: Any) -> None:
        self.least, self.largest = least, largest
        super().__init__(**kwargs)

    def read(self, text: str) -> float | int:
        plain = re.sub(r"\s", "", text).replace("−", "-").replace("–", "-")
        plain = plain.replace(",", "") if is_english() else plain.replace(",", ".")
        if len(plain) > self.LONGEST or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain):
            raise ValidationError(_("Type a number in figures, for example 1 250 or 12,5."))
        found = float(plain)
        if not self.least <= found <= self.largest:
            bounds = {"least": number(self.least), "largest": number(self.largest)}
            raise ValidationError(
                _("The number must lie between %(least)s and %(largest)s."), params=bounds
            )
        return int(found) if found.is_integer() else found

    def write(self, value: Any) -> str:
        return f"{value:g}" if is_english() else f"{value:.10g}".replace(".", ",")


class IsoDayField(DayField):
    """A day, kept as « 2025-05-07 »."""

    def read(self, text: str) -> Any:
        return super().read(text).isoformat()

    def prepare_value(self, value: Any) -> Any:
        try:
            return self.write(datetime.date.fromisoformat(value))
        except (TypeError, ValueError):
            return value


def field_for(question: Question) -> Field:
    """The control of a field; groups have lines of controls instead."""
    made = _MAKERS[question.kind](question)
    made.label = str(question.label)
    made.required = False
    if question.hint:
        made.help_text = str(question.hint)
    return made


def _text(question: Question) -> Field:
    rows = 0 if question.limit <= SHORT else ROWS
    return TextField(rows=rows, max_length=question.limit)


def _long(question: Question) -> Field:
    return TextField(rows=MANY_ROWS, max_length=question.limit)


def _link(question: Question) -> Field:
    return forms.URLField(assume_scheme="https", max_length=question.limit)


def _int(question: Question) -> Field:
    return YearField() if (question.least, question.largest) == YEARS else CountField()


def _number(question: Question) -> Field:
    return NumberField(least=question.least, largest=question.largest)


def _choices(options: tuple[Option, ...]) -> list[tuple[str, str]]:
    return [(option.code, str(option.words)) for option in options]


def _radio(question: Question) -> Field:
    return forms.ChoiceField(choices=[("", _("Not given")), *_choices(question.options)])


def _multi(question: Question) -> Field:
    return forms.MultipleChoiceField(choices=_choices(question.options), widget=Ticks())


def _yes_no(_question: Question) -> Field:
    said = [("", _("Not given")), ("True", _("yes")), ("False", _("no"))]
    return forms.TypedChoiceField(choices=said, coerce=lambda text: text == "True")


def _measure(_question: Question) -> Field:
    levels = [(str(level), str(words)) for level, words in LEVELS.items()]
    return forms.TypedChoiceField(choices=[("", _("Not given")), *levels], coerce=int)


_MAKERS: Final[dict[Kind, Callable[[Question], Field]]] = {
    Kind.TEXT: _text,
    Kind.LONG: _long,
    Kind.FILE: _text,
    Kind.LINK: _link,
    Kind.INT: _int,
    Kind.NUMBER: _number,
    Kind.DATE: lambda _question: IsoDayField(),
    Kind.RADIO: _radio,
    Kind.MULTI: _multi,
    Kind.YES_NO: _yes_no,
    Kind.MEASURE: _measure,
}
