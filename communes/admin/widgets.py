"""Controls of the admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

LONGEST_KEY = 18


class _Finds:
    """Shows again only what can be the key of a record; the field says what is wrong with it."""

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> list[Any]:
        keys = [one for one in value if str(one).isdecimal() and len(str(one)) <= LONGEST_KEY]
        found: list[Any] = super().optgroups(name, keys, attrs)
        return found


class Finder(_Finds, AutocompleteSelect):
    """A search box over a big table. A row that already holds its record need not look it up."""

    chosen: dict[str, str] | None = None

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> list[Any]:
        known = self.chosen or {}
        if not value or any(str(one) not in known for one in value):
            return super().optgroups(name, value, attrs)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        kept = [
            self.create_option(name, one, known[str(one)], True, place)
            for place, one in enumerate(value)
        ]
        return [(None, empty + kept, 0)]


class SeveralFinder(_Finds, AutocompleteSelectMultiple):
    """A search box that keeps several records."""
