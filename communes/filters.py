"""Narrowing the lists of organisations and people; every choice stands in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.models import College, LegalForm, OrganisationKind, Sex
from communes.querysets import OrganisationQuerySet, PersonQuerySet
from foundation.forms.base import dress
from foundation.forms.fields import TextField

NONE = "aucune"
LONGEST_SEARCH = 80  # each word is one condition of the query


class WordsFilter(django_filters.CharFilter):
    """Typed words, accents ignored."""

    field_class = TextField

    def filter(self, qs: Any, value: str) -> Any:
        return qs.matching(value) if value else qs


class CommuneFilters(django_filters.FilterSet):
    """What the filter bars of a commune's lists share: calm fields and a sort order."""

    ORDERS: dict[str, tuple[Any, ...]] = {}

    def __init__(self, data: Any, queryset: Any, **offered: Any) -> None:
        """`offered`: the records each list of choices holds, by filter."""
        super().__init__(data, queryset=queryset)
        for name, rows in offered.items():
            self.filters[name].queryset = rows
        for field in self.form.fields.values():
            dress(field)
            field.silent_optional = True

    @property
    def narrowed(self) -> bool:
        """True when the address asks for less than the whole list."""
        return any(self.form.data.get(name) for name in self.form.fields)

    def sorted(self) -> Any:
        """The rows in the order of `?tri=`; by name when it asks for nothing known."""
        wanted = self.data.get("tri", "")
        order = self.ORDERS.get(wanted.removeprefix("-")) or next(iter(self.ORDERS.values()))
        terms = [F(term) if isinstance(term, str) else term for term in order]
        down = wanted.startswith("-")
        first = terms[0].desc(nulls_last=True) if down else terms[0].asc(nulls_last=True)
        return self.qs.order_by(first, *terms[1:], "pk")


class OrganisationFilters(CommuneFilters):
    """By words, kind, sector, legal form, women's or youth organisation, active or retired."""

    q = WordsFilter(label=_("Name, acronym or village"), max_length=LONGEST_SEARCH)
    nature = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="kind", choices=OrganisationKind, empty_label=_("All")
    )
    filiere = django_filters.ModelChoiceFilter(
        label=_("Sector"), field_name="sectors", empty_label=_("All"),
        null_label=_("Not classified"), null_value=NONE,
    )  # fmt: skip
    forme = django_filters.ChoiceFilter(
        label=_("Legal form"), method="by_form", empty_label=_("All"),
        choices=[*LegalForm.choices, (NONE, _("Not given"))],
    )  # fmt: skip
    public = django_filters.ChoiceFilter(
        label=_("Women or youth"), method="by_public", empty_label=_("All"),
        choices=[("femmes", _("Women’s organisations")), ("jeunes", _("Youth organisations"))],
    )  # fmt: skip
    etat = django_filters.ChoiceFilter(
        label=_("State"), method="by_state", empty_label=_("Active"),
        choices=[("retirees", _("Retired")), ("toutes", _("Active and retired"))],
    )  # fmt: skip
    ORDERS = {"nom": ("search_key",), "nature": ("kind", "search_key"),
              "membres": ("members", "search_key")}  # fmt: skip

    def __init__(self, data: Any, queryset: OrganisationQuerySet) -> None:
        super().__init__(data, queryset, filiere=queryset.their_sectors())

    def filter_queryset(self, queryset: OrganisationQuerySet) -> OrganisationQuerySet:
        rows: OrganisationQuerySet = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("etat") else rows.active()

    def by_form(self, rows: OrganisationQuerySet, _name: str, value: str) -> OrganisationQuerySet:
        return rows.filter(legal_form="" if value == NONE else value)

    def by_public(self, rows: OrganisationQuerySet, _name: str, value: str) -> OrganisationQuerySet:
        women = value == "femmes"
        return rows.filter(Q(womens_organisation=True) if women else Q(youth_organisation=True))

    def by_state(self, rows: OrganisationQuerySet, _name: str, value: str) -> OrganisationQuerySet:
        return rows.retired() if value == "retirees" else rows


class PeopleFilters(CommuneFilters):
    """By name, organisation, college and sex."""

    q = WordsFilter(label=_("Name"), max_length=LONGEST_SEARCH)
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"), empty_label=_("All"),
        null_label=_("Without an organisation"), null_value=NONE,
    )  # fmt: skip
    college = django_filters.ChoiceFilter(
        label=_("College"), method="by_college", empty_label=_("All"),
        choices=[*College.choices, (NONE, _("Not classified"))],
    )  # fmt: skip
    sexe = django_filters.ChoiceFilter(
        label=_("Sex"), field_name="sex", choices=Sex, empty_label=_("All")
    )
    ORDERS = {
        "nom": ("last_name", "first_name"),
        "organisation": ("organisation__search_key", "last_name", "first_name"),
    }

    def __init__(
        self, data: Any, queryset: PersonQuerySet, organisations: OrganisationQuerySet
    ) -> None:
        super().__init__(data, queryset, organisation=organisations)

    def by_college(self, rows: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        return rows.filter(college="" if value == NONE else value)
