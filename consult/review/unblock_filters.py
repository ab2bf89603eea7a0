"""Filters of the obstacles of many communes, of services and of published answers."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models.actions import month_start
from communes.filters import LONGEST_SEARCH, NONE, CommuneFilters, WordsFilter
from communes.models import Cercle, Region, Sector
from consult.review import unblocking
from consult.review.service_month import Month
from foundation.formats.dates import month
from foundation.formats.search import search_key
from foundation.records.today import today
from monitoring.models import ObstacleCategory, Unblocker

EVER = datetime.date(2000, 1, 1)
MONTHS = {"3": 3, "6": 6, "": 12}


class UnblockFilters(CommuneFilters):
    """By words, kind, who can unblock it, age, region, cercle, service; over some months."""

    q = WordsFilter(
        label=_("Obstacle, action, place or commune"), method="by_words", max_length=LONGEST_SEARCH
    )
    nature = django_filters.ChoiceFilter(
        label=_("Kind of obstacle"), field_name="category", choices=ObstacleCategory,
        empty_label=_("All"),
    )  # fmt: skip
    qui = django_filters.ChoiceFilter(
        label=_("Who can unblock it"), method="by_unblocker", empty_label=_("All"),
        choices=[*Unblocker.choices, (NONE, _("Not given"))],
    )  # fmt: skip
    age = django_filters.ChoiceFilter(
        label=_("Age"), method="by_age", empty_label=pgettext_lazy("age", "Any"),
        choices=[("14", _("more than 14 days")), ("30", _("more than 30 days")),
                 ("90", _("more than 90 days"))],
    )  # fmt: skip
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), field_name="framework__commune__cercle__region",
        empty_label=pgettext_lazy("communes", "All"),
    )  # fmt: skip
    cercle = django_filters.ModelChoiceFilter(
        label=_("Cercle"), field_name="framework__commune__cercle",
        empty_label=pgettext_lazy("communes", "All"),
    )  # fmt: skip
    service = WordsFilter(
        label=_("Technical service"), method="by_service", max_length=LONGEST_SEARCH
    )
    periode = django_filters.ChoiceFilter(
        label=_("Rate over"), method="all_the_same", empty_label=_("the last 12 months"),
        choices=[("3", _("the last 3 months")), ("6", _("the last 6 months")),
                 ("tout", _("all the time"))],
    )  # fmt: skip

    def __init__(self, data: Any, queryset: Any, communes: Any) -> None:
        """`communes`: those the person may see; they offer the regions and cercles."""
        self.communes = communes
        mine = communes.order_by().values("cercle")
        cercles = Cercle.objects.filter(pk__in=mine).select_related("region")
        regions = Region.objects.filter(cercles__in=mine).distinct()
        super().__init__(data, queryset, region=regions, cercle=cercles)

    @property
    def chosen(self) -> dict[str, Any]:
        """What the address says, as it was understood."""
        self.form.is_valid()
        cleaned: dict[str, Any] = self.form.cleaned_data
        return cleaned

    @property
    def first_day(self) -> datetime.date:
        """The first day of the months the rates tell of."""
        wanted = self.chosen.get("periode", "")
        if wanted == "tout":
            return EVER
        return month_start(today(), 1 - MONTHS.get(wanted, 12)) + datetime.timedelta(days=1)

    def open(self) -> Any:
        """What the address asks for among the obstacles that still block."""
        return self.qs.unsettled()

    def whatever_the_age(self) -> Any:
        """The same kinds, places and services, answered and lifted ones too, of any age."""
        found = self.queryset
        for name, value in self.chosen.items():
            if name != "age":
                found = self.filters[name].filter(found, value)
        return found

    def of_places(self) -> Any:
        """The communes of the region and cercle the address asks for."""
        found = self.communes
        for name, path in (("region", "cercle__region"), ("cercle", "cercle")):
            if self.chosen.get(name):
                found = found.filter(**{path: self.chosen[name]})
        return found

    def by_words(self, rows: Any, _name: str, value: str) -> Any:
        for word in value.split():
            key = search_key(word)
            rows = rows.filter(
                Q(description__icontains=word)
                | Q(place__icontains=word)
                | Q(action__search_key__contains=key)
                | Q(party__search_key__contains=key)
                | Q(framework__commune__search_key__contains=key)
            )
        return rows

    def by_unblocker(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(unblocker="" if value == NONE else value)

    def by_age(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(raised_on__lt=today() - datetime.timedelta(days=int(value)))

    def by_service(self, rows: Any, _name: str, value: str) -> Any:
        return unblocking.concerning(rows, unblocking.services_named(value))

    def all_the_same(self, rows: Any, _name: str, _value: str) -> Any:
        return rows


class AnswerFilters(CommuneFilters):
    """By words whatever their accents, by sector and by kind of obstacle."""

    q = WordsFilter(label=_("Obstacle or answer"), method="by_words", max_length=LONGEST_SEARCH)
    filiere = django_filters.ModelChoiceFilter(
        label=_("Sector"), field_name="sector", empty_label=_("All")
    )
    nature = django_filters.ChoiceFilter(
        label=_("Kind of obstacle"), field_name="category", choices=ObstacleCategory,
        empty_label=_("All"),
    )  # fmt: skip

    def __init__(self, data: Any, queryset: Any) -> None:
        super().__init__(data, queryset, filiere=Sector.objects.order_by("name_fr"))

    def by_words(self, rows: Any, _name: str, value: str) -> Any:
        """Accents do not matter; the key holds the first 400 letters, the rest is read as typed."""
        for word in value.split():
            said = Q(problem__icontains=word) | Q(answer__icontains=word)
            rows = rows.filter(said | Q(search_key__contains=search_key(word)))
        return rows


class ServiceFilters(CommuneFilters):
    """Technical services by name or commune and by region; the month of their sheets."""

    q = WordsFilter(label=_("Service or commune"), method="by_words", max_length=LONGEST_SEARCH)
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), field_name="commune__cercle__region",
        empty_label=pgettext_lazy("communes", "All"),
    )  # fmt: skip
    mois = django_filters.ChoiceFilter(
        label=_("Month of the sheets"), method="all_the_same", empty_label=None
    )

    def __init__(self, data: Any, queryset: Any, months: list[Month]) -> None:
        there = queryset.order_by().values("commune__cercle__region")
        super().__init__(data, queryset, region=Region.objects.filter(pk__in=there))
        self.form.fields["mois"].choices = [(each.code, month(each.first)) for each in months]

    @property
    def chosen_month(self) -> str:
        """« 2025-04 », or nothing when the address asks for none."""
        self.form.is_valid()
        return str(self.form.cleaned_data.get("mois") or "")

    @property
    def narrowed(self) -> bool:
        """Another month shows the same services."""
        return any(self.form.data.get(name) for name in ("q", "region"))

    def by_words(self, rows: Any, _name: str, value: str) -> Any:
        for word in value.split():
            key = search_key(word)
            rows = rows.filter(Q(search_key__contains=key) | Q(commune__search_key__contains=key))
        return rows

    def all_the_same(self, rows: Any, _name: str, _value: str) -> Any:
        return rows
