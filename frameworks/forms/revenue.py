"""What the commune collects in one year: a row per tax, and its new revenues."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Commune
from foundation.forms.fields import CountField, MoneyField
from foundation.forms.records import digest
from foundation.forms.rows import RowForm, all_valid, lines, share
from foundation.records.lines import Line
from frameworks.models import Deliberation, NewRevenueStream, TaxKind, TaxRecord

BLANK_STREAMS = 2


class TaxRow(RowForm):
    """One tax of the year: forecast, collected, and the members of the organisations."""

    mark_optional = False
    said = ("forecast", "collected", "members_liable", "members_paid", "source")

    class Meta:
        model = TaxRecord
        fields = ["forecast", "collected", "members_liable", "members_paid", "source"]
        field_classes = {
            "forecast": MoneyField,
            "collected": MoneyField,
            "members_liable": CountField,
            "members_paid": CountField,
        }
        labels = {
            "forecast": gettext_lazy("Forecast"),
            "collected": gettext_lazy("Collected"),
            "members_liable": gettext_lazy("Members of the organisations who owe it"),
            "members_paid": gettext_lazy("Of whom up to date"),
        }
        help_texts = {"members_paid": gettext_lazy("A declared total, never names.")}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """A row sent as blank, which somebody else filled in meanwhile, was seen blank."""
        mark = f"{kwargs['prefix']}-seen"
        if data and kwargs["instance"].pk and mark not in data:
            data = data.copy()
            data[mark] = " ".join(f"{name}:{digest('')}" for name in self.said)
        super().__init__(data, **kwargs)

    @property
    def title(self) -> str:
        return str(TaxKind(self.instance.kind).label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        owe, paid = cleaned.get("members_liable"), cleaned.get("members_paid")
        if paid is not None and owe is not None and paid > owe and not cleaned.get("remove"):
            self.add_error("members_paid", _("More members are up to date than owe the tax."))
        return cleaned


class StreamRow(RowForm):
    """One revenue the commune did not have before the framework."""

    mark_optional = False
    said = ("title", "collected", "decided_by")

    class Meta:
        model = NewRevenueStream
        fields = ["title", "collected", "decided_by"]
        field_classes = {"collected": MoneyField}
        labels = {"collected": gettext_lazy("Collected in the year")}

    def __init__(self, *args: Any, acts: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "decided_by", acts, offered)


class YearPage:
    """The whole page of one year: every tax of the list, the new revenues, and blank ones."""

    def __init__(self, commune: Commune, year: int, acts: Any, data: Any = None) -> None:
        known = {row.kind: row for row in commune.taxes.filter(year=year)}
        self.taxes = [
            TaxRow(
                data,
                prefix=str(kind),
                instance=known.get(kind) or TaxRecord(commune=commune, year=year, kind=kind),
            )
            for kind in TaxKind.values
        ]
        self.streams = list(_stream_rows(commune, year, acts, data))

    @property
    def forms(self) -> list[RowForm]:
        return [*self.taxes, *self.streams]

    def is_valid(self) -> bool:
        right = all_valid(self.forms)
        return self._differ() and right

    def _differ(self) -> bool:
        """Tell the later of two new revenues that bear the same name."""
        given: set[str] = set()
        for row in self.streams:
            title = getattr(row, "cleaned_data", {}).get("title", "")
            if title and title in given:
                row.add_error("title", _("This revenue is already noted for this year."))
            given.add(title)
        return not any(row.errors for row in self.streams)

    @property
    def lines(self) -> list[Line]:
        """What the services write."""
        return lines(self.forms)


def _stream_rows(commune: Commune, year: int, acts: Any, data: Any) -> list[StreamRow]:
    offered = [("", _("Not given")), *((act.pk, _named(act)) for act in acts)]
    state = {"acts": acts, "offered": offered}
    written = commune.revenue_streams.filter(year=year).order_by("title")
    rows = [StreamRow(data, prefix=f"s{row.pk}", instance=row, **state) for row in written]
    blank = [
        StreamRow(
            data,
            prefix=f"n{place}",
            instance=NewRevenueStream(commune=commune, year=year),
            **state,
        )
        for place in range(1, BLANK_STREAMS + 1)
    ]
    return [*rows, *blank]


def _named(act: Deliberation) -> str:
    return f"{act.number} – {act.object}"[:90]
