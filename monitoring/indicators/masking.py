"""What must not be told: counts of people so small that somebody might be recognised (domain § 11).

A table has a row per part of the people (« everyone » and the parts of it) and a column per stage;
each stage keeps some people of the one before.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

FEW = 5
WHOLE = "everyone"
HALVES = ("women", "men")  # what is not one of them is the other

Table = Mapping[str, tuple[int, ...]]
Masked = dict[str, tuple[int | None, ...]]
Shown = Mapping[str, Sequence[int | None]]


class Hidden(enum.StrEnum):
    """Why a number is not told: it is small itself, or it would let a small one be reckoned."""

    FEW = "few"
    REST = "rest"


def is_few(number: int) -> bool:
    """From one to four; nobody at all tells of nobody."""
    return 0 < number < FEW


def masked(table: Table) -> Masked:
    """The table with None for every cell that tells, or lets reckon, of fewer than five people.

    Small numbers first, then one by one whatever, with what is still shown, would give them away.
    """
    found: dict[str, list[int | None]] = {
        part: [None if is_few(cell) else cell for cell in cells] for part, cells in table.items()
    }
    while telling := next(_telling(found), None):
        part, stage = telling
        found[part][stage] = None
    return {part: tuple(cells) for part, cells in found.items()}


def told(table: Table) -> dict[str, tuple[int | Hidden, ...]]:
    """The table as it may be shown: a number, or why there is none."""
    found = masked(table)
    return {
        part: tuple(
            shown if shown is not None else Hidden.FEW if is_few(number) else Hidden.REST
            for shown, number in zip(found[part], numbers, strict=True)
        )
        for part, numbers in table.items()
    }


def _telling(shown: Shown) -> Iterator[tuple[str, int]]:
    """The cells still shown that must not be."""
    for part, cells in shown.items():
        rest = tuple(_minus(whole, cell) for whole, cell in zip(shown[WHOLE], cells, strict=True))
        for stage, cell in enumerate(cells):
            if cell is not None and (
                is_few(rest[stage] or 0)
                or _differs_by_few(cells, stage)
                or _differs_by_few(rest, stage)
                or _gives_away(part, stage, shown)
            ):
                yield part, stage


def _minus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _differs_by_few(cells: Sequence[int | None], stage: int) -> bool:
    """Subtracted from a stage before, the number leaves fewer than five people."""
    differences = (_minus(before, cells[stage]) for before in cells[:stage])
    return any(is_few(abs(each)) for each in differences if each is not None)


def _gives_away(part: str, stage: int, shown: Shown) -> bool:
    """Of everyone and the two halves one is masked: a half still shown would help to reckon it."""
    if part not in HALVES:
        return False
    other = HALVES[1 - HALVES.index(part)]
    return shown[WHOLE][stage] is None or shown[other][stage] is None
