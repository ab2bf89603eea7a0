"""Single acts on the money of a plan: a payment, a promise taken over, a rule set aside."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans import rules
from actionplans.models import Action, FundingLine
from communes.models import OrganisationKind
from foundation.forms.base import Form
from foundation.forms.fields import DayField, MoneyField, TextField
from foundation.records.rules import blocking
from foundation.records.today import today


class ExcuseForm(Form):
    """A programme pays for an investment after all: who, how much, and why (R8)."""

    party: Any = forms.ModelChoiceField(queryset=None, label=gettext_lazy("The programme"))
    promised = MoneyField(label=gettext_lazy("Amount promised"))
    reason = TextField(
        label=gettext_lazy("Why the programme pays for an investment"), max_length=300, rows=3
    )

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = parties.filter(kind=OrganisationKind.PROGRAMME)
        self.fields["party"].queryset = programmes  # type: ignore[attr-defined]


class PaymentForm(Form):
    """What was paid, or valued, against one promise. It is only added, never changed."""

    line: Any = forms.ModelChoiceField(queryset=None, label=gettext_lazy("On which promise"))
    amount = MoneyField(label=gettext_lazy("Amount paid or valued"))
    paid_on = DayField(label=gettext_lazy("Day"), required=False)
    evidence = TextField(
        label=gettext_lazy("Supporting document"), max_length=200, required=False,
        help_text=gettext_lazy("Receipt, day count or delivery note."),
    )  # fmt: skip
    note = TextField(label=gettext_lazy("Note"), max_length=300, required=False)
    less = forms.BooleanField(
        label=gettext_lazy("This corrects an amount noted too high: take it away"), required=False
    )

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        lines = action.funding.standing().select_related("party")
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]

    def clean_paid_on(self) -> Any:
        day = self.cleaned_data["paid_on"]
        if day and day > today():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        adjusted = rules.r18_closed_cycle(
            self.action.plan, paid_on=found.get("paid_on"), note=found.get("note", "")
        )
        for finding in blocking(adjusted):
            name = "note" if found.get("paid_on") else "paid_on"
            if name not in self.errors:
                self.add_error(name, finding.sentence)
        if found.get("less") and not found.get("note"):
            self.add_error("note", _("Say in the note what is corrected."))
        return found


class TakeOverForm(Form):
    """A promise that was not kept goes to another party: who, how much, since when, why."""

    mark_optional = False

    party: Any = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Who takes it over"))
    promised = MoneyField(
        label=gettext_lazy("Amount promised"), required=False,
        help_text=gettext_lazy("Leave empty when nobody knows its value."),
    )  # fmt: skip
    replaced_on = DayField(label=gettext_lazy("Taken over on"))
    replaced_reason = TextField(
        label=gettext_lazy("Why the promise was not kept"), max_length=300, rows=3
    )

    def __init__(self, *args: Any, parties: Any, line: FundingLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.fields["party"].queryset = parties.exclude(pk=line.party_id)  # type: ignore[attr-defined]

    def clean_replaced_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["replaced_on"]
        if day > today():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_party(self) -> Any:
        party = self.cleaned_data["party"]
        if sentence := rules.r8_line(party, self.line.category):
            raise ValidationError(sentence)
        return party
