"""The framework's own lines, its members, and what stands in for a lost founding act."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.querysets import OrganisationQuerySet, PersonQuerySet
from foundation.forms.base import Form, ModelForm
from foundation.forms.choices import SeveralField
from foundation.forms.fields import CountField, DayField, TextField
from foundation.forms.records import RecordForm
from foundation.forms.stands import StandingForm
from foundation.forms.widgets import Face, Ticks
from foundation.records.today import today
from frameworks.models import Deliberation, Framework

LONGEST_PERIOD = 12


class _FrameworkFields:
    """What creating and changing a framework share."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def offer(self, people: PersonQuerySet) -> None:
        for office in ("chair", "secretary"):
            self.fields[office].queryset = people

    def clean_meeting_period_months(self) -> int:
        months: int = self.cleaned_data["meeting_period_months"]
        if not 1 <= months <= LONGEST_PERIOD:
            raise ValidationError(_("Type a number of months from 1 to 12."))
        return months


_FIELDS = ["name", "meeting_period_months", "chair", "secretary", "quorum"]
_LADDER = ("obstacle_council_days", "obstacle_adviser_days")
_FIELD_CLASSES = {"meeting_period_months": CountField, "quorum": CountField}
_HELP = {
    "meeting_period_months": gettext_lazy("3 means one meeting each quarter."),
    "chair": gettext_lazy("Usually the mayor."),
}


class FrameworkForm(_FrameworkFields, ModelForm):
    """A new framework: a name is enough."""

    class Meta:
        model = Framework
        fields = _FIELDS
        field_classes = _FIELD_CLASSES
        help_texts = _HELP

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(people)


class FrameworkChangeForm(_FrameworkFields, RecordForm):
    """Name, rhythm, chair and secretary of a framework that stands."""

    class Meta:
        model = Framework
        fields = [*_FIELDS, *_LADDER]
        field_classes = {**_FIELD_CLASSES, **dict.fromkeys(_LADDER, CountField)}
        help_texts = _HELP

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(people)


class RegulariseForm(StandingForm):
    """Why there is no founding act to copy."""

    note = TextField(
        label=gettext_lazy("Why the act is missing"),
        max_length=300,
        rows=2,
        help_text=gettext_lazy("For example: voted in 2007, the register was lost in 2012."),
    )


class FoundingChoiceForm(Form):
    """An act that already stands in the register."""

    act: Any = forms.ModelChoiceField(
        label=gettext_lazy("Deliberation"), queryset=None, empty_label=gettext_lazy("Choose")
    )

    def __init__(self, *args: Any, acts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["act"]
        field.queryset = acts  # type: ignore[attr-defined]
        field.label_from_instance = _act_label  # type: ignore[attr-defined]


def _act_label(act: Deliberation) -> str:
    return f"{act.number} – {act.object}"


class MembersForm(Form):
    """Organisations that sit in the framework, several ticked at once."""

    organisations: Any = SeveralField(
        label=gettext_lazy("Organisations"),
        queryset=None,
        widget=Ticks,
        error_messages={"required": gettext_lazy("Tick at least one organisation.")},
    )
    since = DayField(label=gettext_lazy("They sit since"), required=False)

    def __init__(self, *args: Any, organisations: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisations"]
        field.queryset = organisations  # type: ignore[attr-defined]
        field.widget.faces = {
            str(one.pk): Face(hint=str(one.get_kind_display())) for one in organisations
        }

    def clean_since(self) -> datetime.date | None:
        return not_to_come(self.cleaned_data["since"])


class EndMembershipForm(StandingForm):
    """The last day an organisation sits."""

    until = DayField(label=gettext_lazy("Last day"))

    def clean_until(self) -> datetime.date | None:
        return not_to_come(self.cleaned_data["until"])


def not_to_come(day: datetime.date | None) -> datetime.date | None:
    """The day, when it is today or earlier."""
    if day and day > today():
        raise ValidationError(_("This day has not come yet. Check the year."))
    return day
