"""Controls of the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect


class Finder(AutocompleteSelect):
    """A search box over a big table. A row that already holds its record need not look it up."""

    chosen: dict[str, str] | None = None

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        known = self.chosen or {}
        if not value or any(str(one) not in known for one in value):
            return super().optgroups(name, value, attrs)
        options: list[Any] = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for place, one in enumerate(value):
            options.append(self.create_option(name, one, known[str(one)], True, place))
        return [(None, options, 0)]
