"""Narrowing the library: by words, sector, need, cause of trouble and place, accents ignored."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from communes.filters import LONGEST_SEARCH, CommuneFilters
from communes.models import Sector
from consult.learning.content import CAUSE, NEED, WORD, words_of
from consult.learning.models import Variant
from consult.learning.querysets import SheetVersionQuerySet
from foundation.forms.fields import TextField
from monitoring.models import ObstacleCategory


class TypedFilter(django_filters.CharFilter):
    field_class = TextField


class LibraryFilters(CommuneFilters):
    """What somebody with the same problem would type."""

    q = TypedFilter(label=_("Words of the sheet"), max_length=LONGEST_SEARCH, method="by_words")
    filiere = django_filters.ModelChoiceFilter(
        label=_("Sector"), field_name="sheet__sectors", empty_label=_("All"), queryset=None
    )
    besoin = TypedFilter(label=_("Need"), max_length=LONGEST_SEARCH, method="by_need")
    cause = django_filters.ChoiceFilter(
        label=_("Obstacle met"), method="by_cause", empty_label=_("All"), choices=ObstacleCategory
    )
    lieu = TypedFilter(label=_("Place"), max_length=LONGEST_SEARCH, method="by_place")
    variante = django_filters.ChoiceFilter(
        label=_("Who paid"), field_name="sheet__variant", empty_label=_("All"), choices=Variant
    )
    ORDERS = {"date": ("-kept_at",)}

    def __init__(self, data: Any, queryset: SheetVersionQuerySet) -> None:
        told = queryset.order_by().values("sheet__sectors")
        super().__init__(data, queryset, filiere=Sector.objects.filter(pk__in=told))

    def by_words(self, rows: SheetVersionQuerySet, _name: str, value: str) -> SheetVersionQuerySet:
        return rows.found_by(WORD, words_of(value))

    def by_need(self, rows: SheetVersionQuerySet, _name: str, value: str) -> SheetVersionQuerySet:
        return rows.found_by(NEED, words_of(value))

    def by_cause(self, rows: SheetVersionQuerySet, _name: str, value: str) -> SheetVersionQuerySet:
        return rows.found_by(CAUSE, [value])

    def by_place(self, rows: SheetVersionQuerySet, _name: str, value: str) -> SheetVersionQuerySet:
        return rows.in_places(value)
