"""The register of invitations: what holds for every line, then one line per person invited."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import Organisation, Person
from consult.meetings.choices import organisations_for, people_for
from consult.meetings.documents.letters import usually_joined
from consult.meetings.forms.meeting import described
from consult.meetings.forms.rows import RowForm, all_valid
from consult.meetings.invitees import key_of, keys_of, proposals, register, source_of
from consult.meetings.services.inviting import Common, Invited
from foundation.formats.dates import day, day_short
from foundation.forms.choices import SeveralField
from foundation.forms.fields import DayField
from foundation.forms.records import RecordForm, digest
from foundation.records.today import today
from frameworks.models import Invitation, InvitationMeans, Meeting

FIELDS = ("reference", "means", "sent_on", "received_on", "note")
_ASKED = re.compile(r"([po])(\d{1,18})-invite")


def not_yet_to_come(written: datetime.date | None) -> datetime.date | None:
    """The day something was done, refused while it is still to come."""
    if written and written > today():
        raise ValidationError(_("This day is still to come. Write it once they have left."))
    return written


class InvitationsForm(RecordForm):
    """When the invitations left, how, under which number, and what the letters say besides."""

    means = forms.ChoiceField(
        label=_("Invited by, for new lines that do not say it"),
        choices=[("", _("By letter")), *InvitationMeans.choices[1:]],
        required=False,
    )
    in_series = forms.BooleanField(
        label=_("One number per letter: the next free ones follow this one"), required=False
    )
    received_on = DayField(
        label=_("Day of receipt, for the lines ticked “received”"), required=False
    )
    people: Any = SeveralField(
        label=_("People"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    organisations: Any = SeveralField(
        label=_("Organisations"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The letter goes to whoever heads the organisation."),
    )

    class Meta:
        model = Meeting
        fields = (
            "invitation_sent_on", "invitation_reference", "who_bears", "enclosed",
            "radio_notice_on", "radio_station",
        )  # fmt: skip

    def __init__(self, *args: Any, taken: set[str], in_series: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"in_series": in_series}, **kwargs)
        self._offer(taken)
        texts: Any = self.fields
        texts["invitation_sent_on"].help_text = _(
            "For example 28/08/2026. Typed here, it stands for every line without a day of its own."
        )
        texts["invitation_reference"].label = _("Number in the register of letters")
        texts["invitation_reference"].help_text = _("For example 041/CR-DIO")
        texts["received_on"].help_text = ""
        texts["radio_notice_on"].help_text = ""
        usual = "; ".join(usually_joined(self.instance))
        if usual:
            texts["enclosed"].help_text = gettext("Left empty: %(papers)s.") % {"papers": usual}
        for name in ("means", "received_on", "people", "organisations"):
            texts[name].silent_optional = True

    def _offer(self, taken: set[str]) -> None:
        """Everybody of the commune who does not stand on the page already."""
        commune, fields = self.instance.framework.commune, self.fields
        offers: tuple[tuple[str, str, Any], ...] = (
            ("people", "p", people_for(commune)),
            ("organisations", "o", organisations_for(commune)),
        )
        for name, letter, records in offers:
            field: Any = fields[name]
            field.queryset = records
            field.choices = [
                (one.pk, described(one) if isinstance(one, Person) else str(one))
                for one in records
                if f"{letter}{one.pk}" not in taken
            ]

    def clean_invitation_sent_on(self) -> Any:
        return not_yet_to_come(self.cleaned_data["invitation_sent_on"])

    def clean_received_on(self) -> Any:
        return not_yet_to_come(self.cleaned_data["received_on"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        unnumbered = cleaned.get("in_series") and not cleaned.get("invitation_reference")
        if unnumbered and "invitation_reference" not in self.errors:
            self.add_error("invitation_reference", gettext("Type the number of the first one."))
        return cleaned

    @property
    def others(self) -> bool:
        """Whether anybody is left to add."""
        return bool(self.fields["people"].choices or self.fields["organisations"].choices)  # type: ignore[attr-defined]

    @property
    def common(self) -> Common:
        """What the services take for the lines that say nothing themselves."""
        values = self.cleaned_data
        return Common(values["means"], values["received_on"], values["in_series"])

    def added(self, taken: set[str]) -> list[Invited]:
        """A line for each person and organisation ticked in the lists."""
        chosen: list[Person | Organisation] = [
            *self.cleaned_data["people"], *self.cleaned_data["organisations"],
        ]  # fmt: skip
        rows = [_row_of(self.instance, one) for one in chosen]
        return [Invited(row) for row in rows if key_of(row) not in taken]


def _row_of(meeting: Meeting, who: Person | Organisation) -> Invitation:
    blank = {"meeting": meeting, "means": ""}
    if isinstance(who, Person):
        return Invitation(person=who, organisation=who.organisation, **blank)
    return Invitation(organisation=who, **blank)


class InvitationForm(RowForm):
    """One line: somebody invited or proposed, the number of the letter, how, when, received."""

    said = ("invite",)
    mark_optional = False

    invite = forms.BooleanField(label=_("invite"), required=False)
    received = forms.BooleanField(label=_("received"), required=False)

    class Meta:
        model = Invitation
        fields = FIELDS

    def __init__(self, data: Any, *, ticked: bool = False, instance: Invitation) -> None:
        prefix = key_of(instance)
        if instance.pk is None:
            instance.means = ""  # as the head of the page says
        elif data is not None:
            data = _first_shown_blank(data, prefix)
        super().__init__(data, prefix=prefix, instance=instance)
        fields: Any = self.fields
        fields["means"].required = False
        for name, label in (("sent_on", _("Day it left")), ("received_on", _("Day it arrived"))):
            fields[name].label, fields[name].help_text = label, ""
        if self.is_new:
            fields["means"].choices = [("", gettext("As above")), *InvitationMeans.choices]
            fields["invite"].initial = ticked
        else:
            del self.fields["invite"]
            fields["means"].choices = InvitationMeans.choices
            fields["remove"].label = _("no longer invited")
        if self.is_new or instance.received_on:
            del self.fields["received"]

    def clean_sent_on(self) -> Any:
        return not_yet_to_come(self.cleaned_data["sent_on"])

    def clean_received_on(self) -> Any:
        return not_yet_to_come(self.cleaned_data["received_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent, received = cleaned.get("sent_on"), cleaned.get("received_on")
        if sent and received and received < sent and not cleaned.get("remove"):
            self.add_error("received_on", gettext("It was received before it was sent."))
        return cleaned

    @property
    def ticked(self) -> bool:
        """Whether the line says “received” without a day of its own."""
        values = self.cleaned_data
        return bool(values.get("received") and not values.get("received_on"))

    @property
    def invited(self) -> Invited:
        """What the services write."""
        fields = [name for name in self.changed_data if name in FIELDS]
        removed = bool(self.cleaned_data.get("remove"))
        save = None if self.is_new else self.save
        return Invited(self.instance, save, fields, remove=removed, received=self.ticked)

    @property
    def ticks(self) -> list[forms.BoundField]:
        """What one ticks without opening the line."""
        return [self[name] for name in ("invite", "received", "remove") if name in self.fields]

    @property
    def details(self) -> list[forms.BoundField]:
        """The boxes that are folded until they are needed, each with its value as it is shown."""
        fields: list[Any] = [self[name] for name in FIELDS]
        for field in fields:
            field.shown = field.field.widget.format_value(field.value()) or ""
        return fields

    @property
    def who(self) -> str:
        return str(self.instance)

    @property
    def about(self) -> str:
        """Function and organisation of who is invited."""
        person, party = self.instance.person, self.instance.organisation
        if person is None:
            return gettext("to whoever heads it")
        return ", ".join(filter(None, (person.function, str(party or person.organisation or ""))))

    @property
    def state(self) -> str:
        """« lettre n° 041, envoyée le 7/10/2024 »: what the line says while it is folded."""
        row = self.instance
        if not row.pk:
            return gettext("Number, means, days")
        sent = row.sent_on and gettext("sent on %(day)s") % {"day": day_short(row.sent_on)}
        came = row.received_on and gettext("received on %(day)s") % {
            "day": day_short(row.received_on)
        }
        said = (row.reference, row.get_means_display(), sent or gettext("not sent"), came, row.note)
        return ", ".join(filter(None, said))


def _first_shown_blank(data: Any, prefix: str) -> Any:
    """Mark a line somebody else entered meanwhile as one this page showed empty."""
    name = f"{prefix}-seen"
    if name in data or f"{prefix}-reference" not in data:
        return data
    blank = {name: digest("") for name in FIELDS}
    copy = data.copy()
    copy[name] = " ".join(f"{field}:{text}" for field, text in blank.items())
    return copy


def _in_series(meeting: Meeting, written: list[Invitation]) -> bool:
    """Whether letters bear numbers of their own that follow the first one."""
    return bool(meeting.invitation_reference) and any(row.reference for row in written)


class Invitations:
    """The whole page: what is common, the lines written, those proposed."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        self.source = source_of(meeting)
        written = register(meeting)
        proposed = proposals(meeting, self.source, invited=written)
        if data is not None:
            proposed += self._asked_besides(meeting, data, keys_of([*written, *proposed]))
        self.taken = keys_of([*written, *proposed])
        parties = {f"o{row.organisation_id}" for row in (*written, *proposed)}
        listed = self.taken | parties
        self.common = InvitationsForm(
            data,
            instance=meeting,
            taken=listed,
            in_series=_in_series(meeting, written),
        )
        self.rows = [InvitationForm(data, instance=row) for row in written]
        self.proposed = [InvitationForm(data, instance=row, ticked=not written) for row in proposed]

    def _asked_besides(self, meeting: Meeting, data: Any, known: set[str]) -> list[Invitation]:
        """Lines the page had proposed and proposes no more, of this commune's people alone."""
        keys: dict[str, list[str]] = {"p": [], "o": []}
        for match in filter(None, map(_ASKED.fullmatch, data)):
            if f"{match[1]}{int(match[2])}" not in known:
                keys[match[1]].append(match[2])
        commune = meeting.framework.commune
        found: list[Any] = []
        for letter, records in (("p", people_for(commune)), ("o", organisations_for(commune))):
            found += records.filter(pk__in=keys[letter]) if keys[letter] else []
        self.strangers = sum(map(len, keys.values())) - len(found)
        return [_row_of(meeting, one) for one in found]

    @property
    def forms(self) -> list[Any]:
        return [self.common, *self.rows, *self.proposed]

    strangers = 0

    def is_valid(self) -> bool:
        right = all_valid(self.forms)
        if not self.common.is_bound:
            return False
        if self.strangers:
            sentence = gettext("One of those invited does not belong to this commune.")
            self.common.add_error(None, sentence)
        ticked = [form for form in self._spoken if form.is_valid() and form.ticked]
        dated = "received_on" in self.common.errors or self.common.cleaned_data.get("received_on")
        if ticked and not dated:
            self.common.add_error(
                "received_on", gettext("Say on which day the ticked ones were received.")
            )
        return right and not self.common.errors

    @property
    def _spoken(self) -> list[InvitationForm]:
        return [*self.rows, *(form for form in self.proposed if form.has_changed())]

    @property
    def lines(self) -> list[Invited]:
        """Every line written, and those ticked: what the services take."""
        return [*(form.invited for form in self._spoken), *self.common.added(self.taken)]

    @property
    def intro(self) -> str:
        """Where the proposals come from."""
        if self.source is None:
            return gettext("Proposed: whoever heads each member of the framework.")
        held = day(self.source.held_on) if self.source.held_on else ""
        known = gettext(
            "Proposed: those of meeting no. %(number)s (%(day)s) and whoever heads each member."
        )
        plain = gettext("Proposed: those of meeting no. %(number)s and whoever heads each member.")
        return (known if held else plain) % {"number": self.source.number, "day": held}
