"""An official paper: the same HTML is its preview on screen and its PDF."""

from __future__ import annotations

import datetime
import hashlib
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from foundation.documents.errors import PdfUnavailable

FILES_KEPT: Final = 2_000
_STYLES = re.compile(r'href="static:///([^"]+)"')


@dataclass(frozen=True)
class Attached:
    """A data file carried inside the PDF, dated by the record it comes from."""

    name: str
    text: str
    description: str
    dated: datetime.date


@dataclass(frozen=True)
class Document:
    """One paper of the commune, made from its records. Dates come from the data, never the clock.

    `lang` is the paper's own language: official documents are French whatever the page's.
    """

    template: str
    filename: str
    context: Mapping[str, Any]
    title: str
    lang: str = "fr"
    variant: str = "pdf/ua-1"
    attached: Attached | None = None

    def html(self, **frame: Any) -> str:
        """The whole page; `frame` holds what only its preview on screen shows (links)."""
        with translation.override(self.lang):
            return render_to_string(
                self.template,
                {
                    **self.context,
                    **frame,
                    "document": self,
                    "demo": settings.DEMO,
                },
            )

    def pdf(self) -> bytes:
        """The PDF, drawn once for the same content and served from its file afterwards."""
        html = self.html()
        stored = _place(html, self.variant, self.attached)
        if stored.exists():
            return stored.read_bytes()
        try:
            from foundation.documents.engine import draw  # noqa: PLC0415 -- slow, and may be missing
        except (ImportError, OSError) as missing:
            raise PdfUnavailable from missing
        drawn = draw(html, variant=self.variant, attached=self.attached)
        _store(stored, drawn)
        return drawn


def _place(html: str, variant: str, attached: Attached | None) -> Path:
    """Where the drawing of this content lives: its name is the digest of all that shapes it."""
    digest = hashlib.sha256(f"{variant}\n{html}".encode())
    if attached:
        digest.update(repr(attached).encode())
    for name in _STYLES.findall(html):
        found = finders.find(name)
        if isinstance(found, str):
            digest.update(Path(found).read_bytes())
    return Path(settings.VAR) / "documents" / f"{digest.hexdigest()}.pdf"


def _store(place: Path, drawn: bytes) -> None:
    """Whole or not at all; the oldest drawings make room."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as half:
        half.write(drawn)
    Path(half.name).replace(place)
    kept = sorted(place.parent.glob("*.pdf"), key=lambda file: file.stat().st_mtime)
    for old in kept[:-FILES_KEPT]:
        old.unlink(missing_ok=True)
