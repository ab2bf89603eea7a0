"""What the parties confirm and pay, for a whole plan in one send."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import FundingLine
from actionplans.services.funding import Paid
from foundation.forms.fields import DayField, MoneyField, TextField
from foundation.forms.records import RecordForm
from foundation.forms.rows import all_valid
from foundation.records.lines import Line
from foundation.records.today import today


class ConfirmRow(RecordForm):
    """One promise: the amount confirmed, or a tick for « as promised »; and what was paid since."""

    mark_optional = False

    as_promised = forms.BooleanField(label=gettext_lazy("As promised"), required=False)
    paid = MoneyField(label=gettext_lazy("Paid or valued now"), required=False)
    paid_on = DayField(label=gettext_lazy("Day"), required=False)
    evidence = TextField(label=gettext_lazy("Supporting document"), max_length=200, required=False)

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
        self.fields["paid_on"].help_text = ""
        for field in self.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = field.label

    def _stored(self) -> dict[str, Any]:
        """Payments are only added: the one value somebody else may change is the confirmed one."""
        return {"confirmed": self.instance.confirmed}

    def clean_paid_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["paid_on"]
        if day and day > today():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        if found.get("as_promised") and found.get("confirmed") is None:
            found["confirmed"] = self.instance.promised
        told = found.get("paid_on") or found.get("evidence")
        if told and found.get("paid") is None and "paid" not in self.errors:
            self.add_error("paid", _("Type the amount that was paid."))
        return found

    @property
    def line(self) -> Line | None:
        """The confirmation to write, if one was given."""
        given = {"confirmed", "as_promised"} & set(self.changed_data)
        return Line(self.instance, self.save, ["confirmed"]) if given else None

    @property
    def payment(self) -> Paid | None:
        """The payment to add, if one was typed."""
        found = self.cleaned_data
        if found.get("paid") is None:
            return None
        return Paid(self.instance, found["paid"], found["paid_on"], found["evidence"])


class ConfirmPage:
    """The standing promises of a plan, or a part of them; only the rows sent are judged."""

    def __init__(self, promises: Iterable[FundingLine], data: Any) -> None:
        self.rows = [
            ConfirmRow(
                data if data is not None and f"p{line.pk}-seen" in data else None,
                prefix=f"p{line.pk}",
                instance=line,
            )
            for line in promises
        ]

    @property
    def forms(self) -> list[ConfirmRow]:
        return [row for row in self.rows if row.is_bound]

    def is_valid(self) -> bool:
        return bool(self.forms) and all_valid(self.forms)

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.forms if (line := row.line)]

    @property
    def payments(self) -> list[Paid]:
        return [payment for row in self.forms if (payment := row.payment)]
