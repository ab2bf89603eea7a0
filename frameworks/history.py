"""What happened to a need since it was said, in the order of the days."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from foundation.formats.partial import PartialDate
from frameworks.models import Meeting, Need, NeedAssembly, NeedTreatment


class Passage(NamedTuple):
    """One moment in the life of a need; `meeting` or `assembly` is where it happened."""

    day: PartialDate | datetime.date | None
    words: str
    note: str = ""
    meeting: Meeting | None = None
    assembly: NeedAssembly | None = None


def history_of(need: Need) -> list[Passage]:
    """Where it was said, what each meeting chose and decided of it, and when it was satisfied."""
    treated = list(need.treatments.select_related("meeting").order_by("meeting__number"))
    decided = need.decisions.select_related("meeting").order_by("meeting__number", "number")
    found = [*(_treated(row) for row in treated)]
    found += [Passage(_day_of(row.meeting), row.wording, meeting=row.meeting) for row in decided]
    kept = need.retained_at
    if kept and kept.pk not in {row.meeting_id for row in treated}:
        found.append(Passage(_day_of(kept), _("Retained"), meeting=kept))
    if need.satisfied_on:
        found.append(Passage(need.satisfied_on, _("Satisfied")))
    return [_said(need), *sorted(found, key=lambda one: _first(one.day))]


def _said(need: Need) -> Passage:
    """Where the need comes from: its assembly, or the way it was said."""
    how = str(need.get_method_display())
    return Passage(need.identified_on, _("Said"), how, assembly=need.assembly)


def _treated(row: NeedTreatment) -> Passage:
    word = str(row.get_choice_display())
    return Passage(
        _day_of(row.meeting), word[:1].upper() + word[1:], row.reason, meeting=row.meeting
    )


def _day_of(meeting: Meeting) -> PartialDate | datetime.date | None:
    return meeting.held_on or meeting.planned_on


def _first(day: PartialDate | datetime.date | None) -> datetime.date:
    """What is not dated comes last."""
    if isinstance(day, PartialDate):
        return day.first_day
    return day or datetime.date.max
