"""What the sectors say they need."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communes.admin.columns import day
from frameworks.admin.frameworks import OfFrameworkAdmin
from frameworks.models import Need


@admin.register(Need)
class NeedAdmin(OfFrameworkAdmin):
    """What becomes of a need is decided at meetings and on the need's own page."""

    page = "frameworks:need"
    fixed = ("framework", "code")
    stamps = ("state", "reason", "retained_at", "satisfied_on")
    list_display = (
        "code", "statement", "framework__commune", "sector", "state",
        day("identified_on", _("said on")),
    )  # fmt: skip
    list_filter = ("state", "sector", "urgency", "nature", "framework__commune__cercle__region")
    list_select_related = ("sector",)
    search_fields = ("search_key", "framework__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.pk}
