"""A paper for somebody who may not read names: the same words, nobody named where people sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from foundation.documents.document import Document

# Every paper writes the name below a signature in this element.
_SIGNATORY = re.compile(r'(<span class="who">)[^<]*(</span>)')


@dataclass(frozen=True)
class UnnamedDocument(Document):
    """Another paper with its signatories left blank."""

    named: Document | None = None

    def html(self, **frame: Any) -> str:
        page = self.named.html(**frame) if self.named else super().html(**frame)
        return _SIGNATORY.sub(r"\1\2", page)


def without_names(paper: Document) -> UnnamedDocument:
    """The paper as partners get it."""
    return UnnamedDocument(
        template=paper.template,
        filename=paper.filename,
        context=paper.context,
        title=paper.title,
        lang=paper.lang,
        variant=paper.variant,
        attached=paper.attached,
        named=paper,
    )
