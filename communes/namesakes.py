"""Who may be the same: names compared without accents, capitals, spaces or order.

One slip of the hand is forgiven, so that « Fatoumata TRAORE » finds « Traoré Fatoumta ».
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from communes.models import Commune, Organisation, Person
from communes.querysets import name_key

FORGIVING_FROM = 8  # letters; shorter names differ by one letter too easily

Record = TypeVar("Record", Person, Organisation)


def people_like(commune: Commune, first: str, last: str) -> list[Person]:
    """Those of the commune, and those all share, who may be this person: the surest first.

    For a newcomer typed on the attendance sheet. One query; for a whole sheet, make one
    `Namesakes.of_people(commune)` and ask it for each line.
    """
    return Namesakes.of_people(commune).like(first, last)


class Namesakes(Generic[Record]):
    """The known records of one commune by their names, read once and asked many times."""

    def __init__(self, known: Iterable[Record]) -> None:
        self.known: list[tuple[Record, list[str]]] = [(one, keys_of(one)) for one in known]

    @classmethod
    def of_people(cls, commune: Commune) -> Namesakes[Person]:
        return Namesakes(Person.objects.usable_in(commune).select_related("organisation"))

    def like(self, *name: str) -> list[Record]:
        """Records of the same name in any order, then those one slip of the hand away."""
        wanted = keys(*name)
        if not wanted:
            return []
        same = [one for one, known in self.known if set(wanted) & set(known)]
        near = [
            one
            for one, known in self.known
            if one not in same and any(one_slip(mine, key) for mine in wanted for key in known)
        ]
        return same + near


def keys(*name: str) -> list[str]:
    """The letters of a name, its parts in the order given and the other way round."""
    straight, turned = name_key("".join(name)), name_key("".join(reversed(name)))
    return [key for key in dict.fromkeys((straight, turned)) if key]


def keys_of(record: Person | Organisation) -> list[str]:
    """The names under which a record is known."""
    if isinstance(record, Person):
        return keys(record.first_name, record.last_name)
    return [*keys(record.name), *keys(record.acronym)]


def one_slip(mine: str, theirs: str) -> bool:
    """Whether two long enough names differ by one letter added, left out, changed or swapped."""
    if min(len(mine), len(theirs)) < FORGIVING_FROM or abs(len(mine) - len(theirs)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), None)
    if start is None:
        return mine != theirs
    rest, other = mine[start:], theirs[start:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped
