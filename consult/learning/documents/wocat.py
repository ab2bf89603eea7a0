"""The WOCAT draft on paper: sections 1 to 7, what is not answered marked *à compléter*."""

from __future__ import annotations

from consult.learning.wocat.draft import Draft
from foundation.documents.document import Document


def wocat_paper(draft: Draft) -> Document:
    """Every field in the order of the questionnaire, where its answer comes from, suggestions."""
    place = draft.framework.commune.slug if draft.framework else draft.code
    return Document(
        template="documents/wocat.html",
        filename=f"brouillon-wocat-{place}.pdf",
        title=f"Brouillon de fiche WOCAT – {draft.title}",
        context={"approach": draft, "footer": f"Brouillon de fiche WOCAT – {draft.title}"},
    )
