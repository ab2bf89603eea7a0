"""The communes' development plans."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from actionplans.models import Pdesc, PdescAmount, PdescLine
from communes.admin.base import RecordAdmin, Rows


class PdescLineRows(Rows):
    model = PdescLine


@admin.register(Pdesc)
class PdescAdmin(RecordAdmin):
    page = "actionplans:pdesc"
    fixed = ("commune",)
    list_display = ("__str__", "commune", "first_year", "last_year", "adopted_on")
    list_filter = ("first_year", "commune__cercle__region")
    search_fields = ("commune__search_key", "first_year")
    inlines = (PdescLineRows,)


class PdescAmountRows(Rows):
    model = PdescAmount


@admin.register(PdescLine)
class PdescLineAdmin(RecordAdmin):
    page = "actionplans:change-pdesc-line"
    fixed = ("pdesc",)
    list_display = ("code", "title", "pdesc", "pdesc__commune", "axis")
    list_filter = ("pdesc__commune__cercle__region",)
    list_select_related = ("pdesc",)
    search_fields = ("code", "title", "pdesc__commune__search_key")
    inlines = (PdescAmountRows,)


@admin.register(PdescAmount)
class PdescAmountAdmin(RecordAdmin):
    page = "actionplans:change-pdesc-line"
    fixed = ("line",)
    list_display = ("year", "source", "amount", "line", "line__pdesc__commune")
    list_filter = ("year", "line__pdesc__commune__cercle__region")
    list_select_related = ("line__pdesc__commune",)
    search_fields = ("source", "line__code", "line__title", "line__pdesc__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.line_id}
