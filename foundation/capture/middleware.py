"""A form sent after the login expired is kept, and sent again once its owner is back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from foundation.accounts.sessions import end_if_over
from foundation.capture.receive import hold_back


class KeepExpiredFormMiddleware:
    """Stands after the CSRF check and before the login requirement.

    It first ends a sign-in that lasted too long, then keeps the form that came with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        end_if_over(request)
        return hold_back(request) if request.method == "POST" else None
