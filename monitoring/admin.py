"""The admin of the follow-up: the committee, its reports, what was said, and what blocks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from communes.admin.base import LookedAt, RecordAdmin, Rows
from frameworks.models import FrameworkState
from monitoring.models import (
    Committee,
    CommitteeMandate,
    CommitteeMember,
    CycleSnapshot,
    Obstacle,
    ObstaclePassage,
    ProductionMeasure,
    PublishedAnswer,
    Report,
    ReportLine,
    ReportVisit,
    ServiceSupport,
    Statement,
    StatementPhoto,
)

NOT_CLOSED = [state for state in FrameworkState if state != FrameworkState.CLOSED]


class MemberRows(Rows):
    model = CommitteeMember
    with_related = ("person",)


class MandateRows(Rows):
    """Versions are looked at here; each opens on its own page."""

    model = CommitteeMandate
    read_only = True
    with_related = ("cycle", "agreed_at")


@admin.register(Committee)
class CommitteeAdmin(RecordAdmin):
    page = "monitoring:committee"
    fixed = ("framework",)
    choices = {"framework": {"state__in": NOT_CLOSED}}
    list_display = ("__str__", "framework__commune", "set_up_on", "set_up_at")
    list_filter = ("framework__commune__cercle__region",)
    list_select_related = ("set_up_at",)
    search_fields = ("framework__commune__search_key",)
    inlines = (MemberRows, MandateRows)

    def is_sealed(self, record: Any) -> bool:
        return bool(record.framework.state == FrameworkState.CLOSED)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


class OfCommitteeAdmin(RecordAdmin):
    page = "monitoring:committee"
    fixed = ("committee",)
    choices = {"committee": {"framework__state__in": NOT_CLOSED}}

    def is_sealed(self, record: Any) -> bool:
        return bool(record.committee.framework.state == FrameworkState.CLOSED)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


@admin.register(CommitteeMember)
class CommitteeMemberAdmin(OfCommitteeAdmin):
    list_display = ("person", "committee__framework__commune", "role", "college", "since", "until")
    list_filter = ("role", "college", "committee__framework__commune__cercle__region")
    list_select_related = ("person",)
    search_fields = ("person__search_key", "committee__framework__commune__search_key")


@admin.register(CommitteeMandate)
class CommitteeMandateAdmin(OfCommitteeAdmin):
    """A mandate whose meeting's minutes are approved changes by a later version only."""

    fixed = ("committee", "version")
    list_display = ("__str__", "committee__framework__commune", "valid_from", "valid_to")
    list_filter = ("renewed_unchanged", "committee__framework__commune__cercle__region")
    list_select_related = ("committee",)
    search_fields = ("committee__framework__commune__search_key", "tasks")

    def is_sealed(self, record: Any) -> bool:
        meeting = record.agreed_at
        return super().is_sealed(record) or (meeting is not None and meeting.is_locked)


@admin.register(Statement)
class StatementAdmin(LookedAt):
    """Said things are added on the follow-up pages, never changed."""

    page = "monitoring:update"
    list_display = (
        "action", "action__plan__cycle__framework__commune", "situation", "voice", "progress",
        "said_on", "recorded_by",
    )  # fmt: skip
    list_filter = (
        "situation", "voice", "after_closing",
        "action__plan__cycle__framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("action", "recorded_by")
    search_fields = (
        "action__search_key", "note", "action__plan__cycle__framework__commune__search_key",
    )  # fmt: skip

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.action_id}


@admin.register(StatementPhoto)
class StatementPhotoAdmin(LookedAt):
    """That a photo goes with a word. It is added and handed out on the action's own page."""

    page = "monitoring:update"
    list_display = (
        "file", "statement", "statement__action", "caption",
        "statement__action__plan__cycle__framework__commune",
    )  # fmt: skip
    list_filter = ("statement__action__plan__cycle__framework__commune__cercle__region",)
    list_select_related = ("file", "statement__action")
    search_fields = (
        "file__title", "file__sha256", "caption",
        "statement__action__plan__cycle__framework__commune__search_key",
    )  # fmt: skip

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.statement.action_id}


