"""The admin of the adviser's records, only looked at. A private note is never shown here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from communes.admin.base import LookedAt
from consult.review.models import ProgrammeCommitment, Visit


@admin.register(Visit)
class VisitAdmin(LookedAt):
    """That a visit or call was made; its private note is for advisers alone."""

    page = "visits:file"
    fields = ("commune", "kind", "made_on", "people_met", "next_on", "made_by", "recorded_at")
    list_display = ("__str__", "commune", "kind", "made_on", "next_on", "made_by")
    list_filter = ("kind", "commune__cercle__region")
    list_select_related = ("commune", "made_by")
    search_fields = ("commune__search_key",)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


@admin.register(ProgrammeCommitment)
class ProgrammeCommitmentAdmin(LookedAt):
    """What the programme promised; it is settled on its own page."""

    page = "commitments:list"
    list_display = ("wording", "commune", "programme", "due_on", "state", "settled_on")
    list_filter = ("state", "commune__cercle__region")
    list_select_related = ("commune", "programme")
    search_fields = ("wording", "commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}
