"""A commune whose framework stands, seen by one signed-in person."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from communes.models import Commune, Role
from frameworks.models import Framework
from tests import make


class Place:
    """The commune, its framework and a client signed in with a role."""

    def __init__(self, *, framework: bool = True, role: str = Role.SECRETARY, **fields: Any):
        self.commune: Commune = make.commune(initials="CR-DIO", population=30_000)
        self.framework: Framework | None = (
            make.framework(self.commune, **fields) if framework else None
        )
        self.client = Client()
        self.become(role)

    def become(self, role: str) -> None:
        self.user = make.user(role, self.commune)
        self.client.force_login(self.user)

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(f"frameworks:{name}", kwargs={"slug": self.commune.slug, **kwargs})

    def get(self, name: str, query: str = "", **kwargs: Any) -> Any:
        return self.client.get(self.url(name, **kwargs) + query)

    def post(self, name: str, data: dict[str, Any], query: str = "", **kwargs: Any) -> Any:
        return self.client.post(self.url(name, **kwargs) + query, data)

    @property
    def its(self) -> Framework:
        assert self.framework is not None
        return self.framework
