"""What a sheet still lacks before it is submitted, and what must never stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from communes.models import Commune
from consult.learning.answers import says_something, texts_in
from consult.learning.models import ExperienceSheet
from consult.learning.outline import fields
from consult.learning.phones import personal_phones, phones_in
from foundation.records.rules import Finding, Strength

CODE: Final = "sheet"
LESSONS: Final = ("3", "3.1", "3.2", "3.3", "3.4")
CONTACT: Final = "g2"  # the organisation's own telephone may stand here


def phone_sentence(commune: Commune, key: str, texts: Iterable[str]) -> str:
    """Why an answer is refused: a telephone number stands in it; empty when none does."""
    texts = list(texts)
    if personal_phones(commune, texts):
        return _("This is the telephone number of a person. Take it out: a sheet goes far.")
    if key != CONTACT and any(phones_in(text) for text in texts):
        return _("Take the telephone number out: a sheet is read by people who are not known.")
    return ""


def against_submitting(sheet: ExperienceSheet) -> list[Finding]:
    """What stops a sheet from being submitted, and what is worth a look."""
    return [*_missing(sheet), *_phones(sheet), *_photos(sheet)]


def _missing(sheet: ExperienceSheet) -> Iterable[Finding]:
    asked = fields(sheet.variant, sheet.edition)
    empty = [one for one in asked if not says_something(sheet.answers.get(one.key))]
    for one in empty:
        if one.needed:
            said = {"key": one.key, "field": one.label}
            yield Finding(CODE, Strength.BLOCK, _("Answer %(key)s – %(field)s.") % said)
    if all(not says_something(sheet.answers.get(key)) for key in LESSONS):
        yield Finding(CODE, Strength.BLOCK, _("Write at least one lesson in section 3."))
    left = [one.key for one in empty if not one.needed and one.key not in LESSONS]
    if left:
        sentence = _("Nothing is said of %(keys)s.") % {"keys": ", ".join(left)}
        yield Finding(CODE, Strength.INFORM, sentence)


def _phones(sheet: ExperienceSheet) -> Iterable[Finding]:
    for one in fields(sheet.variant, sheet.edition):
        texts = texts_in(sheet.answers.get(one.key))
        if texts and (sentence := phone_sentence(sheet.commune, one.key, texts)):
            yield Finding(CODE, Strength.BLOCK, f"{one.key}: {sentence}")


def _photos(sheet: ExperienceSheet) -> Iterable[Finding]:
    if any(not photo.consent for photo in sheet.photos.all()):
        sentence = _("A photo whose people did not agree is not printed.")
        yield Finding(CODE, Strength.WARN, sentence)
