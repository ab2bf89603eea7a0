"""A person's own account: what it may do, its password, the forms kept for it."""

from __future__ import annotations

import datetime
import uuid
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communes import accounts
from consult.web.forms import ChangePasswordForm
from consult.web.personal import PersonalRequest, personal, personal_unkept
from consult.web.sign_in import send_kept
from foundation.capture.attached import are_words
from foundation.capture.models import Submission
from foundation.capture.services import discard, kept_for, waiting_for


@require_safe
@personal
def my_account(request: PersonalRequest) -> HttpResponse:
    """Who one is here, for which places, and which forms wait."""
    running = request.user.assignments.running()
    context = {
        "assignments": running.select_related("commune", "region", "programme", "organisation"),
        "kept": len(waiting_for(request.user)),
    }
    return render(request, "accounts/my_account.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@personal_unkept
def change_password(request: PersonalRequest) -> HttpResponse:
    """One's own new password; the sign-ins on other computers end, this one stays."""
    form = ChangePasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        today = form.cleaned_data["password"]
        if authenticate(request, username=request.user.username, password=today):
            accounts.change_password(request.user, new_password=form.cleaned_data["new_password"])
            update_session_auth_hash(request, request.user)
            messages.success(
                request, _("Your password is changed. Other computers have been signed out.")
            )
            return redirect("web:my-account")
        form.add_error("password", _("This is not your password of today."))
    return render(request, "accounts/change_password.html", {"form": form})


@require_safe
@personal
def kept_forms(request: PersonalRequest) -> HttpResponse:
    """The forms typed before a sign-in expired and not sent yet."""
    kept = [described(submission) for submission in waiting_for(request.user)]
    return render(request, "capture/kept_forms.html", {"kept": kept})


@require_POST
@personal
def send(request: PersonalRequest, op_id: uuid.UUID) -> HttpResponseBase:
    """Send one of them now."""
    return send_kept(request, _mine(request, op_id))


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def erase(request: PersonalRequest, op_id: uuid.UUID) -> HttpResponse:
    """Forget one of them, after a question."""
    kept = _mine(request, op_id)
    if request.method == "POST":
        discard(kept)
        messages.success(request, _("The kept form is erased. Nothing was recorded."))
        return redirect("web:kept-forms")
    return render(request, "capture/erase.html", {"kept": described(kept)})


class KeptForm(NamedTuple):
    """A kept form as its owner recognises it: its page, when it was typed, its longest answer."""

    op_id: uuid.UUID
    page: str
    typed_at: datetime.datetime
    excerpt: str


def described(kept: Submission) -> KeptForm:
    answers = parse_qsl(kept.body)
    words = [value for name, value in answers if name != "op_id" and are_words(name)]
    excerpt = Truncator(max(words, key=len, default="")).chars(120)
    return KeptForm(kept.op_id, kept.path.split("?")[0], kept.received_at, excerpt)


def _mine(request: PersonalRequest, op_id: uuid.UUID) -> Submission:
    kept = kept_for(request.user, str(op_id))
    if kept is None:
        raise Http404
    return kept
