"""The figures an administrator of the whole country sets: when a commune is late, silent, tired."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from communes.admin.base import RecordAdmin
from communes.models import Thresholds


@admin.register(Thresholds)
class ThresholdsAdmin(RecordAdmin):
    """One row: entered once from its usual figures, then changed. Pages follow at once."""

    national = True
    list_display = (
        "__str__", "grace_days", "silent_days", "months_without_meeting", "mobilisation_percent",
        "cycles_without_investment",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Thresholds.objects.exists()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)
