"""Who signs the minutes, in which quality and for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from consult.meetings.documents import frame
from consult.meetings.documents.words import full_name
from frameworks.models import Meeting, Signatory
from frameworks.wording import Words

_FOR: Final = re.compile(r"^p/\s*|,?\s*p\.\s*o\.?$", re.IGNORECASE)


class Sign(NamedTuple):
    """A place to sign: for whom when not for oneself, in which quality, and who when known."""

    capacity: str
    name: str = ""
    quality: str = ""


def signatures(meeting: Meeting, words: Words) -> Sequence[Any]:
    """The signatories typed for this meeting; else the commune's own places to sign, or usual."""
    typed = [_typed(row) for row in meeting.signatories.select_related("person")]
    return typed or words.signatures(usual(meeting))


def usual(meeting: Meeting) -> list[Sign]:
    """Who signs when nothing else was typed."""
    return [
        *(Sign(sign.capacity, sign.name) for sign in frame.bureau(meeting)),
        Sign("Pour les organisations professionnelles"),
        Sign("Pour les services techniques"),
    ]


def _typed(row: Signatory) -> Sign:
    """« P/ le Maire, P.O. », then the quality and the name of the one who holds the pen."""
    name = full_name(row.person) if row.person else ""
    if not row.on_behalf_of:
        return Sign(row.quality, name)
    absent = _FOR.sub("", _FOR.sub("", row.on_behalf_of.strip()).strip()).strip(" ,")
    return Sign(f"P/ {absent}, P.O.", name, row.quality)
