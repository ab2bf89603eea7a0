"""What every official paper of a commune shares: its heading and its places to sign."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from communes.models import Commune
from communes.models.territory import CommuneKind
from foundation.formats.words import day_in_words


class Head(NamedTuple):
    """The top of an official paper: the territory as it was on the paper's day."""

    region: str
    cercle: str
    arrondissement: str
    commune_line: str
    place: str
    date: str
    number: str = ""
    lines: tuple[str, ...] = ()  # the commune's own, instead of its territory


class Signature(NamedTuple):
    """A place to sign: in which capacity, and who, when known."""

    capacity: str
    name: str = ""


def head_of(commune: Commune, dated: datetime.date, *, in_words: bool) -> Head:
    """The heading valid at `dated`: name, cercle and arrondissement as they then were."""
    attached = commune.attachment_on(dated)
    cercle = attached.cercle if attached else commune.cercle
    arrondissement = attached.arrondissement if attached else commune.arrondissement
    kind = "urbaine" if commune.kind == CommuneKind.URBAN else "rurale"
    name = commune.name_on(dated)
    return Head(
        region=cercle.region.name,
        cercle=cercle.name,
        arrondissement=arrondissement.name if arrondissement else "",
        commune_line=f"Commune {kind} de {name}",
        place=commune.chief_town or name,
        date=day_in_words(dated) if in_words else "……………………………",
    )
