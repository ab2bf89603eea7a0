"""From fifty communes up: regions, then cercles, with how many communes stand where."""

from __future__ import annotations

from typing import NamedTuple

from consult.cycle.progress import VERDICT_NAMES
from consult.review.matrix import ORDER, Row, tallies

MANY = 50


class Group(NamedTuple):
    """One region or cercle and its communes under each verdict, worst first."""

    name: str
    key: int
    total: int
    counts: list[tuple[str, int]]


class Level(NamedTuple):
    """The places shown instead of their communes; `field` is the filter that opens one."""

    field: str
    groups: list[Group]


def level_of(found: list[Row], *, whole: bool = False) -> Level | None:
    """What to show instead of the communes; nothing when they are few, or wanted as they are.

    Communes of one region start with its cercles; those of one cercle are shown themselves.
    """
    if whole or len(found) < MANY:
        return None
    for field in ("region", "cercle"):
        groups = _grouped(found, field)
        if len(groups) > 1:
            return Level(field, groups)
    return None


def _grouped(found: list[Row], field: str) -> list[Group]:
    places: dict[int, list[Row]] = {}
    names: dict[int, str] = {}
    for row in found:
        cercle = row.commune.cercle
        place = cercle.region if field == "region" else cercle
        places.setdefault(place.pk, []).append(row)
        names[place.pk] = place.name
    groups = [Group(names[key], key, len(rows), _counts(rows)) for key, rows in places.items()]
    return sorted(groups, key=lambda group: ([-n for _name, n in group.counts], group.name))


def _counts(rows: list[Row]) -> list[tuple[str, int]]:
    found = tallies(rows)
    return [(str(VERDICT_NAMES[verdict]), found[verdict]) for verdict in ORDER]