@admin.register(Obstacle)
class ObstacleAdmin(RecordAdmin):
    """What becomes of an obstacle is said on its own page and at the meetings."""

    page = "monitoring:obstacle"
    fixed = ("framework",)
    stamps = ("state", "resolved_on", "returns")
    choices = {"framework": {"state__in": NOT_CLOSED}}
    list_display = (
        "__str__", "framework__commune", "category", "severity", "unblocker", "raised_on", "state",
    )  # fmt: skip
    list_filter = (
        "state", "category", "severity", "unblocker", "framework__commune__cercle__region",
    )  # fmt: skip
    search_fields = ("description", "place", "framework__commune__search_key")

    def is_sealed(self, record: Any) -> bool:
        return bool(record.framework.state == FrameworkState.CLOSED)


@admin.register(ObstaclePassage)
class ObstaclePassageAdmin(LookedAt):
    """What each meeting answered, as its own pages wrote it."""

    page = "monitoring:obstacle"
    list_display = (
        "obstacle", "meeting", "obstacle__framework__commune", "passed_on", "answer",
        "left_out_reason",
    )  # fmt: skip
    list_filter = ("obstacle__category", "obstacle__framework__commune__cercle__region")
    list_select_related = ("obstacle", "meeting")
    search_fields = (
        "obstacle__description", "answer", "obstacle__framework__commune__search_key",
    )  # fmt: skip

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.obstacle_id}


@admin.register(PublishedAnswer)
class PublishedAnswerAdmin(LookedAt):
    """What the commune lets the others read; it publishes and withdraws on its own pages."""

    page = "monitoring:obstacle"
    list_display = (
        "problem", "passage__obstacle__framework__commune", "category", "sector", "published_on",
        "published_by", "withdrawn_on",
    )  # fmt: skip
    list_filter = (
        "category", "sector", "passage__obstacle__framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("passage__obstacle", "sector", "published_by")
    search_fields = ("search_key",)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.passage.obstacle_id}


@admin.register(Report)
class ReportAdmin(LookedAt):
    """Reports are begun with what is known, and validated, on their own pages."""

    page = "monitoring:report"
    list_display = (
        "__str__", "cycle__framework__commune", "kind", "state", "written_on", "validated_on",
        "received_on",
    )  # fmt: skip
    list_filter = ("kind", "state", "cycle__framework__commune__cercle__region")
    list_select_related = ("cycle",)
    search_fields = ("cycle__framework__commune__search_key", "summary", "reason")


class OfReportAdmin(LookedAt):
    page = "monitoring:report"
    list_filter = ("report__kind", "report__cycle__framework__commune__cercle__region")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.report_id}


@admin.register(ReportLine)
class ReportLineAdmin(OfReportAdmin):
    list_display = (
        "action", "report", "report__cycle__framework__commune", "situation", "progress",
    )  # fmt: skip
    list_select_related = ("action", "report__cycle")
    search_fields = ("action__search_key", "gap", "report__cycle__framework__commune__search_key")


@admin.register(ReportVisit)
class ReportVisitAdmin(OfReportAdmin):
    list_display = ("place", "report", "report__cycle__framework__commune", "visited_on", "team")
    list_select_related = ("report__cycle",)
    search_fields = ("place", "seen", "report__cycle__framework__commune__search_key")


@admin.register(ServiceSupport)
class ServiceSupportAdmin(RecordAdmin):
    page = "monitoring:supports"
    fixed = ("framework",)
    choices = {"framework": {"state__in": NOT_CLOSED}}
    list_display = (
        "service", "framework__commune", "kind", "verdict", "given_on", "need", "action",
    )  # fmt: skip
    list_filter = ("kind", "verdict", "framework__commune__cercle__region")
    list_select_related = ("service", "need", "action")
    search_fields = ("service__search_key", "text", "framework__commune__search_key")

    def is_sealed(self, record: Any) -> bool:
        return bool(record.framework.state == FrameworkState.CLOSED)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


@admin.register(ProductionMeasure)
class ProductionMeasureAdmin(RecordAdmin):
    page = "monitoring:production-change"
    fixed = ("organisation",)
    list_display = (
        "organisation", "organisation__commune", "sector", "season", "quantity", "unit", "baseline",
    )  # fmt: skip
    list_filter = ("baseline", "sector", "organisation__commune__cercle__region")
    list_select_related = ("organisation", "sector")
    search_fields = ("organisation__search_key", "season", "organisation__commune__search_key")


@admin.register(CycleSnapshot)
class CycleSnapshotAdmin(LookedAt):
    page = "cycle:cycle"
    list_display = ("__str__", "cycle__framework__commune", "taken_at", "taken_by", "sha256")
    list_filter = ("cycle__framework__commune__cercle__region",)
    list_select_related = ("cycle", "taken_by")
    search_fields = ("sha256", "cycle__framework__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"number": record.cycle.number}
