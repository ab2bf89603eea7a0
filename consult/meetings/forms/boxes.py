"""Boxes a template draws by itself, without a widget each, so that a page of many stays light."""

from __future__ import annotations

from typing import Any

from django import forms


def boxes(form: forms.BaseForm, *names: str) -> list[forms.BoundField]:
    """The fields of these names, each with its value as the page shows it."""
    fields: list[Any] = [form[name] for name in names if name in form.fields]
    for field in fields:
        value = field.value()
        field.shown = "" if value is None else str(value)
    return fields
