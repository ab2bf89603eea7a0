"""Narrowing the library of methods: by words, topic and sector."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from communes.filters import LONGEST_SEARCH, CommuneFilters, WordsFilter
from communes.models import Sector
from consult.learning.models import Topic


class MethodFilters(CommuneFilters):
    """Sheets without a topic or a sector serve all of them; they are found by their words."""

    q = WordsFilter(label=_("Words of the title or the summary"), max_length=LONGEST_SEARCH)
    theme = django_filters.ChoiceFilter(
        label=_("Topic"), field_name="topic", choices=Topic, empty_label=_("All")
    )
    filiere = django_filters.ModelChoiceFilter(
        label=_("Sector"), field_name="sectors", empty_label=_("All"), queryset=None
    )
    ORDERS = {"titre": ("title",)}

    def __init__(self, data: Any, queryset: Any) -> None:
        told = queryset.order_by().values("sectors")
        super().__init__(data, queryset, filiere=Sector.objects.filter(pk__in=told))
