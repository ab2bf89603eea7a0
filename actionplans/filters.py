"""Narrowing the actions of a plan; every choice stands in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actionplans.querysets import ActionQuerySet
from communes.filters import LONGEST_SEARCH, NONE, CommuneFilters, WordsFilter

MISSING = {
    "responsable": "without_responsible",
    "echeance": "without_due_date",
    "cout": "without_cost",
    "besoin": "without_need",
}


class ActionFilters(CommuneFilters):
    """By words, sector, responsible, month, and what is still missing."""

    q = WordsFilter(label=_("Action"), max_length=LONGEST_SEARCH)
    filiere = django_filters.ModelChoiceFilter(
        label=_("Sector"), field_name="sector", empty_label=_("All"),
        null_label=_("Without a sector"), null_value=NONE,
    )  # fmt: skip
    responsable = django_filters.ModelChoiceFilter(
        label=_("Responsible"), method="by_responsible", empty_label=_("All"),
        null_label=_("To be named"), null_value=NONE,
    )  # fmt: skip
    mois = django_filters.ChoiceFilter(
        label=_("Month"), method="by_month", empty_label=_("All"),
        choices=[("1", _("Month 1")), ("2", _("Month 2")), ("3", _("Month 3"))],
    )  # fmt: skip
    manque = django_filters.ChoiceFilter(
        label=_("What is missing"), method="by_lack", empty_label=_("All"),
        choices=[
            ("responsable", _("Without a responsible")), ("echeance", _("Without a last day")),
            ("cout", _("Without a cost")), ("besoin", _("Without a need")),
        ],
    )  # fmt: skip
    ORDERS = {
        "numero": ("number",),
        "action": ("search_key", "number"),
        "filiere": ("sector__name_fr", "number"),
        "responsable": ("responsible__search_key", "number"),
        "echeance": ("due_on", "number"),
        "cout": (F("estimated_cost"), "number"),
    }

    def __init__(self, data: Any, queryset: ActionQuerySet, sectors: Any, parties: Any) -> None:
        super().__init__(data, queryset, filiere=sectors, responsable=parties)

    def by_responsible(self, rows: ActionQuerySet, _name: str, value: Any) -> ActionQuerySet:
        """Sealed actions may name a record that was since merged into the one chosen."""
        if value == NONE:
            return rows.filter(responsible=None)
        return rows.filter(Q(responsible=value) | Q(responsible__merged_into=value))

    def by_month(self, rows: ActionQuerySet, _name: str, value: str) -> ActionQuerySet:
        return rows.filter(**{f"month_{value}": True})

    def by_lack(self, rows: ActionQuerySet, _name: str, value: str) -> ActionQuerySet:
        found: ActionQuerySet = getattr(rows, MISSING[value])()
        return found
