"""Forms of the follow-up: a word on an action, the committee, its mandate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Person
from foundation.forms.base import Form, ModelForm
from foundation.forms.fields import DayField, PercentField, TextField
from foundation.records.today import today
from frameworks.models import Framework, Meeting
from monitoring.models import CommitteeMandate, CommitteeRole, Designation, Situation, Voice

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


class CommitteeForm(Form):
    """When and where the committee was set up."""

    set_up_on = DayField(label=_("Set up on"))
    set_up_at = forms.ModelChoiceField(
        label=_("Set up at the meeting"), queryset=Meeting.objects.none(), required=False
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: forms.ModelChoiceField[Meeting] = self.fields["set_up_at"]
        chosen.queryset = framework.meetings.held()


class SeatForm(Form):
    """A seat of the committee."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.none(),
        error_messages={"required": _("Choose a person.")},
    )
    role = forms.ChoiceField(label=_("Role in the committee"), choices=CommitteeRole.choices)
    designation = forms.ChoiceField(
        label=_("Designated by"), choices=[("", "—"), *Designation.choices], required=False
    )
    since = DayField(label=_("Since"), required=False)

    def __init__(self, *args: Any, commune: Commune, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = CommitteeRole.MEMBER
        chosen: forms.ModelChoiceField[Person] = self.fields["person"]
        chosen.queryset = Person.objects.usable_in(commune)


class LeaveForm(Form):
    """The day a seat ends."""

    until = DayField(label=_("Until"))


class MandateForm(ModelForm):
    """The next version of the mandate."""

    class Meta:
        model = CommitteeMandate
        fields = (
            "tasks",
            "valid_from",
            "valid_to",
            "report_rhythm",
            "change_reason",
            "renewed_unchanged",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"].widget.attrs["rows"] = 6
