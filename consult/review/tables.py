"""Figures handed out as tables: what the page shows, the day it tells of, who is not in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from foundation.documents.tables import CSV, XLSX, respond_csv, respond_xlsx
from foundation.formats.cells import Column, Fact, Kind
from foundation.formats.sheets import About, Sheet

__all__ = [
    "CSV",
    "KINDS",
    "XLSX",
    "Column",
    "Fact",
    "Kind",
    "Sheet",
    "sheets_answer",
    "table_answer",
]

# What the end of an address may say.
KINDS: Final = (CSV, XLSX)


def table_answer(
    name: str,
    kind: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    as_of: datetime.date,
    without: int | None = None,
) -> HttpResponse:
    """One table as CSV or XLSX.

    `as_of` is the day it tells of; `without` how many communes it covers gave no data (None: the
    table is about one commune or one line each, nobody is left out).
    """
    facts = facts_of(as_of, without)
    sheet = Sheet(_("Figures"), columns, rows)
    if kind == CSV:
        return respond_csv(name, sheet, facts)
    return respond_xlsx(name, [sheet], about(facts), as_of)


def sheets_answer(
    name: str,
    sheets: Sequence[Sheet],
    *,
    as_of: datetime.date,
    without: int | None = None,
    more: Sequence[Fact] = (),
) -> HttpResponse:
    """Several tables as one workbook; `more` is also said of all of them."""
    return respond_xlsx(name, sheets, about([*facts_of(as_of, without), *more]), as_of)


def facts_of(as_of: datetime.date, without: int | None) -> list[Fact]:
    """« État au 30 juin 2025 », « Communes sans donnée : 3 »: columns `as_of`, `without_data`."""
    facts = [Fact(Column("as_of", _("As of"), Kind.DATE), as_of)]
    if without is not None:
        facts.append(
            Fact(Column("without_data", _("Communes without data"), Kind.INT), without),
        )
    return facts


def about(facts: Sequence[Fact]) -> About:
    """The page « À propos » of a workbook."""
    unknown = Column("", _("Empty cell"))
    note = Fact(unknown, _("not known (“n/a”), never nought"))
    return About(
        _("About this file"),
        [*facts, note],
        _("Code"),
        _("Title"),
        _("What it means"),
        kinds={
            Kind.TEXT: _("Words"),
            Kind.INT: _("How many"),
            Kind.MONEY: _("FCFA, without decimals"),
            Kind.RATE: _("A share, between 0 and 1, shown in per cent"),
            Kind.NUMBER: _("A number"),
            Kind.DATE: _("A day"),
        },
    )
