"""What a commune types about its people. Nobody is asked whether they are displaced."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.forms.sections import AlreadyThere
from communes.models import Person, Sex
from communes.querysets import OrganisationQuerySet, PersonQuerySet
from communes.services.people import offices_of
from foundation.forms.base import ModelForm
from foundation.forms.fields import CountField, PhoneField
from foundation.forms.records import RecordForm
from foundation.forms.widgets import Pick
from foundation.records.today import today

OLDEST = 110
FIELDS = (
    "first_name", "last_name", "sex", "organisation", "function", "college", "phone", "birth_year",
)  # fmt: skip
OFFICES = (
    ("", gettext_lazy("None")),
    ("president", gettext_lazy("President")),
    ("secretary", gettext_lazy("Secretary")),
    ("treasurer", gettext_lazy("Treasurer")),
)


class BirthYearField(CountField):
    """A year of birth in four figures, of somebody who may be alive."""

    def read(self, text: str) -> int:
        year = super().read(text)
        if not today().year - OLDEST <= year <= today().year:
            raise ValidationError(_("Write the year of birth in four figures, for example 1985."))
        return year

    def write(self, value: Any) -> str:
        return str(value)


class _PersonFields(AlreadyThere, forms.Form):
    """The fields both forms read in our own way, and what they check together."""

    another = forms.BooleanField(label=gettext_lazy("It is another person."), required=False)
    birth_year = BirthYearField(
        label=gettext_lazy("Year of birth"),
        help_text=gettext_lazy("Only to count the people of 35 years or younger."),
        required=False,
    )
    phone = PhoneField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("Only to tell them about meetings. Partners never see it."),
        required=False,
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex.choices, widget=Pick(two=True))
    office = forms.ChoiceField(
        label=gettext_lazy("Office in the organisation"),
        choices=OFFICES,
        widget=forms.Select(attrs={"class": "in"}),
        required=False,
    )
    field_order = (
        "first_name", "last_name", "sex", "organisation", "function", "office", "college",
        "phone", "birth_year",
    )  # fmt: skip
    known: PersonQuerySet

    def _prepare(self, known: PersonQuerySet, organisations: OrganisationQuerySet) -> None:
        self.known = known
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        college: Any = self.fields["college"]
        college.choices = [("", _("That of the organisation")), *list(college.choices)[1:]]

    def _check_name(self, but: Person) -> None:
        values = self.cleaned_data
        found = self.known.named(values.get("first_name", ""), values.get("last_name", ""))
        sentence = _("A person already bears this name: %(names)s.")
        self.question("last_name", found.exclude(pk=but.pk), sentence)

    def _check_office(self) -> None:
        organisation = self.cleaned_data.get("organisation")
        if not self.cleaned_data.get("office") or "organisation" in self.errors:
            return
        if organisation is None:
            self.add_error("office", _("Choose the organisation this office belongs to."))
        elif organisation.is_shared:
            self.add_error(
                "office", _("Administrators name the officers of a shared organisation.")
            )


class PersonForm(ModelForm, _PersonFields):
    """Somebody new. A name and a sex are enough."""

    class Meta:
        model = Person
        fields = FIELDS

    def __init__(
        self,
        *args: Any,
        known: PersonQuerySet,
        organisations: OrganisationQuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._prepare(known, organisations)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._check_name(self.instance)
        self._check_office()
        return self.cleaned_data


class PersonChangeForm(RecordForm, _PersonFields):
    """What is written about somebody."""

    class Meta:
        model = Person
        fields = FIELDS

    def __init__(
        self,
        *args: Any,
        known: PersonQuerySet,
        organisations: OrganisationQuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._prepare(known, organisations)
        self.initial["office"] = next(iter(offices_of(self.instance)), "")

    def clean(self) -> dict[str, Any]:
        super().clean()
        if {"first_name", "last_name"} & set(self.changed_data):
            self._check_name(self.instance)
        self._check_office()
        return self.cleaned_data
