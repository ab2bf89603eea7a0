"""What a commune types about its organisations."""

from __future__ import annotations

import decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.forms.sections import AlreadyThere, Sectioned
from communes.models import FormalisationEvent, MemberCount, Organisation
from communes.querysets import OrganisationQuerySet, PersonQuerySet
from foundation.formats.partial import PartialDate
from foundation.formats.search import search_key
from foundation.forms.base import Form, ModelForm
from foundation.forms.fields import (
    CountField,
    DayField,
    MoneyField,
    PartialDayField,
    PhoneField,
)
from foundation.forms.records import RecordForm
from foundation.forms.widgets import PickSeveral
from foundation.records.today import today

COUNTS = ("women", "men", "young", "displaced")
OFFICERS = ("president", "secretary", "treasurer")
DOCUMENTS = (
    "has_statutes",
    "has_internal_rules",
    "has_member_register",
    "has_cash_book",
    "has_minutes_book",
)


def check_count(form: forms.BaseForm, values: dict[str, Any]) -> None:
    """Women and men go together; the young and the displaced are among them."""
    women, men = values.get("women"), values.get("men")
    for name, other in (("women", "men"), ("men", "women")):
        if values.get(name) is None and values.get(other) is not None and name not in form.errors:
            form.add_error(name, _("Write 0 if there is nobody."))
    if women is None or men is None:
        _nothing_alone(form, values)
        return
    sentences = {
        "young": _("There cannot be more young people than members."),
        "displaced": _("There cannot be more displaced people than members."),
    }
    for name, sentence in sentences.items():
        if (values.get(name) or 0) > women + men:
            form.add_error(name, sentence)


def _nothing_alone(form: forms.BaseForm, values: dict[str, Any]) -> None:
    stray = [name for name in ("young", "displaced") if values.get(name) is not None]
    for name in stray:
        if "women" not in form.errors and "men" not in form.errors:
            form.add_error(name, _("First write how many women and men there are."))


def _decimal_box() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "w-count", "autocomplete": "off"})


def past(day: Any) -> Any:
    """A fact lies in the past."""
    if day and PartialDate.from_iso(str(day)).first_day > today():
        raise ValidationError(_("This day has not come yet."))
    return day


class _OrganisationForm(AlreadyThere):
    """What adding and changing an organisation share: its sectors and its name said once."""

    instance: Organisation
    fields: dict[str, Any]

    def _offer_sectors(self) -> None:
        """Sectors still offered, and those the organisation already has."""
        sectors = self.fields["sectors"]
        has = Q(organisations=self.instance) if self.instance.pk else Q()
        sectors.queryset = sectors.queryset.filter(Q(retired=False) | has).distinct()
        offered = [(sector.pk, str(sector)) for sector in sectors.queryset]
        sectors.choices = sorted(offered, key=lambda choice: search_key(choice[1]))

    def _check_name(self, known: OrganisationQuerySet) -> None:
        values = self.cleaned_data
        names = [values.get("name", ""), values.get("acronym", "")]
        found = known.named(*names).exclude(pk=self.instance.pk)
        same = [o for o in found if o.name == names[0] and o.commune_id == self.instance.commune_id]
        if same and values.get("another"):
            self.already = same
            sentence = _("Make the name different, for example by adding the village.")
            self.add_error("name", sentence)  # type: ignore[attr-defined]
            return
        self.question("name", found, _("An organisation already bears this name: %(names)s."))


