"""Which needs a meeting retains, puts off or sets aside: one page, one send."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded
from communes.models import Commune
from frameworks import services
from frameworks.forms.choices import ChoiceRow, MeetingChoiceForm
from frameworks.models import Framework, Meeting, MeetingState, Need
from frameworks.views.common import accepted, current, no_framework_yet


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def choose(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """Every need before the meeting of `?reunion=`; the latest meeting if none is asked for."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    open_ones = _open_meetings(request, found)
    meeting = _meeting(request, open_ones)
    pick = MeetingChoiceForm(
        initial={"reunion": meeting.pk if meeting else None}, meetings=open_ones
    )
    rows = _rows(request, meeting) if meeting else []
    if request.method == "POST" and meeting and _written(request, meeting, rows):
        return redirect(_back_to(request, meeting))
    return render(
        request,
        "frameworks/needs_choose.html",
        {
            "pick": pick,
            "meeting": meeting,
            "meeting_url": _meeting_url(request, meeting),
            "rows": rows,
            "forms": rows,
            "several": open_ones.count() > 1,
        },
    )


def _open_meetings(request: SignedInRequest, framework: Framework) -> Any:
    """Meetings whose minutes are not approved yet, latest first."""
    meetings = Meeting.objects.visible_to(request.user).filter(framework=framework)
    return meetings.exclude(state__in=(MeetingState.APPROVED, MeetingState.CLOSED))


def _meeting(request: SignedInRequest, meetings: Any) -> Meeting | None:
    asked = request.GET.get("reunion", "")
    if asked:
        rows = meetings.select_related("framework__commune")
        found: Meeting = get_visible(rows, request.user, pk=int(asked) if asked.isdecimal() else 0)
        return found
    latest: Meeting | None = meetings.select_related("framework__commune").first()
    return latest


def _rows(request: SignedInRequest, meeting: Meeting) -> list[ChoiceRow]:
    needs = Need.objects.visible_to(request.user).filter(framework=meeting.framework)
    before = needs.open_to_choice_at(meeting).by_sector().with_turns()
    before = before.select_related("framework__commune", "sector", "organisation")
    treated = {row.need_id: row for row in meeting.treatments.all()}
    data = request.POST if request.method == "POST" else None
    return [ChoiceRow(data, need=need, treated=treated.get(need.pk)) for need in before]


def _written(request: SignedInRequest, meeting: Meeting, rows: list[ChoiceRow]) -> bool:
    """Write every choice made, or none of them."""
    refused = [row for row in rows if not row.is_valid()]  # every row speaks
    if refused or not rows:
        return False
    chosen = [row.choice for row in rows if row.choice]
    moved = 0

    def act() -> None:
        nonlocal moved
        moved = services.retain_needs(meeting, chosen, by=request.user)

    if not accepted(rows[0], act, "to"):
        return False
    sentence = ngettext(
        "%(count)s choice of the meeting is saved.",
        "%(count)s choices of the meeting are saved.",
        moved,
    )
    messages.success(request, sentence % {"count": moved})
    return True


def _back_to(request: SignedInRequest, meeting: Meeting) -> str:
    """On to what the meeting decided, once it is held; else to the meeting."""
    page = "decisions" if meeting.is_held else "meeting"
    return _meeting_url(request, meeting, page) or reverse(
        "frameworks:needs", kwargs={"slug": request.commune.slug}
    )


def _meeting_url(request: SignedInRequest, meeting: Meeting | None, page: str = "meeting") -> str:
    """A page of the meeting, where this installation has one."""
    if meeting is None:
        return ""
    try:
        return reverse(f"meetings:{page}", kwargs={"slug": request.commune.slug, "pk": meeting.pk})
    except NoReverseMatch:
        return ""
