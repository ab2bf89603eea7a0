"""The admin of trainings, exchanges, adoptions and tags; method sheets are entered here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from communes.admin.base import LookedAt, RecordAdmin
from communes.admin.columns import amount
from communes.admin.records import RecordPage
from consult.learning.indicators import INDICATORS
from consult.learning.models import ActionTag, Adoption, ExchangeVisit, MethodSheet, Training
from foundation.accounts.models import User
from foundation.files.checks import Checked
from foundation.files.forms import FileField
from foundation.files.models import StoredFile
from foundation.files.services import keep
from frameworks.admin.partnership import WithCodes


class OfCommuneAdmin(WithCodes, RecordAdmin):
    """What a commune noted of its own learning."""

    fixed = ("commune",)
    codes = {"indicators": INDICATORS}


@admin.register(Training)
class TrainingAdmin(OfCommuneAdmin):
    page = "training:training-change"
    list_display = (
        "title", "commune", "audience", "topic", "held_on", "women", "men",
        amount("cost", _("cost")),
    )  # fmt: skip
    list_filter = ("audience", "topic", "commune__cercle__region")
    search_fields = ("title", "commune__search_key")


@admin.register(ExchangeVisit)
class ExchangeVisitAdmin(OfCommuneAdmin):
    page = "training:exchange-change"
    list_display = ("subject", "commune", "other", "hosted", "held_on", "level")
    list_filter = ("level", "hosted", "commune__cercle__region")
    list_select_related = ("other",)
    search_fields = ("subject", "commune__search_key")


@admin.register(Adoption)
class AdoptionAdmin(OfCommuneAdmin):
    page = "training:adoption-change"
    stamps = ("noted_by",)
    list_display = ("__str__", "commune", "adopted_on", "noted_by")
    list_filter = ("commune__cercle__region",)
    list_select_related = ("by_commune", "noted_by")
    search_fields = ("by_other", "commune__search_key")


@admin.register(ActionTag)
class ActionTagAdmin(LookedAt):
    """Said on the page of the partnership."""

    page = "training:action-tag"
    list_display = ("action", "outcome", "action__plan__cycle__framework__commune")
    list_filter = ("outcome", "action__plan__cycle__framework__commune__cercle__region")
    list_select_related = ("action__plan__cycle__framework__commune",)
    search_fields = (
        "action__search_key", "action__plan__cycle__framework__commune__search_key",
    )  # fmt: skip

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.action_id}


class MethodPage(RecordPage):
    """A method with its file, which is examined and kept before the record is saved."""

    by: User
    kept: StoredFile | None = None
    upload = FileField(label=_("File (replaces the one kept)"), required=False)

    def clean_upload(self) -> Checked | None:
        sent: Checked | None = self.cleaned_data["upload"]
        if sent is not None:
            self.kept = keep(sent, scope="", by=self.by)
        return sent


@admin.register(MethodSheet)
class MethodSheetAdmin(RecordAdmin):
    """The library everybody reads: written by administrators of the country."""

    form = MethodPage
    national = True
    stamps = ("file",)
    list_display = ("title", "topic", "issued_on", "retired")
    list_filter = ("topic", "retired", "sectors")
    search_fields = ("search_key",)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        found: type[forms.ModelForm] = super().get_form(request, obj, change=change, **kwargs)
        found.by = request.user  # type: ignore[attr-defined]
        return found

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.kept is not None:
            obj.file = form.kept
        super().save_model(request, obj, form, change)
