"""The adviser's forms: a visit or call in one send, a note completed, a commitment settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import OrganisationKind
from consult.review.models import CommitmentState, Visit, VisitKind
from consult.review.visiting import Promise, Verified
from foundation.forms.base import Form
from foundation.forms.fields import DayField, PercentField, TextField
from foundation.forms.records import RecordForm
from foundation.forms.rows import all_valid
from foundation.forms.widgets import Face, Pick
from foundation.records.today import today
from monitoring.models import Situation

BLANK_PROMISES = 3
LONGEST_NOTE = 4_000


class VisitForm(Form):
    """What holds for the whole visit or call."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=VisitKind.choices,
        widget=Pick(
            faces={VisitKind.VISIT.value: Face("hall"), VisitKind.CALL.value: Face("tel")}, two=True
        ),
    )
    made_on = DayField(label=_("Which day"))
    people_met = TextField(label=_("People met or called"), required=False, max_length=300)
    private_note = TextField(
        label=_("Private note"), required=False, rows=5, max_length=LONGEST_NOTE,
        help_text=_("Advisers alone read it. The commune, partners and administrators never do."),
    )  # fmt: skip
    next_on = DayField(label=_("Next visit planned on"), required=False)
    programme: Any = forms.ModelChoiceField(
        label=_("Programme that promises"), queryset=None, required=False
    )

    def __init__(self, data: Any, *, kind: str, programmes: Any, mine: list[int]) -> None:
        super().__init__(data)
        self.fields["kind"].initial = kind
        self.fields["made_on"].initial = today
        chosen: Any = self.fields["programme"]
        chosen.queryset = programmes.filter(kind=OrganisationKind.PROGRAMME)
        chosen.initial = mine[0] if mine else None

    def clean_made_on(self) -> Any:
        day = self.cleaned_data["made_on"]
        if day > today():
            raise forms.ValidationError(gettext("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        made, following = cleaned.get("made_on"), cleaned.get("next_on")
        if made and following and following <= made:
            self.add_error("next_on", gettext("The next visit comes after this one."))
        return cleaned


class VerifiedForm(Form):
    """What was seen of one action; a row nobody touches says nothing."""

    mark_optional = False

    situation = forms.ChoiceField(
        label=_("Verified on the spot"),
        choices=[("", _("Not seen")), *Situation.choices],
        required=False,
    )
    progress = PercentField(label=_("How far (%)"), required=False)
    done_on = DayField(label=_("Done on"), required=False)
    note = TextField(label=_("In one sentence"), required=False, max_length=400)

    def __init__(self, data: Any, *, action: Any) -> None:
        super().__init__(data, prefix=f"a{action.pk}", empty_permitted=True)
        self.action = action

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("situation") and "situation" not in self.errors:
            self.add_error("situation", gettext("Choose how the action is going."))
        return cleaned

    @property
    def verified(self) -> Verified:
        return Verified(self.action, **self.cleaned_data)

    def refuse(self, reasons: Iterable[str]) -> None:
        """Put the sentences of the rules beside the row."""
        for reason in reasons:
            self.add_error("situation", reason)


class PromiseForm(Form):
    """One commitment of the programme and its day; an empty row promises nothing."""

    mark_optional = False

    wording = TextField(label=_("What the programme promises"), max_length=300)
    due_on = DayField(label=_("By which day"))

    def __init__(self, data: Any, *, number: int) -> None:
        super().__init__(data, prefix=f"c{number}", empty_permitted=True)

    def has_changed(self) -> bool:
        return any(str(self[name].data or "").strip() for name in ("wording", "due_on"))

    @property
    def promise(self) -> Promise:
        return Promise(**self.cleaned_data)


class VisitPage:
    """The whole page: the visit or call, what was verified of each action, what was promised."""

    def __init__(
        self,
        data: Any,
        *,
        actions: Iterable[Any],
        kind: str,
        programmes: Any,
        mine: list[int],
    ) -> None:
        self.form = VisitForm(data, kind=kind, programmes=programmes, mine=mine)
        self.rows = [VerifiedForm(data, action=action) for action in actions]
        self.promises = [PromiseForm(data, number=n) for n in range(1, BLANK_PROMISES + 1)]

    @property
    def forms(self) -> list[Form]:
        return [self.form, *self.rows, *self.promises]

    def is_valid(self) -> bool:
        """Every part is checked, so that every mistake is shown at once."""
        right = all_valid(self.forms)
        return self._fits_together() and right if self.form.is_bound else False

    def _fits_together(self) -> bool:
        """A call verifies nothing; nothing is promised for a day before the visit."""
        told, made = [row for row in self.rows if row.has_changed()], None
        if hasattr(self.form, "cleaned_data"):
            made = self.form.cleaned_data.get("made_on")
            if told and self.form.cleaned_data.get("kind") == VisitKind.CALL:
                refusal = gettext("A call verifies nothing on the spot: file a visit instead.")
                self.form.add_error("kind", refusal)
        for row in self.promises:
            due = getattr(row, "cleaned_data", {}).get("due_on")
            if made and due and due < made:
                row.add_error(
                    "due_on", gettext("What is promised is due on or after the day of the visit.")
                )
        return not any(form.errors for form in self.forms)

    @property
    def said(self) -> dict[str, Any]:
        """What the service writes."""
        return {
            **self.form.cleaned_data,
            "verified": [row.verified for row in self.rows if row.has_changed()],
            "promises": [row.promise for row in self.promises if row.has_changed()],
        }

    def refuse(self, rows: dict[int, list[str]]) -> None:
        """Rules that refused what was verified, by the action's key."""
        for row in self.rows:
            row.refuse(rows.get(row.action.pk, []))


class NoteForm(RecordForm):
    """The private note of a visit, completed by who made it."""

    class Meta:
        model = Visit
        fields = ["private_note"]


class SettleForm(Form):
    """What became of a commitment of the programme."""

    state = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            (CommitmentState.DONE.value, CommitmentState.DONE.label),
            (CommitmentState.DROPPED.value, CommitmentState.DROPPED.label),
        ],
        widget=Pick(
            faces={
                CommitmentState.DONE.value: Face("check", "ok"),
                CommitmentState.DROPPED.value: Face("cross", "tag"),
            },
            two=True,
        ),
    )
    on = DayField(label=_("On which day"))
    note = TextField(
        label=_("In one sentence"), required=False, max_length=300,
        help_text=_("The commune reads it. Needed when the commitment is dropped."),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["on"].initial = today
