"""Which communes the inclusion mirror tells of."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.filters import LONGEST_SEARCH, CommuneFilters, WordsFilter
from communes.models import Cercle, Commune, Region


class InclusionFilters(CommuneFilters):
    """By name of the commune, region and cercle of today; all of them together when empty."""

    q = WordsFilter(label=_("Commune"), max_length=LONGEST_SEARCH)
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        field_name="cercle__region",
        empty_label=pgettext_lazy("communes", "All"),
    )
    cercle = django_filters.ModelChoiceFilter(
        label=_("Cercle"), field_name="cercle", empty_label=pgettext_lazy("communes", "All")
    )

    class Meta:
        model = Commune
        fields = ["q", "region", "cercle"]

    def __init__(self, data: Any, queryset: Any) -> None:
        mine = queryset.order_by().values("pk")
        super().__init__(
            data,
            queryset,
            region=Region.objects.filter(cercles__communes__in=mine).distinct(),
            cercle=Cercle.objects.filter(communes__in=mine).distinct(),
        )
