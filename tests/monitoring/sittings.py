"""What the tests of the follow-up sheet share: a plan at work, its people, a send."""

from __future__ import annotations

import gzip
from typing import Any, NamedTuple

from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan
from communes.models import Commune
from foundation.accounts.models import User
from tests import make


class Desk(NamedTuple):
    """A commune with an agreed plan of `n` actions, due one day after another."""

    commune: Commune
    plan: ActionPlan
    actions: list[Action]

    def person(self, role: str) -> User:
        return make.user(role, self.commune)

    def client(self, role: str) -> Client:
        client = Client()
        client.force_login(self.person(role))
        return client

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(f"monitoring:{name}", kwargs={"slug": self.commune.slug, **kwargs})

    def sheet(self, *rows: dict[str, Any], **shared: Any) -> dict[str, Any]:
        """What a browser sends: each row names its action by `of`."""
        sent: dict[str, Any] = {"voice": "comite", "said_on": "20/03/2025", **shared}
        for row in rows:
            key = f"a{row['of'].pk}"
            sent |= {f"{key}-{name}": value for name, value in row.items() if name != "of"}
        return sent

    def send(self, role: str, *rows: dict[str, Any], **shared: Any) -> Any:
        return self.client(role).post(self.url("sitting"), self.sheet(*rows, **shared))


def desk(n: int = 3) -> Desk:
    place = make.commune()
    plan = make.plan(make.cycle(make.framework(place)), state="valide")
    party = make.organisation(place)
    actions = [
        make.action(
            plan,
            wording=f"Action {number} de la commune",
            responsible=party,
            due_on=make.day(f"2025-0{3 + number // 28}-{1 + number % 28:02}"),
        )
        for number in range(1, n + 1)
    ]
    return Desk(place, plan, actions)


def weight(content: bytes) -> int:
    """Compressed as the server does on the fly."""
    return len(gzip.compress(content, 6))
