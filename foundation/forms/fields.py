"""Fields that read what people in a Malian town hall really type, and say what to do otherwise."""

import datetime
import re
import unicodedata
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.formats import numbers, phones
from foundation.formats.dates import day_short, hour
from foundation.formats.partial import PartialDate
from foundation.forms.reading import read_amount, read_day, read_hour, read_partial


def tidy(text: str, *, lines: bool = False) -> str:
    """The text without characters no keyboard types (NUL, control codes); letters stay as typed."""
    kept = "\n\t" if lines else ""
    text = text.replace("\r\n", "\n") if lines else text
    return "".join(
        letter for letter in text if letter in kept or unicodedata.category(letter) != "Cc"
    ).strip()


class TypedField(forms.Field):
    """One line of text turned into a value; the same text comes back when it is refused."""

    input_attrs: ClassVar[dict[str, str]] = {}
    unit = ""

    def __init__(self, **kwargs: Any) -> None:
        for ours_to_judge in ("max_length", "empty_value", "min_value", "max_value", "strip"):
            kwargs.pop(ours_to_judge, None)
        kwargs.setdefault("widget", forms.TextInput(attrs=dict(self.input_attrs)))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return self.nothing() if value in self.empty_values else value
        text = tidy(value)
        return self.read(text) if text else self.nothing()

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.write(value)

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        return str(value)

    def nothing(self) -> Any:
        """What an empty box means."""
        return None


class MoneyField(TypedField):
    """Whole francs CFA, 0 or more: « 1 500 000 », « 1.500.000 F », "1500000 FCFA"."""

    input_attrs: ClassVar = {"inputmode": "numeric", "class": "w-money"}
    unit = "FCFA"
    MOST_DIGITS = 12

    def read(self, text: str) -> int:
        if re.match(r"[-−–]\s*\d", text):
            raise ValidationError(_("An amount is never negative. Type it without a sign."))
        amount = read_amount(text)
        if amount is None:
            raise ValidationError(
                _("Type the whole amount in figures, for example 12 500 000."), code="invalid"
            )
        if len(str(amount)) > self.MOST_DIGITS:
            raise ValidationError(_("This amount is too large. Count the zeros again."))
        return amount

    def write(self, value: Any) -> str:
        return numbers.group(int(value), numbers.NBSP)


class CountField(TypedField):
    """How many: 0 to one million; « 1 200 » is read too."""

    input_attrs: ClassVar = {"inputmode": "numeric", "class": "w-count"}
    MOST = 1_000_000

    def read(self, text: str) -> int:
        count = read_amount(text) if re.search(r"[a-zA-Z]", text) is None else None
        if count is None:
            raise ValidationError(_("Type a whole number in figures, for example 25."))
        if count > self.MOST:
            raise ValidationError(_("This number is too large. The most is one million."))
        return count

    def write(self, value: Any) -> str:
        return numbers.group(int(value), numbers.NBSP)


class PercentField(TypedField):
    """A whole percentage from 0 to 100: « 60 » or « 60 % »."""

    input_attrs: ClassVar = {"inputmode": "numeric", "class": "w-count"}
    unit = "%"

    def read(self, text: str) -> int:
        match = re.fullmatch(r"(\d{1,3})\s*%?", text)
        if match is None or int(match[1]) > 100:
            raise ValidationError(_("Type a whole number from 0 to 100, for example 60."))
        return int(match[1])


class DayField(TypedField):
    """A day: « 28/08/2026 », « 28/8/26 », « 28-08-2026 », « 28 août 2026 », "2026-08-28"."""

    input_attrs: ClassVar = {"class": "w-day"}

    def __init__(self, *, first_year: int = 1990, last_year: int = 2100, **kwargs: Any) -> None:
        self.first_year, self.last_year = first_year, last_year
        super().__init__(**kwargs)
        self.help_text = self.help_text or _("For example 28/08/2026")

    def read(self, text: str) -> datetime.date:
        parts = read_day(text)
        if parts is None:
            raise ValidationError(_("Write the day, the month and the year, like 28/08/2026."))
        found = _existing(PartialDate, *parts)
        _within(found.year, self.first_year, self.last_year)
        return found.first_day

    def write(self, value: Any) -> str:
        return day_short(value)


class PartialDayField(TypedField):
    """What is remembered of a date: « 2007 », « 03/2007 » or « 15/03/2007 »."""

    input_attrs: ClassVar = {"class": "w-day"}

    def __init__(self, *, first_year: int = 1900, last_year: int = 2100, **kwargs: Any) -> None:
        self.first_year, self.last_year = first_year, last_year
        super().__init__(**kwargs)
        self.help_text = self.help_text or _("The year is enough: 2007, 03/2007 or 15/03/2007")

    def read(self, text: str) -> PartialDate:
        parts = read_partial(text)
        if parts is None:
            raise ValidationError(_("Write the year (2007), the month (03/2007) or the day."))
        found = _existing(PartialDate, *parts)
        _within(found.year, self.first_year, self.last_year)
        return found

    def write(self, value: Any) -> str:
        return day_short(value)


class HourField(TypedField):
    """An hour of the day: « 9h », « 9:30 », « 14 h 30 », « 14h30 »."""

    input_attrs: ClassVar = {"class": "w-count"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = self.help_text or _("For example 9 h or 14 h 30")

    def read(self, text: str) -> datetime.time:
        found = read_hour(text)
        if found is None:
            raise ValidationError(_("Write the hour like 9 h or 14 h 30."))
        return found

    def write(self, value: Any) -> str:
        return hour(value)


class PhoneField(TypedField):
    """A Malian number of eight digits, with or without +223; stored as "+22376123456"."""

    input_attrs: ClassVar = {"inputmode": "tel", "autocomplete": "tel", "class": "w-phone"}
    stored = ""  # the number the record already has: kept as it is when nobody touches it

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.input_type = "tel"

    def read(self, text: str) -> str:
        if self.stored and text.split() == phones.phone(self.stored).split():
            return self.stored
        number = phones.parse_phone(text)
        if number is None:
            raise ValidationError(
                _("A telephone number in Mali has eight digits, for example 76 12 34 56.")
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        return phones.phone(value) if value and value == self.stored else value

    def nothing(self) -> str:
        return ""


class TextField(forms.CharField):
    """Words as people type them, « », ɛ, ɔ and ŋ included; several lines when `rows` is given."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        self.lines = rows > 0
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(tidy(value, lines=self.lines) if isinstance(value, str) else value)


def _existing(kind: type[PartialDate], *parts: int) -> PartialDate:
    try:
        return kind(*parts)
    except ValueError as error:
        raise ValidationError(
            _("This date does not exist. Check the day and the month.")
        ) from error


def _within(year: int, first: int, last: int) -> None:
    if not first <= year <= last:
        raise ValidationError(
            _("The year must lie between %(first)s and %(last)s."),
            params={"first": first, "last": last},
        )
