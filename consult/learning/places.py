"""Finding a commune of the country by the name people type; names of places are public."""

from __future__ import annotations

from typing import NamedTuple

from communes.models import Commune
from communes.querysets import name_key


def full_name(commune: Commune) -> str:
    """« Dioro (Farakou Massa) »: the name with its cercle, since communes have homonyms."""
    return f"{commune.name} ({commune.cercle.name})"


def named(pk: int) -> str:
    """The name of a stored commune."""
    found = Commune.objects.with_place().filter(pk=pk).first()
    return full_name(found) if found else ""


class Named(NamedTuple):
    """Those that bear the typed name, and those it may have meant."""

    exact: list[Commune]
    near: list[Commune]


def communes_named(text: str) -> Named:
    """The communes of this name, another spelling of it, or this name with its cercle.

    When none bears it, those in whose name or place every word is found.
    """
    key = name_key(text)
    rows = Commune.objects.matching(text.replace("(", " ").replace(")", " "))
    near = list(rows.with_place().prefetch_related("aliases"))
    exact = [one for one in near if key in {name_key(name) for name in _names(one)}]
    return Named(exact, near)


def _names(commune: Commune) -> list[str]:
    aliases = [alias.alias for alias in commune.aliases.all()]
    return [commune.name, commune.name_in_record, full_name(commune), *aliases]
