"""Before the meeting: what the people of a need propose to do, and the rank they give it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import FundingKind
from foundation.forms.fields import CountField, MoneyField
from foundation.forms.rows import RowForm, share
from frameworks.models import Need, ProposedAction
from frameworks.ranking import Placed

BLANK_PROPOSALS = 3
MOST_RANKS = 99


class ProposalRow(RowForm):
    """One thing those who state a need propose to do, with the share they offer."""

    mark_optional = False
    said = ("wording", "offered_by", "kind", "offered", "offered_words")

    class Meta:
        model = ProposedAction
        fields = ["wording", "offered_by", "kind", "offered", "offered_words"]
        field_classes = {"offered": MoneyField}
        labels = {"offered": gettext_lazy("Value of the share")}
        help_texts = {
            "offered": gettext_lazy("Leave empty when no value is known."),
            "offered_words": gettext_lazy("For example: 8 labourers, 3 days"),
        }

    def __init__(self, *args: Any, organisations: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "offered_by", organisations, choices)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Not given")), *FundingKind.choices]


def proposal_rows(need: Need, organisations: Any, data: Any = None) -> list[ProposalRow]:
    """What is proposed already, then blank rows."""
    choices = [("", _("Not known")), *((one.pk, str(one)) for one in organisations)]
    offered = {"organisations": organisations, "choices": choices}
    written = [
        ProposalRow(data, prefix=f"p{row.pk}", instance=row, **offered)
        for row in need.proposals.all()
    ]
    blank = [
        ProposalRow(data, prefix=f"n{place}", instance=ProposedAction(need=need), **offered)
        for place in range(1, BLANK_PROPOSALS + 1)
    ]
    return [*written, *blank]


class RankRow(RowForm):
    """The rank of one need: the one its points propose, or another one with its reason."""

    mark_optional = False

    class Meta:
        model = Need
        fields = ["rank_in_sector", "rank_reason"]
        field_classes = {"rank_in_sector": CountField}
        labels = {
            "rank_in_sector": gettext_lazy("Rank the professionals give"),
            "rank_reason": gettext_lazy("Why, if it is another rank"),
        }

    def __init__(self, *args: Any, place: Placed, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"n{place.need.pk}", instance=place.need, **kwargs)
        self.place = place
        del self.fields["remove"]

    def clean_rank_in_sector(self) -> int | None:
        rank: int | None = self.cleaned_data["rank_in_sector"]
        if rank is not None and not 1 <= rank <= MOST_RANKS:
            raise forms.ValidationError(_("Type a rank from 1 to 99."))
        return rank

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rank = cleaned.get("rank_in_sector")
        overruled = self.has_changed() and rank not in (None, self.place.proposed)
        if overruled and not cleaned.get("rank_reason") and "rank_reason" not in self.errors:
            sentence = _(
                "The points propose rank %(rank)s. Say in one sentence why it is another one."
            )
            self.add_error("rank_reason", sentence % {"rank": self.place.proposed})
        return cleaned


def refuse_equal_ranks(rows: list[RankRow]) -> bool:
    """Tell the later of two needs with the same rank; whether all differ."""
    given: set[int] = set()
    for row in rows:
        rank = row.cleaned_data.get("rank_in_sector")
        if rank in given:
            row.add_error("rank_in_sector", _("Another need already has this rank."))
        elif rank is not None:
            given.add(rank)
    return not any(row.errors for row in rows)
