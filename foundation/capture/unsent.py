"""What a page tells the script that keeps unsent text on its writer's own device.

The script seals what is typed under a key only the writer's own pages carry, and erases it once
the server says that it has it: docs/decisions/0006-unsent-text.md.
"""

from __future__ import annotations

import base64
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from foundation.accounts.models import User
from foundation.capture import services
from foundation.capture.tokens import Token, read_token

REMEMBERED = 8
_RECEIVED, _TYPED_IN = "received", "typed_in"


class Page(NamedTuple):
    """What one page of a signed-in person says.

    `user` names the person without telling who it is; `day` counts by the server's calendar, for
    a device's clock may be years off; `received` are the forms the server has, `shown` the refused
    form the page shows again; `typed_in` says whether the page holds a form at all.
    """

    user: str
    key: str
    day: int
    received: str
    shown: str
    typed_in: bool


def note_form(request: HttpRequest) -> None:
    """The page being rendered holds a form with a number."""
    request.__dict__[_TYPED_IN] = True


def page_of(request: HttpRequest) -> Page | None:
    """What this page says; nothing for somebody who is not signed in."""
    user: User | AnonymousUser | None = getattr(request, "user", None)
    if not isinstance(user, User) or not hasattr(request, "session"):
        return None  # an error page may be drawn before the session is there
    shown = _token(request, user)
    return Page(
        *_sealing(user),
        day=timezone.now().toordinal(),
        received=" ".join(_received(request, user)),
        shown=services.short(shown.op_id) if shown else "",
        typed_in=_TYPED_IN in request.__dict__,
    )


def has_received(request: HttpRequest) -> None:
    """The server has what this request sent, recorded or kept: no device need keep it longer."""
    user = request.user
    if isinstance(user, User) and (token := _token(request, user)):
        numbers = [services.short(op_id) for op_id in (token.replaces, token.op_id) if op_id]
        before = [number for number in _received(request, user) if number not in numbers]
        request.session[_RECEIVED] = [*before, *numbers][-REMEMBERED:]


def _received(request: HttpRequest, user: User) -> list[str]:
    """The last few, oldest first; a new session reads them once from the database."""
    if _RECEIVED not in request.session:
        request.session[_RECEIVED] = services.latest_numbers(user, REMEMBERED)
    found: list[str] = request.session[_RECEIVED]
    return found


def _token(request: HttpRequest, user: User) -> Token | None:
    """The number of the form this request carries, when it was made for this person."""
    token = read_token(request.POST.get("op_id", "")) if request.method == "POST" else None
    return token if token and token.user_pk == user.pk else None


def _sealing(user: User) -> tuple[str, str]:
    """A name and an AES key for this person, the same on every page of this installation."""
    drawn = salted_hmac("consult.unsent", str(user.pk), algorithm="sha256").digest()
    return base64.b64encode(drawn[:6]).decode(), base64.b64encode(drawn[16:]).decode()
