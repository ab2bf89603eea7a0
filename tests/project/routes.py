"""Every address of the product, read from the resolver itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from communes.access import Action

# Open without an account. Each one says so itself (login_not_required); a test compares.
PUBLIC = {
    "health-alive",
    "health-ready",
    "web:accessibility",
    "web:front",
    "web:help",
    "web:help-role",
    "web:new-password",
    "web:sign-in",
    "portal:verify",
    "portal:verify-code",
    "web:sign-out",
}
# The administration has its own door and its own tests.
ADMIN = "admin"


class Route(NamedTuple):
    """One address: its name, its words with their parameters, and what answers."""

    name: str
    words: str
    view: Callable[..., Any]

    @property
    def guards(self) -> Action | None:
        return getattr(self.view, "guards", None)

    @property
    def personal(self) -> bool:
        return getattr(self.view, "personal", False)

    @property
    def below_a_commune(self) -> bool:
        return "<slug:slug>" in self.words

    @property
    def objects(self) -> list[tuple[str, str]]:
        """Each further parameter with the words before it: ("plan/actions", "pk")."""
        tail = self.words.partition("<slug:slug>/")[2]
        return re.findall(r"((?:[\w-]+/)*[\w-]+)/<\w+:(\w+)>", tail)


def routes(resolver: URLResolver | None = None) -> list[Route]:
    """Every route but those of the administration."""
    return [*_walk((resolver or get_resolver()).url_patterns, "", "")]


def _walk(patterns: list[Any], space: str, words: str) -> Iterator[Route]:
    for pattern in patterns:
        here = words + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(space + (pattern.name or here), here, pattern.callback)
        elif pattern.namespace != ADMIN:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, here)


def guarded_routes() -> list[Route]:
    return [route for route in routes() if route.guards]
