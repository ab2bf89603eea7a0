"""The local calendars of the communes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from communes.admin.base import RecordAdmin
from communes.models import LocalDate


@admin.register(LocalDate)
class LocalDateAdmin(RecordAdmin):
    page = "communes:calendar"
    fixed = ("commune",)
    list_display = ("commune", "kind", "label", "weekday", "first_day", "last_day")
    list_filter = ("kind", "commune__cercle__region")
    search_fields = ("label", "commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}
