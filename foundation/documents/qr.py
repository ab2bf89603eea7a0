"""A QR code as one SVG path: the paper in hand leads to the page that knows it."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import segno

QUIET = 4  # modules of white around the code, as its standard asks


class Qr(NamedTuple):
    """The side of the picture in modules, and the path that draws its dark ones."""

    side: int
    path: str


def qr(text: str) -> Qr:
    """The code of an address, readable even when a seventh of it is smudged."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = "".join(_row(QUIET + y, row) for y, row in enumerate(rows))
    return Qr(len(rows) + 2 * QUIET, path)


def _row(y: int, row: bytes) -> str:
    """The dark stretches of one row, from left to right."""
    drawn, x = "", QUIET
    for dark, stretch in groupby(row):
        length = len(list(stretch))
        drawn += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return drawn
