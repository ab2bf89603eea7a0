"""A form sent after the login expired is kept, and sent again once its owner is back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url

from foundation.capture.once import typed
from foundation.capture.services import keep
from foundation.capture.tokens import read_token

KEPT = "garde"


class KeepExpiredFormMiddleware:
    """Stands after the CSRF check and before the login requirement."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True):
            return None
        token = read_token(request.POST.get("op_id", ""))
        kept = (
            keep(token, path=request.get_full_path(), body=typed(request.POST)) if token else None
        )
        if kept is None:
            return None
        return HttpResponseRedirect(
            f"{resolve_url(settings.LOGIN_URL)}?{urlencode({KEPT: kept.op_id})}"
        )
