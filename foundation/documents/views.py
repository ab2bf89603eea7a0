"""How a page hands a document to the person who asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.documents.document import Document
from foundation.documents.errors import PdfUnavailable


def respond_pdf(
    request: HttpRequest,
    document: Document,
    *,
    inline: bool = False,
    draw: Callable[[], bytes] | None = None,
) -> HttpResponse:
    """The PDF under a name people can read in WhatsApp; a clear page where PDFs cannot be drawn.

    `draw` gives the bytes of a paper that is archived instead of drawn.
    """
    try:
        drawn = (draw or document.pdf)()
    except PdfUnavailable:
        return render(request, "documents/unavailable.html", {"document": document}, status=503)
    place = "inline" if inline else "attachment"
    return HttpResponse(
        drawn,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{place}; filename="{document.filename}"',
            "Cache-Control": "private, no-cache",
        },
    )


def respond_preview(document: Document, *, back_url: str, pdf_url: str) -> HttpResponse:
    """The same paper on screen, from the same template and the same facts."""
    return HttpResponse(document.html(preview=True, back_url=back_url, pdf_url=pdf_url))
