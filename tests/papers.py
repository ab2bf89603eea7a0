"""Reading a PDF back: its words, its structure, its fonts."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pypdf

from foundation.documents.document import Document


def plain(text: str) -> str:
    """Words with one ordinary space between two of them."""
    return re.sub(r"\s+", " ", text)


def pages_of(document: Document) -> list[str]:
    """The words of each page of the PDF."""
    reader = pypdf.PdfReader(io.BytesIO(document.pdf()))
    return [plain(page.extract_text()) for page in reader.pages]


def text_of(document: Document) -> str:
    """The words of the whole PDF."""
    return " ".join(pages_of(document))


def tags_of(document: Document) -> set[str]:
    """What the PDF's structure is made of; every font is in the file, the language is said."""
    with pikepdf.open(io.BytesIO(document.pdf())) as pdf:
        root = pdf.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("fr", True)
        assert str(pdf.docinfo.Title) == document.title
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                described = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in described or "/FontFile3" in described
        return set(_below(root.StructTreeRoot))


def _below(element: Any) -> list[str]:
    children = element.get("/K")
    found = []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += [str(child.S), *_below(child)]
    return found
