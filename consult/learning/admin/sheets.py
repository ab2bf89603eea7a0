"""Sheets, their versions and photos, and collections. Drafts are for authors and reviewers."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from communes.admin.base import LookedAt, RecordAdmin
from consult.learning.models import Campaign, ExperienceSheet, SheetCopy, SheetPhoto, SheetVersion


@admin.register(ExperienceSheet)
class ExperienceSheetAdmin(LookedAt):
    """Only what was published is listed, and none of what is being typed for the next version."""

    page = "sheets:sheet"
    exclude = ("answers", "evidence", "sent_back_reason")
    list_display = ("title", "commune", "variant", "state", "published_on", "campaign")
    list_filter = ("variant", "state", "commune__cercle__region")
    list_select_related = ("commune", "campaign")
    search_fields = ("search_key",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        found: Any = super().get_queryset(request)
        published: models.QuerySet[Any] = found.published()
        return published


@admin.register(SheetVersion)
class SheetVersionAdmin(LookedAt):
    page = "sheets:sheet"
    list_display = ("sheet", "sheet__commune", "number", "kept_at", "kept_by")
    list_filter = ("sheet__variant", "sheet__commune__cercle__region")
    list_select_related = ("sheet__commune", "kept_by")
    search_fields = ("sheet__search_key", "sheet__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.sheet_id}


@admin.register(SheetPhoto)
class SheetPhotoAdmin(LookedAt):
    """Photos of published sheets whose people agreed."""

    page = "sheets:sheet"
    list_display = ("caption", "sheet", "sheet__commune", "taken_on", "consent")
    list_filter = ("consent", "sheet__commune__cercle__region")
    list_select_related = ("sheet__commune", "file")
    search_fields = ("caption", "sheet__search_key", "sheet__commune__search_key")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        shared = ExperienceSheet.objects.published().order_by().values("pk")
        return super().get_queryset(request).filter(consent=True, sheet__in=shared)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.sheet_id}


@admin.register(SheetCopy)
class SheetCopyAdmin(LookedAt):
    page = "sheets:sheet"
    list_display = ("sheet", "sheet__commune", "action", "copied_on")
    list_filter = ("sheet__commune__cercle__region",)
    list_select_related = ("sheet__commune", "action")
    search_fields = ("sheet__search_key", "action__search_key", "sheet__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.sheet_id}


@admin.register(Campaign)
class CampaignAdmin(RecordAdmin):
    """A collection asks communes anywhere: changed here by administrators of the country."""

    national = True
    stamps = ("opened_by",)
    list_display = ("title", "variant", "opened_on", "due_on", "opened_by")
    list_filter = ("variant",)
    list_select_related = ("opened_by",)
    search_fields = ("title",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.opened_by = request.user
        super().save_model(request, obj, form, change)
