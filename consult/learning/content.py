"""What a sheet says, as one plain record: the draft as it is typed, a version as it was published.

Page, paper, file and library read this and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

from consult.learning.answers import texts_in
from consult.learning.models import ExperienceSheet, SheetVersion
from consult.learning.outline import Kind, fields
from consult.learning.prefill import causes_of, needs_of
from foundation.formats.search import search_key

Content = dict[str, Any]
WORD, NEED, CAUSE = "·", "¤", "‡"  # before each word a version is found by, what kind it is


def content_of(sheet: ExperienceSheet) -> Content:
    """The draft: what was typed, its sources, sectors and photos."""
    return {
        "edition": sheet.edition,
        "variant": sheet.variant,
        "title": sheet.title,
        "as_of": sheet.as_of.isoformat(),
        "answers": _asked(sheet),
        "evidence": sheet.evidence,
        "sectors": sorted(sector.code for sector in sheet.sectors.all()),
        "measure_areas": list(sheet.measure_areas),
        "photos": [photo.pk for photo in sheet.photos.all()],
    }


def _asked(sheet: ExperienceSheet) -> dict[str, Any]:
    """The answers the variant asks, in the order of its outline."""
    keys = [field.key for field in fields(sheet.variant, sheet.edition)]
    return {key: sheet.answers[key] for key in keys if key in sheet.answers}


def published(sheet: ExperienceSheet) -> Content:
    """What publishing keeps: the content, and the words the library finds it by."""
    found = content_of(sheet)
    return found | {"found_by": " ".join(_found_by(sheet, found))}


def _found_by(sheet: ExperienceSheet, content: Content) -> Iterable[str]:
    said = [content["title"], str(sheet.commune), *texts_in(content_answers(content))]
    needs = [need.statement for need in needs_of(sheet)]
    needs += texts_in(content["answers"].get("2.2"))
    yield from _marked(WORD, said)
    yield from _marked(NEED, needs)
    yield from (f"{CAUSE}{cause}" for cause in causes_of(sheet))


def content_answers(content: Content) -> list[Any]:
    """The answers that name no person."""
    named = _naming(content)
    return [value for key, value in content["answers"].items() if key not in named]


def _marked(mark: str, texts: list[str]) -> list[str]:
    words = {word for text in texts for word in words_of(text)}
    return [f"{mark}{word}" for word in sorted(words)]


def words_of(text: str) -> list[str]:
    """The words of a text, without accents, capitals or apostrophes."""
    key = "".join(letter if letter.isalnum() else " " for letter in search_key(text))
    return key.split()


def canonical(content: Content) -> str:
    """Sorted keys, no spaces: the same content is always the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_at(version: SheetVersion) -> Content:
    """A sheet as it was published."""
    found: Content = json.loads(version.data)
    return found


_PERSONAL: Final = (Kind.PERSON,)


def _naming(content: Content) -> set[str]:
    asked = fields(content["variant"], content["edition"])
    return {field.key for field in asked if field.kind in _PERSONAL}


def without_persons(content: Content) -> Content:
    """The same without the name of who gave the information: for partners and other communes."""
    named = _naming(content)
    kept = {key: value for key, value in content["answers"].items() if key not in named}
    withheld = sorted(named & set(content["answers"]))
    return content | {"answers": kept, "withheld": withheld}
