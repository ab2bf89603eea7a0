"""Organisations nobody came for: the members and the invited are proposed."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import Organisation
from communes.querysets import OrganisationQuerySet
from consult.meetings.forms.noted import NotedForm
from consult.meetings.forms.rows import Choices
from consult.meetings.seats import awaited_parties, parties_that_came
from consult.meetings.services.attending import Absence
from frameworks.models import Meeting

EXCUSED, ABSENT = "excuse", "absent"
STATES: Final = [
    (EXCUSED, _("excused (organisation)")),
    (ABSENT, _("absent (organisation)")),
    ("", _("not noted")),
]


class AbsentForm(NotedForm):
    """Which organisations were excused or absent."""

    mark_optional = False

    def __init__(
        self, data: Any, *, meeting: Meeting, parties: OrganisationQuerySet, choices: Choices
    ) -> None:
        super().__init__(data, prefix="o")
        rows = meeting.absent_organisations.select_related("organisation")
        self.recorded = {row.organisation_id: row for row in rows}
        self.came = parties_that_came(meeting)
        found = {one.pk: one for one in awaited_parties(meeting)}
        found |= {pk: row.organisation for pk, row in self.recorded.items()}
        self.parties: list[Organisation] = sorted(found.values(), key=lambda one: one.name)
        for party in self.parties:
            field = forms.ChoiceField(label=str(party), choices=STATES, required=False)
            self.ask(str(party.pk), field, self._stored(party.pk))
        self.fields["other"] = forms.ModelChoiceField(
            label=_("Another organisation"), queryset=parties, required=False
        )
        self.fields["other"].choices = choices  # type: ignore[attr-defined]
        states = [("", gettext("Choose")), *STATES[:2]]
        self.fields["other_state"] = forms.ChoiceField(
            label=_("Excused or absent"), choices=states, required=False
        )
        self.pack()

    def _stored(self, party: int) -> str:
        row = self.recorded.get(party)
        return "" if row is None else EXCUSED if row.excused else ABSENT

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("other") and not values.get("other_state"):
            self.add_error("other_state", gettext("Say whether it was excused or absent."))
        if values.get("other_state") and not values.get("other"):
            self.add_error("other", gettext("Choose the organisation."))
        return values

    def refuse_who_came(self, came: set[int]) -> bool:
        """Nobody is absent who came; whether the page agrees with itself."""
        sentence = gettext("%(name)s: somebody of this organisation came. Correct one of the two.")
        right = True
        for party in self.parties:
            if party.pk in came and self.cleaned_data.get(str(party.pk)):
                self.add_error(str(party.pk), sentence % {"name": party})
                right = False
        other = self.cleaned_data.get("other")
        if other and other.pk in came:
            self.add_error("other", sentence % {"name": other})
            right = False
        return right

    @property
    def absences(self) -> list[Absence]:
        """What the services write."""
        values = self.cleaned_data
        said = {party.pk: values.get(str(party.pk)) or "" for party in self.parties}
        if values.get("other"):
            said[values["other"].pk] = values["other_state"]
        return [Absence(pk, None if not state else state == EXCUSED) for pk, state in said.items()]

    def rows(self) -> list[forms.BoundField]:
        """One line for each organisation nobody came for, and for what is wrong."""
        fields: list[Any] = [self[str(one.pk)] for one in self.parties if self._is_shown(one.pk)]
        for field in fields:
            field.shown = str(field.value() or "")
        return fields

    def _is_shown(self, party: int) -> bool:
        return party not in self.came or party in self.recorded or str(party) in self.errors

    @property
    def count(self) -> int:
        """How many are noted as excused or absent."""
        return len(self.recorded)
