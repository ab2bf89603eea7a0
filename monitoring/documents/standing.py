"""Two notes of one service: the mayor's *point de situation*, the new secretary's handing over."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.utils import translation
from django.utils.text import slugify

from communes.documents import Signature
from foundation.documents.document import Document
from frameworks.models import Framework
from monitoring.documents.frame import executive, head_on
from monitoring.standing import Standing, standing_on

MOST: Final = 8  # lines of one block of the mayor's page, which stays one page
# What a new secretary finds in the application, and where: words of the pages' own addresses.
PLACES: Final = (
    ("Le cadre, ses membres, ses filières", "cadre"),
    ("Les besoins des filières", "besoins"),
    ("Les réunions, leurs listes et procès-verbaux", "reunions"),
    ("Le plan d’action et son financement", "plan"),
    ("Le suivi des actions, les obstacles", "suivi"),
    ("Les rapports du comité", "suivi/rapports"),
    ("Le comité de suivi et son mandat", "comite"),
    ("Les délibérations et leur registre", "deliberations"),
    ("Les documents à imprimer", "documents"),
    ("Les organisations et les personnes", "acteurs"),
)
ON_PAPER: Final = (
    "Registre des délibérations",
    "Procès-verbaux et listes de présence signés",
    "Plans d’action signés",
    "Rapports du comité signés",
    "Pièces justificatives des versements",
    "Cachet et papier à en-tête",
)


def situation_note(framework: Framework, day: datetime.date) -> Document:
    """One page: the cycle, the actions, what is late, what blocks, the money, the next dates."""
    with translation.override("fr"):
        found = standing_on(framework, day)
        context = {
            **_common(found),
            "late": found.late[:MOST],
            "more_late": max(len(found.late) - MOST, 0),
            "obstacles": found.obstacles[:MOST],
            "more_obstacles": max(len(found.obstacles) - MOST, 0),
            "dates": [date for date in found.dates if not date.personal][:MOST],
            "signatures": [Signature("Le secrétaire du cadre")],
        }
    return _document(found, "point-de-situation", "Point de situation", "situation", context)


def handover_note(framework: Framework, day: datetime.date) -> Document:
    """For a new secretary: terms ending, open commitments, next dates, where things are."""
    with translation.override("fr"):
        found = standing_on(framework, day)
        context = {
            **_common(found),
            "endings": [each.sentence for each in found.endings],
            "places": PLACES,
            "on_paper": ON_PAPER,
            "signatures": [
                Signature("Le secrétaire sortant"),
                Signature("Le secrétaire entrant"),
                executive(framework.commune, day),
            ],
        }
    return _document(
        found, "note-de-passation", "Note de passation de service", "handover", context
    )


def _common(found: Standing) -> dict[str, Any]:
    return {
        "standing": found,
        "head": head_on(found.framework.commune, found.day),
        "money": found.money,
        "money_sum": found.money_sum,
        "footer": found.framework.name,
    }


def _document(
    found: Standing, kind: str, title: str, template: str, context: dict[str, Any]
) -> Document:
    place = found.framework.commune.name_on(found.day)
    return Document(
        template=f"documents/monitoring/{template}.html",
        filename=f"{kind}-{slugify(place)}-{found.day:%Y-%m-%d}.pdf",
        title=f"{title} – Commune de {place}",
        context=context,
    )
