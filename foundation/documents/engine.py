"""The one door to WeasyPrint: no network, no disk, the same bytes for the same content."""

from __future__ import annotations

import datetime
import hashlib
import mimetypes
import threading
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from foundation.documents.document import Attached
from foundation.documents.errors import OutsideSource

STATIC: Final = "static:///"
_FONTS = FontConfiguration()  # shared: a fresh one for each document would leak memory
_ONE_AT_A_TIME = threading.Lock()


class StaticOnly(URLFetcher):  # type: ignore[misc]
    """Serves `static:///css/document.css` and `data:`; anything else stops the rendering."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = _static_file(url)
        if path is None:
            raise FatalURLFetchingError(url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _static_file(url: str) -> Path | None:
    """The static file a `static:///` address names, and no other file."""
    if not url.startswith(STATIC):
        return None
    try:
        found = finders.find(unquote(url.removeprefix(STATIC)))
    except SuspiciousFileOperation:
        return None
    return Path(found) if isinstance(found, str) else None


def draw(html: str, *, variant: str, attached: Attached | None = None) -> bytes:
    """The PDF of a page; its identifier comes from the content, so twice gives the same file."""
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    try:
        with _ONE_AT_A_TIME:
            drawn: bytes = HTML(string=html, base_url=STATIC, url_fetcher=StaticOnly()).write_pdf(
                font_config=_FONTS,
                pdf_variant=variant,
                pdf_identifier=identifier,
                attachments=[_inside(attached)] if attached else None,
            )
    except FatalURLFetchingError as refused:
        raise OutsideSource(str(refused)) from refused
    return drawn


def _inside(attached: Attached) -> Attachment:
    """The data file as the PDF carries it; its dates are the record's, never the clock's."""
    dated = datetime.datetime.combine(attached.dated, datetime.time(), tzinfo=datetime.UTC)
    return Attachment(
        string=attached.text,
        name=attached.name,
        description=attached.description,
        created=dated,
        modified=dated,
        relationship="Data",
    )
