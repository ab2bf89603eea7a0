"""Two records of the same one, side by side: which value to keep, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communes.models import Organisation, Person
from communes.services.merging import kept_fields, state_of
from foundation.formats import dates, money, phones
from foundation.forms.base import Form
from foundation.forms.fields import TextField
from foundation.forms.widgets import Pick

KEPT, TAKEN = "reste", "fusionnee"
LONGEST_SEARCH = 80
SHORT = 20  # letters that stand beside each other on a telephone


class Same(NamedTuple):
    """A field both records agree on."""

    label: str
    value: str


class MergeForm(Form):
    """One choice for each field on which the two records differ."""

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, gone: Any, stays: Any, **kwargs: Any) -> None:
        self.gone, self.stays = gone, stays
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.now = state_of(gone, stays)
        for name in self._differing():
            choices = [(KEPT, spoken(stays, name)), (TAKEN, spoken(gone, name))]
            self.fields[name] = forms.ChoiceField(
                label=_label(stays, name),
                choices=choices,
                initial=self._proposed(name),
                widget=Pick(two=all(len(words) <= SHORT for _choice, words in choices)),
                error_messages={"required": _("Choose which of the two to keep.")},
            )

    def clean_seen(self) -> str:
        """What was compared must still stand: a value typed meanwhile would be lost unseen."""
        if self.cleaned_data["seen"] != self.now:
            data: Any = self.data
            data = data.copy()
            data[self.add_prefix("seen")] = self.now
            self.data = data
            sentence = _(
                "Meanwhile somebody changed one of the two. Compare them again, then send."
            )
            raise ValidationError(sentence)
        return self.now

    def taken(self) -> list[str]:
        """The fields whose value comes from the record that is merged."""
        return [name for name, choice in self.cleaned_data.items() if choice == TAKEN]

    def same(self) -> Iterator[Same]:
        """What both say alike, for the person to recognise them by."""
        for name in kept_fields(type(self.stays)):
            if name not in self.fields and _value(self.stays, name) not in (None, "", False):
                yield Same(_label(self.stays, name), spoken(self.stays, name))

    def _differing(self) -> list[str]:
        names = kept_fields(type(self.stays))
        return [name for name in names if _value(self.gone, name) != _value(self.stays, name)]

    def _proposed(self, name: str) -> str:
        """A value rather than a blank; still active rather than retired."""
        blank = _value(self.stays, name) in (None, "", False)
        return TAKEN if blank != (name == "retired_on") else KEPT


class FindForm(Form):
    """Looking for the other record by its name."""

    mark_optional = False
    q = TextField(max_length=LONGEST_SEARCH, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Name")


def _value(record: Person | Organisation, name: str) -> Any:
    return getattr(record, record._meta.get_field(name).attname)  # type: ignore[union-attr]


def _label(record: models.Model, name: str) -> str:
    return capfirst(str(record._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def spoken(record: Any, name: str) -> str:
    """A value in words; an empty one says so."""
    value = getattr(record, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return _("(empty)")
    if name == "phone":
        return str(phones.phone(value))
    if name == "turnover":
        return str(money.fcfa(value))
    if name.endswith("_on"):
        return dates.day(value)
    shown = getattr(record, f"get_{name}_display", None)
    return str(shown() if shown else value)
