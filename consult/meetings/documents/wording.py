"""The words of a meeting's papers: the commune's own on the paper's day, else the usual ones."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from consult.meetings.documents.words import (
    DOTS,
    at_place,
    day_opening,
    full_name,
    meeting_words,
)
from consult.meetings.seats import day_of
from foundation.formats.dates import hour
from frameworks.models import Meeting, Paper
from frameworks.wording import Words, end_of, values_of, words_of

Trial = Mapping[str, str]


def words_for(meeting: Meeting, paper: Paper, trial: Trial | None = None) -> Words:
    """The words of this meeting's letter, minutes…; `trial` holds those typed and not kept yet."""
    commune, at = meeting.framework.commune, end_of(_dated(meeting, paper))
    return words_of(commune, paper, at, values(meeting), trial)


def _dated(meeting: Meeting, paper: Paper) -> datetime.date | None:
    """The day a paper left the commune's hands; nothing while it may still change."""
    if paper in (Paper.MINUTES, Paper.REPORT):
        return meeting.approved_on
    if paper == Paper.SHEET:
        return meeting.held_on.last_day if meeting.held_on else meeting.planned_on
    return meeting.invitation_sent_on


def values(meeting: Meeting) -> dict[str, str]:
    """What {reunion}, {lieu}, {president}… stand for in the papers of this meeting."""
    known = meeting.held_on or meeting.planned_on
    return {
        **values_of(meeting.framework, day_of(meeting) if known else None),
        "an_et_jour": day_opening(meeting.held_on),
        "reunion": meeting_words(meeting),
        "numero": str(meeting.number),
        "heure": hour(meeting.called_at or meeting.started_at) or DOTS,
        "heure_fin": hour(meeting.ended_at) or DOTS,
        "lieu": at_place(meeting.place) or DOTS,
        "president": full_name(meeting.chair) if meeting.chair else "",
        "secretaire": full_name(meeting.secretary) if meeting.secretary else "",
    }
