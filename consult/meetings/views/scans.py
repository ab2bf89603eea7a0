"""The scans of a meeting's signed papers: the list, one more, one out, one to read."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune
from consult.meetings import services
from consult.meetings.forms.scans import ScanForm, WithdrawForm
from consult.meetings.views.finding import address, refuse, the_meeting
from foundation.files.views import respond_file
from foundation.records.errors import NotReady
from frameworks.models import Meeting, MeetingFile


@require_http_methods(["GET", "POST"])
@guarded(Action.READ_PERSONS)
def scans(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """What was scanned of this meeting; whoever runs it adds a file, also after the approval."""
    meeting = the_meeting(request, commune, pk)
    edits = may_here(request, Action.RUN_MEETING)
    if request.method == "POST" and not edits:
        raise PermissionDenied
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _added(request, meeting, form):
        messages.success(request, _("The file is kept with the meeting."))
        return redirect(address("scans", meeting))
    rows = list(meeting.files.select_related("file", "added_by"))
    context = {
        "meeting": meeting,
        "form": form if edits else None,
        "scans": [row for row in rows if not row.withdrawn_reason],
        "withdrawn": [row for row in rows if row.withdrawn_reason],
    }
    return render(request, "meetings/scans.html", context)


def _added(request: SignedInRequest, meeting: Meeting, form: ScanForm) -> bool:
    """Whether the file was taken; if not, the form says why beside the field."""
    found = form.cleaned_data
    try:
        services.add_scan(meeting, found["scan"], kind=found["kind"], by=request.user)
    except ValidationError as error:
        form.add_error("scan", error)
    except NotReady as error:
        form.add_error("scan", error.reasons)
    return not form.errors


@require_safe
@guarded(Action.READ_PERSONS)
def scan(request: SignedInRequest, commune: Commune, pk: int, number: int) -> HttpResponse:
    """One scan to save and read; one that was withdrawn is handed out no more."""
    meeting = the_meeting(request, commune, pk)
    return respond_file(_the_scan(request, meeting, number).file)


@require_http_methods(["GET", "POST"])
@guarded(Action.RUN_MEETING)
def scan_withdraw(request: SignedInRequest, commune: Commune, pk: int, number: int) -> HttpResponse:
    """Take a file that is not the right one off the list, with a reason."""
    meeting = the_meeting(request, commune, pk)
    found = _the_scan(request, meeting, number)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            services.withdraw_scan(found, by=request.user, **form.cleaned_data)
        except NotReady as error:
            refuse(form, error)
        else:
            messages.success(request, _("The file is withdrawn."))
            return redirect(address("scans", meeting))
    context = {"meeting": meeting, "form": form, "scan": found}
    return render(request, "meetings/scans_withdraw.html", context)


def _the_scan(request: SignedInRequest, meeting: Meeting, number: int) -> MeetingFile:
    """A file of this meeting that was not withdrawn, else 404."""
    files = meeting.files.filter(withdrawn_reason="").select_related("file")
    found: MeetingFile = get_visible(files, request.user, pk=number)
    found.meeting = meeting
    return found
