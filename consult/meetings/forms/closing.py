"""Who signs the minutes, and what is put right in them later."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.meetings.choices import people_for
from consult.meetings.documents.minutes.signing import usual
from consult.meetings.forms.meeting import name_choices
from consult.meetings.forms.rows import Choices, RowForm, all_valid, share
from consult.meetings.services.lines import Line
from foundation.forms.base import Form, ModelForm
from foundation.forms.fields import TextField
from foundation.records.today import today
from frameworks.models import Correction, Meeting, Signatory

BLANK_ROWS = 1


class SignatoryForm(RowForm):
    """One place to sign under the minutes: in which quality, who, and for whom."""

    mark_optional = False
    said = ("quality", "person", "on_behalf_of")

    class Meta:
        model = Signatory
        fields = ("quality", "person", "on_behalf_of")

    def __init__(self, *args: Any, people: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "person", people, choices)

    @property
    def differs(self) -> bool:
        """Whether the row says something else than what stands there without being typed."""
        return any(
            str(self[name].data or "").strip() != str(self.get_initial(name) or "")
            for name in self.said
        )

    def get_initial(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)


class Signatories:
    """The rows on the page that checks the minutes: those typed, or the usual ones to change."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        people = people_for(meeting.framework.commune)
        shared: dict[str, Any] = {"people": people, "choices": name_choices(people)}
        typed = list(meeting.signatories.all())
        self.usual = [] if typed else _usual(meeting)
        self.written = [
            SignatoryForm(data, prefix=f"s{row.pk}", instance=row, **shared) for row in typed
        ]
        self.blank = [
            SignatoryForm(
                data,
                prefix=f"t{place}",
                instance=Signatory(meeting=meeting),
                initial=initial,
                **shared,
            )
            for place, initial in enumerate([*self.usual, *([{}] * BLANK_ROWS)])
        ]

    @property
    def forms(self) -> list[SignatoryForm]:
        return [*self.written, *self.blank]

    @property
    def opens(self) -> bool:
        """The rows are shown at once when somebody typed them or something in them is refused."""
        return bool(self.written) or any(form.errors for form in self.forms)

    def is_valid(self) -> bool:
        return all_valid(self.forms)

    @property
    def lines(self) -> list[Line]:
        """What changed; the usual signatories untouched are not stored: they follow the bureau."""
        if not self.written and not any(form.differs for form in self.blank):
            return []
        return [form.line for form in self.forms if form.has_changed()]


def _usual(meeting: Meeting) -> list[dict[str, Any]]:
    """The usual places to sign, with the people of the bureau in their order."""
    bureau = (meeting.secretary_id, meeting.chair_id)
    return [
        {"quality": sign.capacity, "person": person}
        for sign, person in zip(usual(meeting), [*bureau, None, None], strict=True)
    ]


class CorrectionForm(ModelForm):
    """What is put right in approved minutes: on which day, asked for where, in which words."""

    class Meta:
        model = Correction
        fields = ("made_on", "made_at", "wording")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"made_on": today()})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["made_at"]
        meeting = self.instance.meeting
        field.queryset = meeting.framework.meetings.held().exclude(pk=meeting.pk)
        field.empty_label = _("Outside a meeting")
        self.fields["wording"].widget.attrs["rows"] = 5
        self.fields["wording"].help_text = _("Say what was written and what must be read instead.")

    def clean_made_on(self) -> Any:
        day, held = self.cleaned_data["made_on"], self.instance.meeting.held_on
        if day > today():
            raise ValidationError(_("This day is still to come."))
        if held and day < held.first_day:
            raise ValidationError(gettext("Minutes are not corrected before the meeting."))
        return day


class TakeOutForm(Form):
    """Why a filed meeting is taken out of the file again."""

    reason = TextField(
        label=_("Why is this meeting taken out of the file?"),
        help_text=_("The reason stays in the journal with your name."),
        max_length=300,
        rows=3,
    )
