"""Approved minutes stay as they were signed: versions, signatories, dated corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.access import Action, require
from consult.meetings.documents.minutes import drawn_minutes
from consult.meetings.services.lines import Line, log, require_open, write_lines
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Correction, Meeting, MinutesVersion


def keep_version(meeting: Meeting) -> MinutesVersion | None:
    """Store the paper as approved, word for word; nobody is named where nobody is known."""
    approver = meeting.approved_by
    if approver is None or meeting.approved_on is None:
        return None
    html = drawn_minutes(meeting, alone=True).html()
    return MinutesVersion.objects.create(
        meeting=meeting,
        number=meeting.versions.count() + 1,
        approved_on=meeting.approved_on,
        approved_by=approver,
        html=html,
        sha256=fingerprint(html),
    )


def fingerprint(html: str) -> str:
    """SHA-256 of a stored paper, in hexadecimal."""
    return hashlib.sha256(html.encode()).hexdigest()


def mark_reopened(meeting: Meeting, *, by: User, reason: str) -> None:
    """The version in force is in force no more; what it said, who approved it, stays readable.

    Minutes approved before versions were kept get theirs now, as they read until this moment.
    """
    standing = meeting.versions.filter(reopened_at=None).order_by("number").last()
    version = standing or keep_version(meeting)
    if version is None:
        return
    version.reopened_at, version.reopened_by = timezone.now(), by
    version.reopened_reason = reason
    version.save(update_fields=["reopened_at", "reopened_by", "reopened_reason"])


@transaction.atomic
def record_signatories(meeting: Meeting, lines: Iterable[Line], *, by: User) -> None:
    """Store who signs the minutes, in which quality and for whom."""
    require_open(meeting, by=by)
    write_lines(meeting, lines, by=by)


@transaction.atomic
def correct(correction: Correction, *, by: User) -> Correction:
    """Join a dated correction to approved minutes; their text stays as it was."""
    meeting = correction.meeting
    require(by, Action.RUN_MEETING, meeting.framework.commune)
    NotReady.unless_empty(against_correcting(meeting))
    if correction.made_on > today():
        raise NotReady(_("This day is still to come."))
    correction.by = by
    correction.save(force_insert=True)
    log(meeting, meeting, Verb.RECORDED, by=by, fields=["corrections"])
    return correction


def against_correcting(meeting: Meeting) -> list[str]:
    """Why these minutes take no dated correction, in sentences; empty when they do."""
    if meeting.is_locked:
        return []
    return [_("The minutes of this meeting are not approved: correct the meeting itself.")]
