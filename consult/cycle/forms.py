"""Forms that open and close a cycle and carry actions over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from communes.models import Commune
from foundation.forms.base import Form
from foundation.forms.fields import DayField, TextField
from foundation.records.today import today
from frameworks.models import Framework, Meeting


class OpenCycleForm(Form):
    """When the cycle opens, and at which meeting if one opened it."""

    opened_on = DayField(
        label=_("Opened on"), help_text=_("A past day is allowed, for example 28/08/2024.")
    )
    opened_at = forms.ModelChoiceField(
        label=_("Opened at the meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        help_text=_("The meeting that reviews one plan often opens the next cycle."),
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = framework.meetings.held().order_by("-number")
        chosen: forms.ModelChoiceField[Meeting] = self.fields["opened_at"]
        chosen.queryset = meetings
        self.fields["opened_on"].initial = today


class CloseCycleForm(Form):
    """The end report of the committee, or the signed note saying why there is none (R9)."""

    closed_on = DayField(label=_("Closed on"))
    end_report_on = DayField(
        label=_("Date of the committee's end report"),
        required=False,
        help_text=_("The day written on the paper report."),
    )
    default_note = TextField(
        label=_("If there is no report: why"), required=False, rows=3, max_length=2000
    )
    default_signed_by = TextField(
        label=_("Note of default signed by"), required=False, max_length=120
    )
    closing_note = TextField(
        label=_("What the cycle leaves"),
        required=False,
        rows=3,
        max_length=4000,
        help_text=_("What was learned, what the next meeting should know."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].initial = today


class CarryForm(Form):
    """Which unfinished actions the new plan takes up."""

    actions = forms.ModelMultipleChoiceField(
        label=_("Actions to take up"),
        queryset=Action.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one action.")},
    )
    reason = TextField(label=_("Why they were not finished"), required=False, max_length=300)

    def __init__(self, *args: Any, commune: Commune, waiting: list[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: forms.ModelMultipleChoiceField[Action] = self.fields["actions"]
        chosen.queryset = Action.objects.in_commune(commune).filter(
            pk__in=[action.pk for action in waiting]
        )
        chosen.initial = [action.pk for action in waiting]


class DropForm(Form):
    """Why an unfinished action is given up."""

    reason = TextField(label=_("Why the action is dropped"), max_length=300)
