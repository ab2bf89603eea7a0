"""The synthesis of a collection: section by section, what every commune answered."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.text import slugify

from communes.documents import Head
from consult.learning.campaigns import Answered, standing, synthesis
from consult.learning.documents.sheet import VARIANTS
from consult.learning.models import Campaign, Variant
from foundation.documents.document import Document
from foundation.records.today import today


def synthesis_paper(campaign: Campaign, user: Any) -> Document:
    """The answers side by side, with who did not answer yet."""
    with translation.override("fr"):
        rows = standing(campaign, user)
        compared = [
            {"row": row, "variant": VARIANTS[Variant(row.variant)]}
            for row in synthesis(campaign, user)
            if row.asked
        ]
        context: dict[str, Any] = {
            "campaign": campaign,
            "head": Head("", "", "", "", "", "", lines=("Programme d’appui aux cadres",)),
            "day": today(),
            "answered": [row for row in rows if row.sheet],
            "hidden": [row for row in rows if row.sheet and not row.readable],
            "silent": [row for row in rows if row.sheet is None],
            "late": [row for row in rows if _handed_in_late(row)],
            "compared": compared,
            "footer": campaign.title,
        }
    return Document(
        template="documents/experience_synthesis.html",
        filename=f"synthese-{slugify(campaign.title)[:60] or campaign.pk}.pdf",
        title=f"Synthèse – {campaign.title}",
        context=context,
    )


def _handed_in_late(row: Answered) -> bool:
    return row.sheet is not None and row.is_late
