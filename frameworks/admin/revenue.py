"""The admin of what the commune collects and of the trust surveys."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communes.admin.base import RecordAdmin, Rows
from communes.admin.columns import amount
from frameworks.models import NewRevenueStream, TaxRecord, TrustScore, TrustSurvey


class OfYearAdmin(RecordAdmin):
    """Facts of one year, typed on the page of that year."""

    page = "frameworks:revenue-year"

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"year": record.year}


@admin.register(TaxRecord)
class TaxRecordAdmin(OfYearAdmin):
    fixed = ("commune", "year", "kind")
    list_display = (
        "kind", "year", "commune", amount("forecast", _("forecast")),
        amount("collected", _("collected")), "members_liable", "members_paid",
    )  # fmt: skip
    list_filter = ("kind", "year", "commune__cercle__region")
    search_fields = ("commune__search_key", "source")


@admin.register(NewRevenueStream)
class NewRevenueStreamAdmin(OfYearAdmin):
    fixed = ("commune", "year")
    list_display = ("title", "year", "commune", amount("collected", _("collected")), "decided_by")
    list_filter = ("year", "commune__cercle__region")
    list_select_related = ("decided_by",)
    search_fields = ("title", "commune__search_key")


class ScoreRows(Rows):
    """The mean of each side to each question."""

    model = TrustScore


@admin.register(TrustSurvey)
class TrustSurveyAdmin(RecordAdmin):
    page = "frameworks:change-trust"
    fixed = ("cycle",)
    list_display = (
        "__str__", "cycle__framework__commune", "asked_on", "respondents_commune", "respondents_op",
    )  # fmt: skip
    list_filter = ("cycle__framework__commune__cercle__region",)
    list_select_related = ("cycle",)
    search_fields = ("cycle__framework__commune__search_key",)
    inlines = (ScoreRows,)


@admin.register(TrustScore)
class TrustScoreAdmin(RecordAdmin):
    page = "frameworks:change-trust"
    fixed = ("survey", "side", "item")
    list_display = ("item", "side", "mean", "survey", "survey__cycle__framework__commune")
    list_filter = ("side", "item", "survey__cycle__framework__commune__cercle__region")
    list_select_related = ("survey__cycle",)
    search_fields = ("survey__cycle__framework__commune__search_key",)

    def page_of(self, record: Any) -> dict[str, Any]:
        return {"pk": record.survey_id}
