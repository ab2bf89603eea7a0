"""Signing in and out, and choosing a new password with a code."""

from __future__ import annotations

import datetime
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from communes import accounts
from consult.web.forms import RedeemForm, SignInForm
from foundation.accounts import sessions
from foundation.accounts.models import User
from foundation.capture.models import Submission
from foundation.capture.once import RESUME
from foundation.capture.receive import KEPT
from foundation.capture.replay import replay
from foundation.capture.services import is_waiting, kept_for


@login_not_required
@cache_control(no_store=True)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The door. A form typed before the sign-in expired is sent on once its owner is back."""
    if request.method != "POST" and request.user.is_authenticated:
        return _onward(request)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("username", "password")}
        user = authenticate(request, **names)
        if isinstance(user, User):
            sessions.sign_in(request, user, shared=form.cleaned_data["shared"])
            return _onward(request)
        form.add_error(
            None, _("This user name and this password do not go together. Check both, then retry.")
        )
    waiting = _asked(request, KEPT)
    context = {
        "form": form,
        "next": _asked(request, "next"),
        "kept": waiting if waiting and is_waiting(waiting) else "",
        "kept_name": KEPT,
    }
    return render(request, "accounts/sign_in.html", context)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the next person at this computer finds nothing of it."""
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("web:sign-in")


def _onward(request: HttpRequest) -> HttpResponseBase:
    """After the door: on with the kept form, to the page asked for, or to the start."""
    kept = kept_for(request.user, _asked(request, KEPT))
    if kept and request.method == "POST":
        return send_kept(request, kept)
    wanted = _asked(request, "next")
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if own else reverse("web:start"))


def send_kept(request: HttpRequest, kept: Submission) -> HttpResponseBase:
    """Send a kept form: on to its result, or back to its page, which says what is wrong with it."""
    page = kept.path.split("?")[0]
    try:
        response = replay(request, kept)
    except (Http404, PermissionDenied):
        messages.error(
            request, _("The form you had typed can no longer be sent. It is still kept here.")
        )
        return redirect("web:kept-forms")
    if isinstance(response, HttpResponseRedirect):
        return response
    return HttpResponseRedirect(f"{page}?{RESUME}={kept.op_id}")


def _asked(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "") or request.GET.get(name, "")


def locked_out(
    request: HttpRequest, _response: Any = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """After five wrong passwords for one name, real or not: when to try again, and whom to call."""
    name = (credentials or {}).get("username", "")
    latest = AccessAttempt.objects.filter(username=name).order_by("-attempt_time").first()
    since = latest.attempt_time if latest else timezone.now()
    cooloff = settings.AXES_COOLOFF_TIME
    again = timezone.localtime(since + cooloff) + datetime.timedelta(minutes=1)
    minutes = max(1, round(cooloff.total_seconds() / 60))
    context = {"again": again.time().replace(second=0, microsecond=0), "minutes": minutes}
    response = render(request, "accounts/locked_out.html", context, status=429)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@cache_control(no_store=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """A new password, chosen with the code an administrator read out or printed."""
    form = RedeemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        if accounts.redeem(words["username"], words["code"], words["new_password"]):
            messages.success(request, _("Your new password is set. Sign in with it."))
            return redirect("web:sign-in")
        form.add_error(
            "code",
            _(
                "This code does not go with this user name, or it no longer serves. "
                "After five wrong tries or one day, ask the administrator for another one."
            ),
        )
    return render(request, "accounts/new_password.html", {"form": form})
