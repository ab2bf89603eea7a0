"""Filters of the follow-up and of the obstacles; every choice stands in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models import Action
from communes.filters import LONGEST_SEARCH, NONE, CommuneFilters, WordsFilter
from monitoring.models import ObstacleCategory, ObstacleState, Situation, Unblocker
from monitoring.querysets import ObstacleQuerySet


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


class ObstacleFilters(CommuneFilters):
    """By words, state, kind and who can unblock it."""

    q = WordsFilter(label=_("Obstacle, action or place"), max_length=LONGEST_SEARCH)
    etat = django_filters.ChoiceFilter(
        label=_("State"), field_name="state", choices=ObstacleState, empty_label=_("All")
    )
    nature = django_filters.ChoiceFilter(
        label=_("Kind of obstacle"), field_name="category", choices=ObstacleCategory,
        empty_label=_("All"),
    )  # fmt: skip
    qui = django_filters.ChoiceFilter(
        label=_("Who can unblock it"), method="by_unblocker", empty_label=_("All"),
        choices=[*Unblocker.choices, (NONE, _("Not given"))],
    )  # fmt: skip

    def by_unblocker(self, rows: ObstacleQuerySet, _name: str, value: str) -> ObstacleQuerySet:
        return rows.filter(unblocker="" if value == NONE else value)
