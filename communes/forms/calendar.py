"""What a commune types into its local calendar: one short form for each way a day comes back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import LocalDate, LocalDateKind
from foundation.formats.dates import month_name
from foundation.forms.base import Form
from foundation.forms.fields import DayField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Pick

LONGEST = datetime.timedelta(days=62)
NAMED = (LocalDateKind.FEAST, LocalDateKind.OTHER)
_NAME_HELP = gettext_lazy("As people call it, for example: the great market of Koila.")


def check_span(form: forms.BaseForm, kind: str) -> None:
    """The last day follows the first and lies near it; one day alone is its own last."""
    first, last = form.cleaned_data.get("first_day"), form.cleaned_data.get("last_day")
    if first is None or "last_day" in form.errors:
        return
    form.cleaned_data["last_day"] = last = last or first
    if last < first:
        form.add_error("last_day", _("The end comes before the beginning."))
    elif last - first > LONGEST and kind != LocalDateKind.OTHER:
        form.add_error("last_day", _("This lasts longer than two months. Check both days."))


class LocalDateForm(RecordForm):
    """One line of the calendar, new or already there; each shape says what it may be."""

    KINDS: tuple[LocalDateKind, ...] = ()
    START = ""  # the field that tells two lines of one name apart

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), widget=Pick(two=True))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(one.value, capfirst(str(one.label))) for one in self.KINDS]
        kind.error_messages["required"] = _("Choose what it is.")
        self.fields["label"].help_text = _NAME_HELP

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("kind") in NAMED and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("Write what it is called."))
        if "first_day" in self.fields:
            check_span(self, cleaned.get("kind", ""))
        self._refuse_twice()
        return cleaned

    def _refuse_twice(self) -> None:
        names = ("kind", "label", self.START)
        if any(name in self.errors or name not in self.cleaned_data for name in names):
            return
        lines = self.instance.commune.local_dates.exclude(pk=self.instance.pk)
        if lines.filter(**{name: self.cleaned_data[name] for name in names}).exists():
            self.add_error(self.START, _("This is already in the calendar."))


class WeeklyForm(LocalDateForm):
    """A market, or something else of one day of the week."""

    KINDS = (LocalDateKind.MARKET, LocalDateKind.OTHER)
    START = "weekday"

    class Meta:
        model = LocalDate
        fields = ("kind", "label", "weekday")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekday"].required = True


class DatedForm(LocalDateForm):
    """A feast, a council session or something else, with its days and the year."""

    KINDS = (
        LocalDateKind.RAMADAN, LocalDateKind.TABASKI, LocalDateKind.FEAST,
        LocalDateKind.COUNCIL, LocalDateKind.OTHER,
    )  # fmt: skip
    START = "first_day"

    class Meta:
        model = LocalDate
        fields = ("kind", "label", "first_day", "last_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_day"].required = True
        self.fields["last_day"].help_text = _("Leave empty when it lasts one day.")


class SeasonForm(LocalDateForm):
    """The rainy season, or something else that comes back in the same months."""

    KINDS = (LocalDateKind.RAINS, LocalDateKind.OTHER)
    START = "first_month"

    class Meta:
        model = LocalDate
        fields = ("kind", "label", "first_month", "last_month")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [(number, month_name(number)) for number in range(1, 13)]
        for name in ("first_month", "last_month"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                choices=[("", _("Choose")), *months],
                coerce=int,
                widget=forms.Select(attrs={"class": "in"}),
                error_messages={"required": _("Choose the month.")},
            )


def form_for(line: LocalDate) -> type[LocalDateForm]:
    """The form that changes a line, by the way its day comes back."""
    if line.weekday is not None:
        return WeeklyForm
    return DatedForm if line.first_day else SeasonForm


class AgainForm(Form):
    """The new days of a feast or session that is over; left empty it is not written again."""

    mark_optional = False

    first_day = DayField(label=gettext_lazy("First day"), required=False)
    last_day = DayField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, *args: Any, was: LocalDate, **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(was.pk), **kwargs)
        self.was = was

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("last_day") and not cleaned.get("first_day"):
            if "first_day" not in self.errors:
                self.add_error("first_day", _("Write the first day too."))
            return cleaned
        check_span(self, self.was.kind)
        self._refuse_twice()
        return cleaned

    def _refuse_twice(self) -> None:
        first = self.cleaned_data.get("first_day")
        was = self.was
        if first is None:
            return
        same = was.commune.local_dates.filter(kind=was.kind, label=was.label, first_day=first)
        if same.exists():
            self.add_error("first_day", _("This is already in the calendar."))

    def line(self) -> LocalDate | None:
        """The new line of the calendar, or nothing."""
        if not self.cleaned_data.get("first_day"):
            return None
        return LocalDate(
            commune=self.was.commune,
            kind=self.was.kind,
            label=self.was.label,
            first_day=self.cleaned_data["first_day"],
            last_day=self.cleaned_data["last_day"],
        )


def rows_again(over: Iterable[LocalDate], typed: Any) -> list[AgainForm]:
    """One row for each feast or session that is over, to be given its new days."""
    return [AgainForm(typed, was=line) for line in over]
