"""Several records on one page: rows already written, which notice other people's work, and blank
rows, which count only once something is typed in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms.records import RecordForm
from foundation.records.lines import Line

Choices = Sequence[tuple[Any, Any]]


class RowForm(RecordForm):
    """One row of a page. A written row may be taken away while the minutes are not approved."""

    said: ClassVar[tuple[str, ...]] = ()  # a blank row counts once one of these is typed

    remove = forms.BooleanField(label=_("Take this line away (typed by mistake)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        blank = kwargs["instance"].pk is None
        super().__init__(*args, empty_permitted=blank, **kwargs)
        if blank:
            del self.fields["remove"]

    def has_changed(self) -> bool:
        if self.instance.pk is None:
            return any(str(self[name].data or "").strip() for name in self.said)
        return super().has_changed()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("remove"):
            self.errors.clear()
        return cleaned

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    @property
    def line(self) -> Line:
        """What the services write."""
        fields = [name for name in self.changed_data if name not in ("seen", "remove")]
        removed = bool(self.cleaned_data.get("remove"))
        return Line(self.instance, self.save, fields, remove=removed)


def share(form: RecordForm, name: str, records: Any, choices: Choices) -> None:
    """Give a field its records, with choices read from the database once for all rows."""
    field: Any = form.fields[name]
    field.queryset = records
    field.choices = choices


def lines(rows: Iterable[RowForm]) -> list[Line]:
    """The rows something was typed in."""
    return [row.line for row in rows if row.has_changed()]


def all_valid(rows: Iterable[forms.BaseForm]) -> bool:
    """Whether every row is right; each one is checked, so that every mistake is shown at once."""
    checked = [row.is_valid() for row in rows]
    return all(checked)
