"""The quarterly report on paper: the tables of the page, in French."""

from __future__ import annotations

from django.utils import translation

from consult.review.report_blocks import blocks_of
from consult.review.reports import QuarterReport
from foundation.documents.document import Document


def quarterly(report: QuarterReport, name: str, word: str) -> Document:
    """The paper of one quarter of a commune, a cercle or a programme, under a name people read."""
    with translation.override("fr"):
        title = f"Rapport trimestriel – {name}, {report.quarter.title.lower()}"
        context = {
            "report": report,
            "name": name,
            "blocks": blocks_of(report),
            "past": report.quarter.last < report.as_of,
            "footer": title,
        }
    return Document(
        template="documents/quarterly.html",
        filename=f"rapport-{report.quarter}-{word}.pdf",
        context=context,
        title=title,
    )
