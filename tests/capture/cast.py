"""The people and the form of these tests: a secretary, her commune, and one page to fill in."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.test import Client

from communes.models import Commune
from foundation.accounts.models import User
from foundation.capture.tokens import make_token
from foundation.journal.models import Entry
from tests import make


class Desk(NamedTuple):
    """One person at one browser, in front of the form."""

    client: Client
    user: User
    commune: Commune

    @property
    def page(self) -> str:
        return f"/espace/{self.commune.slug}/essai/"

    def form(self, **words: str) -> dict[str, str]:
        return {"code": "N1", "text": "Un puits", "op_id": make_token(self.user.pk), **words}

    def sign_in(self, user: User | None = None, **words: str):  # type: ignore[no-untyped-def]
        name = (user or self.user).username
        return self.client.post(
            "/connexion/", {"username": name, "password": make.PASSWORD, **words}
        )

    def let_the_sign_in_expire(self) -> None:
        self.client.session.flush()


def desk(*, enforce_csrf_checks: bool = False) -> Desk:
    commune = make.commune()
    user = make.secretary(commune)
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    client.force_login(user)
    return Desk(client, user, commune)


def notes() -> list[str]:
    """What the form has written."""
    return list(
        Entry.objects.filter(scope="essai").order_by("number").values_list("note", flat=True)
    )


def hidden(html: str, name: str) -> str:
    """The value of a hidden input of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    return found[1] if found else ""
