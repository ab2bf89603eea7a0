"""The choice of priority sectors: one row per sector of the catalogue, ticked or not."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Sector
from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField
from frameworks.forms.frameworks import not_to_come
from frameworks.models import PrioritySector
from frameworks.rules import MOST_SECTORS
from frameworks.services import SectorChoice


class SectorRow(Form):
    """One sector: chosen or not, its rank and why."""

    mark_optional = False
    chosen = forms.BooleanField(required=False)
    rank = forms.TypedChoiceField(
        label=gettext_lazy("Rank"),
        choices=[("", "–"), *((n, str(n)) for n in range(1, MOST_SECTORS + 1))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason = TextField(label=gettext_lazy("Why, in one sentence"), max_length=300, required=False)

    def __init__(self, *args: Any, sector: Sector, actors: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sector, self.actors = sector, actors
        self.fields["chosen"].label = str(sector)
        self.fields["rank"].widget.attrs["class"] = "in w-count"


class DecisionForm(Form):
    """Where and since when the choice holds, for the sectors it adds or ends."""

    decided_in: Any = forms.ModelChoiceField(
        label=gettext_lazy("Decided in the deliberation"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("No deliberation"),
    )
    active_from = DayField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy(
            "Empty: the day of the deliberation. To replace a sector, write the day of the change."
        ),
    )

    def __init__(self, *args: Any, acts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_in"].queryset = acts  # type: ignore[attr-defined]

    def clean_active_from(self) -> datetime.date | None:
        return not_to_come(self.cleaned_data["active_from"])


class SectorsForm:
    """All rows and the decision, sent together."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        sectors: Sequence[Sector],
        held: Mapping[int, PrioritySector],
        actors: Mapping[int, int],
        acts: Any,
    ) -> None:
        self.rows = [
            SectorRow(
                data,
                prefix=f"s{sector.pk}",
                sector=sector,
                actors=actors.get(sector.pk, 0),
                initial=_shown(held.get(sector.pk)),
            )
            for sector in sectors
        ]
        decided = next((row.decided_in_id for row in held.values() if row.decided_in_id), None)
        self.decision = DecisionForm(data, acts=acts, initial={"decided_in": decided})

    @property
    def forms(self) -> list[Form]:
        return [*self.rows, self.decision]

    def is_valid(self) -> bool:
        refused = [form for form in self.forms if not form.is_valid()]  # every form speaks
        if refused:
            return False
        self._refuse_equal_ranks()
        return not any(form.errors for form in self.forms)

    def _refuse_equal_ranks(self) -> None:
        ranks: set[int] = set()
        for row in self._chosen():
            rank = row.cleaned_data["rank"]
            if rank in ranks:
                row.add_error("rank", _("Another sector already has this rank."))
            elif rank:
                ranks.add(rank)

    def _chosen(self) -> list[SectorRow]:
        return [row for row in self.rows if row.cleaned_data["chosen"]]

    def choices(self) -> list[SectorChoice]:
        """The sectors ticked, with what was said of each."""
        return [
            SectorChoice(row.sector, row.cleaned_data["rank"], row.cleaned_data["reason"])
            for row in self._chosen()
        ]


def _shown(held: PrioritySector | None) -> dict[str, Any]:
    return {"chosen": True, "rank": held.rank, "reason": held.reason} if held else {}
