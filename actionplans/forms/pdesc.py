"""The development plan, typed from the paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.promises import QuantityField
from actionplans.models import Pdesc, PdescAmount, PdescLine
from communes.forms.sections import Sectioned
from foundation.forms.base import Form, ModelForm
from foundation.forms.fields import DayField, MoneyField, TypedField
from foundation.forms.records import RecordForm
from foundation.forms.rows import RowForm, all_valid, lines
from foundation.forms.widgets import Ticks
from foundation.records.lines import Line

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 10
BLANK_AMOUNTS = 5


class YearField(TypedField):
    """A year in four figures."""

    input_attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "w-count"}

    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
            raise forms.ValidationError(_("Type a year in four figures, for example 2022."))
        return int(text)


class PdescForm(Form):
    """A period of the development plan, and the day the council voted it."""

    first_year = YearField(label=gettext_lazy("First year"))
    last_year = YearField(label=gettext_lazy("Last year"))
    adopted_on = DayField(label=gettext_lazy("Adopted on"), required=False)

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first_year"), self.cleaned_data.get("last_year")
        if first and last and not first <= last < first + LONGEST:
            self.add_error("last_year", _("The last year comes after the first, within ten years."))
        if first and self.known.filter(first_year=first).exists():
            self.add_error("first_year", _("This development plan is already in the list."))
        return self.cleaned_data


_SECTIONS = (
    (gettext_lazy("The line"), ("code", "title", "axis", "sector", "villages")),
    (gettext_lazy("How much"), ("quantity", "unit", "unit_cost")),
    (gettext_lazy("What it answers, who entered it"), ("needs", "entered_by")),
)


class _LineMeta:
    model = PdescLine
    fields = [name for _title, names in _SECTIONS for name in names]
    field_classes = {"quantity": QuantityField, "unit_cost": MoneyField}
    widgets = {"needs": Ticks()}
    labels = {"unit_cost": gettext_lazy("Cost of one unit")}
    help_texts = {
        "villages": gettext_lazy("Several villages are parted by commas."),
        "unit": gettext_lazy("For example: storehouse, kilometre, training."),
        "entered_by": gettext_lazy("When a revision of the plan added this line."),
    }


class _LineFields(Sectioned):
    """What adding and changing a line share."""

    SECTIONS = _SECTIONS
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    instance: PdescLine

    def offer(self) -> None:
        """Only what belongs to this commune is offered."""
        pdesc = self.instance.pdesc
        self.fields["sector"].queryset = self.fields["sector"].queryset.filter(retired=False)
        self.fields["sector"].empty_label = _("Without a sector")
        acts = pdesc.commune.deliberations.order_by("-dated", "-pk")
        self.fields["entered_by"].queryset = acts
        self.fields["entered_by"].empty_label = _("The vote of the whole plan")
        needs = self.fields["needs"].queryset.in_commune(pdesc.commune).exclude(state="rejete")
        self.fields["needs"].queryset = needs.order_by("code")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if self.instance.pdesc.lines.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This code already stands in the development plan."))
        return code


class PdescLineForm(_LineFields, ModelForm):
    """A new line; its code and its title are enough."""

    class Meta(_LineMeta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()


class PdescLineChangeForm(_LineFields, RecordForm):
    """A line that stands in the plan."""

    class Meta(_LineMeta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()


class AmountRow(RowForm):
    """What a line is to cost in one year, from one source; an untouched row is nothing."""

    mark_optional = False
    said = ("year", "source", "amount")

    class Meta:
        model = PdescAmount
        fields = ["year", "source", "amount"]
        field_classes = {"year": YearField, "amount": MoneyField}
        labels = {"amount": gettext_lazy("Amount")}

    def check_year(self, pdesc: Pdesc) -> None:
        """The year is one of the plan's."""
        year = self.cleaned_data.get("year")
        if year and not pdesc.first_year <= year <= pdesc.last_year:
            sentence = _("The year lies within the plan: %(first)s to %(last)s.")
            self.add_error("year", sentence % {"first": pdesc.first_year, "last": pdesc.last_year})


class LinePage:
    """A line and its amounts on one page: those written, then some blank rows."""

    def __init__(self, form: Any, data: Any) -> None:
        self.form = form
        line: PdescLine = form.instance
        self.pdesc = line.pdesc
        written = list(line.amounts.order_by("year", "source")) if line.pk else []
        blank = [PdescAmount() for _number in range(BLANK_AMOUNTS)]
        self.rows = [
            AmountRow(data, instance=amount, prefix=f"a{amount.pk or f'n{number}'}")
            for number, amount in enumerate([*written, *blank])
        ]

    @property
    def shown(self) -> list[AmountRow]:
        """The rows written, and the first blank one."""
        return self.rows[: len(self.rows) - BLANK_AMOUNTS + 1]

    @property
    def folded(self) -> list[AmountRow]:
        """More blank rows."""
        return self.rows[len(self.rows) - BLANK_AMOUNTS + 1 :]

    @property
    def opens(self) -> bool:
        """Something stands, or is refused, in the folded rows."""
        return any(row.has_changed() or row.errors for row in self.folded)

    def is_valid(self) -> bool:
        """Whether the line and every row are right; every mistake is shown at once."""
        right = all_valid([self.form, *self.rows])
        seen: set[tuple[Any, ...]] = set()
        for row in self._kept():
            row.check_year(self.pdesc)
            key = (row.cleaned_data.get("year"), row.cleaned_data.get("source"))
            if key in seen and row.is_valid():
                row.add_error("year", _("This year and source already have an amount."))
            seen.add(key)
        return right and not any(row.errors for row in self.rows)

    def _kept(self) -> Iterable[AmountRow]:
        for row in self.rows:
            untouched = row.is_new and not row.has_changed()
            if not untouched and not row.cleaned_data.get("remove"):
                yield row

    @property
    def amounts(self) -> list[Line]:
        """The rows something was typed in, as the services write them."""
        return lines(self.rows)
