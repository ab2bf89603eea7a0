"""What every paper of a meeting shares: its heading, its signatories, the name of its file."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.utils import translation
from django.utils.text import slugify

from actionplans.documents.plan import Head, Signature, head_of
from communes.models import Commune, ExecutiveKind, Person, Sex
from communes.models.territory import CommuneKind
from consult.meetings.documents.words import full_name
from consult.meetings.seats import day_of
from foundation.documents.document import Document
from frameworks.models import Meeting, Paper
from frameworks.wording import end_of, words_of

SPARE_ROWS: Final = range(6)


def document(
    meeting: Meeting, kind: str, *, template: str, title: str, context: dict[str, Any]
) -> Document:
    """A paper of this meeting under a name people can read in WhatsApp."""
    commune = meeting.framework.commune
    place = commune.name_on(day_of(meeting))
    parts = (kind, str(meeting.number), slugify(place), _month(meeting))
    return Document(
        template=f"documents/meetings/{template}.html",
        filename=f"{'-'.join(filter(None, parts))}.pdf",
        title=f"{title} – réunion n° {meeting.number} – Commune de {place}",
        context={"meeting": meeting, "footer": meeting.framework.name, **context},
    )


def _month(meeting: Meeting) -> str:
    """« 2024-10 », or the year alone when nothing more is known of the day."""
    if meeting.held_on:
        return str(meeting.held_on)[:7]
    return f"{meeting.planned_on:%Y-%m}" if meeting.planned_on else ""


def head(meeting: Meeting, dated: datetime.date | None, *, number: str = "") -> Head:
    """The heading of that day; without one, dots to write the date by hand.

    Its left side bears the lines the commune wants on all its papers, if it wrote any by then.
    """
    commune, known = meeting.framework.commune, dated or day_of(meeting)
    with translation.override("fr"):
        found = head_of(commune, known, in_words=dated is not None)
    words = words_of(commune, Paper.ALL, end_of(known), {"commune": commune.name_on(known)})
    return words.head(found._replace(number=number))


def undated(meeting: Meeting) -> Head:
    """The heading alone, for a paper whose title says the day."""
    return head(meeting, None)._replace(date="")


def executive(commune: Commune, dated: datetime.date) -> Signature:
    """Who heads the commune that day: « Le Maire », or the president of a special delegation."""
    found = commune.executive_on(dated)
    delegation = found and found.kind == ExecutiveKind.SPECIAL_DELEGATION
    capacity = "Le Président de la délégation spéciale" if delegation else "Le Maire"
    return Signature(capacity, found.head if found else "")


def commune_words(commune: Commune, dated: datetime.date) -> str:
    """« commune rurale de Dioro »."""
    kind = "urbaine" if commune.kind == CommuneKind.URBAN else "rurale"
    return f"commune {kind} de {commune.name_on(dated)}"


def bureau(meeting: Meeting) -> list[Signature]:
    """Who signs for the meeting: its secretary and its chair."""
    return [
        _signatory(meeting.secretary, "secrétaire", "secrétaire"),
        _signatory(meeting.chair, "président", "présidente"),
    ]


def nobody_yet() -> list[Signature]:
    """The same places to sign while no meeting names anybody."""
    return [
        _signatory(None, "secrétaire", "secrétaire"),
        _signatory(None, "président", "présidente"),
    ]


def _signatory(person: Person | None, man: str, woman: str) -> Signature:
    """« La présidente de séance » and her name; both forms while nobody is named."""
    if person is None:
        either = man if man == woman else f"{man}(e)"
        return Signature(f"Le (la) {either} de séance")
    capacity = f"La {woman}" if person.sex == Sex.WOMAN else f"Le {man}"
    return Signature(f"{capacity} de séance", full_name(person))
