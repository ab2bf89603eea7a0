"""The public pages. They need no account and show only what `facts` allows."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consult.portal.facts import seal_of
from consult.portal.forms import CodeForm


@login_not_required
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Type the code of a paper."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("portal:verify-code", code=form.cleaned_data["code"])
    return render(request, "portal/verify.html", {"form": form})


@login_not_required
@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the paper in hand is the text the framework agreed."""
    seal = seal_of(code)
    status = 200 if seal else 404
    return render(request, "portal/seal.html", {"seal": seal, "code": code}, status=status)
