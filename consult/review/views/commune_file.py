"""The adviser's file of one commune, and the brief to print before leaving."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.cycle import presentation
from consult.review.commune_file import contacts_of, cycles_of, file_of, verdict_rule
from consult.review.documents.brief import visit_brief
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.today import today


@require_safe
@guarded(Action.REVIEW)
def file_page(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Where the commune stands, visits and calls, promises, obstacles, who can be called."""
    found = file_of(commune, request.user)
    sees_persons = may_here(request, Action.READ_PERSONS)
    context = {
        "file": found,
        "rule": verdict_rule(found.progress),
        "strip": presentation.strip(found.progress, commune),
        "cycles": cycles_of(found.framework),
        "contacts": contacts_of(commune, today()) if sees_persons else [],
        "sees_persons": sees_persons,
        "visits_here": may_here(request, Action.VISIT),
    }
    return render(request, "review/file.html", context)


@require_safe
@guarded(Action.VISIT)
def brief(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The one page to take along, on screen."""
    where = {"slug": commune.slug}
    return respond_preview(
        visit_brief(commune, request.user, today()),
        back_url=reverse("visits:file", kwargs=where),
        pdf_url=reverse("visits:brief-pdf", kwargs=where),
    )


@require_safe
@guarded(Action.VISIT)
def brief_pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The same page as PDF."""
    return respond_pdf(request, visit_brief(commune, request.user, today()))
