"""What every form of the product shares: no browser validation, calm looks, our own fields."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from foundation.forms.choices import SeveralField
from foundation.forms.fields import DayField, HourField, PartialDayField, PhoneField, TextField
from foundation.records.partial import PartialDateField

_BOXED = (
    forms.TextInput, forms.NumberInput, forms.Textarea, forms.Select, forms.SelectMultiple,
    forms.PasswordInput, forms.EmailInput, forms.URLInput,
)  # fmt: skip
_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class _Calm:
    """Fields get the look of the product; « (si possible) » marks those that may stay empty."""

    fields: dict[str, forms.Field]
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(field)
            name_when_missing(field, name)
            name_blank(field)
            if not self.mark_optional:
                field.silent_optional = True  # type: ignore[attr-defined]
            if isinstance(field, PhoneField):
                field.stored = self.get_initial_for_field(field, name) or ""  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """For `{% crispy form %}`: the page writes the `<form>` tag and its token."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class Form(_Calm, forms.Form):
    """A form without a record behind it: a reason, a date, a search."""


class ModelForm(_Calm, forms.ModelForm):
    """A form that adds a record. To change one, use RecordForm: it notices other people's work."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        meta = cls.__dict__.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(field_for)


def field_for(column: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The field that reads a column: days and hours as they are typed here, texts tidied."""
    if "form_class" not in kwargs and not column.choices:
        if isinstance(column, models.TimeField):
            kwargs["form_class"] = HourField
        elif isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
            kwargs["form_class"] = DayField
        elif isinstance(column, models.ManyToManyField):
            kwargs["form_class"] = SeveralField
        elif isinstance(column, models.TextField):
            kwargs.update(form_class=TextField, rows=3)
        elif isinstance(column, PartialDateField):
            kwargs["form_class"] = PartialDayField
        elif type(column) is models.CharField:
            kwargs["form_class"] = TextField
    found: forms.Field | None = column.formfield(**kwargs)
    return found


def name_when_missing(field: forms.Field, name: str) -> None:
    """An empty answer is asked for by its own name, so that the summary can be read alone."""
    if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
        label = field.label or name.replace("_", " ").capitalize()
        field.error_messages["required"] = format_lazy(
            gettext_lazy("Fill in “{label}”."), label=label
        )


def name_blank(field: forms.Field) -> None:
    """The first line of a list says what to do, or that nothing was given, instead of dashes."""
    words = gettext_lazy("Choose") if field.required else gettext_lazy("Not given")
    dashes = BLANK_CHOICE_DASH[0]
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == dashes[1]:
            field.empty_label = words
            field.widget.choices = field.choices
    elif isinstance(field, forms.ChoiceField):
        choices: list[Any] = list(cast("Iterable[Any]", field.choices))
        if choices and tuple(choices[0]) == dashes:
            field.choices = [("", words), *choices[1:]]


def dress(field: forms.Field) -> None:
    """Give a field's control its class, unless it brought its own look."""
    widget = field.widget
    if isinstance(widget, _CHOICES) or widget.is_hidden:
        return
    if isinstance(widget, _BOXED):
        classes = widget.attrs.get("class", "").split()
        widget.attrs["class"] = " ".join(["in", *(c for c in classes if c != "in")])
    if isinstance(widget, forms.Textarea):
        widget.attrs.pop("cols", None)
        if str(widget.attrs.get("rows")) == "10":
            widget.attrs["rows"] = 3
