"""How a meeting went: sittings, bureau, steps taken back, who stayed away, what was left open."""

from __future__ import annotations

from django.contrib import admin

from frameworks.admin.meetings import OfMeetingAdmin
from frameworks.models import (
    AbsentOrganisation,
    BureauSeat,
    DecisionPart,
    MeetingState,
    NeedTreatment,
    OpenSubject,
    Sitting,
    StepBack,
)


class SeenOfMeetingAdmin(OfMeetingAdmin):
    """What acts of the meetings' pages write, and nothing here changes."""

    read_only = True


@admin.register(Sitting)
class SittingAdmin(OfMeetingAdmin):
    list_display = ("day", "meeting", "meeting__framework__commune", "started_at", "ended_at")
    list_filter = ("meeting__framework__commune__cercle__region",)
    search_fields = ("note", "meeting__framework__commune__search_key")


@admin.register(BureauSeat)
class BureauSeatAdmin(OfMeetingAdmin):
    list_display = ("person", "meeting", "meeting__framework__commune", "role", "designation")
    list_filter = ("role", "designation", "meeting__framework__commune__cercle__region")
    list_select_related = ("person", "meeting")
    search_fields = ("person__search_key", "meeting__framework__commune__search_key")


@admin.register(StepBack)
class StepBackAdmin(SeenOfMeetingAdmin):
    list_display = ("at", "meeting", "meeting__framework__commune", "state", "note", "by")
    list_filter = ("state", "meeting__framework__commune__cercle__region")
    list_select_related = ("meeting", "by")
    search_fields = ("note", "meeting__framework__commune__search_key")


@admin.register(AbsentOrganisation)
class AbsentOrganisationAdmin(OfMeetingAdmin):
    list_display = ("organisation", "meeting", "meeting__framework__commune", "excused")
    list_filter = ("excused", "meeting__framework__commune__cercle__region")
    list_select_related = ("organisation", "meeting")
    search_fields = ("organisation__search_key", "meeting__framework__commune__search_key")


@admin.register(OpenSubject)
class OpenSubjectAdmin(SeenOfMeetingAdmin):
    """Earlier business before a meeting: its agenda page says where it stands, or why not."""

    list_display = (
        "__str__", "meeting", "meeting__framework__commune", "item", "left_out_reason",
        "left_out_on",
    )  # fmt: skip
    list_filter = (
        ("left_out_on", admin.EmptyFieldListFilter), "meeting__framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("meeting", "item", "decision", "need", "put_off")
    search_fields = ("left_out_reason", "meeting__framework__commune__search_key")


@admin.register(NeedTreatment)
class NeedTreatmentAdmin(SeenOfMeetingAdmin):
    list_display = ("need", "meeting", "meeting__framework__commune", "choice", "reason")
    list_filter = ("choice", "meeting__framework__commune__cercle__region")
    list_select_related = ("need", "meeting")
    search_fields = ("need__search_key", "reason", "meeting__framework__commune__search_key")


@admin.register(DecisionPart)
class DecisionPartAdmin(OfMeetingAdmin):
    """What becomes of a part of a decision is said on the meetings' pages."""

    fixed = ("decision",)
    stamps = ("state", "settled_on")
    choices = {
        "decision": {
            "meeting__state__in": [MeetingState.DRAFT, MeetingState.INVITED, MeetingState.HELD]
        }
    }
    list_display = (
        "__str__", "decision", "decision__meeting__framework__commune", "owner", "state",
    )  # fmt: skip
    list_filter = ("state", "decision__meeting__framework__commune__cercle__region")
    list_select_related = ("decision__meeting", "owner")
    search_fields = ("wording", "decision__meeting__framework__commune__search_key")

    def is_sealed(self, record: DecisionPart) -> bool:
        return bool(record.decision.meeting.is_locked)

    def page_of(self, record: DecisionPart) -> dict[str, object]:
        return {"pk": record.decision.meeting_id}
