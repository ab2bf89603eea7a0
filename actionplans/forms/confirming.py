"""What the parties confirm and pay, for a whole plan in one send."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.promises import name_in_grid
from actionplans.models import FundingLine
from actionplans.services.funding import Paid
from foundation.forms.base import Form
from foundation.forms.fields import DayField, MoneyField, TextField
from foundation.forms.records import RecordForm
from foundation.forms.rows import all_valid
from foundation.records.lines import Line
from foundation.records.today import today


class ConfirmRow(RecordForm):
    """What a party confirms of one promise: an amount, or a tick for « as promised »."""

    mark_optional = False

    as_promised = forms.BooleanField(label=gettext_lazy("As promised"), required=False)

    class Meta:
        model = FundingLine
        fields = ("confirmed",)
        field_classes = {"confirmed": MoneyField}
        labels = {"confirmed": gettext_lazy("Confirmed amount")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line = self.instance
        if line.promised is None or line.confirmed is not None:
            del self.fields["as_promised"]
        name_in_grid(self)

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        if found.get("as_promised") and found.get("confirmed") is None:
            found["confirmed"] = self.instance.promised
        return found


class PaidRow(Form):
    """What was paid or valued on one promise since; it is only added."""

    mark_optional = False

    paid = MoneyField(label=gettext_lazy("Paid or valued now"), required=False)
    paid_on = DayField(label=gettext_lazy("Day"), required=False)
    evidence = TextField(label=gettext_lazy("Supporting document"), max_length=200, required=False)

    def __init__(self, *args: Any, line: FundingLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.fields["paid_on"].help_text = ""
        name_in_grid(self)

    def clean_paid_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["paid_on"]
        if day and day > today():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        told = found.get("paid_on") or found.get("evidence")
        if told and found.get("paid") is None and "paid" not in self.errors:
            self.add_error("paid", _("Type the amount that was paid."))
        return found

    @property
    def payment(self) -> Paid | None:
        """The payment to add, if one was typed."""
        found = self.cleaned_data
        if found.get("paid") is None:
            return None
        return Paid(self.line, found["paid"], found["paid_on"], found["evidence"])


class PromiseForms(NamedTuple):
    """The two forms of one promise: what is confirmed, what was paid."""

    line: FundingLine
    confirm: ConfirmRow
    pay: PaidRow


class ConfirmPage:
    """The standing promises of a plan, or a part of them; only the rows sent are judged.

    A send without any row is judged whole, so that it is refused with a sentence.
    """

    def __init__(self, promises: Iterable[FundingLine], data: Any) -> None:
        sent = {name for name in data or () if name.endswith("-seen")}
        self.rows = [
            _forms_of(line, data if not sent or f"p{line.pk}-seen" in sent else None)
            for line in promises
        ]

    @property
    def forms(self) -> list[Any]:
        return [form for row in self.rows for form in (row.confirm, row.pay) if form.is_bound]

    def is_valid(self) -> bool:
        return bool(self.forms) and all_valid(self.forms)

    @property
    def lines(self) -> list[Line]:
        """The confirmations to write."""
        rows = [row.confirm for row in self.rows if row.confirm.is_bound]
        return [Line(row.instance, row.save, ["confirmed"]) for row in rows if row.has_changed()]

    @property
    def payments(self) -> list[Paid]:
        bound = [row.pay for row in self.rows if row.pay.is_bound]
        return [payment for row in bound if (payment := row.payment)]


def _forms_of(line: FundingLine, data: Any) -> PromiseForms:
    return PromiseForms(
        line,
        ConfirmRow(data, prefix=f"p{line.pk}", instance=line),
        PaidRow(data, prefix=f"v{line.pk}", line=line),
    )
