"""Papers of the committee and notes for the town hall, on screen and as PDF."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, View, guarded
from communes.models import Commune
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from foundation.records.today import today
from frameworks.models import Framework
from monitoring.documents.committee import committee_minutes, naming_decision
from monitoring.documents.standing import handover_note, situation_note
from monitoring.models import Committee, CommitteeMandate

Make = Callable[[SignedInRequest, Commune], Document]
LONGEST_VERSION = 4


def _paper(make: Make, name: str, back: str, action: Action) -> tuple[View, View]:
    """Two pages of one paper: its preview, and the PDF made of the same template and facts."""

    @require_safe
    @guarded(action)
    def preview(request: SignedInRequest, commune: Commune) -> HttpResponse:
        where = {"slug": commune.slug}
        asked = request.META["QUERY_STRING"]
        pdf_url = reverse(f"monitoring:{name}-pdf", kwargs=where)
        return respond_preview(
            make(request, commune),
            back_url=reverse(f"monitoring:{back}", kwargs=where),
            pdf_url=f"{pdf_url}?{asked}" if asked else pdf_url,
        )

    @require_safe
    @guarded(action)
    def pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
        return respond_pdf(request, make(request, commune))

    return preview, pdf


def _framework(commune: Commune) -> Framework:
    found = commune.frameworks.current().select_related("commune__cercle__region").first()
    if found is None:
        raise Http404
    return found


def _committee(request: SignedInRequest, commune: Commune) -> Committee:
    known = Committee.objects.visible_to(request.user).in_commune(commune)
    found = (
        known.exclude(framework__state="clos")
        .select_related("framework__commune", "framework__founding_deliberation", "set_up_at")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _mandate(request: SignedInRequest, committee: Committee) -> CommitteeMandate | None:
    """The version of `?version=`, else the latest; a version nobody wrote does not exist."""
    versions = committee.mandates.select_related("agreed_at").order_by("-version")
    asked = request.GET.get("version", "")
    if not asked:
        latest: CommitteeMandate | None = versions.first()
        return latest
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_VERSION):
        raise Http404
    found: CommitteeMandate | None = versions.filter(version=int(asked)).first()
    if found is None:
        raise Http404
    return found


def _minutes(request: SignedInRequest, commune: Commune) -> Document:
    committee = _committee(request, commune)
    return committee_minutes(committee, _mandate(request, committee))


def _decision(request: SignedInRequest, commune: Commune) -> Document:
    committee = _committee(request, commune)
    return naming_decision(committee, _mandate(request, committee))


def _situation(_request: SignedInRequest, commune: Commune) -> Document:
    return situation_note(_framework(commune), today())


def _handover(_request: SignedInRequest, commune: Commune) -> Document:
    return handover_note(_framework(commune), today())


committee_paper, committee_pdf = _paper(
    _minutes, "committee-paper", "committee", Action.READ_PERSONS
)
decision_paper, decision_pdf = _paper(
    _decision, "committee-decision", "committee", Action.READ_PERSONS
)
situation, situation_pdf = _paper(_situation, "situation", "followup", Action.READ)
handover, handover_pdf = _paper(_handover, "handover", "followup", Action.READ_PERSONS)
