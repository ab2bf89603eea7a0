"""Calling a meeting, changing it, its agenda, its invitations, the day it was held."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Person
from consult.meetings.choices import communes_named, sectors_for
from consult.meetings.forms.rows import FewField
from foundation.forms.base import Form
from foundation.forms.fields import DayField, HourField, TextField
from foundation.forms.records import RecordForm
from foundation.records.today import today
from frameworks.models import Framework, Meeting, MeetingKind

BUREAU = ("chair", "secretary", "facilitator")
APART = ("elsewhere", "together", "joint_number")  # most meetings leave these empty


def name_choices(people: Any) -> list[tuple[Any, str]]:
    """People to choose from, with what tells namesakes apart."""
    return [("", gettext("Choose")), *((person.pk, described(person)) for person in people)]


def described(person: Person) -> str:
    """A name with the organisation it belongs to."""
    return f"{person} ({person.organisation})" if person.organisation else str(person)


class MeetingForm(RecordForm):
    """Kind, number, day, place and bureau of a meeting; with whom and where it is held."""

    number = FewField(label=_("Number in the framework"))
    elsewhere = TextField(
        label=_("Held in another commune"),
        help_text=_("Its name, if the meeting is held outside the commune."),
        max_length=80,
        required=False,
    )
    together = TextField(
        label=_("Held together with the communes of"),
        help_text=_("Their names, separated by commas. Each commune keeps its own record."),
        max_length=300,
        required=False,
    )

    class Meta:
        model = Meeting
        fields = (
            "kind", "sector", "number", "planned_on", "called_at", "place", *BUREAU,
            "next_meeting_on", "joint_number",
        )  # fmt: skip

    def __init__(self, *args: Any, framework: Framework, people: Any, **kwargs: Any) -> None:
        self.framework = framework
        super().__init__(*args, **kwargs)
        choices = name_choices(people)
        for name in BUREAU:
            field: Any = self.fields[name]
            field.queryset, field.choices = people, choices
        self._offer_sectors()
        self._say_where()
        self.fields["called_at"].label = _("Hour")
        self.fields["place"].help_text = _("The meeting may be held outside the commune.")

    @property
    def main(self) -> list[Any]:
        """What is asked of every meeting, and the hidden fields."""
        return [field for field in self if field.name not in APART]

    @property
    def apart(self) -> list[Any]:
        """What only a meeting outside the commune, or with others, needs."""
        return [self[name] for name in APART]

    @property
    def opens(self) -> bool:
        """Shown at once when something is typed or refused there."""
        return any(field.errors or field.value() for field in self.apart)

    def _say_where(self) -> None:
        """The communes as they were typed, by their names."""
        if self.instance.pk:
            place, others = self.instance.place_commune, self.instance.joint_with.all()
            self.initial.setdefault("elsewhere", place.name if place else "")
            self.initial.setdefault("together", ", ".join(other.name for other in others))

    def clean_elsewhere(self) -> Commune | None:
        found = self._communes("elsewhere")
        if len(found) > 1:
            raise ValidationError(_("Type one commune only."))
        return found[0] if found else None

    def clean_together(self) -> list[Commune]:
        here = self.framework.commune
        return [commune for commune in self._communes("together") if commune != here]

    def _communes(self, name: str) -> list[Commune]:
        found, unclear = communes_named(self.cleaned_data[name])
        if unclear:
            sentence = _(
                "No commune, or several, bear this name: %(names)s. "
                "Write it with its cercle: Koula (Koulikoro)."
            )
            raise ValidationError(sentence, params={"names": ", ".join(unclear)})
        return found

    def save(self, commit: bool = True) -> Meeting:
        self.instance.place_commune = self.cleaned_data.get("elsewhere")
        meeting: Meeting = super().save(commit)
        if commit:
            self.join(meeting)
        return meeting

    def join(self, meeting: Meeting) -> None:
        """Note the communes the meeting is held together with."""
        meeting.joint_with.set(self.cleaned_data.get("together") or [])

    def _offer_sectors(self) -> None:
        field: Any = self.fields["sector"]
        field.queryset = sectors_for(self.framework)
        field.help_text = _("Only for a meeting that prepares one sector.")

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        same = self.framework.meetings.filter(number=number).exclude(pk=self.instance.pk)
        if number < 1:
            raise ValidationError(_("Meetings are numbered from 1."))
        if same.exists():
            raise ValidationError(_("There is already a meeting with this number."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        preparatory = cleaned.get("kind") == MeetingKind.PREPARATORY
        if not preparatory:
            cleaned["sector"] = None
        return cleaned


class NewMeetingForm(MeetingForm):
    """A meeting to come, or one that already took place and is entered from the register."""

    class Meta(MeetingForm.Meta):
        fields = (
            "kind", "sector", "number", "planned_on", "held_on", "called_at", "place", *BUREAU,
            "started_at", "ended_at", "joint_number",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        framework: Framework = kwargs["framework"]
        last = framework.meetings.aggregate(last=Max("number"))["last"] or 0
        first = not framework.meetings.exclude(kind=MeetingKind.PREPARATORY).exists()
        initial = {
            "number": last + 1,
            "chair": framework.chair_id,
            "secretary": framework.secretary_id,
            "kind": MeetingKind.CONSTITUTIVE if first else MeetingKind.ORDINARY,
        }
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["planned_on"].label = _("Planned day, if it is to come")
        self.fields["held_on"].label = _("Day it was held, if it already took place")
        for name in ("started_at", "ended_at"):
            self.fields[name].help_text = _("Only for a meeting already held.")

    def clean_held_on(self) -> Any:
        return not_to_come(self.cleaned_data["held_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        dated = cleaned.get("planned_on") or cleaned.get("held_on")
        if not dated and not {"planned_on", "held_on"} & set(self.errors):
            self.add_error(
                "planned_on", gettext("Give the day it is planned for, or the day it was held.")
            )
        return cleaned


def not_to_come(held_on: Any) -> Any:
    """The day a meeting was held, refused while it is still to come."""
    if held_on and held_on.first_day > today():
        raise ValidationError(_("This day is still to come. A meeting is held today or earlier."))
    return held_on


class HoldForm(RecordForm):
    """The day the meeting was held, the hours it opened and ended."""

    class Meta:
        model = Meeting
        fields = ("held_on", "started_at", "ended_at", "place", "opening")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].required = True
        self.fields["opening"].widget.attrs["rows"] = 3
        self.fields["opening"].help_text = _("Who opened the meeting, and with which words.")

    def clean_held_on(self) -> Any:
        return not_to_come(self.cleaned_data["held_on"])


class SecondCallForm(Form):
    """The day and the hour of a second call."""

    planned_on = DayField(label=_("New day of the meeting"))
    called_at = HourField(label=_("Hour"), required=False)

    def clean_planned_on(self) -> Any:
        day = self.cleaned_data["planned_on"]
        if day < today():
            raise ValidationError(_("This day is past. A second call is for a day to come."))
        return day


class NotHeldForm(Form):
    """Why a meeting was not held."""

    reason = TextField(
        label=_("Why was the meeting not held?"),
        help_text=_("For example: too few organisations came, or the road was cut."),
        max_length=300,
        rows=3,
    )


class StepBackForm(Form):
    """Why the last step is taken back."""

    note = TextField(
        label=_("Why is this step taken back?"),
        help_text=_("A step is taken back once. The reason stays with your name."),
        max_length=300,
        rows=3,
    )


class ApprovalForm(Form):
    """The day the minutes were approved: today, or as the register says."""

    approved_on = DayField(label=_("Minutes approved on"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self._held = meeting.held_on
        kwargs.setdefault("initial", {"approved_on": today()})
        super().__init__(*args, **kwargs)

    def clean_approved_on(self) -> Any:
        day = self.cleaned_data["approved_on"]
        if day > today():
            raise ValidationError(_("This day is still to come."))
        if self._held and day < self._held.first_day:
            raise ValidationError(_("The minutes are not approved before the meeting."))
        return day


class ReasonForm(Form):
    """Why approved minutes are opened again."""

    reason = TextField(
        label=_("Why must the minutes be corrected?"),
        help_text=_("The reason stays in the journal with your name."),
        max_length=300,
        rows=3,
    )
