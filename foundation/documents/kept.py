"""A paper kept as it was drawn one day: later changes of the record change nothing in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation

from foundation.documents.document import Document

STYLE: Final = '<link rel="stylesheet" href="static:///css/document.css">'
END: Final = "</main>"
_BODY = re.compile(r"<body[^>]*>")


@dataclass(frozen=True)
class KeptDocument(Document):
    """The stored page of a paper, and what was joined to it since, printed after its last word.

    On screen the same page gets its links and its screen style; on paper it is as it was stored.
    """

    kept: str = ""
    joined: str = ""

    def html(self, **frame: Any) -> str:
        before, end, after = self.kept.rpartition(END)
        page = f"{before}{self.joined}{end}{after}"
        return self._on_screen(page, frame) if frame.get("preview") else page

    def _on_screen(self, page: str, frame: dict[str, Any]) -> str:
        with translation.override(self.lang):
            style = render_to_string("documents/_screen.html", frame)
            tools = render_to_string("documents/_tools.html", frame)
        page = page.replace(STYLE, style.strip(), 1)
        page = _BODY.sub(lambda body: f"{body[0]}{tools}", page, count=1)
        return page.replace('<section class="sheet', '<section tabindex="0" class="sheet')
