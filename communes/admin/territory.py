"""Places: regions, cercles, arrondissements, communes and what is dated about them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models

from communes.admin.base import RecordAdmin, Rows
from communes.gestion.reach import Reach
from communes.models import (
    Arrondissement,
    Attachment,
    Cercle,
    Commune,
    CommuneAlias,
    CommuneName,
    Executive,
    Pause,
    Region,
)


@admin.register(Region)
class RegionAdmin(RecordAdmin):
    national = True
    list_display = ("name", "code", "valid_from", "valid_to")
    search_fields = ("name", "code")


@admin.register(Cercle)
class CercleAdmin(RecordAdmin):
    national = True
    list_display = ("name", "code", "region", "valid_from", "valid_to")
    list_filter = ("region",)
    list_select_related = ("region",)
    search_fields = ("name", "code", "region__name")


@admin.register(Arrondissement)
class ArrondissementAdmin(RecordAdmin):
    national = True
    list_display = ("name", "code", "cercle", "cercle__region", "valid_from", "valid_to")
    list_filter = ("cercle__region",)
    list_select_related = ("cercle__region",)
    search_fields = ("name", "code", "cercle__name")


class NameRows(Rows):
    model = CommuneName


class AliasRows(Rows):
    model = CommuneAlias


class AttachmentRows(Rows):
    model = Attachment
    with_related = ("cercle", "arrondissement", "commune")


class ExecutiveRows(Rows):
    model = Executive


class PauseRows(Rows):
    model = Pause


@admin.register(Commune)
class CommuneAdmin(RecordAdmin):
    page = "cycle:home"
    list_display = ("name", "code", "cercle", "cercle__region", "kind", "population")
    list_filter = ("cercle__region", "kind", "secretary_approves")
    list_select_related = ("cercle__region",)
    search_fields = ("search_key",)
    inlines = (NameRows, AliasRows, AttachmentRows, ExecutiveRows, PauseRows)

    def within(self, records: models.QuerySet[Any], over: Reach) -> models.QuerySet[Any]:
        return records if over.nationwide else records.filter(pk__in=over.communes.values("pk"))

    def has_add_permission(self, request: Any) -> bool:
        """New communes are entered for the country, as the law makes them."""
        return self.reaches_everywhere(request) and super().has_add_permission(request)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


class DatedAdmin(RecordAdmin):
    """What is true of a commune between two days."""

    fixed = ("commune",)
    page = "cycle:home"
    list_filter = ("commune__cercle__region",)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


@admin.register(CommuneName)
class CommuneNameAdmin(DatedAdmin):
    list_display = ("name", "commune", "valid_from", "valid_to")
    search_fields = ("name", "commune__search_key")


@admin.register(CommuneAlias)
class CommuneAliasAdmin(DatedAdmin):
    list_display = ("alias", "commune")
    search_fields = ("search_key", "commune__search_key")


@admin.register(Attachment)
class AttachmentAdmin(DatedAdmin):
    list_display = ("commune", "cercle", "arrondissement", "valid_from", "valid_to")
    list_filter = ("cercle__region",)
    list_select_related = ("cercle", "arrondissement")
    search_fields = ("commune__search_key", "cercle__name", "legal_basis")


@admin.register(Executive)
class ExecutiveAdmin(DatedAdmin):
    list_display = ("commune", "kind", "head", "valid_from", "valid_to")
    list_filter = ("kind", "commune__cercle__region")
    search_fields = ("commune__search_key", "head")


@admin.register(Pause)
class PauseAdmin(DatedAdmin):
    list_display = ("commune", "reason", "valid_from", "valid_to")
    search_fields = ("commune__search_key", "reason")
