"""Who brings what, as one bar: told apart by colour on screen, by hatching in black and white."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from actionplans.documents.sheet import PlanSheet
from actionplans.models import SourceColumn
from foundation.formats.money import fcfa
from foundation.formats.numbers import percent

# Each column's colour, and the strokes drawn over it in a square of eight.
HATCHES: Final = {
    SourceColumn.COMMUNE: ("#243a73", ""),
    SourceColumn.PROFESSIONAL: ("#a35a14", "M-2 2l4-4M0 8l8-8M6 10l4-4"),
    SourceColumn.DONORS: ("#5a8fd0", "M3 4h2"),
    SourceColumn.SERVICES: ("#146437", "M0 4h8"),
    SourceColumn.PROGRAMME: ("#857a68", "M0 0l8 8M0 8l8-8"),
    SourceColumn.OTHER: ("#c8403a", "M4 0v8"),
}
SOUGHT: Final = ("#fff", "")


class Part(NamedTuple):
    """One stretch of the bar: where it lies, how it is drawn, what the key says of it."""

    name: str
    amount: str
    share: str
    x: str
    width: str
    fill: str
    strokes: str


class Picture(NamedTuple):
    """The bar, and the same in one sentence for ears."""

    label: str
    parts: list[Part]


def contributions(sheet: PlanSheet) -> Picture:
    """One stretch for each column with money or things valued, the last for what is sought."""
    known = [
        (str(column.label), cell.total, *HATCHES[column])
        for column, cell in sheet.by_column
        if cell.total
    ]
    if sheet.missing:
        known.append((_("Still to be found"), sheet.missing, *SOUGHT))
    total = sum(row[1] for row in known)
    parts, at = [], 0.0
    for name, amount, fill, strokes in known:
        share = 100 * amount / total
        lies = (f"{at:.2f}%", f"{share:.2f}%")
        parts.append(Part(name, fcfa(amount), percent(amount / total), *lies, fill, strokes))
        at += share
    return Picture(", ".join(f"{part.name} {part.share}" for part in parts), parts)
