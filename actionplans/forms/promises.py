"""Promises, row by row: of one action, or of a whole plan at the round table of money."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans import rules
from actionplans.models import Action, FundingLine
from foundation.formats.numbers import NBSP, group
from foundation.forms.fields import CountField, MoneyField, TextField, TypedField
from foundation.forms.records import RecordForm
from foundation.forms.rows import Choices, RowForm, all_valid, lines, share
from foundation.records.lines import Line

LONGEST_WORK = 366
_MORE = ("quantity", "unit", "days", "valuation_note")


class QuantityField(TypedField):
    """How many of something, with at most two decimals: « 250 », « 2 000 », « 1,5 »."""

    input_attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "w-count"}
    MOST = Decimal(10_000_000)

    def __init__(self, **kwargs: Any) -> None:
        for ours_to_judge in ("max_digits", "decimal_places"):
            kwargs.pop(ours_to_judge, None)
        super().__init__(**kwargs)

    def read(self, text: str) -> Decimal:
        plain = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
        try:
            quantity = Decimal(plain)
        except InvalidOperation as error:
            raise ValidationError(_("Type a number in figures, for example 250 or 1,5.")) from error
        decimals = len(plain.partition(".")[2])
        if not quantity.is_finite() or decimals > 2 or not 0 < quantity <= self.MOST:
            raise ValidationError(_("Type a number above 0, with at most two decimals."))
        return quantity

    def write(self, value: Any) -> str:
        """As it is read again, whatever the language: thousands apart, a comma before decimals."""
        whole, _point, decimals = f"{Decimal(value):f}".partition(".")
        decimals = decimals.rstrip("0")
        return group(int(whole), NBSP) + (f",{decimals}" if decimals else "")


class PromiseRow(RowForm):
    """One promise: a party, how, for what, how much; or so many things for so many days."""

    mark_optional = False
    said = ("party", "promised", "quantity", "unit", "days", "valuation_note")

    promised = MoneyField(label=gettext_lazy("Amount promised"), required=False)
    quantity = QuantityField(label=gettext_lazy("Quantity"), required=False)
    unit = TextField(
        label=gettext_lazy("Of what (labourers, bricks…)"), max_length=40, required=False
    )
    days = CountField(label=gettext_lazy("Days"), required=False)
    valuation_note = TextField(
        label=gettext_lazy("How it was valued"), max_length=200, required=False
    )
    remove = forms.BooleanField(label=gettext_lazy("Take this promise away"), required=False)

    class Meta:
        model = FundingLine
        fields: ClassVar = (
            "party", "kind", "category", "promised", "quantity", "unit", "days", "valuation_note",
        )  # fmt: skip
        labels = {
            "party": gettext_lazy("Who brings it"),
            "kind": gettext_lazy("How"),
            "category": gettext_lazy("For what"),
        }
        error_messages = {"party": {"required": gettext_lazy("Say who brings it.")}}

    def __init__(self, *args: Any, parties: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "party", parties, offered)

    def clean_days(self) -> int | None:
        days: int | None = self.cleaned_data["days"]
        if days is not None and days > LONGEST_WORK:
            raise ValidationError(_("Type at most 366 days."))
        return days

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        party, category = found.get("party"), found.get("category") or ""
        if party and not found.get("remove"):
            same = (self.instance.party_id, self.instance.category) == (party.pk, category)
            reason = self.instance.override_reason if same else ""
            if sentence := rules.r8_line(party, category, reason):
                self.add_error("category", sentence)
        return found

    @property
    def main(self) -> list[Any]:
        """What almost every promise needs."""
        return [self[name] for name in ("party", "kind", "category", "promised")]

    @property
    def more(self) -> list[Any]:
        """What a promise in things and days needs besides."""
        return [self[name] for name in _MORE if name in self.fields]

    @property
    def tells_more(self) -> bool:
        """Something stands, or is refused, in the folded part: it is shown open."""
        return any(field.value() or field.errors for field in self.more)


class GridRow(PromiseRow):
    """The same promise as one row of the round table, where the heads of the columns name it."""

    said = ("party", "promised", "quantity", "unit", "days")
    valuation_note = None
    unit = TextField(label=gettext_lazy("Of what"), max_length=40, required=False)
    remove = forms.BooleanField(label=gettext_lazy("Take away"), required=False)

    class Meta(PromiseRow.Meta):
        fields: ClassVar = tuple(
            name for name in PromiseRow.Meta.fields if name != "valuation_note"
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_in_grid(self)

    @property
    def cells(self) -> list[Any]:
        """Its boxes, in the order of the columns."""
        return [*self.main, *self.more]


class CostRow(RecordForm):
    """What one action is thought to cost."""

    mark_optional = False

    class Meta:
        model = Action
        fields = ("estimated_cost",)
        field_classes = {"estimated_cost": MoneyField}
        labels = {"estimated_cost": gettext_lazy("Estimated cost")}


class ActionRows:
    """The promises of one action on a page: those written, then blank lines; perhaps its cost.

    A promise somebody else wrote since the page was opened is shown, and left as it is.
    """

    def __init__(
        self, action: Action, data: Any, *, row: type[PromiseRow], blank: int, **state: Any
    ) -> None:
        self.action = action
        standing = promises_of(action)
        for line in standing:
            line.action = action
        self.written = [
            row(_sent(data, f"p{line.pk}"), prefix=f"p{line.pk}", instance=line, **state)
            for line in standing
        ]
        self.blank = [
            row(data, prefix=f"n{action.pk}_{place}", instance=FundingLine(action=action), **state)
            for place in range(blank)
        ]
        self.cost: CostRow | None = None
        if issubclass(row, GridRow):
            self.cost = CostRow(data, prefix=f"a{action.pk}", instance=action)

    @property
    def rows(self) -> list[PromiseRow]:
        return [*self.written, *self.blank]

    @property
    def forms(self) -> list[Any]:
        """Those that were sent: what is only shown is not judged."""
        found = [form for form in self.rows if form.is_bound]
        return [self.cost, *found] if self.cost else found

    @property
    def lines(self) -> list[Line]:
        """What the services write."""
        found = lines(form for form in self.rows if form.is_bound)
        if self.cost and self.cost.has_changed():
            found.insert(0, Line(self.action, self.cost.save, ["estimated_cost"]))
        return found


class PromisesPage:
    """All rows of a page, one action or several, sent at once."""

    def __init__(self, actions: Iterable[Action], data: Any, **state: Any) -> None:
        self.data = data
        self.actions = [ActionRows(action, data, **state) for action in actions]

    @property
    def forms(self) -> list[Any]:
        return [form for one in self.actions for form in one.forms]

    def is_valid(self) -> bool:
        """Whether every row is right and still there; a row gone meanwhile is told once."""
        if self.data is None or not self.forms or not all_valid(self.forms):
            return False
        if self._gone():
            sentence = _(
                "Meanwhile somebody else took away a promise, or gave it to another party. "
                "Look at the promises as they stand now, then save again."
            )
            self.refuse(sentence)
            return False
        return True

    def refuse(self, *sentences: str) -> None:
        """Say at the top of the page why nothing was written."""
        for sentence in sentences:
            self.forms[0].add_error(None, sentence)

    @property
    def lines(self) -> list[Line]:
        return [line for one in self.actions for line in one.lines]

    def _gone(self) -> bool:
        shown = {form.prefix for one in self.actions for form in one.written}
        sent = {name.removesuffix("-seen") for name in self.data if name.endswith("-seen")}
        return any(prefix.startswith("p") for prefix in sent - shown)


def name_in_grid(form: forms.BaseForm) -> None:
    """Where the heads of columns name the boxes to the eye, name each box to the ear."""
    for field in form.fields.values():
        if not field.widget.is_hidden:
            field.widget.attrs["aria-label"] = field.label


def promises_of(action: Any) -> list[FundingLine]:
    """The promises that stand, as they were read with the plan or read now."""
    if hasattr(action, "promises"):
        found: list[FundingLine] = action.promises
        return found
    return list(action.funding.standing().select_related("party").order_by("pk"))


def _sent(data: Any, prefix: str) -> Any:
    return data if data is not None and f"{prefix}-seen" in data else None
