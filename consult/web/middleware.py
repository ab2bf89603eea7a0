"""One log line and one identifier per request; the headers of every page that is not a file."""

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control

from consult.web.errors import conflict
from foundation.records.errors import NotReady, Stale

Answer = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("consult.request")
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class QueryCount:
    """Counts the queries of one request, at the price of one call each."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.number += 1
        return execute(*args)


def request_line(get_response: Answer) -> Answer:
    """Give each request an identifier, shown on the error page as incident code, and a log line.

    The line names the route, never the address, the form or the person's name.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        queries, start = QueryCount(), time.perf_counter()
        with connection.execute_wrapper(queries):
            response = get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        if response.status_code >= 400 or not request.path.startswith(settings.STATIC_URL):
            elapsed = round((time.perf_counter() - start) * 1000, 1)
            log.info("request", extra=_line(request, response, queries.number, elapsed))
        return response

    return middleware


def _line(request: HttpRequest, response: HttpResponse, queries: int, ms: float) -> dict[str, Any]:
    match = request.resolver_match
    user = getattr(request, "_cached_user", None)  # read only if the page already did
    return {
        "request_id": request.request_id,  # type: ignore[attr-defined]
        "user": getattr(user, "pk", None),
        "route": match.view_name if match else None,
        "method": request.method if request.method in METHODS else "OTHER",
        "status": response.status_code,
        "ms": ms,
        "queries": queries,
    }


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def headers(get_response: Answer) -> Answer:
    """Nobody else's cache keeps a page, and the sign-in page is kept by none at all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path == resolve_url(settings.LOGIN_URL):
            response["Cache-Control"] = "no-store"
        elif not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware


class ConflictMiddleware:
    """An act that came second, or came too early, is answered with a calm page; nothing is written.

    Views explain what they can; what they let through ends here instead of on the error page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Stale):
            return conflict(request)
        if isinstance(exception, NotReady):
            return conflict(request, " ".join(exception.reasons))
        return None
