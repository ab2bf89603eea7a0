"""The papers of a meeting, on screen and as PDF; they name people, so partners get none of them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, View, get_visible, guarded
from communes.models import Commune
from consult.meetings import documents
from consult.meetings.views.finding import address, the_meeting
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from frameworks.models import Framework, Meeting


def _paper(make: Callable[[Meeting], Document], name: str) -> tuple[View, View]:
    """Two pages of one paper: its preview, and the PDF made of the same template and facts."""

    @require_safe
    @guarded(Action.READ_PERSONS)
    def preview(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
        meeting = the_meeting(request, commune, pk)
        back, pdf_url = address("meeting", meeting), address(f"{name}-pdf", meeting)
        return respond_preview(make(meeting), back_url=back, pdf_url=pdf_url)

    @require_safe
    @guarded(Action.READ_PERSONS)
    def pdf(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
        return respond_pdf(request, make(the_meeting(request, commune, pk)))

    return preview, pdf


letters, letters_pdf = _paper(documents.invitation_letters, "letters")
radio, radio_pdf = _paper(documents.radio_paper, "radio")
sheet, sheet_pdf = _paper(documents.blank_sheet, "sheet")
attendance, attendance_pdf = _paper(documents.attendance_list, "attendance-list")
minutes, minutes_pdf = _paper(documents.minutes, "minutes")
travel, travel_pdf = _paper(documents.travel_list, "travel")
travel_sheet, travel_sheet_pdf = _paper(documents.travel_sheet, "travel-sheet")
shortfall, shortfall_pdf = _paper(documents.shortfall, "shortfall")
terms, terms_pdf = _paper(documents.terms_of_reference, "terms")
report, report_pdf = _paper(documents.workshop_report, "report")
by_hand, by_hand_pdf = _paper(documents.form_by_hand, "by-hand")


@require_safe
@guarded(Action.READ)
def blank_form(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The form of any meeting, to fill by hand; it names nobody."""
    slug = {"slug": commune.slug}
    back, pdf_url = (
        reverse("meetings:list", kwargs=slug),
        reverse("meetings:blank-form-pdf", kwargs=slug),
    )
    return respond_preview(_blank_form(request, commune), back_url=back, pdf_url=pdf_url)


@require_safe
@guarded(Action.READ)
def blank_form_pdf(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The same form as PDF."""
    return respond_pdf(request, _blank_form(request, commune))


def _blank_form(request: SignedInRequest, commune: Commune) -> Document:
    frameworks = Framework.objects.in_commune(commune).current().select_related("commune")
    return documents.blank_form(get_visible(frameworks, request.user))
