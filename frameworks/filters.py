"""Narrowing the list of needs; every choice stands in the address."""

from __future__ import annotations

import django_filters
from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Coalesce, LPad
from django.utils.translation import gettext_lazy as _

from communes.filters import LONGEST_SEARCH, NONE, CommuneFilters, WordsFilter
from frameworks.models import NeedNature, NeedState, Urgency
from frameworks.querysets import NeedQuerySet

_URGENT_FIRST = Case(
    When(urgency=Urgency.HIGH, then=Value(1)),
    When(urgency=Urgency.MEDIUM, then=Value(2)),
    When(urgency=Urgency.LOW, then=Value(3)),
    output_field=IntegerField(),
)
UNRANKED = 1_000  # after every typed rank
_CODE = LPad("code", 12, Value(" "))  # N9 before N10


class NeedFilters(CommuneFilters):
    """By words, sector, situation, nature, organisation and urgency."""

    q = WordsFilter(label=_("Need, village or code"), max_length=LONGEST_SEARCH)
    filiere = django_filters.ModelChoiceFilter(
        label=_("Sector"), field_name="sector", empty_label=_("All"),
        null_label=_("Without a sector"), null_value=NONE,
    )  # fmt: skip
    situation = django_filters.ChoiceFilter(
        label=_("Situation"), field_name="state", choices=NeedState, empty_label=_("All")
    )
    nature = django_filters.ChoiceFilter(
        label=_("Nature"), method="by_nature", empty_label=_("All"),
        choices=[*NeedNature.choices, (NONE, _("Not given"))],
    )  # fmt: skip
    organisation = django_filters.ModelChoiceFilter(
        label=_("Who asks"), empty_label=_("All"), null_label=_("Not known"), null_value=NONE
    )
    urgence = django_filters.ChoiceFilter(
        label=_("Urgency"), method="by_urgency", empty_label=_("All"),
        choices=[*Urgency.choices, (NONE, _("Not given"))],
    )  # fmt: skip
    ORDERS = {
        "filiere": ("sector__code", Coalesce("rank_in_sector", UNRANKED), _CODE),
        "code": (_CODE,),
        "besoin": ("search_key",),
        "organisation": ("organisation__search_key", "code"),
        "personnes": (Coalesce("women", 0) + Coalesce("men", 0), "code"),
        "urgence": (_URGENT_FIRST, "code"),
        "situation": ("state", "code"),
        "date": ("identified_on", "code"),
    }

    @property
    def by_sector(self) -> bool:
        """True when the rows stand in the order of their sectors."""
        return self.data.get("tri", "").removeprefix("-") not in set(self.ORDERS) - {"filiere"}

    def by_nature(self, rows: NeedQuerySet, _name: str, value: str) -> NeedQuerySet:
        return rows.filter(nature="" if value == NONE else value)

    def by_urgency(self, rows: NeedQuerySet, _name: str, value: str) -> NeedQuerySet:
        return rows.filter(urgency="" if value == NONE else value)
