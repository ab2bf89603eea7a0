"""What is not money: the commune's rules for its worth, and its incentives."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplans.models import Incentive, ValuationRule
from communes.admin.base import RecordAdmin
from communes.admin.columns import amount


@admin.register(ValuationRule)
class ValuationRuleAdmin(RecordAdmin):
    page = "actionplans:valuations"
    fixed = ("commune",)
    list_display = (
        "unit", "kind", "commune", amount("rate", _("worth of one unit (FCFA)")), "valid_from",
        "valid_to",
    )  # fmt: skip
    list_filter = ("kind", "commune__cercle__region")
    list_select_related = ("commune",)
    search_fields = ("unit", "source", "commune__search_key")

    def page_of(self, record: Any) -> dict[str, Any]:
        return {}


@admin.register(Incentive)
class IncentiveAdmin(RecordAdmin):
    page = "actionplans:change-incentive"
    fixed = ("framework",)
    list_display = (
        "description", "kind", "framework__commune", "beneficiary", "given_on",
        amount("value", _("value (FCFA)")), "outcome_on",
    )  # fmt: skip
    list_filter = (
        "kind", ("outcome_on", admin.EmptyFieldListFilter), "framework__commune__cercle__region",
    )  # fmt: skip
    list_select_related = ("framework__commune", "beneficiary")
    search_fields = ("description", "plot", "framework__commune__search_key")
