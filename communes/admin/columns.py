"""Columns written as the communes write them: amounts in FCFA, days in the order of the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models

from foundation.formats.dates import day_short
from foundation.formats.money import fcfa

Column = Callable[[Any], str]


def amount(name: str, label: Any) -> Column:
    """« 1 500 000 FCFA » of a field that holds francs; a dash when nobody knows it."""

    @admin.display(description=label, ordering=name)
    def column(record: models.Model) -> str:
        value = getattr(record, name)
        return "–" if value is None else fcfa(value)

    return column


def day(name: str, label: Any) -> Column:
    """« 28/08/2026 », or as much of it as is remembered."""

    @admin.display(description=label, ordering=name)
    def column(record: models.Model) -> str:
        return day_short(getattr(record, name)) or "–"

    return column
