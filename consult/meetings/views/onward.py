"""Where a page of a meeting leads once it is saved: to the next part still to do, else home."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from communes.guard import SignedInRequest
from consult.meetings.seats import figures_of
from consult.meetings.tasks import Task, tasks_of
from consult.meetings.views.finding import address
from consult.meetings.views.pages import task_url
from frameworks.models import Meeting

# The parts in the order in which people fill them in. Between the invitations and the day the
# meeting is held, days go by: there the way leads back to the page of the meeting.
TO_PREPARE = ("edit", "agenda", "invitations")
TO_WRITE_UP = ("hold", "attendance", "needs", "obstacles", "decisions", "check")
FROM_THE_REGISTER = ("agenda", "attendance", "obstacles", "decisions", "check")


def onward(request: SignedInRequest, meeting: Meeting, page: str) -> HttpResponseRedirect:
    """Save and stay, or save and go to the next part that is not done yet."""
    if "again" in request.POST:
        return redirect(address(page, meeting))
    if page == "new":  # the rules have written the agenda; somebody reads it over
        return redirect(address("agenda", meeting))
    waiting = {task.page for task in _tasks(meeting) if task.status in ("todo", "doing")}
    for following in _after(meeting, page):
        url = task_url(following, meeting) if following in waiting else ""
        if url:
            return redirect(url)
    return redirect(address("meeting", meeting))


def _after(meeting: Meeting, page: str) -> tuple[str, ...]:
    """The parts that come after this one; a meeting entered afterwards takes the short way."""
    way: tuple[str, ...] = TO_WRITE_UP if meeting.is_held else TO_PREPARE
    if meeting.entered_afterwards:
        way = FROM_THE_REGISTER
    return way[way.index(page) + 1 :] if page in way else ()


def _tasks(meeting: Meeting) -> list[Task]:
    points, decisions = meeting.agenda.count(), meeting.decisions.count()
    return tasks_of(meeting, figures_of(meeting), points=points, decisions=decisions)
