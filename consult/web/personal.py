"""The mark of pages that show a signed-in person nothing but their own things."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from foundation.accounts.models import User
from foundation.capture.once import once

View = Callable[..., HttpResponseBase]


class PersonalRequest(HttpRequest):
    """A request of a signed-in person."""

    user: User


def personal(view: View) -> View:
    """Any signed-in person may open it; it reads and changes only what is theirs."""

    @wraps(view)
    def inner(request: PersonalRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return once(request, lambda: view(request, *args, **kwargs))

    inner.applies_once = True  # type: ignore[attr-defined]
    return personal_unkept(inner)


def personal_unkept(view: View) -> View:
    """The same for a page whose form is never kept, because it holds a password."""
    view.personal = True  # type: ignore[attr-defined]
    return view
