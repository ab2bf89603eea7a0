"""Competing uses of one water: the same borehole, canal or pond seen across plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.models import Action, WaterUse
from foundation.formats.search import search_key


@dataclass(frozen=True)
class Site:
    """A water point or place as it was first written, and the actions that take its water."""

    name: str
    actions: list[Action]

    @property
    def uses(self) -> list[str]:
        """The different uses made of it, in words."""
        found = {action.water_use for action in self.actions}
        return [str(use.label) for use in WaterUse if use in found]

    @property
    def competes(self) -> bool:
        """Several different uses of the same water."""
        return len(self.uses) > 1


def sites_of(actions: Iterable[Action]) -> list[Site]:
    """Actions by place, accents and capitals apart; places with several uses come first."""
    found: dict[str, list[Action]] = {}
    for action in actions:
        found.setdefault(search_key(action.water_site), []).append(action)
    sites = [Site(group[0].water_site, group) for _key, group in sorted(found.items())]
    return sorted(sites, key=lambda site: not site.competes)
