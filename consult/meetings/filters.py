"""Narrowing the register of decisions; every choice stands in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.filters import LONGEST_SEARCH, NONE, CommuneFilters, WordsFilter
from consult.meetings.register import overdue
from foundation.records.today import today
from frameworks.models import DecisionNature, DecisionState

DUE = "echues"


class WordingFilter(WordsFilter):
    """Words of the decision, as typed."""

    def filter(self, qs: Any, value: str) -> Any:
        return qs.filter(wording__icontains=value) if value else qs


class DecisionFilters(CommuneFilters):
    """By words, state, who is in charge, meeting and nature."""

    q = WordingFilter(label=_("Words of the decision"), max_length=LONGEST_SEARCH)
    etat = django_filters.ChoiceFilter(
        label=_("State"), method="by_state", empty_label=_("All"),
        choices=[(DUE, pgettext_lazy("decisions", "due, not done")), *DecisionState.choices],
    )  # fmt: skip
    responsable = django_filters.ModelChoiceFilter(
        label=_("Organisation in charge"), field_name="owner", empty_label=_("All"),
        null_label=_("Not given"), null_value=NONE,
    )  # fmt: skip
    reunion = django_filters.ModelChoiceFilter(
        label=_("Meeting"), field_name="meeting", empty_label=_("All")
    )
    nature = django_filters.ChoiceFilter(
        label=_("Nature"), choices=DecisionNature, empty_label=_("All")
    )
    ORDERS = {
        "echeance": ("deadline_on", "meeting__number", "number"),
        "reunion": ("meeting__number", "number"),
        "decision": ("wording",),
        "responsable": ("owner__search_key", "deadline_on"),
        "etat": ("state", "deadline_on"),
    }

    def by_state(self, rows: Any, _name: str, value: str) -> Any:
        return overdue(rows, today()) if value == DUE else rows.filter(state=value)
