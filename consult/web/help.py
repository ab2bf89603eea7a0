"""One printable page of help per role, and what the product does to be usable by everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communes.models import Role


@login_not_required
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Choose the page of one's role."""
    return render(request, "web/help.html", {"roles": Role.choices})


@login_not_required
@require_safe
def for_role(request: HttpRequest, role: str) -> HttpResponse:
    """What this role does here, on one sheet."""
    if role not in Role.values:
        raise Http404
    context = {"role": Role(role), "page": f"web/_help_{role}.html"}
    return render(request, "web/help_role.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages are made so that everybody can use them, and whom to tell when not."""
    return render(request, "web/accessibility.html")
