"""A form its sender may not apply just now is kept for the person it was prepared for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from foundation.capture.models import Submission
from foundation.capture.once import typed
from foundation.capture.services import keep
from foundation.capture.tokens import read_token
from foundation.capture.unsent import has_received

KEPT = "garde"


def hold_back(request: HttpRequest) -> HttpResponseBase | None:
    """The answer to a form sent by nobody, or by another person than the one it was made for.

    None when the sender is its owner, or when there is nothing that can be kept.
    """
    token = read_token(request.POST.get("op_id", ""))
    if token is None or token.user_pk == request.user.pk or not _may_be_kept(request):
        return None
    kept = keep(token, path=request.get_full_path(), body=typed(request))
    if request.user.is_authenticated:
        return render(request, "capture/prepared_for_another.html", {"kept": kept}, status=409)
    if kept is None:
        return None
    return HttpResponseRedirect(
        f"{resolve_url(settings.LOGIN_URL)}?{urlencode({KEPT: kept.op_id})}"
    )


def keep_own(request: HttpRequest) -> Submission | None:
    """Keep a form of the signed-in person that could not be applied just now."""
    token = read_token(request.POST.get("op_id", ""))
    if token is None or token.user_pk != request.user.pk or not _may_be_kept(request):
        return None
    kept = keep(token, path=request.get_full_path(), body=typed(request))
    if kept:
        has_received(request)
    return kept


def _may_be_kept(request: HttpRequest) -> bool:
    """Only pages that apply a form once can receive it later."""
    match = request.resolver_match
    return bool(match and getattr(match.func, "applies_once", False))
