"""A POST either writes everything and redirects, or writes nothing and shows its page again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from foundation.capture import services
from foundation.capture.models import Submission
from foundation.capture.tokens import Token, read_token

Act = Callable[[], HttpResponseBase]
RESUME = "reprise"


class _Undo(Exception):
    """Carries the answer of an act that wrote nothing worth keeping."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


def once(request: HttpRequest, act: Act) -> HttpResponseBase:
    """Answer a request; a form sent twice is answered with its first result."""
    if request.method != "POST":
        kept = _resumed(request)
        return _show_again(request, kept, act) if kept else act()
    token = read_token(request.POST.get("op_id", ""))
    if token and token.user_pk != request.user.pk:
        return _prepared_for_another(request, token)
    try:
        with transaction.atomic():
            return _apply(request, token, act)
    except _Undo as undo:
        return undo.response


def _apply(request: HttpRequest, token: Token | None, act: Act) -> HttpResponseBase:
    submission = services.claim(token, path=request.get_full_path()) if token else None
    if submission and submission.applied_at:
        messages.info(
            request, _("This form had already been received. Nothing was recorded twice.")
        )
        return HttpResponseRedirect(submission.result)
    response = act()
    if not isinstance(response, HttpResponseRedirect):
        raise _Undo(response)
    if submission:
        services.settle(submission, result=response.url)
    return response


def _prepared_for_another(request: HttpRequest, token: Token) -> HttpResponseBase:
    """The form was opened by somebody else on this computer: it is kept for them, not applied."""
    services.keep(token, path=request.get_full_path(), body=typed(request.POST))
    return render(request, "capture/prepared_for_another.html", status=409)


def typed(data: QueryDict) -> str:
    """What the person typed, without the form's own numbers."""
    copy = data.copy()
    copy.pop("csrfmiddlewaretoken", None)
    return copy.urlencode()


def _resumed(request: HttpRequest) -> Submission | None:
    """The kept form this address is asked to show again, if it is this person's."""
    asked = request.GET.get(RESUME, "")
    return (
        next(
            (kept for kept in services.waiting_for(request.user) if str(kept.op_id) == asked),
            None,  # type: ignore[arg-type]
        )
        if asked and request.user.is_authenticated
        else None
    )


def _show_again(request: HttpRequest, kept: Submission, act: Act) -> HttpResponseBase:
    """The page with what had been typed and what is wrong with it; nothing is written."""
    as_posted(request, kept)
    try:
        with transaction.atomic():
            raise _Undo(act())
    except _Undo as undo:
        response = undo.response
    if isinstance(response, HttpResponseRedirect):
        return HttpResponseRedirect(f"{kept.path.split('?')[0]}")
    return response


def as_posted(request: HttpRequest, kept: Submission) -> None:
    """Make the request what it was when the form was sent."""
    request.method = "POST"
    data: Any = QueryDict(kept.body, mutable=False)
    request.POST = data  # type: ignore[misc]
    request._files = None  # type: ignore[attr-defined]