class OrganisationForm(Sectioned, _OrganisationForm, ModelForm):
    """A new organisation: what a secretary knows in the evening, nothing more."""

    another = forms.BooleanField(label=gettext_lazy("It is another organisation."), required=False)
    women = CountField(label=gettext_lazy("Women"), required=False)
    men = CountField(label=gettext_lazy("Men"), required=False)
    young = CountField(label=gettext_lazy("Of which 35 years or younger"), required=False)
    displaced = CountField(
        label=gettext_lazy("Of which displaced"),
        help_text=gettext_lazy("Only the number, never who."),
        required=False,
    )
    counted_on = PartialDayField(label=gettext_lazy("Counted on"), required=False)
    SECTIONS = (
        (gettext_lazy("The organisation"), (
            "name", "acronym", "kind", "legal_form", "village",
            "womens_organisation", "youth_organisation",
        )),
        (gettext_lazy("Its sectors"), ("sectors",)),
        (gettext_lazy("Its members"), (*COUNTS, "counted_on")),
    )  # fmt: skip

    class Meta:
        model = Organisation
        fields = (
            "name", "acronym", "kind", "legal_form", "village", "sectors",
            "womens_organisation", "youth_organisation",
        )  # fmt: skip
        widgets = {"sectors": PickSeveral()}
        help_texts = {"sectors": gettext_lazy("Tick every sector it works in.")}

    def __init__(self, *args: Any, known: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self._offer_sectors()

    def clean_counted_on(self) -> Any:
        return past(self.cleaned_data["counted_on"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._check_name(self.known)
        check_count(self, self.cleaned_data)
        return self.cleaned_data

    def count(self) -> MemberCount | None:
        """The members as typed; today's count when no date was given."""
        values = self.cleaned_data
        if values.get("women") is None:
            return None
        return MemberCount(
            counted_on=str(values["counted_on"] or today()),
            **{part: values[part] for part in COUNTS},
        )


class OrganisationChangeForm(Sectioned, _OrganisationForm, RecordForm):
    """Everything written about an organisation, in sections."""

    another = OrganisationForm.base_fields["another"]
    latitude = forms.DecimalField(
        label=gettext_lazy("Latitude"), min_value=decimal.Decimal(10),
        max_value=decimal.Decimal(25), max_digits=7, decimal_places=4, localize=True,
        required=False, help_text=gettext_lazy("For example 13.6890"), widget=_decimal_box(),
    )  # fmt: skip
    longitude = forms.DecimalField(
        label=gettext_lazy("Longitude"), min_value=decimal.Decimal(-13),
        max_value=decimal.Decimal(5), max_digits=7, decimal_places=4, localize=True,
        required=False, help_text=gettext_lazy("For example -5.8310"), widget=_decimal_box(),
    )  # fmt: skip
    turnover = MoneyField(label=gettext_lazy("Declared yearly turnover"), required=False)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    SECTIONS = (
        (gettext_lazy("The organisation"), (
            "name", "acronym", "kind", "service_kind", "legal_form", "partner_sector",
            "founded_on", "economic_goal", "turnover",
        )),
        (gettext_lazy("Its sectors"), ("sectors",)),
        (gettext_lazy("Whom it brings together"), ("womens_organisation", "youth_organisation")),
        (gettext_lazy("Where to find it"), ("village", "latitude", "longitude", "phone")),
        (gettext_lazy("Its officers"), OFFICERS),
        (gettext_lazy("Registration and account"), (
            "registration_number", "registration_register", "registered_on", "tax_number",
            "account_institution", "account_opened_on",
        )),
        (gettext_lazy("Management"), (*DOCUMENTS, "last_assembly_on", "fees_up_to_date")),
    )  # fmt: skip

    class Meta:
        model = Organisation
        fields = (
            "name", "acronym", "kind", "service_kind", "legal_form", "partner_sector",
            "founded_on", "economic_goal", "turnover", "sectors", "womens_organisation",
            "youth_organisation", "village", "latitude", "longitude", "phone", *OFFICERS,
            "registration_number", "registration_register", "registered_on", "tax_number",
            "account_institution", "account_opened_on", *DOCUMENTS, "last_assembly_on",
            "fees_up_to_date",
        )  # fmt: skip
        widgets = {"sectors": PickSeveral()}

    def __init__(
        self, *args: Any, known: OrganisationQuerySet, people: PersonQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self._offer_sectors()
        for office in OFFICERS:
            self.fields[office].queryset = people
        kinds = self.fields["service_kind"]
        kept = Q(retired=False) | Q(pk=self.instance.service_kind_id)
        kinds.queryset = kinds.queryset.filter(kept)

    def clean_founded_on(self) -> Any:
        return past(self.cleaned_data["founded_on"])

    def clean_registered_on(self) -> Any:
        return past(self.cleaned_data["registered_on"])

    def clean_account_opened_on(self) -> Any:
        return past(self.cleaned_data["account_opened_on"])

    def clean_last_assembly_on(self) -> Any:
        return past(self.cleaned_data["last_assembly_on"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if {"name", "acronym"} & set(self.changed_data):
            self._check_name(self.known)
        place = [self.cleaned_data.get(name) for name in ("latitude", "longitude")]
        for name, value in zip(("latitude", "longitude"), place, strict=True):
            alone = value is None and any(part is not None for part in place)
            if alone and name not in self.errors:
                self.add_error(name, _("A place needs its latitude and its longitude."))
        return self.cleaned_data


class MemberCountForm(ModelForm):
    """The members counted on a day."""

    women = CountField(label=gettext_lazy("Women"))
    men = CountField(label=gettext_lazy("Men"))
    young = OrganisationForm.base_fields["young"]
    displaced = OrganisationForm.base_fields["displaced"]

    class Meta:
        model = MemberCount
        fields = ("counted_on", *COUNTS)

    def clean_counted_on(self) -> Any:
        return past(self.cleaned_data["counted_on"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_count(self, self.cleaned_data)
        return self.cleaned_data


class FormalisationForm(ModelForm):
    """One step towards being a registered cooperative."""

    class Meta:
        model = FormalisationEvent
        fields = ("stage", "reached_on", "note")
        help_texts = {
            "stage": gettext_lazy("A step already in the list is corrected, not written twice.")
        }

    def clean_reached_on(self) -> Any:
        return past(self.cleaned_data["reached_on"])


class RetireForm(Form):
    """Since when an organisation no longer acts."""

    on = DayField(label=gettext_lazy("No longer active since"))
