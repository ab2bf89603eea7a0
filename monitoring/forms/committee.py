"""Forms of the committee: when it was set up, who sits in it, with which mandate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Person
from foundation.forms.base import Form, ModelForm
from foundation.forms.fields import DayField
from foundation.forms.stands import StandingForm
from frameworks.models import Decision, Framework, Meeting
from monitoring.models import CommitteeMandate, CommitteeRole, Designation


class CommitteeForm(StandingForm):
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


class LeaveForm(StandingForm):
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
            "decided_in",
        )

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"].widget.attrs["rows"] = 6
        decided: Any = self.fields["decided_in"]
        decided.queryset = decisions
        decided.label_from_instance = _decision_words


def _decision_words(decision: Decision) -> str:
    """« Réunion n° 3, décision 2 : le mandat est renouvelé »."""
    words = gettext("Meeting no. %(meeting)s, decision %(number)s: %(words)s")
    number = decision.meeting.number
    return words % {"meeting": number, "number": decision.number, "words": decision}
