"""The papers of a meeting: invitations, costs, minutes kept, who signs, corrections, scans."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communes.admin.base import LookedAt
from communes.admin.columns import amount
from frameworks.admin.meetings import OfMeetingAdmin
from frameworks.admin.sittings import SeenOfMeetingAdmin
from frameworks.models import (
    Correction,
    Invitation,
    MeetingCost,
    MeetingFile,
    MinutesVersion,
    PaperText,
    Signatory,
)


@admin.register(Invitation)
class InvitationAdmin(OfMeetingAdmin):
    page = "meetings:invitations"
    list_display = (
        "__str__", "meeting", "meeting__framework__commune", "means", "reference", "sent_on",
        "received_on",
    )  # fmt: skip
    list_filter = ("means", "meeting__framework__commune__cercle__region")
    list_select_related = ("person", "organisation", "meeting")
    search_fields = (
        "person__search_key", "organisation__search_key", "reference",
        "meeting__framework__commune__search_key",
    )  # fmt: skip


@admin.register(MeetingCost)
class MeetingCostAdmin(OfMeetingAdmin):
    """What a meeting cost. Once the minutes are approved, payments are noted on its own page."""

    page = "meetings:costs"
    list_display = (
        "party", "meeting", "meeting__framework__commune", "category", "kind",
        amount("planned", _("planned")), amount("paid", _("paid or valued")),
    )  # fmt: skip
    list_filter = (
        "category", "kind", ("paid", admin.EmptyFieldListFilter),
        "meeting__framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("party", "meeting")
    search_fields = ("party__search_key", "wording", "meeting__framework__commune__search_key")


@admin.register(MinutesVersion)
class MinutesVersionAdmin(SeenOfMeetingAdmin):
    page = "meetings:versions"
    list_display = (
        "__str__", "meeting", "meeting__framework__commune", "approved_on", "approved_by",
        "reopened_at",
    )  # fmt: skip
    list_filter = (
        ("reopened_at", admin.EmptyFieldListFilter), "meeting__framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("meeting", "approved_by")
    search_fields = ("sha256", "reopened_reason", "meeting__framework__commune__search_key")


@admin.register(Signatory)
class SignatoryAdmin(OfMeetingAdmin):
    list_display = ("quality", "person", "meeting", "meeting__framework__commune", "on_behalf_of")
    list_filter = ("meeting__framework__commune__cercle__region",)
    list_select_related = ("person", "meeting")
    search_fields = (
        "quality", "person__search_key", "meeting__framework__commune__search_key",
    )  # fmt: skip


@admin.register(Correction)
class CorrectionAdmin(SeenOfMeetingAdmin):
    list_display = ("__str__", "meeting", "meeting__framework__commune", "made_on", "by")
    list_filter = ("meeting__framework__commune__cercle__region",)
    list_select_related = ("meeting", "by")
    search_fields = ("wording", "meeting__framework__commune__search_key")


@admin.register(PaperText)
class PaperTextAdmin(LookedAt):
    """The words a commune gave its papers, from day to day: rows are only added."""

    list_display = ("__str__", "commune", "text", "at", "by")
    list_filter = ("paper", "part", "commune__cercle__region")
    list_select_related = ("by",)
    search_fields = ("text", "commune__search_key")


@admin.register(MeetingFile)
class MeetingFileAdmin(SeenOfMeetingAdmin):
    """That a paper was scanned. It is handed out, or withdrawn, on the meeting's own page."""

    page = "meetings:scans"
    list_display = (
        "file", "meeting", "meeting__framework__commune", "kind", "added_at", "added_by",
        "withdrawn_reason",
    )  # fmt: skip
    list_filter = ("kind", "meeting__framework__commune__cercle__region")
    list_select_related = ("file", "meeting", "added_by")
    search_fields = ("file__title", "file__sha256", "meeting__framework__commune__search_key")
