"""WOCAT drafts and the fields answered in them; what was answered is read on their own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from communes.admin.base import LookedAt
from consult.learning.models import WocatAnswer, WocatDraft


@admin.register(WocatDraft)
class WocatDraftAdmin(LookedAt):
    page = "wocat:overview"
    list_display = ("title", "code", "framework__commune", "started_on")
    list_filter = ("framework__commune__cercle__region",)
    list_select_related = ("framework__commune",)
    search_fields = ("title", "code", "framework__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


@admin.register(WocatAnswer)
class WocatAnswerAdmin(LookedAt):
    """Which field was answered when and by whom; answers may name people, so they stay out."""

    page = "wocat:overview"
    exclude = ("value",)
    list_display = ("keyword", "draft", "draft__framework__commune", "given_at", "given_by")
    list_filter = ("draft__framework__commune__cercle__region",)
    list_select_related = ("draft__framework__commune", "given_by")
    search_fields = ("keyword", "draft__framework__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}
