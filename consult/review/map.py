"""Where the communes lie: dots from their coordinates, told apart by shape and by colour.

No boundary file is needed: one degree of longitude is shortened as it is in the middle of Mali,
and each commune has a soft disc in the colour of its region, so that neighbours are seen.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from django.urls import reverse

from consult.cycle.progress import VERDICT_NAMES, Verdict
from consult.review.matrix import ORDER, Row

WIDTH, LEAST, MOST, MARGIN = 300.0, 120.0, 300.0, 28.0
SHORTER: Final = math.cos(math.radians(17))
# More dots than this are drawn as one picture without links: the list below has them.
LINKED = 50

_DISC = "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
SHAPES: Final = {
    Verdict.LATE: "m0-7l7 12h-14z",
    Verdict.WATCH: "m-5-5h10v10h-10z",
    Verdict.SILENT: "m0-7l7 7l-7 7l-7-7z",
    Verdict.ON_TIME: _DISC,
    Verdict.NOT_STARTED: _DISC,
    Verdict.PAUSED: "m-5-5h4v10h-4zm6 0h4v10h-4z",
}
FILLS: Final = {
    Verdict.LATE: "#a3191c",
    Verdict.WATCH: "#a35a14",
    Verdict.SILENT: "#243a73",
    Verdict.ON_TIME: "#146437",
    Verdict.NOT_STARTED: "#fff",
    Verdict.PAUSED: "#5a5245",
}
TINTS: Final = ("#e9dcc3", "#d5e3d4", "#d9dfee", "#f0d9cf", "#e6dcea", "#dbe7ea")


class Dot(NamedTuple):
    """One commune on the map: its shape, and the page it leads to."""

    row: Row
    path: str
    fill: str
    url: str


class Shape(NamedTuple):
    """All communes under one verdict as one path, and the shape alone for the key."""

    verdict: Verdict
    name: str
    path: str
    fill: str
    sample: str


class Ground(NamedTuple):
    """The soft discs of one region."""

    path: str
    fill: str


class Picture(NamedTuple):
    """The map; `missing` communes have no coordinates and stand in the list only."""

    width: int
    height: int
    grounds: list[Ground]
    dots: list[Dot]
    shapes: list[Shape]
    placed: int
    missing: list[Row]


Place = tuple[Row, float, float]


def picture(found: list[Row], *, linked: bool = True) -> Picture | None:
    """The map of these communes; nothing when none has coordinates."""
    placed = [row for row in found if row.commune.longitude and row.commune.latitude]
    if not placed:
        return None
    places, height = _fitted(placed)
    lost = [row for row in found if row not in placed]
    dots = [_dot(place) for place in places] if linked and len(places) <= LINKED else []
    return Picture(
        round(WIDTH), round(height), _grounds(places), dots, _shapes(places), len(places), lost
    )


def _fitted(placed: list[Row]) -> tuple[list[Place], float]:
    """The communes on the sheet: as large as fits, north at the top."""
    east = [float(row.commune.longitude) * SHORTER for row in placed]
    south = [-float(row.commune.latitude) for row in placed]
    across, down = max(east) - min(east), max(south) - min(south)
    room = (WIDTH - 2 * MARGIN, MOST - 2 * MARGIN)
    scale = min(room[0] / across if across else 60, room[1] / down if down else 60, 120)
    height = max(LEAST, down * scale + 2 * MARGIN)
    left = (WIDTH - across * scale) / 2
    top = (height - down * scale) / 2
    places = [
        (row, left + (x - min(east)) * scale, top + (y - min(south)) * scale)
        for row, x, y in zip(placed, east, south, strict=True)
    ]
    return places, height


def _at(x: float, y: float, shape: str) -> str:
    return f"M{round(x)} {round(y)}{shape}"


def _dot(place: Place) -> Dot:
    row, x, y = place
    verdict = row.progress.verdict
    url = reverse("visits:file", kwargs={"slug": row.commune.slug})
    return Dot(row, _at(x, y, SHAPES[verdict]), FILLS[verdict], url)


def _shapes(places: list[Place]) -> list[Shape]:
    """The verdicts that are there, worst first."""
    there = {row.progress.verdict for row, _x, _y in places}
    return [_shape(verdict, places) for verdict in ORDER if verdict in there]


def _shape(verdict: Verdict, places: list[Place]) -> Shape:
    outline = SHAPES[verdict]
    drawn = [_at(x, y, outline) for row, x, y in places if row.progress.verdict is verdict]
    name = str(VERDICT_NAMES[verdict])
    return Shape(verdict, name, "".join(drawn), FILLS[verdict], _at(8, 8, outline))


def _grounds(places: list[Place]) -> list[Ground]:
    radius = max(8, min(26, round(220 / math.sqrt(len(places)) / 2)))
    arc = f"a{radius} {radius} 0 1 0"
    disc = f"m-{radius} 0{arc} {2 * radius} 0{arc}-{2 * radius} 0"
    regions = sorted({row.commune.cercle.region.code for row, _x, _y in places})
    return [
        Ground(
            "".join(
                _at(x, y, disc) for row, x, y in places if row.commune.cercle.region.code == code
            ),
            TINTS[number % len(TINTS)],
        )
        for number, code in enumerate(regions)
    ]
