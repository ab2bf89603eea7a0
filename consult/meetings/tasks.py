"""What the page of a meeting asks for next, and in which state each part of it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consult.meetings.rules import r17_notice
from consult.meetings.seats import Figures
from foundation.formats import dates, money
from frameworks.models import Meeting, MeetingState


@dataclass(frozen=True)
class Task:
    """One line of the list: the page it leads to, one sentence, one of four states."""

    page: str
    name: str
    hint: str
    status: str


def tasks_of(meeting: Meeting, figures: Figures, *, points: int, decisions: int) -> list[Task]:
    """The parts of a meeting in the order in which they usually come; their order is free."""
    if meeting.state == MeetingState.NOT_HELD:
        return [
            Task("attendance", _("Record who came"), _came(figures), _some(figures.present)),
        ]
    return [
        Task("edit", _("Set the date and the place"), _when(meeting), _dated(meeting)),
        Task("agenda", _("Write the agenda"), _points(points), _some(points)),
        _invitations(meeting),
        _costs(meeting),
        Task("hold", _("Say when it was held"), _held(meeting), _some(meeting.is_held)),
        Task("attendance", _("Record who came"), _came(figures), _some(figures.present)),
        _needs(meeting),
        *_obstacles(meeting),
        Task("decisions", _("Write the decisions"), _decided(decisions), _some(decisions)),
        Task("check", _("Check and approve the minutes"), _approved(meeting), _closed(meeting)),
    ]


def _when(meeting: Meeting) -> str:
    day = meeting.held_on or meeting.planned_on
    return ", ".join(part for part in (dates.day(day), meeting.place) if part)


def _dated(meeting: Meeting) -> str:
    known = bool(meeting.held_on or meeting.planned_on)
    return "done" if known and meeting.place else "doing" if known else "todo"


def _points(points: int) -> str:
    return ngettext("%(count)s point", "%(count)s points", points) % {"count": points}


def _some(count: int) -> str:
    return "done" if count else "todo"


def _invitations(meeting: Meeting) -> Task:
    name, sent = _("Note the invitations sent"), meeting.invitation_sent_on
    if sent:
        warned = r17_notice(meeting)
        told = warned[0].sentence if warned else _("Sent on %(day)s") % {"day": dates.day(sent)}
        return Task("invitations", name, told, "done")
    return Task("invitations", name, "", "todo")


def _costs(meeting: Meeting) -> Task:
    """What is noted so far; a meeting is never held back by its costs."""
    cost, noted = meeting.costs.order_by().totals()["cost"], meeting.costs.exists()
    return Task(
        "costs", _("Note what the meeting costs"), money.fcfa(cost) if cost else "", _some(noted)
    )


def _held(meeting: Meeting) -> str:
    return dates.day(meeting.held_on) if meeting.is_held else ""


def _needs(meeting: Meeting) -> Task:
    """What the meeting retained; what it postponed or set aside stands with each need."""
    count = meeting.needs_retained.count()
    words = ngettext("%(count)s need retained", "%(count)s needs retained", count)
    hint = words % {"count": count} if count else ""
    return Task("needs", _("Choose the needs"), hint, _some(count or meeting.is_locked))


def _obstacles(meeting: Meeting) -> list[Task]:
    """Asked for only where something blocks (R11)."""
    count, silent = meeting.obstacles.count(), meeting.obstacles.silent().count()
    if not count:
        return []
    words = ngettext(
        "%(answered)s of %(count)s obstacle has its answer",
        "%(answered)s of %(count)s obstacles have their answer",
        count,
    )
    answered = count - silent
    hint = words % {"answered": answered, "count": count}
    status = "todo" if not answered else "doing" if silent else "done"
    return [Task("obstacles", _("Answer the obstacles"), hint, status)]


def _came(figures: Figures) -> str:
    if not figures.present:
        return ""
    words = ngettext(
        "%(present)s person present, %(women)s of them women",
        "%(present)s people present, %(women)s of them women",
        figures.present,
    )
    return words % {"present": figures.present, "women": figures.women}


def _decided(decisions: int) -> str:
    return ngettext("%(count)s decision", "%(count)s decisions", decisions) % {"count": decisions}


def _approved(meeting: Meeting) -> str:
    if not meeting.approved_on:
        return ""
    return _("Approved on %(day)s") % {"day": dates.day(meeting.approved_on)}


def _closed(meeting: Meeting) -> str:
    if meeting.is_locked:
        return "done"
    return "todo" if meeting.state == MeetingState.HELD else "later"
