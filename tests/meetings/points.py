"""Meetings called one after the other, and what stands on their agendas."""

from __future__ import annotations

from typing import Any

from consult.meetings import services
from frameworks.models import (
    AgendaItem,
    AgendaState,
    Framework,
    Meeting,
    MeetingKind,
    MeetingState,
)
from tests import make


def call(framework: Framework, kind: str = MeetingKind.ORDINARY, **fields: Any) -> Meeting:
    """The next meeting, called by the secretary."""
    number = framework.meetings.count() + 1
    fields.setdefault("planned_on", None if "held_on" in fields else make.day("2024-06-20"))
    meeting = Meeting(framework=framework, number=number, kind=kind, **fields)
    return services.call_meeting(meeting, by=make.secretary(framework.commune))


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.agenda.values_list("title", flat=True))


def under(meeting: Meeting) -> dict[str, str]:
    """What comes back, by its words, with the point it stands under or why it does not."""
    return {
        str(row): row.item.title if row.item else row.left_out_reason
        for row in meeting.subjects.select_related("item", "decision", "need", "put_off")
    }


def secretary(meeting: Meeting) -> Any:
    return make.secretary(meeting.framework.commune)


def put_off(of: Meeting, title: str = "Marché à bétail", **fields: Any) -> AgendaItem:
    return of.agenda.create(position=9, title=title, state=AgendaState.PUT_OFF, **fields)


def hold(meeting: Meeting, day: str = "2024-06-20") -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, held_on=day)
