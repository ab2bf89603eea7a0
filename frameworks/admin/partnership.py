"""The type of a partnership and what each party brings; of a note in confidence, that it exists."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from communes.admin.base import LookedAt
from communes.models import MeasureArea
from frameworks.admin.frameworks import OfFrameworkAdmin
from frameworks.forms.partnership import CodesField
from frameworks.models import (
    ConflictNote,
    CrossCutting,
    DonorRole,
    PartnerShare,
    Partnership,
    Resource,
)

REGION = "framework__commune__cercle__region"


class WithCodes:
    """Lists of codes are ticked in words, as on the pages of the application."""

    codes: ClassVar[dict[str, Any]] = {}

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """The words of the list, in place of the letters the database keeps."""
        words = self.codes.get(db_field.name)
        if words is None:
            return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[no-any-return]
        choices = [(code, capfirst(word)) for code, word in words]
        return CodesField(label=capfirst(db_field.verbose_name), choices=choices)


@admin.register(Partnership)
class PartnershipAdmin(WithCodes, OfFrameworkAdmin):
    page = "training:partnership"
    codes = {
        "measure_areas": MeasureArea.choices,
        "donor_roles": DonorRole.choices,
        "cross_cutting": CrossCutting.choices,
    }
    list_display = ("framework", "framework__commune", "duration", "form", "scale")
    list_filter = ("duration", "form", "scale", REGION)
    list_select_related = ("framework",)
    search_fields = ("framework__commune__search_key",)


@admin.register(PartnerShare)
class PartnerShareAdmin(WithCodes, OfFrameworkAdmin):
    page = "training:partnership"
    codes = {"resources": Resource.choices}
    fixed = ("framework", "organisation")
    list_display = ("organisation", "framework__commune", "complementarity")
    list_filter = (REGION,)
    list_select_related = ("organisation",)
    search_fields = ("organisation__search_key", "framework__commune__search_key")


@admin.register(ConflictNote)
class ConflictNoteAdmin(LookedAt):
    """Administrators see that a note was written, never what it says (domain § 9.1)."""

    fields = ("meeting", "noted_on", "noted_by")
    list_display = ("meeting", "meeting__framework__commune", "noted_on", "noted_by")
    list_filter = ("meeting__framework__commune__cercle__region",)
    list_select_related = ("meeting", "noted_by")
    search_fields = ("meeting__framework__commune__search_key",)
