"""Figures handed out as a table for a spreadsheet: stable columns, no cell starts a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from foundation.formats.cells import safe_cell


def csv_answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file « name.csv » with semicolons, as French spreadsheets open them, accents kept."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.write("\ufeff")  # a spreadsheet then reads the accents
    writer = csv.writer(answer, delimiter=";")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return answer
