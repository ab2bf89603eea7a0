"""How a page hands a table to a spreadsheet: CSV, or XLSX with typed cells."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse

from foundation.formats.cells import Fact, as_csv
from foundation.formats.sheets import About, Sheet, as_xlsx

CSV: Final = "csv"
XLSX: Final = "xlsx"
MIME: Final = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def respond_csv(name: str, sheet: Sheet, facts: Sequence[Fact]) -> HttpResponse:
    """The file « name.csv »: one table, what is said of all of it repeated on each line."""
    return _file(name, CSV, as_csv(sheet.columns, sheet.rows, facts))


def respond_xlsx(
    name: str, sheets: Sequence[Sheet], about: About, dated: datetime.date
) -> HttpResponse:
    """The workbook « name.xlsx »: its tables, and a page about them."""
    return _file(name, XLSX, as_xlsx(sheets, about, dated))


def _file(name: str, kind: str, content: bytes | str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=MIME[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind}"',
            "Cache-Control": "private, no-cache",
        },
    )
