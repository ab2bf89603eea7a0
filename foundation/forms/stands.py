"""A short question about a record: what it says already is asked about before it is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from foundation.forms.base import Form
from foundation.forms.records import digest, show_theirs


class StandingForm(Form):
    """`stands` is what the record says of each field now; the hidden `was` what it said when shown.

    Where somebody else wrote something different meanwhile, theirs is shown beside mine once; the
    next send keeps mine. Forms that change a whole record are a `RecordForm`.
    """

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stands: Mapping[str, Any], **kwargs: Any) -> None:
        self.stands = stands
        self._now = digest("\n".join(digest(value) for value in stands.values()))
        said = {name: value for name, value in stands.items() if value not in (None, "")}
        kwargs["initial"] = kwargs.get("initial", {}) | said | {"was": self._now}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.pop("was", "") not in ("", self._now):
            for name, value in self.stands.items():
                if name in cleaned and digest(cleaned[name]) != digest(value):
                    show_theirs(self, name, value)
            data = cast("QueryDict", self.data).copy()
            data[self.add_prefix("was")] = self._now
            self.data = data
        return cleaned
