"""The forms of the admin: every database rule said in words, nothing tied across communes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from communes.gestion.reach import commune_of
from communes.models import Commune
from foundation.forms.base import ModelForm
from foundation.forms.records import RecordForm


class _Checked(forms.ModelForm):
    """Says what the database would refuse, read-only fields included, before it refuses."""

    def _post_clean(self) -> None:
        super()._post_clean()
        self._say_what_the_database_would()
        for name, theirs in [*self._from_elsewhere()]:
            self.add_error(
                name,
                _("%(what)s belongs to another commune: %(where)s.")
                % {"what": theirs, "where": commune_of(theirs)},
            )

    def _say_what_the_database_would(self) -> None:
        """Fields that are shown but not typed count too; the parent of a new row does not yet."""
        unknown = {
            column.name
            for column in self.instance._meta.concrete_fields
            if column.is_relation and not column.null and not getattr(self.instance, column.attname)
        }
        try:
            self.instance.validate_constraints(exclude=unknown | set(self.errors))
        except ValidationError as refused:
            for name, reasons in refused.message_dict.items():
                typed = name if name in self.fields else NON_FIELD_ERRORS
                said: list[str] = self.errors.get(typed, [])
                self.add_error(
                    None if typed == NON_FIELD_ERRORS else typed,
                    [reason for reason in reasons if reason not in said],
                )

    def _from_elsewhere(self) -> Iterator[tuple[str, models.Model]]:
        """Records of another commune that the form would tie to this one."""
        here = commune_of(self.instance)
        if here is None or isinstance(self.instance, Commune):
            return
        for name, value in self.cleaned_data.items():
            several = value if isinstance(value, models.QuerySet) else [value]
            for record in several:
                if not isinstance(record, models.Model) or isinstance(record, Commune):
                    continue
                if commune_of(record) not in (None, here):
                    yield name, record


class RecordPage(_Checked, RecordForm):
    """One record on its own page; what somebody else changed meanwhile is never overwritten."""


class Row(_Checked, ModelForm):
    """One record among others, on the page of the record they belong to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if self.instance.pk and isinstance(field, forms.ModelChoiceField):
                self._remember(name, field)

    def _remember(self, name: str, field: forms.ModelChoiceField) -> None:
        """Show the chosen record from the row itself instead of asking for it once more."""
        widget: Any = getattr(field.widget, "widget", field.widget)
        if isinstance(field, forms.ModelMultipleChoiceField) or not hasattr(widget, "chosen"):
            return
        record = getattr(self.instance, name, None)
        widget.chosen = {str(record.pk): str(record)} if record else {}


class RowSet(BaseInlineFormSet):
    """Rows know the record they belong to before it is saved."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.name, self.instance)
        return form
