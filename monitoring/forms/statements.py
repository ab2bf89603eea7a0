"""A word on an action."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms.base import Form
from foundation.forms.fields import DayField, PercentField, TextField
from foundation.records.today import today
from monitoring.models import Situation, Voice

# The four large choices first, then the others, as on the paper sheet.
LARGE = (Situation.PLANNED, Situation.RUNNING, Situation.DONE, Situation.BLOCKED)
SMALL = tuple(situation for situation in Situation if situation not in LARGE)


class StatementForm(Form):
    """How one action goes, in one large choice and at most one sentence."""

    situation = forms.ChoiceField(
        label=_("How is the action going?"),
        choices=[(s.value, s.label) for s in (*LARGE, *SMALL)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the action is going.")},
    )
    note = TextField(
        label=_("Explain in one sentence"),
        help_text=_("In French or in your language. Needed when the action is blocked or dropped."),
        required=False,
        rows=3,
        max_length=400,
    )
    progress = PercentField(label=_("How far (%)"), required=False)
    done_on = DayField(
        label=_("Done on"), required=False, help_text=_("If it is done: the real day.")
    )
    said_on = DayField(label=_("Said on"))
    voice = forms.ChoiceField(label=_("Who says so"), choices=Voice.choices)
    by_phone_from = TextField(
        label=_("Received by telephone from"), required=False, max_length=120,
        help_text=_("The name of who called."),
    )  # fmt: skip

    def __init__(self, *args: Any, voices: list[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: forms.ChoiceField = self.fields["voice"]
        chosen.choices = [(voice.value, voice.label) for voice in voices]
        chosen.initial = voices[0].value
        if len(voices) == 1:
            chosen.widget = forms.HiddenInput()
        self.fields["said_on"].initial = today
