"""Document C: the minutes of a meeting, PROJET until they are approved, then as approved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from consult.meetings.documents import frame
from consult.meetings.documents.attendance import roll_of
from consult.meetings.documents.minutes.costs import costs
from consult.meetings.documents.minutes.earlier import earlier
from consult.meetings.documents.minutes.outcome import outcome
from consult.meetings.documents.minutes.people import people
from consult.meetings.documents.minutes.signing import signatures
from consult.meetings.documents.minutes.sitting import sitting
from consult.meetings.documents.minutes.talks import talks
from consult.meetings.documents.wording import Trial, words_for
from foundation.documents.document import Document
from foundation.documents.kept import KeptDocument
from foundation.formats.dates import day
from frameworks.models import Correction, Meeting, MinutesVersion, Paper

__all__ = ["drawn_minutes", "kept_minutes", "minutes"]


def minutes(meeting: Meeting) -> Document:
    """The minutes of a meeting: as they were approved, with their corrections; else as recorded.

    Minutes approved before versions were kept are drawn from the record.
    """
    if meeting.is_locked:
        standing = meeting.versions.filter(reopened_at=None).order_by("number").last()
        if standing:
            return kept_minutes(meeting, standing, corrections=_corrections(meeting))
    return drawn_minutes(meeting)


def kept_minutes(
    meeting: Meeting, version: MinutesVersion, *, corrections: Iterable[Correction] = ()
) -> Document:
    """One version, word for word; dated corrections stand after it on a sheet of their own."""
    kind = "pv" if version.reopened_at is None else f"pv-v{version.number}"
    named = frame.document(meeting, kind, template="minutes", title="Procès-verbal", context={})
    context = {"corrections": list(corrections)}
    joined = ""
    if context["corrections"]:
        with translation.override("fr"):
            joined = render_to_string("documents/meetings/_corrections.html", context)
    return KeptDocument(
        template="",
        filename=named.filename,
        context={},
        title=named.title,
        kept=version.html,
        joined=joined,
    )


def drawn_minutes(meeting: Meeting, trial: Trial | None = None, *, alone: bool = False) -> Document:
    """The minutes as recorded, block by block; what is not known is left out, never invented.

    `alone` leaves out the corrections made since: the text of a version, to which they are joined.
    """
    with translation.override("fr"):
        words = words_for(meeting, Paper.MINUTES, trial)
        context = {
            "draft": not meeting.is_locked,
            "version": _version(meeting),
            "head": words.head(frame.undated(meeting)),
            "signatures": signatures(meeting, words),
            "corrections": _corrections(meeting) if meeting.is_locked and not alone else [],
            **sitting(meeting, words),
            **people(meeting, roll_of(meeting)),
            **earlier(meeting),
            **talks(meeting),
            **outcome(meeting),
            **costs(meeting),
        }
    return frame.document(meeting, "pv", template="minutes", title="Procès-verbal", context=context)


def _corrections(meeting: Meeting) -> list[Correction]:
    return list(meeting.corrections.select_related("made_at", "by"))


def _version(meeting: Meeting) -> str:
    """« Version 2, remplace la version du 25 mars 2024 »; nothing for the first one."""
    before: Any = meeting.versions.order_by("number").last()
    if before is None:
        return ""
    verb = "remplace" if meeting.is_locked else "remplacera"
    return f"Version {before.number + 1}, {verb} la version du {day(before.approved_on)}"
