"""Which unfinished actions the new plan takes up, and what is decided of those that keep coming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.history import Past, comes_back_often, pasts_of
from actionplans.models import Action, CarryChoice
from communes.models import Commune
from consult.cycle.carrying import Decided, undecided
from foundation.forms.base import Form, dress
from foundation.forms.choices import SeveralField
from foundation.forms.fields import TextField
from foundation.forms.widgets import Pick

LONGEST_WORDING = 400
BOXES = ("choice", "wording", "responsible")


@dataclass(frozen=True)
class Waiting:
    """One row of the page: an action, where it comes from, and the boxes of its third return."""

    action: Action
    pasts: list[Past]
    ticked: bool
    boxes: list[Any]

    @property
    def times(self) -> int:
        return len(self.pasts)


class CarryForm(Form):
    """The actions to take up. One that comes back for the third time asks for a decision."""

    actions = SeveralField(
        queryset=None,
        label=gettext_lazy("Actions to take up"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one action.")},
    )
    reason = TextField(
        label=gettext_lazy("Why they were not finished"), required=False, max_length=300
    )

    def __init__(
        self,
        *args: Any,
        commune: Commune,
        waiting: list[Action],
        parties: Any,
        **kwargs: Any,
    ) -> None:
        self.waiting = waiting
        self.pasts = pasts_of(waiting)
        self.often = [one for one in waiting if comes_back_often(len(self.pasts[one.pk]))]
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["actions"]
        keys = [action.pk for action in waiting]
        chosen.queryset = Action.objects.in_commune(commune).filter(pk__in=keys)
        chosen.initial = keys
        if self.often:
            offered = [("", _("Choose")), *((one.pk, str(one)) for one in parties.order_by("name"))]
            for action in self.often:
                self._ask(action, parties, offered)

    def _ask(self, action: Action, parties: Any, offered: Any) -> None:
        """The boxes of one action: what is decided, its new words, its new responsible."""
        choice = forms.ChoiceField(
            label=_("It comes back for the third time: what is decided?"),
            choices=[(value, capfirst(label)) for value, label in CarryChoice.choices],
            widget=Pick(),
            required=False,
        )
        wording = TextField(
            label=_("What is to be done now (when this changes)"),
            max_length=LONGEST_WORDING,
            required=False,
            initial=action.wording,
        )
        responsible: Any = forms.ModelChoiceField(
            queryset=parties, label=_("Who answers for it (when this changes)"), required=False
        )
        for box, field in zip(BOXES, (choice, wording, responsible), strict=True):
            dress(field)
            field.silent_optional = True
            self.fields[f"{box}_{action.pk}"] = field
        responsible.choices = offered

    def clean(self) -> dict[str, Any]:
        """Beside the row: the sentence with which the service would refuse it."""
        ticked = self.cleaned_data.get("actions") or ()
        for action in self.often:
            names = {box: f"{box}_{action.pk}" for box in BOXES}
            if action in ticked and not any(name in self.errors for name in names.values()):
                missing = undecided(action, self._decided(action))
                if missing:
                    self.add_error(names[missing.box], missing.sentence)
        return self.cleaned_data

    def _decided(self, action: Action) -> Decided:
        choice, wording, responsible = (
            self.cleaned_data.get(f"{box}_{action.pk}") for box in BOXES
        )
        return Decided(choice or "", wording or "", responsible)

    @property
    def decided(self) -> dict[int, Decided]:
        """What was decided of each action that comes back for the third time."""
        return {action.pk: self._decided(action) for action in self.often}

    def rows(self) -> list[Waiting]:
        """The page, action by action; what was ticked stays ticked when the page comes back."""
        ticked = {str(key) for key in self["actions"].value() or ()}
        return [
            Waiting(action, self.pasts[action.pk], str(action.pk) in ticked, self._boxes(action))
            for action in self.waiting
        ]

    def _boxes(self, action: Action) -> list[Any]:
        return [self[f"{box}_{action.pk}"] for box in BOXES] if action in self.often else []
