"""A POST either writes everything and redirects, or writes nothing and shows its page again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from foundation.capture import attached, services, unsent
from foundation.capture.models import Submission
from foundation.capture.replay import as_posted
from foundation.capture.tokens import Token, read_token

Act = Callable[[], HttpResponseBase]
RESUME = "reprise"
AGAIN = "encore"


class _Undo(Exception):
    """Carries the answer of an act that wrote nothing worth keeping."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


def once(request: HttpRequest, act: Act) -> HttpResponseBase:
    """Answer a request; a form sent twice is answered with its first result."""
    try:
        if request.method == "POST":
            attached.prepare(request)
            body = typed(request)
            attached.put_stand_ins(request)
            with transaction.atomic():
                response = _apply(request, act, body)
            unsent.has_received(request)
            return response
        kept = _resumed(request)
        if kept is None:
            return act()
        with transaction.atomic():
            raise _Undo(_show_again(request, kept, act))
    except _Undo as undo:
        return undo.response


def _apply(request: HttpRequest, act: Act, body: str) -> HttpResponseBase:
    token = read_token(request.POST.get("op_id", ""))
    if token is None:  # a form without a number: applied, but without protection against replays
        return _written(act())
    if token.user_pk != request.user.pk:  # the middleware has already kept it for its owner
        raise PermissionDenied
    submission = services.claim(token, path=request.get_full_path())
    earlier = services.replaced(token, path=request.path)
    for send in (submission, earlier):
        if send and send.applied_at:
            return _received_before(request, send, token, body)
    meant = submission.body or AGAIN in request.POST  # kept before signing in, or decided
    if not meant and (twin := services.twin(token, path=request.path, body=body)):
        raise _choice(request, twin, same_words=True)
    response = _written(act())
    services.settle(submission, result=response.url, body=body)
    if earlier:
        services.discard(earlier)
    return response


def _written(response: HttpResponseBase) -> HttpResponseRedirect:
    """The answer of an act that wrote; anything but a redirect takes back what it did."""
    if not isinstance(response, HttpResponseRedirect):
        raise _Undo(response)
    return response


def _received_before(
    request: HttpRequest, first: Submission, token: Token, body: str
) -> HttpResponseBase:
    """The same words lead to the first result; changed words are shown for a decision."""
    if first.body == services.fingerprint(request.path, body):
        messages.info(
            request, _("This form had already been received. Nothing was recorded twice.")
        )
        return HttpResponseRedirect(first.result)
    if services.kept_for(request.user, str(token.op_id)):
        request.resumed = token.op_id  # type: ignore[attr-defined]
    raise _choice(request, first, same_words=False)


def _choice(request: HttpRequest, first: Submission, *, same_words: bool) -> _Undo:
    """Write nothing; show what was typed and let its writer decide whether it is something else."""
    if same_words:
        unsent.has_received(request)
    words = [(name, value) for name, values in request.POST.lists() for value in values]
    words += attached.chosen(request)
    kept = [pair for pair in words if pair[0] not in {"op_id", "csrfmiddlewaretoken", AGAIN}]
    context = {"kept": kept, "result": first.result, "same_words": same_words, "again": AGAIN}
    return _Undo(render(request, "capture/already_received.html", context, status=409))


def typed(request: HttpRequest) -> str:
    """What the person typed and which files were chosen, without the browser's own token."""
    copy = request.POST.copy()
    copy.pop("csrfmiddlewaretoken", None)
    for name, line in attached.chosen(request):
        copy.appendlist(name, line)
    return copy.urlencode()


def _resumed(request: HttpRequest) -> Submission | None:
    """The kept form this address is asked to show again, if it is this person's and this page's."""
    asked = request.GET.get(RESUME, "")
    kept = services.kept_for(request.user, asked) if asked else None
    return kept if kept and kept.path.split("?")[0] == request.path else None


def _show_again(request: HttpRequest, kept: Submission, act: Act) -> HttpResponseBase:
    """The page with what had been typed and what is wrong with it; nothing is written."""
    as_posted(request, kept)
    token = read_token(request.POST.get("op_id", ""))
    first = services.replaced(token, path=request.path) if token else None
    if token and first and first.applied_at:
        return _received_before(request, first, token, typed(request))
    response = act()
    if isinstance(response, HttpResponseRedirect):  # nothing is wrong with it: it may be sent
        return redirect("web:kept-forms")
    return response
