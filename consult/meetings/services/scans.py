"""Scans of a meeting's signed papers: added, also long after the approval, or withdrawn."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from consult.meetings.services.lines import log
from foundation.accounts.models import User
from foundation.files.checks import Checked
from foundation.files.services import keep
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from frameworks.models import Meeting, MeetingFile


@transaction.atomic
def add_scan(
    meeting: Meeting, upload: UploadedFile[Any] | Checked, *, kind: str, by: User
) -> MeetingFile:
    """Keep a scan with the meeting; ValidationError says why a file is not taken.

    Signed minutes come last, so approved minutes do not close this list.
    """
    commune = meeting.framework.commune
    require(by, Action.RUN_MEETING, commune)
    stored = keep(upload, scope=commune.code, by=by)
    known = meeting.files.filter(file=stored, withdrawn_reason="").first()
    if known is not None:
        raise NotReady(
            _("This very file is already here as “%(kind)s”.") % {"kind": known.get_kind_display()}
        )
    scan = MeetingFile.objects.create(meeting=meeting, file=stored, kind=kind, added_by=by)
    log(meeting, scan, Verb.CREATED, by=by)
    log(meeting, meeting, Verb.RECORDED, by=by, fields=["files"])
    return scan


@transaction.atomic
def withdraw_scan(scan: MeetingFile, *, by: User, reason: str) -> None:
    """Take a file off the list, saying why; the row and the bytes stay."""
    meeting = scan.meeting
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    rows = MeetingFile.objects.filter(pk=scan.pk, withdrawn_reason="")
    if not rows.update(withdrawn_reason=reason):
        raise NotReady(_("This file is withdrawn already."))
    log(meeting, scan, Verb.REMOVED, by=by, note=reason)
    log(meeting, meeting, Verb.RECORDED, by=by, fields=["files"])
