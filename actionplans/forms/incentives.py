"""What the commune gives besides money: land, links, a word, training."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Action, Incentive
from actionplans.models.incentives import IncentiveKind
from foundation.forms.fields import MoneyField
from foundation.forms.records import RecordForm
from foundation.forms.rows import Choices, share
from foundation.records.today import today


def _by_plan(actions: Iterable[Action]) -> list[tuple[str, Choices]]:
    """Actions under the name of their plan: each plan counts from 1."""
    found: dict[str, list[tuple[Any, str]]] = {}
    for action in actions:
        found.setdefault(str(action.plan), []).append((action.pk, str(action)))
    return list(found.items())


class IncentiveForm(RecordForm):
    """One incentive: what, for whom, when; later what came of it."""

    class Meta:
        model = Incentive
        fields = (
            "kind", "description", "beneficiary", "action", "given_on", "plot", "act_reference",
            "value", "outcome", "outcome_on",
        )  # fmt: skip
        field_classes = {"value": MoneyField}
        labels = {
            "description": gettext_lazy("In one sentence"),
            "action": gettext_lazy("Action of the plan"),
            "plot": gettext_lazy("Plot (for land)"),
            "act_reference": gettext_lazy("Act or agreement"),
            "value": gettext_lazy("Value"),
        }
        help_texts = {
            "value": gettext_lazy("0 is allowed when it costs nothing. Leave empty if unknown."),
            "act_reference": gettext_lazy("Its number and date. Land always has one."),
        }

    def __init__(self, *args: Any, parties: Any, actions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["beneficiary"].queryset = parties
        share(self, "action", actions, [("", _("Not given")), *_by_plan(actions)])
        for name in ("plot", "act_reference", "value", "beneficiary", "action"):
            fields[name].silent_optional = True

    def _past(self, name: str) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data[name]
        if day and day > today():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_given_on(self) -> datetime.date | None:
        return self._past("given_on")

    def clean_outcome_on(self) -> datetime.date | None:
        return self._past("outcome_on")

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        if found.get("kind") == IncentiveKind.LAND:
            self._ask("plot", _("Say which plot."))
            self._ask("act_reference", _("Land is given by an act: write its number and date."))
        outcome, known = found.get("outcome"), found.get("outcome_on")
        if outcome and not known:
            self._ask("outcome_on", _("Write the day it was known."))
        if known and not outcome:
            self._ask("outcome", _("Write what came of it."))
        given = found.get("given_on")
        if known and given and known < given:
            self.add_error("outcome_on", _("This lies before the day it was given."))
        return found

    def _ask(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)
