"""The monthly sheet of a technical service: what the communes expect of it, on paper."""

from __future__ import annotations

from typing import Any, Final

from django.utils import translation
from django.utils.text import slugify

from communes.documents import Head, Signature
from consult.review.service_month import Month, Place
from foundation.documents.document import Document
from foundation.formats import dates

TITLE: Final = "Fiche mensuelle du service"
FROM: Final = "Cadres de concertation entre la commune et le secteur privé"


def service_sheet(name: str, places: list[Place], month: Month) -> Document:
    """One month of one service, or of all services of a kind; `name` is whose sheet it is."""
    with translation.override("fr"):
        words = f"{dates.month_name(month.first.month)} {month.first.year}"
    context: dict[str, Any] = {
        "head": Head("", "", "", "", "", "", lines=(FROM,)),
        "name": name,
        "month_words": words,
        "day": month.last,
        "places": places,
        "waiting": sum(place.waiting for place in places),
        "communes": sum(1 for place in places if place.waiting),
        "footer": f"{TITLE} – {name} – {words}",
        "signatures": [Signature("Remis par"), Signature("Reçu au service, le")],
    }
    return Document(
        template="documents/service_sheet.html",
        filename=f"fiche-service-{slugify(name)[:60]}-{month.code}.pdf",
        title=f"{TITLE} – {name} – {words}",
        context=context,
    )
