"""How long a sign-in lasts: a working day, or until the browser closes on a shared computer."""

from __future__ import annotations

import time

from django.contrib.auth import login, logout
from django.http import HttpRequest

from foundation.accounts.models import User

LONGEST_SECONDS = 12 * 3600
SHARED_IDLE_SECONDS = 30 * 60
_NOTE_EVERY_SECONDS = 60
_SINCE, _SEEN = "since", "seen"


def sign_in(request: HttpRequest, user: User, *, shared: bool) -> None:
    """Open a session under a new identifier; on a shared computer it ends with the browser."""
    login(request, user)
    request.session[_SINCE] = time.time()
    if shared:
        request.session.set_expiry(0)
        request.session[_SEEN] = time.time()


def end_if_over(request: HttpRequest) -> None:
    """Sign the person out after twelve hours, or thirty idle minutes on a shared computer."""
    if not request.user.is_authenticated:
        return
    now, session = time.time(), request.session
    seen = session.get(_SEEN)
    too_long = now - session.get(_SINCE, now) > LONGEST_SECONDS
    if too_long or (seen is not None and now - seen > SHARED_IDLE_SECONDS):
        logout(request)
    elif seen is not None and now - seen > _NOTE_EVERY_SECONDS:
        session[_SEEN] = now
