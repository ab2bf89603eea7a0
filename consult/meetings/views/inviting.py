"""The register of invitations, the text for telephones, the file for calendars."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, guarded, may_here
from communes.models import Commune
from consult.meetings import services
from consult.meetings.documents.calendar import calendar_file, called_on, filename
from consult.meetings.documents.notices import message_text
from consult.meetings.forms.invitations import Invitations
from consult.meetings.invitees import proposals, register, source_of
from consult.meetings.messages import Size, lighter, size_of, sms_link, whatsapp_link
from consult.meetings.rules import r17_notice
from consult.meetings.views.finding import address, on_open_meeting, refuse, the_meeting
from foundation.records.errors import NotReady
from frameworks.models import Invitation, Meeting
from frameworks.rules import r4_needs_before_first_meeting


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
@on_open_meeting
def invitations(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Who is invited, when and how, in one send; a short notice is said, never refused (R17)."""
    page = Invitations(meeting, request.POST or None)
    if request.method == "POST" and page.is_valid():
        try:
            count = services.send_invitations(
                meeting,
                by=request.user,
                save=page.common.save,
                fields=page.common.changed_data,
                lines=page.lines,
                common=page.common.common,
            )
        except NotReady as error:
            refuse(page.common, error)
        else:
            _thank_for_invitations(request, meeting, count)
            return redirect(
                address("invitations" if "again" in request.POST else "meeting", meeting)
            )
    context: dict[str, Any] = {
        "form": page.common,
        "page": page,
        "forms": page.forms,
        "meeting": meeting,
        "findings": r17_notice(meeting),
        "needs": r4_needs_before_first_meeting(meeting.framework, meeting),
    }
    return render(request, "meetings/invitations.html", context)


def _thank_for_invitations(request: SignedInRequest, meeting: Meeting, count: int) -> None:
    if count:
        words = ngettext("%(count)s is invited.", "%(count)s are invited.", count)
        messages.success(request, words % {"count": count})
    if meeting.invitation_sent_on is None:
        messages.success(request, _("It is noted that the invitations have not left."))
        return
    messages.success(request, _("The invitations are noted. Next: hold the meeting."))
    for finding in r17_notice(meeting):
        messages.warning(request, finding.sentence)


class Text(NamedTuple):
    """One wording of the message and what it costs."""

    text: str
    size: Size
    rows: int


class Reachable(NamedTuple):
    """Somebody invited who has a telephone, with the links that open the message there."""

    name: str
    phone: str
    whatsapp: str
    sms: str


@require_safe
@guarded(Action.READ_PERSONS)
def message(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The invitation as a short text to copy, and a link per telephone of those invited."""
    meeting = the_meeting(request, commune, pk)
    text = message_text(meeting)
    cheap = lighter(text)
    texts = [_text(text), *([_text(cheap)] if size_of(cheap).parts < size_of(text).parts else [])]
    rows = register(meeting) or proposals(meeting, source_of(meeting))
    people = [_reachable(row, text, texts[-1].text) for row in rows]
    context = {
        "meeting": meeting,
        "may_invite": may_here(request, Action.RUN_MEETING),
        "texts": texts,
        "people": [one for one in people if one.phone],
        "without": [one for one in people if not one.phone],
    }
    return render(request, "meetings/invitations_message.html", context)


def _text(text: str) -> Text:
    return Text(text, size_of(text), 1 + sum(1 + len(line) // 30 for line in text.splitlines()))


def _reachable(row: Invitation, text: str, short: str) -> Reachable:
    party = row.organisation
    phone = row.person.phone if row.person else party.phone if party else ""
    return Reachable(str(row), phone, whatsapp_link(phone, text), sms_link(phone, short))


@require_safe
@guarded(Action.READ)
def calendar(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """The meeting for the calendar of a telephone: day, hour, place, agenda, nobody's name."""
    meeting = the_meeting(request, commune, pk)
    day = called_on(meeting)
    if day is None:
        raise Http404
    return HttpResponse(
        calendar_file(meeting, day),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{filename(meeting)}"',
            "Cache-Control": "private, no-cache",
        },
    )
