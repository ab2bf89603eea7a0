"""Filters of the matrix that stand in its address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Cercle, Commune, CommuneAlias, Organisation, Region, Sector
from foundation.formats.search import search_key
from frameworks.models import FrameworkState


class MatrixFilter(django_filters.FilterSet):
    """By name in any spelling, region and cercle of today, priority sector, programme."""

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

    filiere = django_filters.ModelChoiceFilter(
        label=_("Sector"),
        method="by_sector",
        queryset=Sector.objects.none(),
        empty_label=pgettext_lazy("communes", "All"),
        widget=forms.Select(attrs={"class": "in"}),
    )
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"),
        field_name="programmes",
        queryset=Organisation.objects.none(),
        empty_label=pgettext_lazy("communes", "All"),
        widget=forms.Select(attrs={"class": "in"}),
    )

    class Meta:
        model = Commune
        fields = ["q", "region", "cercle", "filiere", "programme"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.queryset.order_by().values("pk")
        self.filters["region"].queryset = Region.objects.filter(
            cercles__communes__in=mine
        ).distinct()
        self.filters["cercle"].queryset = Cercle.objects.filter(communes__in=mine).distinct()
        self.filters["filiere"].queryset = Sector.objects.filter(
            priorities__active_to=None, priorities__framework__commune__in=mine
        ).distinct()
        programmes = Organisation.objects.visible_to(getattr(self.request, "user", None))
        self.filters["programme"].queryset = programmes.filter(
            supported_communes__in=mine
        ).distinct()

    def by_name(self, communes: QuerySet[Commune], _name: str, value: str) -> QuerySet[Commune]:
        """Accents, dashes and old spellings do not matter."""
        key = search_key(value)
        alias = CommuneAlias.objects.filter(commune=OuterRef("pk"), search_key__contains=key)
        return communes.filter(Q(search_key__contains=key) | Exists(alias))

    def by_sector(
        self, communes: QuerySet[Commune], _name: str, value: Sector
    ) -> QuerySet[Commune]:
        """Communes whose framework works on this sector today: at most one row of it each."""
        return communes.filter(
            frameworks__state__in=set(FrameworkState) - {FrameworkState.CLOSED},
            frameworks__priority_sectors__sector=value,
            frameworks__priority_sectors__active_to=None,
        )
