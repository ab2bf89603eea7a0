"""Document I, the experience sheet: cover, numbered sections, sources, photos, consent to share."""

from __future__ import annotations

import base64
import datetime
import io
from typing import Any, Final, NamedTuple

from django.utils import translation
from django.utils.text import slugify
from PIL import Image

from consult.learning.content import Content
from consult.learning.documents.shown import shown
from consult.learning.models import ExperienceSheet, SheetPhoto, SheetVersion, Variant
from foundation.documents.document import Document
from foundation.files.models import StoredFile
from foundation.files.services import read
from foundation.records.errors import NotReady
from monitoring.documents.frame import executive, head_on

LONGEST_SIDE, QUALITY = 720, 60  # points of a printed photo: read on paper, light to send
VARIANTS: Final = {
    Variant.PUBLIC: "Variante A – modèle financé sur budget public (commune, État)",
    Variant.PARTNER: "Variante B – modèle conduit par une ONG, un bailleur, un programme ou le "
    "secteur privé",
}


class Picture(NamedTuple):
    """A photo as it is printed: its points inside the page, and what it shows."""

    data: str
    caption: str
    taken_on: datetime.date | None
    author: str


def sheet_paper(
    sheet: ExperienceSheet, content: Content, version: SheetVersion | None = None
) -> Document:
    """The sheet as a paper: a published version, or the draft under the word PROJET."""
    dated = datetime.date.fromisoformat(content["as_of"])
    with translation.override("fr"):
        context: dict[str, Any] = {
            "sheet": sheet,
            "content": content,
            "variant": VARIANTS[Variant(content["variant"])],
            "dated": dated,
            "version": version,
            "draft": version is None,
            "head": head_on(sheet.commune, dated),
            "told": shown(content),
            "pictures": pictures(sheet, content),
            "signatures": [executive(sheet.commune, dated)],
            "footer": str(sheet.framework or sheet.commune),
        }
    return Document(
        template="documents/experience_sheet.html",
        filename=filename(sheet, content),
        title=f"Fiche d’expérience – {content['title']}",
        context=context,
    )


def filename(sheet: ExperienceSheet, content: Content, ending: str = "pdf") -> str:
    """« fiche-dioro-conservation-de-l-echalote.pdf »."""
    title = slugify(content["title"])[:60].strip("-") or str(sheet.pk)
    return f"fiche-{sheet.commune.slug}-{title}.{ending}"


def printed(sheet: ExperienceSheet, content: Content) -> list[SheetPhoto]:
    """The photos of this content whose people agree, as of now: consent may be withdrawn."""
    photos = sheet.photos.filter(pk__in=content["photos"], consent=True)
    return list(photos.select_related("file"))


def pictures(sheet: ExperienceSheet, content: Content) -> list[Picture]:
    return [
        Picture(_inside(photo.file), photo.caption, photo.taken_on, photo.author)
        for photo in printed(sheet, content)
    ]


def _inside(stored: StoredFile) -> str:
    """The photo made small, as text a page can hold; nothing when it can no longer be read."""
    try:
        with Image.open(io.BytesIO(read(stored))) as picture:
            small = picture.convert("RGB")
            small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            target = io.BytesIO()
            small.save(target, "JPEG", quality=QUALITY, optimize=True)
    except (NotReady, OSError):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(target.getvalue()).decode()}"
