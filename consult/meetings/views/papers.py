"""The papers of a meeting, on screen and as PDF; they name people, so partners get none of them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from communes.access import Action
from communes.guard import SignedInRequest, View, guarded
from communes.models import Commune
from consult.meetings import documents
from consult.meetings.views.finding import address, the_meeting
from foundation.documents.document import Document
from foundation.documents.views import respond_pdf, respond_preview
from frameworks.models import Meeting


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
