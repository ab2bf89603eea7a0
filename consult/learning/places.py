"""Finding a commune of the country by the name people type; names of places are public."""

from __future__ import annotations

from communes.models import Commune
from communes.querysets import name_key


def full_name(commune: Commune) -> str:
    """« Dioro (Farakou Massa) »: the name with its cercle, since communes have homonyms."""
    return f"{commune.name} ({commune.cercle.name})"


def named(pk: int) -> str:
    """The name of a stored commune."""
    found = Commune.objects.with_place().filter(pk=pk).first()
    return full_name(found) if found else ""


def communes_named(text: str) -> list[Commune]:
    """The communes meant: those that bear exactly this name (with their cercle or without), else
    those in whose name or place every word is found."""
    key = name_key(text)
    found = list(Commune.objects.matching(text.replace("(", " ").replace(")", " ")).with_place())
    exact = [one for one in found if key in (name_key(one.name), name_key(full_name(one)))]
    return exact or found
