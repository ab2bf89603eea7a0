"""The development plan, typed from the paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField, TypedField

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 10


class YearField(TypedField):
    """A year in four figures."""

    input_attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "w-count"}

    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
            raise forms.ValidationError(_("Type a year in four figures, for example 2022."))
        return int(text)


class PdescForm(Form):
    """A period of the development plan, and the day the council voted it."""

    first_year = YearField(label=gettext_lazy("First year"))
    last_year = YearField(label=gettext_lazy("Last year"))
    adopted_on = DayField(label=gettext_lazy("Adopted on"), required=False)

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first_year"), self.cleaned_data.get("last_year")
        if first and last and not first <= last < first + LONGEST:
            self.add_error("last_year", _("The last year comes after the first, within ten years."))
        if first and self.known.filter(first_year=first).exists():
            self.add_error("first_year", _("This development plan is already in the list."))
        return self.cleaned_data


class PdescLineForm(Form):
    """One line of the development plan."""

    code = TextField(label=gettext_lazy("Code"), max_length=20)
    title = TextField(label=gettext_lazy("Title"), max_length=300)
    axis = TextField(label=gettext_lazy("Axis"), max_length=120, required=False)

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if self.known.filter(code=code).exists():
            raise forms.ValidationError(_("This code already stands in the development plan."))
        return code
