"""A workbook (XLSX): typed cells, no formula whatever people typed, the same bytes every time."""

from __future__ import annotations

import datetime
import decimal
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from foundation.formats.cells import Column, Fact, Kind, typed

FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.INT: "#,##0",
    Kind.MONEY: "#,##0",
    Kind.RATE: "0%",
    Kind.NUMBER: "General",
    Kind.DATE: "dd/mm/yyyy",
}
FIRST_DAY: Final = datetime.date(1900, 3, 1)  # spreadsheets count wrongly before
LONGEST_TEXT: Final = 32_767
LONGEST_NAME: Final = 28  # 31, less the number a second page of the same name gets
HEADER_ROWS: Final = 2
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_HALF_CHARACTERS: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CODES: Final = Font(color="595959", size=9)
_BOLD: Final = Font(bold=True)
_FOLDED: Final = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Sheet:
    """One page of a workbook: codes on its first line, titles on the second, then the rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


@dataclass(frozen=True)
class About:
    """The last page: what is said of the whole file, then what each column means.

    `kinds` says in words what a column of each kind holds, for those that say no more.
    """

    name: str
    facts: Sequence[Fact]
    code: str = "code"
    title: str = "title"
    meaning: str = "meaning"
    kinds: Mapping[str, str] = field(default_factory=dict)

    def line(self, column: Column) -> list[str]:
        """A column's code, title and meaning."""
        meaning = column.meaning or self.kinds.get(str(column.kind), "")
        return [column.code, column.title, meaning]


def as_xlsx(sheets: Sequence[Sheet], about: About, dated: datetime.date) -> bytes:
    """The file. `dated` is the day it tells of: the same facts give the same bytes."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet)
    _write_about(book, about, sheets)
    made = datetime.datetime.combine(max(dated, datetime.date(1980, 1, 1)), datetime.time())
    book.properties.creator = ""
    book.properties.created = book.properties.modified = made
    held = io.BytesIO()
    with _DatedZip(held, made) as archive:
        ExcelWriter(book, archive).write_data()
    return held.getvalue()


def _write(book: Any, sheet: Sheet) -> None:
    page = book.create_sheet(_name(sheet.name))
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = _width(column)
    page.freeze_panes = f"A{HEADER_ROWS + 1}"
    page.append([_text(page, column.code, _CODES) for column in sheet.columns])
    page.append([_text(page, column.title, _BOLD, _FOLDED) for column in sheet.columns])
    for row in sheet.rows:
        cells = zip(row, sheet.columns, strict=True)
        page.append([_cell(page, value, column.kind) for value, column in cells])


def _write_about(book: Any, about: About, sheets: Sequence[Sheet]) -> None:
    """What is said of the file; then every code once, with its title and meaning."""
    page = book.create_sheet(_name(about.name))
    for letter, width in (("A", 34), ("B", 44), ("C", 70)):
        page.column_dimensions[letter].width = width
    for fact in about.facts:
        title = _text(page, fact.column.title, _BOLD)
        page.append([title, _cell(page, fact.value, fact.column.kind)])
    page.append([])
    heads = (about.code, about.title, about.meaning)
    page.append([_text(page, head, _BOLD) for head in heads])
    columns = {column.code: column for sheet in sheets for column in sheet.columns}
    for column in columns.values():
        page.append([_text(page, part) for part in about.line(column)])


def _cell(page: Any, value: object, kind: Kind | str) -> Any:
    """A number as a number, a day as a day; everything else is text and never a formula."""
    found = typed(value, kind)
    if found is None:
        return None
    if isinstance(found, datetime.date) and not isinstance(found, datetime.datetime):
        if found < FIRST_DAY:
            return _text(page, found.isoformat())
    elif not isinstance(found, int | float | decimal.Decimal):
        return _text(page, str(found))
    cell = WriteOnlyCell(page, value=found)
    cell.number_format = FORMATS[Kind(kind)]
    return cell


def _text(page: Any, text: str, font: Font | None = None, align: Alignment | None = None) -> Any:
    """A cell of text; what a spreadsheet cannot hold is left out.

    openpyxl takes « =1+1 » for a formula and « #N/A » for an error: the type is set after it.
    The text format keeps it text when somebody edits the cell.
    """
    cell = WriteOnlyCell(page, value=_writable(str(text))[:LONGEST_TEXT])
    cell.data_type = "s"
    cell.number_format = FORMATS[Kind.TEXT]
    if font:
        cell.font = font
    if align:
        cell.alignment = align
    return cell


def _name(name: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", _writable(name)).strip("' ")[:LONGEST_NAME] or "-"


def _writable(text: str) -> str:
    return _HALF_CHARACTERS.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))


def _width(column: Column) -> int:
    return 34 if column.kind == Kind.TEXT else 16


class _DatedZip(ZipFile):
    """An archive whose members all carry the day of the record, never the clock's."""

    def __init__(self, file: io.BytesIO, dated: datetime.datetime) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self._day = dated.timetuple()[:6]

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_args: Any, **_kwargs: Any) -> None:
        member = ZipInfo(zinfo_or_arcname, date_time=self._day)
        member.compress_type = ZIP_DEFLATED
        super().writestr(member, data)

    def write(self, filename: Any, arcname: Any = None, *_args: Any, **_kwargs: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())
