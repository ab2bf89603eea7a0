"""Calm pages for what goes wrong; none says whether a hidden thing exists."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

from foundation.capture.attached import chosen
from foundation.capture.receive import hold_back, keep_own

# Never sent back to the browser: the old token, and anything secret.
_NOT_KEPT: Final = ("csrfmiddlewaretoken", "password", "code")


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for this person; the answer is the same."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page is known to this person, the act belongs to somebody else."""
    sentence = str(exception or "")
    return render(request, "403.html", {"sentence": sentence}, status=403)


def conflict(request: HttpRequest, sentence: str = "") -> HttpResponse:
    """409: somebody acted on the same thing in the meantime."""
    return render(request, "409.html", {"sentence": sentence}, status=409)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something no page of ours sends; the shell may not be usable."""
    return _bare(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. No database, no session: only the incident's number, for the telephone."""
    return _bare(request, "500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """403: the form is older than the sign-in. What was typed is kept, and sent with one tap.

    A form carrying our own signed number is kept for its owner. One without it is offered again
    only when it came from our own page: a stranger's page gets nothing to resend.
    """
    if held := hold_back(request):
        return held
    own = keep_own(request)
    offered = _typed(request) if not own and _came_from_here(request) else []
    context = {"own": own, "kept": offered, "path": request.path}
    return render(request, "csrf.html", context, status=403)


def _came_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}"


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    if any(secret in name for name in request.POST for secret in _NOT_KEPT[1:]):
        return []
    words = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_KEPT
    ]
    return words + chosen(request)


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page without the shell's processors: they may be what failed."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        code = getattr(request, "request_id", "")
        incident = f"{code[:4]} {code[4:8]}".strip()  # short enough to be read out
        page = render_to_string(template, {"incident": incident, "demo": settings.DEMO})
    return HttpResponse(page, status=status)
