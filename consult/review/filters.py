"""Filters of the matrix that stand in its address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Cercle, Commune, CommuneAlias, Region
from foundation.formats.search import search_key


class MatrixFilter(django_filters.FilterSet):
    """By name in any spelling, region and cercle of today."""

    q = django_filters.CharFilter(
        label=_("Commune"),
        method="by_name",
        widget=forms.TextInput(attrs={"type": "search", "class": "in"}),
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        field_name="cercle__region",
        queryset=Region.objects.none(),
        empty_label=pgettext_lazy("communes", "All"),
        widget=forms.Select(attrs={"class": "in"}),
    )
    cercle = django_filters.ModelChoiceFilter(
        label=_("Cercle"),
        queryset=Cercle.objects.none(),
        empty_label=pgettext_lazy("communes", "All"),
        widget=forms.Select(attrs={"class": "in"}),
    )

    class Meta:
        model = Commune
        fields = ["q", "region", "cercle"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.queryset.order_by().values("pk")
        self.filters["region"].queryset = Region.objects.filter(
            cercles__communes__in=mine
        ).distinct()
        self.filters["cercle"].queryset = Cercle.objects.filter(communes__in=mine).distinct()

    def by_name(self, communes: QuerySet[Commune], _name: str, value: str) -> QuerySet[Commune]:
        """Accents, dashes and old spellings do not matter."""
        key = search_key(value)
        alias = CommuneAlias.objects.filter(commune=OuterRef("pk"), search_key__contains=key)
        return communes.filter(Q(search_key__contains=key) | Exists(alias))
