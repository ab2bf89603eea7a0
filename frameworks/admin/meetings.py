"""Meetings, who came and what was decided. Once the minutes are approved, nothing changes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communes.admin.base import RecordAdmin, Rows
from communes.admin.columns import day
from frameworks.admin.frameworks import OfFrameworkAdmin
from frameworks.models import (
    AgendaItem,
    Attendance,
    CountedAttendance,
    Decision,
    Meeting,
    MeetingState,
)

OPEN = [MeetingState.DRAFT, MeetingState.INVITED, MeetingState.HELD]


class AgendaRows(Rows):
    model = AgendaItem


class AttendanceRows(Rows):
    model = Attendance
    with_related = ("person", "organisation")


class CountedRows(Rows):
    model = CountedAttendance
    with_related = ("organisation",)


class DecisionRows(Rows):
    model = Decision
    stamps = ("state",)
    fields = ("number", "nature", "wording", "owner", "deadline_words", "deadline_on", "state")
    with_related = ("owner",)


@admin.register(Meeting)
class MeetingAdmin(OfFrameworkAdmin):
    """Inviting, holding, approving and reopening are acts of the meeting's own page."""

    page = "meetings:meeting"
    stamps = ("state", "approved_on", "approved_by")
    list_display = (
        "__str__", "framework__commune", "kind", "state", "planned_on",
        day("held_on", _("held on")),
    )  # fmt: skip
    list_filter = ("state", "kind", "framework__commune__cercle__region")
    search_fields = ("framework__commune__search_key", "number", "place")
    inlines = (AgendaRows, AttendanceRows, CountedRows, DecisionRows)

    def is_sealed(self, record: Any) -> bool:
        return super().is_sealed(record) or record.is_locked

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.pk}


class OfMeetingAdmin(RecordAdmin):
    """What belongs to a meeting, and is locked with it."""

    page = "meetings:meeting"
    fixed = ("meeting",)
    choices = {"meeting": {"state__in": OPEN}}
    list_select_related = ("meeting",)

    def is_sealed(self, record: Any) -> bool:
        return bool(record.meeting.is_locked)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.meeting_id}


@admin.register(AgendaItem)
class AgendaItemAdmin(OfMeetingAdmin):
    list_display = ("title", "meeting", "meeting__framework__commune", "position", "state")
    list_filter = ("state", "meeting__framework__commune__cercle__region")
    search_fields = ("title", "meeting__framework__commune__search_key")


@admin.register(Attendance)
class AttendanceAdmin(OfMeetingAdmin):
    fixed = ("meeting", "person")
    list_display = ("person", "meeting", "meeting__framework__commune", "mode", "college", "sex")
    list_filter = ("mode", "college", "sex", "young", "meeting__framework__commune__cercle__region")
    list_select_related = ("person", "meeting")
    search_fields = ("person__search_key", "meeting__framework__commune__search_key")


@admin.register(CountedAttendance)
class CountedAttendanceAdmin(OfMeetingAdmin):
    list_display = ("label", "meeting", "meeting__framework__commune", "number", "women", "young")
    list_filter = ("college", "approximate", "meeting__framework__commune__cercle__region")
    search_fields = ("label", "meeting__framework__commune__search_key")


@admin.register(Decision)
class DecisionAdmin(OfMeetingAdmin):
    """What becomes of a decision is said on the meetings' pages."""

    stamps = ("state",)
    list_display = ("__str__", "meeting", "meeting__framework__commune", "nature", "state")
    list_filter = ("state", "nature", "meeting__framework__commune__cercle__region")
    search_fields = ("wording", "meeting__framework__commune__search_key")
