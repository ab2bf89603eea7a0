"""Changing a record that somebody else may be changing too: nobody's work is lost unseen."""

import datetime
import decimal
import hashlib
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db import models, transaction
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext

from foundation.formats import dates
from foundation.forms.base import ModelForm
from foundation.records.errors import Stale


class RecordForm(ModelForm):
    """A form on a stored record that never overwrites another person's change unseen.

    Its hidden `seen` holds a short digest of each value as it was shown. When it comes back, a
    field only somebody else changed keeps their value; a field both changed is refused once,
    showing theirs beside mine, and the next save keeps mine. Pages that write their fields one by
    one must print `{{ form.seen }}`.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now: dict[str, str] = {}
        self._row: dict[str, str] = {}
        if self.instance.pk is None:
            del self.fields["seen"]
            return
        self._row = self._row_of(self.instance)
        self._now = {name: digest(value) for name, value in self._stored().items()}
        self.fields["seen"].initial = _packed(self._now)
        self.initial["seen"] = _packed(self._now)

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields the person changed, without the form's own `seen`."""
        return [name for name in super().changed_data if name != "seen"]

    def save(self, commit: bool = True) -> Any:
        """Save, unless the record changed between the check and this very moment."""
        if not commit or self.instance.pk is None:
            return super().save(commit=commit)
        with transaction.atomic():
            self._refuse_if_moved()
            return super().save()

    def _clean_fields(self) -> None:
        super()._clean_fields()
        shown = _unpacked(self.cleaned_data.pop("seen", "")) if "seen" in self.fields else {}
        stored = self._stored() if shown else {}
        for name, before in shown.items():
            if name not in self.cleaned_data or self._now.get(name) in (None, before):
                continue
            mine = digest(self.cleaned_data[name])
            if mine == before:
                self.cleaned_data[name] = self._as_cleaned(name, stored[name])
            elif mine != self._now[name]:
                self._show_theirs(name, stored[name], shown)

    def _stored(self) -> dict[str, Any]:
        """The values the record has now, by field."""
        return {
            name: self.get_initial_for_field(field, name)
            for name, field in self.fields.items()
            if name != "seen" and not field.disabled
        }

    def _as_cleaned(self, name: str, value: Any) -> Any:
        """Somebody else's value in the shape this form's own cleaning gives."""
        if name in self._row:
            theirs = getattr(self.instance, name)
            return theirs.all() if isinstance(theirs, models.Manager) else theirs
        field = self.fields[name]
        return field.clean(field.prepare_value(value))

    def _show_theirs(self, name: str, value: Any, shown: dict[str, str]) -> None:
        show_theirs(self, name, value)
        shown[name] = self._now[name]
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("seen")] = _packed(shown)
        self.data = data

    def _refuse_if_moved(self) -> None:
        """Compare with the row as it is now, locked until the save is done."""
        rows = type(self.instance)._base_manager.select_for_update()
        if self._row_of(rows.get(pk=self.instance.pk)) != self._row:
            raise Stale

    def _row_of(self, record: models.Model) -> dict[str, str]:
        columns = forms.model_to_dict(record, self._meta.fields, self._meta.exclude)
        return {name: digest(value) for name, value in columns.items()}


def digest(value: Any) -> str:
    """Ten letters that differ when two values differ for the people who typed them."""
    return hashlib.blake2b(_plain(value).encode(), digest_size=5).hexdigest()


def spoken(field: forms.Field, value: Any) -> str:
    """A value in words, as the other person saw it."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(item) for item in _items(value))
    if isinstance(field, forms.ModelChoiceField):
        found = field.queryset.filter(pk=value).first() if field.queryset is not None else None
        return str(found or "")
    if isinstance(field, forms.ChoiceField):
        chosen = {str(item) for item in value} if isinstance(value, list | tuple) else {str(value)}
        flat = widget_choices(field)
        return ", ".join(label for key, label in flat if key in chosen)
    if isinstance(value, datetime.date):
        return dates.day(value)
    return "" if value is None else str(field.prepare_value(value))


def widget_choices(field: forms.ChoiceField) -> list[tuple[str, str]]:
    """Every choice, groups opened."""
    flat: list[tuple[str, str]] = []
    for key, label in cast("Iterable[tuple[Any, Any]]", field.choices):
        inner = label if isinstance(label, list | tuple) else [(key, label)]
        flat.extend((str(k), str(text)) for k, text in inner)
    return flat


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, models.QuerySet | list | tuple | set):
        return ",".join(sorted(_plain(item) for item in value))
    if isinstance(value, decimal.Decimal):
        return f"{value.normalize():f}"
    return "\n".join(str(value).strip().splitlines())


def _items(value: Any) -> list[Any]:
    return list(value.all() if isinstance(value, models.Manager) else value or [])


def _packed(digests: dict[str, str]) -> str:
    return " ".join(f"{name}:{text}" for name, text in digests.items())


def _unpacked(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split())
    return {name: value for name, _colon, value in pairs if value}


def show_theirs(form: forms.BaseForm, name: str, value: Any) -> None:
    """Beside the field: that somebody else wrote something different meanwhile, and what."""
    field = cast("Any", form.fields[name])
    field.theirs = spoken(field, value) or gettext("(empty)")
    form.add_error(
        name,
        gettext(
            "Meanwhile somebody else wrote something different here. "
            "Save again to keep yours, or copy theirs."
        ),
    )
