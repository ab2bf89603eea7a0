"""What goes into the cells of a table that a spreadsheet will open."""

from __future__ import annotations

import csv
import datetime
import decimal
import enum
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # a spreadsheet then reads the accents
RATE_PLACES = 4


class Kind(enum.StrEnum):
    """What a column holds. A cell that is not known is empty; words may stand for a number."""

    TEXT = "text"
    INT = "int"
    MONEY = "money"  # whole FCFA
    RATE = "rate"  # between 0 and 1, shown in per cent
    NUMBER = "number"  # any other number, decimals allowed
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """A column people may rely on: its code never changes, its title is in their language."""

    code: str
    title: str
    kind: Kind | str = Kind.TEXT
    meaning: str = ""


@dataclass(frozen=True)
class Fact:
    """Something said once of a whole table: the day it tells of, what is not in it."""

    column: Column
    value: object


def safe_cell(value: object) -> object:
    """The value as a spreadsheet must read it: a text that would start a formula is disarmed.

    A leading = + - @ (wide ones too), tab, end of line or NUL gets an apostrophe before it;
    numbers stay numbers, and nothing known is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def is_number(value: object) -> bool:
    """Whether a value is counted or measured; a yes or no is not."""
    return isinstance(value, int | float | decimal.Decimal) and not isinstance(value, bool)


def typed(value: object, kind: Kind | str) -> object:
    """The value as its column says: None, a number, a day, or else its words.

    A rate keeps four decimals. Words in a column of numbers (« < 5 ») stay words.
    """
    if value is None or value == "":
        return None
    if kind == Kind.DATE and isinstance(value, datetime.date):
        return value
    if kind in (Kind.TEXT, Kind.DATE) or not is_number(value):
        return str(value)
    return round(value, RATE_PLACES) if kind == Kind.RATE else value  # type: ignore[call-overload]


def as_csv(
    columns: Sequence[Column], rows: Iterable[Sequence[object]], facts: Sequence[Fact] = ()
) -> str:
    """The table with semicolons and decimal commas, as French spreadsheets open it.

    The first line holds the codes. What is said of the whole table is repeated on each line, so
    that a line copied elsewhere still says its day.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    every = [*columns, *(fact.column for fact in facts)]
    writer.writerow([column.code for column in every])
    said = [fact.value for fact in facts]
    for row in rows:
        cells = zip([*row, *said], every, strict=True)
        writer.writerow([_in_csv(typed(value, column.kind)) for value, column in cells])
    return BYTE_ORDER_MARK + written.getvalue()


def _in_csv(value: object) -> object:
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float | decimal.Decimal):
        return f"{value}".replace(".", ",")
    if isinstance(value, str):
        return safe_cell(value.replace("\0", ""))
    return "" if value is None else value
