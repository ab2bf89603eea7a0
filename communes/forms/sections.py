"""Long forms in short sections, and the question « is it the same one? » before a duplicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.boundfield import BoundField


class Section(NamedTuple):
    """A few fields of one subject under one title."""

    title: str
    fields: list[BoundField]


class Sectioned:
    """A form whose page shows its fields in sections; what no section names stands in the last."""

    SECTIONS: Sequence[tuple[Any, Sequence[str]]] = ()

    def sections(self) -> Iterator[Section]:
        form = cast("forms.BaseForm", self)
        for title, names in self.SECTIONS:
            yield Section(str(title), [form[name] for name in names if name in form.fields])


class AlreadyThere:
    """Shows who already bears a name, and writes a namesake only once « another one » is ticked."""

    already: Sequence[models.Model] = ()
    cleaned_data: dict[str, Any]

    def written(self) -> list[str]:
        """The changed fields that are kept on the record, for its journal."""
        form = cast("forms.ModelForm", self)
        return [name for name in form.changed_data if name in (form._meta.fields or ())]

    def question(self, field: str, found: Iterable[models.Model], sentence: str) -> None:
        """Refuse the name until the person says that these are others."""
        self.already = list(found)
        if self.already and not self.cleaned_data.get("another"):
            names = ", ".join(str(record) for record in self.already)
            error = ValidationError(sentence, params={"names": names})
            cast("forms.BaseForm", self).add_error(field, error)
