"""Frameworks, their members, priority sectors and cycles."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from communes.admin.base import RecordAdmin, Rows
from frameworks.models import (
    Cycle,
    CycleState,
    Framework,
    FrameworkMember,
    FrameworkState,
    PrioritySector,
)


class MemberRows(Rows):
    model = FrameworkMember
    with_related = ("organisation",)


class PriorityRows(Rows):
    model = PrioritySector
    fields = (
        "sector", "rank", "reason", "actors_known", "womens_share", "active_from", "active_to",
    )  # fmt: skip
    with_related = ("sector",)


@admin.register(Framework)
class FrameworkAdmin(RecordAdmin):
    """Founding, resting and closing are acts of the framework's own page."""

    page = "frameworks:framework"
    fixed = ("commune",)
    stamps = ("state", "founding_deliberation", "act_to_regularise", "regularise_note")
    list_display = ("name", "commune", "commune__cercle", "state", "act_to_regularise")
    list_filter = ("state", "act_to_regularise", "commune__cercle__region")
    list_select_related = ("commune__cercle",)
    search_fields = ("commune__search_key", "name")
    inlines = (MemberRows, PriorityRows)

    def is_sealed(self, record: Any) -> bool:
        return bool(record.state == FrameworkState.CLOSED)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


class OfFrameworkAdmin(RecordAdmin):
    """What belongs to a framework that is not closed."""

    fixed = ("framework",)
    page = "frameworks:framework"
    choices = {
        "framework": {"state__in": [s for s in FrameworkState if s != FrameworkState.CLOSED]}
    }

    def is_sealed(self, record: Any) -> bool:
        return bool(record.framework.state == FrameworkState.CLOSED)

    def page_of(self, record: Any) -> dict[str, Any] | None:
        return {}


@admin.register(FrameworkMember)
class FrameworkMemberAdmin(OfFrameworkAdmin):
    list_display = ("organisation", "framework__commune", "college", "since", "until")
    list_filter = ("college", "framework__commune__cercle__region")
    list_select_related = ("organisation",)
    search_fields = ("organisation__search_key", "framework__commune__search_key")


@admin.register(PrioritySector)
class PrioritySectorAdmin(OfFrameworkAdmin):
    list_display = ("sector", "framework__commune", "rank", "active_from", "active_to")
    list_filter = ("sector", "rank", "framework__commune__cercle__region")
    list_select_related = ("sector",)
    search_fields = ("sector__name_fr", "sector__name_en", "framework__commune__search_key")


@admin.register(Cycle)
class CycleAdmin(OfFrameworkAdmin):
    """Cycles are opened and closed on the commune's pages; here the due days are corrected."""

    page = "cycle:cycle"
    addable = False
    fixed = ("framework", "number")
    stamps = (
        "state", "opened_on", "opened_at", "closed_on", "end_report_on", "default_note",
        "default_signed_by", "closing_note",
    )  # fmt: skip
    list_display = ("__str__", "framework__commune", "state", "opened_on", "closed_on")
    list_filter = ("state", "number", "framework__commune__cercle__region")
    search_fields = ("framework__commune__search_key", "number")

    def is_sealed(self, record: Any) -> bool:
        return super().is_sealed(record) or record.state == CycleState.CLOSED

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"number": record.number}
