"""A report in tables: each is read on the page, on paper and in a workbook, from the same rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consult.review.tables import Column, Kind, Sheet
from foundation.formats.numbers import number, percent
from foundation.forms.bars import Segment, segments

Row = tuple[object, ...]


class Line(NamedTuple):
    """One row as people read it: its heading, the other cells with their titles, its bar."""

    head: str
    link: str
    cells: list[tuple[str, str]]
    bar: list[Segment]
    words: str


@dataclass(frozen=True)
class Block:
    """One table of the report. The first column is a code for machines, the second heads the row.

    `bars` gives a row its bar (part, whole, colour); `links` the page it leads to; the last row
    of a block `with_total` sums those above it; `note` says who has no row.
    """

    code: str
    title: str
    columns: Sequence[Column]
    rows: list[Row]
    bars: Mapping[int, tuple[float, float, str]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    with_total: bool = False
    note: str = ""
    figures: bool = False  # one figure to a row: these blocks share a page of the workbook

    @property
    def heads(self) -> list[str]:
        return [column.title for column in self.columns[1:] if not self._is_whole(column)]

    @property
    def lines(self) -> list[Line]:
        """The rows in words."""
        return [self._line(place, row) for place, row in enumerate(self.rows)]

    def _is_whole(self, column: Column) -> bool:
        """A figure and what it is a part of stand in one cell: « 4 sur 6 »."""
        return self.figures and column.code == "out_of"

    def _line(self, place: int, row: Row) -> Line:
        by_column = list(zip(self.columns, row, strict=True))[2:]
        cells = [
            (column.title, told(value, column.kind))
            for column, value in by_column
            if not self._is_whole(column)
        ]
        whole = next((value for column, value in by_column if self._is_whole(column)), "")
        if whole not in ("", None) and row[2] is not None:
            parts = {"part": cells[0][1], "whole": told(whole, Kind.INT)}
            cells[0] = (cells[0][0], _("%(part)s of %(whole)s") % parts)
        part, full, css = self.bars.get(place, (0, 0, ""))
        drawn = segments([(part, css)], full)
        head = str(row[1])
        words = ", ".join([head, *(f"{name} {text}" for name, text in cells if text)])
        link = self.links[place] if place < len(self.links) else ""
        return Line(head, link, cells, drawn, words)


def told(value: object, kind: Kind | str) -> str:
    """A cell as page and paper print it: « n.d. » for what is not known."""
    if value is None:
        return _("n/a")
    if isinstance(value, str):
        return value
    if kind == Kind.RATE:
        return percent(value)  # type: ignore[arg-type]
    return number(value)  # type: ignore[arg-type]


def figure_columns(*, many: bool) -> list[Column]:
    """A figure, what it is a part of, the share; of many communes, how many it knows nothing of."""
    columns = [
        Column("code", _("Code")),
        Column("figure", _("Figure")),
        Column("number", pgettext("how many", "Number"), Kind.INT),
        Column("out_of", _("Out of"), Kind.INT, _("What the number is a part of")),
        Column("rate", _("Share"), Kind.RATE),
    ]
    meaning = _("Communes that say nothing of this figure")
    without = Column("without_data", _("Without data"), Kind.INT, meaning)
    return [*columns, without] if many else columns


def sheets_of(blocks: Sequence[Block]) -> list[Sheet]:
    """The same tables as the pages of a workbook; those of single figures share the first one."""
    figures = [block for block in blocks if block.figures]
    section = Column("section", _("Section"))
    rows = [(block.title, *row) for block in figures for row in block.rows]
    return [
        Sheet(_("Figures"), [section, *figures[0].columns], rows),
        *(Sheet(one.title, one.columns, one.rows) for one in blocks if not one.figures),
    ]
