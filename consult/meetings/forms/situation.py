"""What became of a decision, and of each of its parts."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.meetings.services.deciding import SETTLED, PartSettled, needs_a_word
from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField
from foundation.forms.records import digest
from foundation.forms.widgets import Face, Pick
from foundation.records.today import today
from frameworks.models import Decision, DecisionPart, DecisionState

FACES = {
    str(DecisionState.OPEN.value): Face("todo", "tag"),
    str(DecisionState.DISCUSSED.value): Face("talk", "go"),
    str(DecisionState.DONE.value): Face("check", "ok"),
    str(DecisionState.DROPPED.value): Face("cross", "tag"),
}


class SettledForm(Form):
    """A state and the day it was settled; `was` notices that somebody else changed it meanwhile."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        label=_("What became of this decision?"),
        choices=DecisionState.choices,
        widget=Pick(faces=FACES),
    )
    settled_on = DayField(label=_("Settled on, if done or dropped"), required=False)

    def __init__(self, *args: Any, record: Decision | DecisionPart, **kwargs: Any) -> None:
        self.record, self.now = record, _mark(record)
        kwargs["initial"] = {
            "was": self.now,
            "state": record.state,
            "settled_on": record.settled_on or today(),
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean_settled_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["settled_on"]
        if day and day > today():
            raise ValidationError(gettext("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (cleaned.get("was") or self.now) != self.now:
            said = gettext("Meanwhile somebody else changed this to “%(state)s”. Choose again.")
            self.add_error("state", said % {"state": self.record.get_state_display()})
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[self.add_prefix("was")] = self.now  # type: ignore[index]
        return cleaned


def _mark(record: Decision | DecisionPart) -> str:
    """The stored state and day, as the page showed them, and a mark of what was said of it."""
    note = digest(getattr(record, "settled_note", ""))
    return f"{record.state} {record.settled_on or ''} {note}"


class SituationForm(SettledForm):
    """What became of a decision, in one sentence."""

    note = TextField(label=_("In one sentence"), max_length=300, required=False)

    def __init__(self, *args: Any, record: Decision, **kwargs: Any) -> None:
        super().__init__(*args, record=record, initial={"note": record.settled_note}, **kwargs)


class PartStateForm(SettledForm):
    """What became of one part, on one line."""

    mark_optional = False

    def __init__(self, *args: Any, record: DecisionPart, **kwargs: Any) -> None:
        super().__init__(*args, record=record, prefix=f"p{record.pk}", **kwargs)
        state: Any = self.fields["state"]
        state.widget = forms.Select(attrs={"class": "in"}, choices=state.choices)
        state.label = _("State")
        self.fields["settled_on"].help_text = ""


class SituationPage:
    """The decision and its parts, settled in one send."""

    def __init__(self, decision: Decision, data: Any = None) -> None:
        self.form = SituationForm(data, record=decision)
        self.parts = [PartStateForm(data, record=part) for part in decision.parts.all()]

    @property
    def forms(self) -> list[SettledForm]:
        return [self.form, *self.parts]

    def is_valid(self) -> bool:
        right = [form.is_valid() for form in self.forms]
        return all(right) and self._says_why()

    def _says_why(self) -> bool:
        """Done although parts are open: only with a word on it."""
        said = self.form.cleaned_data
        if sentence := needs_a_word(said["state"], said["note"], self.open_parts):
            self.form.add_error("note", sentence)
        return not sentence

    @property
    def open_parts(self) -> int:
        """How many parts stay open, as the page was sent."""
        return sum(form.cleaned_data["state"] not in SETTLED for form in self.parts)

    @property
    def settled_parts(self) -> list[PartSettled]:
        return [
            PartSettled(form.record, form.cleaned_data["state"], form.cleaned_data["settled_on"])
            for form in self.parts
            if isinstance(form.record, DecisionPart)
        ]
