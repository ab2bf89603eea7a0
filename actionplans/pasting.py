"""Lines of a development plan pasted from a table: what was understood, and what was not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import Sector
from foundation.formats.search import search_key
from foundation.forms.reading import read_amount

MOST_LINES = 300
LONGEST = {"code": 20, "title": 300, "axis": 120}
MOST_DIGITS = 12
_FIRST_CELLS = ("code", "codes", "n°", "no", "numero", "ref")


@dataclass(frozen=True)
class Pasted:
    """One pasted line: its place in the text, its cells as read, and why it cannot be taken."""

    place: int
    code: str = ""
    title: str = ""
    axis: str = ""
    sector: Sector | None = None
    cost: int | None = None
    problem: str = ""

    @property
    def sentence(self) -> str:
        """The problem with the place of its line, to be read away from it."""
        return _("Line %(n)s: %(problem)s") % {"n": self.place, "problem": self.problem}


def read_lines(text: str, *, sectors: Iterable[Sector], known: Iterable[str]) -> list[Pasted]:
    """Read code, title, axis, sector and cost, parted by tabs or semicolons, line by line.

    `known` are the codes that stand in the plan already. A first line of titles is passed over.
    """
    names = {
        search_key(name): sector
        for sector in sectors
        for name in (sector.code, sector.name_fr, sector.name_en)
    }
    taken = set(known)
    found = []
    for place, cells in enumerate(_cells(text), 1):
        if not any(cells) or (place == 1 and _is_heading(cells)):
            continue
        line = _read(place, cells, names, taken)
        taken.add(line.code)
        found.append(line)
    return found


def _cells(text: str) -> list[list[str]]:
    mark = "\t" if "\t" in text else ";"
    rows = csv.reader(io.StringIO(text), delimiter=mark, strict=False)
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _is_heading(cells: list[str]) -> bool:
    return search_key(cells[0]).rstrip(".") in _FIRST_CELLS


def _read(place: int, cells: list[str], names: dict[str, Sector], taken: set[str]) -> Pasted:
    code, title, axis, sector, cost = (*cells[:5], *[""] * 5)[:5]
    return Pasted(
        place,
        code,
        title,
        axis,
        names.get(search_key(sector)),
        read_amount(cost) if cost else None,
        _problem(cells, names, taken),
    )


def _problem(cells: list[str], names: dict[str, Sector], taken: set[str]) -> str:
    """The first thing that is wrong with a line, in a sentence; empty when it can be taken."""
    code, title, axis, sector, cost = (*cells[:5], *[""] * 5)[:5]
    if any(cells[5:]):
        return _("there are more than five cells. Keep code, title, axis, sector and cost.")
    if not code or not title:
        return _("a code and a title are needed, parted by a tab or a semicolon.")
    for name, cell in zip(LONGEST, (code, title, axis), strict=True):
        if len(cell) > LONGEST[name]:
            return _("“%(words)s…” is too long: at most %(most)s letters.") % {
                "words": cell[:20],
                "most": LONGEST[name],
            }
    if code in taken:
        return _("the code %(code)s already stands in the plan or above.") % {"code": code}
    if sector and search_key(sector) not in names:
        return _("no sector is called “%(name)s”. Leave the cell empty or correct it.") % {
            "name": sector
        }
    amount = read_amount(cost) if cost else 0
    if amount is None or len(str(amount)) > MOST_DIGITS:
        return _("“%(cost)s” is no amount. Type it in figures, for example 12 500 000.") % {
            "cost": cost
        }
    return ""
