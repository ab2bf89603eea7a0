"""What goes into the cells of a table that a spreadsheet will open."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> object:
    """The value as a spreadsheet must read it: a text that would start a formula is disarmed.

    A leading = + - @ tab or carriage return gets an apostrophe before it; numbers stay numbers,
    and nothing known is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
