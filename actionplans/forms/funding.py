"""Who promises what for an action, several rows in one send; and one payment at a time."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans import rules
from actionplans.models import Action, FundingCategory, FundingKind, FundingLine
from actionplans.services import Promise
from communes.models import OrganisationKind
from foundation.formats.numbers import number
from foundation.forms.base import Form
from foundation.forms.fields import CountField, DayField, MoneyField, TextField, TypedField
from foundation.records.rules import blocking
from foundation.records.today import today

BLANK_ROWS = 3
LONGEST_WORK = 366
_MORE = ("quantity", "unit", "days", "valuation_note")


class QuantityField(TypedField):
    """How many of something, with at most two decimals: « 250 », « 2 000 », « 1,5 »."""

    input_attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "w-count"}
    MOST = Decimal(10_000_000)

    def read(self, text: str) -> Decimal:
        plain = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        try:
            quantity = Decimal(plain.replace(",", "."))
        except InvalidOperation as error:
            raise ValidationError(_("Type a number in figures, for example 250 or 1,5.")) from error
        exact = quantity.is_finite() and quantity == quantity.quantize(Decimal("0.01"))
        if not exact or not 0 < quantity <= self.MOST:
            raise ValidationError(_("Type a number above 0, with at most two decimals."))
        return quantity

    def write(self, value: Any) -> str:
        return number(Decimal(value))


class FundingRow(Form):
    """One promise: a party, how, for what, how much; or so many things for so many days."""

    line: Any = forms.ModelChoiceField(queryset=None, required=False, widget=forms.HiddenInput)
    party: Any = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("Who brings it"), empty_label=""
    )
    kind = forms.ChoiceField(label=gettext_lazy("How"), choices=FundingKind, required=False)
    category = forms.ChoiceField(
        label=gettext_lazy("For what"), choices=FundingCategory, required=False
    )
    promised = MoneyField(label=gettext_lazy("Amount promised"), required=False)
    quantity = QuantityField(label=gettext_lazy("Quantity"), required=False)
    unit = TextField(
        label=gettext_lazy("Of what (labourers, bricks…)"), max_length=40, required=False
    )
    days = CountField(label=gettext_lazy("Days"), required=False)
    valuation_note = TextField(
        label=gettext_lazy("How it was valued"), max_length=200, required=False
    )
    gone = forms.BooleanField(label=gettext_lazy("Take this promise away"), required=False)
    mark_optional = False

    def __init__(
        self, *args: Any, action: Action, parties: Any, offered: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = action.funding.standing()  # type: ignore[attr-defined]
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["party"].choices = offered  # type: ignore[attr-defined]
        self.fields["kind"].initial = FundingKind.CASH
        self.fields["category"].initial = FundingCategory.OTHER
        self.is_new = not self.initial.get("line")
        if self.is_new:
            del self.fields["gone"]

    def clean_days(self) -> int | None:
        days: int | None = self.cleaned_data["days"]
        if days is not None and days > LONGEST_WORK:
            raise ValidationError(_("Type at most 366 days."))
        return days

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("gone") or not self.says_something:
            return found
        if not found.get("party") and "party" not in self.errors:
            self.add_error("party", _("Say who brings it."))
        elif found.get("party"):
            self._check_programme(found)
        return found

    @property
    def main(self) -> list[Any]:
        """What almost every promise needs."""
        return [self[name] for name in ("party", "kind", "category", "promised")]

    @property
    def more(self) -> list[Any]:
        """What a promise in things and days needs besides."""
        return [self[name] for name in _MORE]

    @property
    def tells_more(self) -> bool:
        """Something stands, or is refused, in the folded part: it is shown open."""
        return any(self[name].value() or self[name].errors for name in _MORE)

    @property
    def says_something(self) -> bool:
        """A blank row, left as it was offered, is no promise."""
        told = ("party", "promised", "quantity", "unit", "days", "valuation_note")
        typed = any(self.cleaned_data.get(name) not in (None, "") for name in told)
        return typed or not self.is_new or bool(self.errors)

    def _check_programme(self, found: dict[str, Any]) -> None:
        line = found.get("line")
        same = line and (line.party_id, line.category) == (found["party"].pk, found["category"])
        reason = line.override_reason if line and same else ""
        if sentence := rules.r8_line(found["party"], found.get("category") or "", reason):
            self.add_error("category", sentence)

    def promise(self) -> Promise | None:
        """What this row says; nothing for a blank row or one taken away."""
        found = self.cleaned_data
        if found.get("gone") or not found.get("party"):
            return None
        return Promise(
            party=found["party"],
            kind=found["kind"] or FundingKind.CASH,
            category=found["category"] or FundingCategory.OTHER,
            promised=found["promised"],
            quantity=found["quantity"],
            unit=found["unit"],
            days=found["days"],
            valuation_note=found["valuation_note"],
            line=found["line"],
        )


FundingFormSet = forms.formset_factory(
    FundingRow, extra=BLANK_ROWS, max_num=60, absolute_max=60, validate_max=True
)


def initial_of(line: FundingLine) -> dict[str, Any]:
    """A stored promise as its row shows it."""
    return {
        "line": line.pk, "party": line.party_id, "kind": line.kind, "category": line.category,
        "promised": line.promised, "quantity": line.quantity, "unit": line.unit,
        "days": line.days, "valuation_note": line.valuation_note,
    }  # fmt: skip


def promises_of(formset: Any) -> list[Promise]:
    """The promises of all rows."""
    return [promise for row in formset.forms if (promise := row.promise())]


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
