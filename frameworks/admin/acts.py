"""The laws that are cited, and the council's deliberations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communes.admin.base import RecordAdmin
from communes.admin.columns import day
from frameworks.models import Deliberation, DeliberationState, LegalText

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
