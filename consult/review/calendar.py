"""What is coming in the adviser's communes: meetings, days steps are due, plan ends, councils."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.models import LocalDate, LocalDateKind
from consult.cycle.progress import Verdict
from consult.meetings.documents.calendar import escape, fold
from consult.review.matrix import Row
from frameworks.models import Meeting, MeetingState, Step

WEEK = datetime.timedelta(days=7)
COMING = (MeetingState.DRAFT, MeetingState.INVITED)
STEP_PAGE = {
    Step.SECTORS: "frameworks:sectors",
    Step.NEEDS: "frameworks:needs",
    Step.MEETING: "meetings:list",
    Step.PLAN: "actionplans:plan",
    Step.FOLLOW_UP: "monitoring:followup",
}


class Event(NamedTuple):
    """One thing on one day in one commune; `number` names it for calendars, whoever asks."""

    day: datetime.date
    commune: Any
    what: str
    kind: str
    url: str
    number: str
    hour: datetime.time | None = None
    last_day: datetime.date | None = None


class Week(NamedTuple):
    """Monday to Sunday."""

    first: datetime.date
    last: datetime.date
    events: list[Event]


def monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def weeks(found: list[Row], first: datetime.date, count: int) -> list[Week]:
    """So many weeks from the one of `first`, in two queries."""
    start = monday(first)
    mondays = [start + number * WEEK for number in range(count)]
    days = [(day, day + datetime.timedelta(days=6)) for day in mondays]
    coming = events(found, start, days[-1][1])
    return [
        Week(begins, ends, [event for event in coming if begins <= event.day <= ends])
        for begins, ends in days
    ]


def events(found: list[Row], first: datetime.date, last: datetime.date) -> list[Event]:
    """Everything from one day to another in these communes, in order."""
    communes = {row.commune.pk: row.commune for row in found}
    coming = [
        *_meetings(communes, first, last),
        *_councils(communes, first, last),
        *(event for row in found for event in _dues(row) if first <= event.day <= last),
    ]
    return sorted(coming, key=lambda event: (event.day, event.commune.name, event.number))


def _meetings(
    communes: dict[int, Any], first: datetime.date, last: datetime.date
) -> Iterator[Event]:
    planned = Meeting.objects.filter(
        framework__commune__in=communes, state__in=COMING, planned_on__range=(first, last)
    )
    for meeting in planned.select_related("framework"):
        if meeting.planned_on:
            commune = communes[meeting.framework.commune_id]
            url = reverse("meetings:meeting", kwargs={"slug": commune.slug, "pk": meeting.pk})
            yield Event(
                meeting.planned_on, commune, str(meeting), "meeting", url,
                f"reunion-{meeting.pk}", meeting.called_at,
            )  # fmt: skip


def _councils(
    communes: dict[int, Any], first: datetime.date, last: datetime.date
) -> Iterator[Event]:
    """Sessions of the council that begin in these days, as the commune wrote them down."""
    sessions = LocalDate.objects.filter(
        commune__in=communes, kind=LocalDateKind.COUNCIL, first_day__range=(first, last)
    )
    for session in sessions:
        if session.first_day:
            commune = communes[session.commune_id]
            yield Event(
                session.first_day, commune, _("Session of the council"), "council",
                reverse("cycle:home", kwargs={"slug": commune.slug}), f"conseil-{session.pk}",
                last_day=session.last_day,
            )  # fmt: skip


def _dues(row: Row) -> Iterator[Event]:
    """Days by which steps not finished are due, and the end of the plan; a pause has neither."""
    commune, progress = row.commune, row.progress
    if progress.verdict is Verdict.PAUSED or commune.cycle_pk is None:
        return
    for step in progress.steps:
        if not step.met and step.due_on:
            what = _("Due: %(step)s") % {"step": step.step.label}
            url = reverse(STEP_PAGE[step.step], kwargs={"slug": commune.slug})
            number = f"echeance-{commune.cycle_pk}-{step.step.value}"
            yield Event(step.due_on, commune, what, "due", url, number)
    if commune.plan_ends_on:
        url = reverse("actionplans:plan", kwargs={"slug": commune.slug})
        ends = _("End of the three-month plan")
        yield Event(commune.plan_ends_on, commune, ends, "plan", url, f"plan-{commune.cycle_pk}")


def calendar_file(coming: Iterable[Event], day: datetime.date) -> str:
    """The same events for the calendar of a telephone or a laptop (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Consult//Suivi des communes//FR",
             "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]  # fmt: skip
    for event in coming:
        lines += _entry(event, day)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def _entry(event: Event, day: datetime.date) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.number}-{event.commune.code}@consult",
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        *_times(event),
        f"SUMMARY:{escape(f'{event.commune.name} – {event.what}')}",
        f"LOCATION:{escape(event.commune.name)}",
        "END:VEVENT",
    ]


def _times(event: Event) -> Iterator[str]:
    """The hour where it is known (Mali keeps the hour of Greenwich), else whole days."""
    if event.hour:
        yield f"DTSTART:{event.day:%Y%m%d}T{event.hour:%H%M%S}Z"
        return
    after = (event.last_day or event.day) + datetime.timedelta(days=1)
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
