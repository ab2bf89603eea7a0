"""Sealed versions of plans, and the amendments that lead to the next one: only looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from actionplans.models import Amendment, PlanVersion
from communes.admin.base import LookedAt


class OfPlanAdmin(LookedAt):
    page = "actionplans:plan-of-cycle"
    list_select_related = ("plan__cycle",)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"number": record.plan.cycle.number}


@admin.register(PlanVersion)
class PlanVersionAdmin(OfPlanAdmin):
    list_display = (
        "code", "plan", "plan__cycle__framework__commune", "number", "agreed_on", "sealed_at",
        "withdrawn_at",
    )  # fmt: skip
    list_filter = (
        ("withdrawn_at", admin.EmptyFieldListFilter),
        "plan__cycle__framework__commune__cercle__region",
    )
    search_fields = ("code", "sha256", "plan__cycle__framework__commune__search_key")


@admin.register(Amendment)
class AmendmentAdmin(OfPlanAdmin):
    list_display = (
        "__str__", "plan", "plan__cycle__framework__commune", "reason", "opened_on", "version",
        "dropped_on",
    )  # fmt: skip
    list_filter = (
        ("version", admin.EmptyFieldListFilter), "plan__cycle__framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("plan__cycle", "version")
    search_fields = ("reason", "plan__cycle__framework__commune__search_key")
