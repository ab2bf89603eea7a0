"""Closed lists, and the parties of the frameworks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.admin.base import RecordAdmin, Rows
from communes.admin.columns import day
from communes.models import (
    Cooperative,
    FormalisationEvent,
    MemberCount,
    Organisation,
    OrganisationKind,
    Sector,
    ServiceKind,
)


class CatalogueAdmin(RecordAdmin):
    """A closed list of the country. A word is retired, never deleted; its code never changes."""

    national = True
    fixed = ("code",)
    list_display = ("name_fr", "name_en", "code", "retired")
    list_filter = ("retired",)
    search_fields = ("name_fr", "name_en", "code")


admin.site.register(Sector, CatalogueAdmin)
admin.site.register(ServiceKind, CatalogueAdmin)


class MemberCountRows(Rows):
    model = MemberCount


class FormalisationRows(Rows):
    model = FormalisationEvent


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """Every organisation; those without a commune are shared by all, and changed here alone."""

    page = "communes:organisation"
    fixed = ("commune",)
    list_display = ("name", "acronym", "kind", "commune", "village", "retired_on")
    list_filter = (
        "kind",
        ("commune", admin.EmptyFieldListFilter),
        "legal_form",
        "sectors",
        "commune__cercle__region",
        ("retired_on", admin.EmptyFieldListFilter),
    )
    search_fields = ("search_key", "commune__search_key")
    inlines = (MemberCountRows, FormalisationRows)


@admin.register(Cooperative)
class CooperativeAdmin(OrganisationAdmin):
    """The professional organisations alone."""

    list_display = ("name", "acronym", "legal_form", "commune", "village", "retired_on")
    list_filter = (
        "legal_form",
        "sectors",
        "commune__cercle__region",
        ("retired_on", admin.EmptyFieldListFilter),
    )
    inlines = ()

    stamps = ("kind",)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        obj.kind = OrganisationKind.PROFESSIONAL
        super().save_model(request, obj, form, change)

    def get_queryset(self, request: Any) -> models.QuerySet[Any]:
        return super().get_queryset(request).professional()  # type: ignore[attr-defined,no-any-return]


class OfOrganisationAdmin(RecordAdmin):
    """What was counted or reached by an organisation on a day."""

    fixed = ("organisation",)
    page = "communes:organisation"
    list_select_related = ("organisation",)
    search_fields = ("organisation__search_key", "organisation__commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.organisation_id}


@admin.register(MemberCount)
class MemberCountAdmin(OfOrganisationAdmin):
    list_display = (
        "organisation",
        "organisation__commune",
        day("counted_on", _("counted on")),
        "women",
        "men",
        "young",
        "displaced",
    )
    list_filter = ("organisation__commune__cercle__region",)


@admin.register(FormalisationEvent)
class FormalisationEventAdmin(OfOrganisationAdmin):
    list_display = (
        "organisation",
        "organisation__commune",
        "stage",
        day("reached_on", _("reached on")),
    )
    list_filter = ("stage", "organisation__commune__cercle__region")
