"""What the sectors say they need, at which assembly, and what they propose."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communes.admin.columns import amount, day
from frameworks.admin.frameworks import OfFrameworkAdmin
from frameworks.models import FrameworkState, Need, NeedAssembly, ProposedAction


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


@admin.register(NeedAssembly)
class NeedAssemblyAdmin(OfFrameworkAdmin):
    page = "frameworks:needs"
    list_display = (
        "__str__", "framework__commune", "sector", "organisation", day("held_on", _("held on")),
        "method",
    )  # fmt: skip
    list_filter = ("method", "sector", "framework__commune__cercle__region")
    list_select_related = ("sector", "organisation")
    search_fields = (
        "organisation__search_key", "place", "led_by", "framework__commune__search_key",
    )  # fmt: skip


@admin.register(ProposedAction)
class ProposedActionAdmin(OfFrameworkAdmin):
    page = "frameworks:need"
    fixed = ("need",)
    choices = {
        "need": {"framework__state__in": [s for s in FrameworkState if s != FrameworkState.CLOSED]}
    }
    list_display = (
        "__str__", "need", "need__framework__commune", "offered_by", "kind",
        amount("offered", _("share offered")),
    )  # fmt: skip
    list_filter = ("kind", "need__framework__commune__cercle__region")
    list_select_related = ("need__framework", "offered_by")
    search_fields = ("wording", "need__search_key", "need__framework__commune__search_key")

    def is_sealed(self, record: Any) -> bool:
        return bool(record.need.framework.state == FrameworkState.CLOSED)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.need_id}
