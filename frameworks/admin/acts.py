"""The laws that are cited, and the council's deliberations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communes.admin.base import LookedAt, RecordAdmin
from communes.admin.columns import amount, day
from frameworks.models import (
    Deliberation,
    DeliberationLine,
    DeliberationState,
    DeliberationText,
    LegalityControl,
    LegalText,
)

NOT_SIGNED = (DeliberationState.DRAFT, DeliberationState.VOTED)


@admin.register(LegalText)
class LegalTextAdmin(RecordAdmin):
    """Laws and decrees, cited between two days; one that is replaced keeps its end date."""

    national = True
    fixed = ("code",)
    list_display = ("title_fr", "position", "valid_from", "valid_to", "cited_in_acts", "verified")
    list_filter = ("cited_in_acts", "verified")
    search_fields = ("title_fr", "title_en", "code")


@admin.register(Deliberation)
class DeliberationAdmin(RecordAdmin):
    """Acts of the councils. A signed act changes no more; its state moves on its own page."""

    page = "frameworks:deliberation"
    fixed = ("commune",)
    stamps = ("state",)
    list_display = ("number", "commune", day("dated", _("date")), "kind", "state", "object")
    list_filter = ("state", "kind", "commune__cercle__region")
    search_fields = ("number", "object", "commune__search_key")

    def is_sealed(self, record: Any) -> bool:
        return record.state not in NOT_SIGNED


class OfActAdmin(LookedAt):
    """What the pages of an act write; here it is only read."""

    page = "frameworks:deliberation"
    list_select_related = ("deliberation",)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.deliberation_id}


@admin.register(DeliberationLine)
class DeliberationLineAdmin(OfActAdmin):
    list_display = (
        "wording", "deliberation", "deliberation__commune", "pdesc_line",
        amount("cost", _("estimated cost")), amount("communal_share", _("communal share")),
    )  # fmt: skip
    list_filter = ("deliberation__commune__cercle__region",)
    search_fields = ("wording", "pdesc_line", "deliberation__commune__search_key")


@admin.register(DeliberationText)
class DeliberationTextAdmin(OfActAdmin):
    """The papers of signed acts, as they were signed."""

    list_display = ("deliberation", "deliberation__commune", "paper", "kept_at", "sha256")
    list_filter = ("paper", "deliberation__commune__cercle__region")
    search_fields = ("sha256", "deliberation__number", "deliberation__commune__search_key")


@admin.register(LegalityControl)
class LegalityControlAdmin(OfActAdmin):
    """What the representatives of the State answered."""

    list_display = (
        "outcome", "deliberation", "deliberation__commune", day("dated", _("date")), "number",
        "authority",
    )  # fmt: skip
    list_filter = ("outcome", "deliberation__commune__cercle__region")
    search_fields = ("number", "authority", "deliberation__commune__search_key")
