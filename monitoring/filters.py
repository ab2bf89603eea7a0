"""Filters of the follow-up that stand in its address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models import Action
from monitoring.models import Situation


class FollowUpFilter(django_filters.FilterSet):
    """Actions by situation and by words; nothing hides an action with a missing fact."""

    q = django_filters.CharFilter(
        label=_("Action"),
        method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "class": "in"}),
    )
    situation = django_filters.ChoiceFilter(
        label=_("Situation"),
        choices=Situation.choices,
        empty_label=pgettext_lazy("actions", "All"),
        widget=forms.Select(attrs={"class": "in"}),
    )

    class Meta:
        model = Action
        fields = ["q", "situation"]

    def by_words(self, actions: Any, _name: str, value: str) -> QuerySet[Action]:
        """Accents do not matter."""
        found: QuerySet[Action] = actions.matching(value)
        return found
