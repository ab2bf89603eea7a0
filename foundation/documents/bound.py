"""Several papers bound into one file: a cover with their list, then each as it stands alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from foundation.documents.document import Document
from foundation.documents.kept import END

_BODY: Final = re.compile(r'<body class="([^"]*)"')
_MAIN: Final = re.compile(r"<main>(.*)</main>", re.DOTALL)
_TITLE: Final = re.compile(r"<(/?)h1\b")


class Piece(NamedTuple):
    """One paper of the file: the name of its place, and what it is called in the list."""

    anchor: str
    label: str
    paper: Document
    draft: bool = False


@dataclass(frozen=True)
class BoundDocument(Document):
    """A cover, made by `template`, and the papers behind it; pages are numbered right through.

    Each piece keeps its own format (landscape or portrait); a draft says so on its every page.
    """

    pieces: tuple[Piece, ...] = ()

    def html(self, **frame: Any) -> str:
        before, end, after = super().html(**frame).rpartition(END)
        sheets = "".join(_bound(piece) for piece in self.pieces)
        if frame.get("preview"):
            sheets = sheets.replace('<section class="sheet', '<section tabindex="0" class="sheet')
        return f"{before}{sheets}{end}{after}"


def _bound(piece: Piece) -> str:
    """The sheets of a piece; its title gives way to the title of the whole file."""
    page = piece.paper.html()
    body, main = _BODY.search(page), _MAIN.search(page)
    if body is None or main is None:
        raise ValueError(piece.label)
    css = f"{body[1]}{' unvoted' if piece.draft else ''}"
    sheets = _TITLE.sub(r"<\1h2", main[1])
    return f'<div class="piece {css}" id="{piece.anchor}">{sheets}</div>'
