"""Telephone numbers typed in a text that goes far: found, whatever the spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communes.models import Commune, Person
from foundation.formats.phones import parse_phone

# Eight figures by twos, or in one piece after +223: how telephones are written, not amounts.
WRITTEN = re.compile(
    r"(?<!\d)(?:(?:\+|00)223\W?)?\d\d(?:[ .\u00a0\u202f-]\d\d){3}(?!\d)|\+223\d{8}"
)
_EIGHT = re.compile(r"(?<![\d ])\d{8}(?!\d)")


def phones_in(text: str) -> set[str]:
    """The telephone numbers a text seems to hold, as the record stores them."""
    found = (parse_phone(match[0]) for match in WRITTEN.finditer(text))
    return {number for number in found if number}


def personal_phones(commune: Commune, texts: Iterable[str]) -> set[str]:
    """The numbers in these texts that belong to a person the commune knows."""
    whole = "\n".join(texts)
    eight = (parse_phone(match[0]) for match in _EIGHT.finditer(whole))
    numbers = phones_in(whole) | {number for number in eight if number}
    if not numbers:
        return set()
    people = Person.objects.usable_in(commune).filter(phone__in=numbers)
    return set(people.values_list("phone", flat=True))
