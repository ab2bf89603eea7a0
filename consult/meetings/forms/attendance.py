"""The attendance sheet: everybody on one page, in the order of the printed sheet, in one send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communes.models import College, Person, Sex
from communes.querysets import name_key
from consult.meetings.choices import organisations_for, people_for
from consult.meetings.forms.meeting import described
from consult.meetings.forms.rows import FewField, RowForm, all_valid, lines
from consult.meetings.seats import Seat, day_of, seats_of
from consult.meetings.services.attending import Mark, Newcomer
from consult.meetings.services.lines import Line
from foundation.forms.base import Form
from foundation.forms.fields import PhoneField, TextField
from foundation.forms.records import RecordForm
from frameworks.models import AttendanceMode, CountedAttendance, Meeting

NEW_PEOPLE, NEW_COUNTS = 5, 2
PRESENCES = [
    (AttendanceMode.PRESENT.value, pgettext_lazy("a person", "present")),
    (AttendanceMode.EXCUSED.value, pgettext_lazy("a person", "excused")),
    (AttendanceMode.ABSENT.value, pgettext_lazy("a person", "absent")),
    (AttendanceMode.BY_PROXY.value, pgettext_lazy("a person", "represented")),
]
MODES = [*PRESENCES, ("", _("not noted"))]


@dataclass(frozen=True)
class SeatRow:
    """One person on the page, drawn by the template without a widget of its own."""

    person: Person
    name: str
    mode: str
    errors: list[str]
    asks_age: bool
    young: bool
    represented: bool
    represented_by: str


class SheetForm(Form):
    """Who of the known people came. `seen` remembers what the page showed, person by person."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, meeting: Meeting) -> None:
        self.seats: list[Seat] = seats_of(meeting)
        self.day = day_of(meeting)
        super().__init__(data)
        for seat in self.seats:
            self._add_seat(seat)
        self.now = {
            seat.person.pk: seat.recorded.mode if seat.recorded else "" for seat in self.seats
        }
        self.initial["seen"] = _packed(self.now)

    def _add_seat(self, seat: Seat) -> None:
        key, row = seat.person.pk, seat.recorded
        self.fields[f"p{key}"] = forms.ChoiceField(
            label=str(seat.person), choices=MODES, required=False, initial=row.mode if row else ""
        )
        if seat.person.young_on(self.day) is None:
            self.fields[f"y{key}"] = forms.BooleanField(
                required=False, initial=bool(row and row.young)
            )
        if row and row.mode == AttendanceMode.BY_PROXY:
            self.fields[f"r{key}"] = TextField(
                required=False, max_length=120, initial=row.represented_by
            )

    def clean(self) -> dict[str, Any]:
        """Keep what somebody else noted meanwhile; where both noted something, ask again."""
        seen = _unpacked(self.cleaned_data.get("seen", ""), otherwise=self.now)
        fresh = dict(seen)
        for key, stored in self.now.items():
            mine, shown = self.cleaned_data.get(f"p{key}"), seen.get(key, "")
            if mine is None or stored in (shown, mine):
                continue
            if mine == shown:
                self.cleaned_data[f"p{key}"] = stored
                continue
            fresh[key] = stored
            name, word = self.fields[f"p{key}"].label, dict(MODES)[stored]
            sentence = gettext(
                "%(name)s: meanwhile somebody else noted “%(word)s”. Save again to keep yours."
            )
            self.add_error(f"p{key}", sentence % {"name": name, "word": word})
        if fresh != seen:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["seen"] = _packed(fresh)  # type: ignore[index]
        return self.cleaned_data

    @property
    def marks(self) -> dict[int, Mark]:
        """What the sheet says, person by person."""
        values = self.cleaned_data
        return {
            key: Mark(
                values.get(f"p{key}", ""), values.get(f"y{key}", False), values.get(f"r{key}", "")
            )
            for key in self.now
        }

    def colleges(self) -> Iterator[tuple[str, list[SeatRow]]]:
        """The page: colleges in the printed order, each with its people."""
        for college, seats in groupby(self.seats, key=lambda seat: seat.college):
            yield str(College(college).label), [self._row(seat) for seat in seats]

    def _row(self, seat: Seat) -> SeatRow:
        key = seat.person.pk
        return SeatRow(
            person=seat.person,
            name=f"p{key}",
            mode=self[f"p{key}"].value() or "",
            errors=[str(error) for error in self.errors.get(f"p{key}", [])],
            asks_age=f"y{key}" in self.fields,
            young=bool(f"y{key}" in self.fields and self[f"y{key}"].value()),
            represented=f"r{key}" in self.fields,
            represented_by=str(self[f"r{key}"].value() or "") if f"r{key}" in self.fields else "",
        )


def _packed(modes: dict[int, str]) -> str:
    """What a page shows, never empty: a page on which nobody is noted says so too."""
    return " ".join(["0:", *(f"{key}:{mode}" for key, mode in modes.items() if mode)])


def _unpacked(text: str, *, otherwise: dict[int, str]) -> dict[int, str]:
    pairs = [part.partition(":") for part in text.split()]
    shown = {int(key): mode for key, _colon, mode in pairs if key.isdecimal()}
    return shown or dict(otherwise)


class NewPersonForm(Form):
    """A line at the end of the sheet: somebody who is not on it yet."""

    first_name = TextField(label=_("First name"), max_length=80)
    last_name = TextField(label=_("Last name"), max_length=80)
    same = forms.ChoiceField(label=_("Is it this person?"), required=False)
    sex = forms.ChoiceField(label=_("Sex"))
    mode = forms.ChoiceField(label=_("Presence"), choices=PRESENCES, initial=AttendanceMode.PRESENT)
    organisation: Any = forms.ModelChoiceField(
        label=_("Organisation"), queryset=None, required=False
    )
    function = TextField(label=_("Function"), max_length=120, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    young = forms.BooleanField(label=_("35 years or younger"), required=False)

    def __init__(self, *args: Any, offer: NameOffer, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, **kwargs)
        self.offer = offer
        self.found: Person | None = None
        fields: Any = self.fields
        fields["organisation"].queryset = offer.organisations
        fields["organisation"].choices = offer.organisation_choices
        fields["sex"].choices = [("", gettext("Choose")), *Sex.choices]
        fields["same"].widget = forms.RadioSelect()
        self.alike = offer.alike(self._typed("first_name"), self._typed("last_name"))
        if not self.alike:
            del self.fields["same"]
            return
        yes = gettext("Yes, it is %(name)s")
        known = [(str(person.pk), yes % {"name": described(person)}) for person in self.alike]
        fields["same"].choices = [*known, ("autre", gettext("No, it is another person"))]

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "")) if self.is_bound else ""

    def has_changed(self) -> bool:
        typed = ("first_name", "last_name", "function", "phone", "organisation")
        return any(self._typed(name).strip() for name in typed)

    def clean(self) -> dict[str, Any]:
        """Nobody exists twice: a known name must be recognised, or said to be another's."""
        values = self.cleaned_data
        choice = values.get("same", "")
        self.found = next((one for one in self.alike if str(one.pk) == choice), None)
        if self.alike and not choice and "same" not in self.errors:
            names = ", ".join(described(person) for person in self.alike)
            sentence = gettext("This person already exists: %(names)s. Say whether it is the same.")
            self.add_error("same", sentence % {"names": names})
        if self.found:
            self.errors.pop("sex", None)
        return values

    @property
    def newcomer(self) -> Newcomer:
        """The person to add to the sheet, and to the commune when nobody recognised them."""
        values = self.cleaned_data
        person = self.found or Person(
            commune=self.offer.commune,
            **{name: values[name] for name in ("first_name", "last_name", "sex", "organisation")},
            function=values["function"],
            phone=values["phone"],
        )
        return Newcomer(person, Mark(values["mode"], values["young"]))


class NameOffer:
    """The commune's people by name, and its organisations, read once for all lines of the page."""

    def __init__(self, meeting: Meeting) -> None:
        self.commune = meeting.framework.commune
        self.organisations = organisations_for(self.commune)
        self.organisation_choices = [
            ("", gettext("None")),
            *((found.pk, str(found)) for found in self.organisations),
        ]
        self._people: dict[str, list[Person]] | None = None

    def alike(self, first_name: str, last_name: str) -> list[Person]:
        """People of this name in either order, whatever accents and capitals."""
        if not (first_name.strip() and last_name.strip()):
            return []
        if self._people is None:
            self._people = {}
            for person in people_for(self.commune):
                key = _name(person.first_name, person.last_name)
                self._people.setdefault(key, []).append(person)
        return self._people.get(_name(first_name, last_name), [])


def _name(first_name: str, last_name: str) -> str:
    return min(name_key(first_name + last_name), name_key(last_name + first_name))


class CountedForm(RowForm):
    """People the paper counts without naming: « une dizaine de femmes »."""

    said = ("label", "number", "women", "young")

    number = FewField(label=_("How many"))
    women = FewField(label=_("of which women"), required=False)
    young = FewField(label=_("of which 35 years or younger"), required=False)

    class Meta:
        model = CountedAttendance
        fields = ("label", "number", "approximate", "women", "young", "college")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].help_text = _("For example: women of the market")
        self.fields["approximate"].label = _("This number is about right, not exact.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number = cleaned.get("number")
        for name in ("women", "young"):
            if number is not None and (cleaned.get(name) or 0) > number:
                self.add_error(
                    name, gettext("This is more than the number of people counted on this line.")
                )
        return cleaned


class DisplacedForm(RecordForm):
    """Displaced people in the room: one total, never a mark on a person."""

    displaced_present = FewField(
        label=_("Displaced people present"),
        help_text=_("One number for the whole meeting. Nobody is named as displaced."),
        required=False,
    )

    class Meta:
        model = Meeting
        fields = ("displaced_present",)

    @property
    def line(self) -> Line | None:
        fields = [name for name in self.changed_data if name != "seen"]
        return Line(self.instance, self.save, fields) if fields else None


class Sheet:
    """The whole page: known people, lines for others, people counted, displaced people."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        offer = NameOffer(meeting)
        self.known = SheetForm(data, meeting=meeting)
        self.added = [
            NewPersonForm(data, prefix=f"n{place}", offer=offer) for place in range(NEW_PEOPLE)
        ]
        rows: list[Any] = list(meeting.counted.all())
        self.counted = [CountedForm(data, prefix=f"c{row.pk}", instance=row) for row in rows]
        self.counted += [
            CountedForm(data, prefix=f"k{place}", instance=CountedAttendance(meeting=meeting))
            for place in range(NEW_COUNTS)
        ]
        self.displaced = DisplacedForm(data, prefix="m", instance=meeting)

    @property
    def forms(self) -> list[Any]:
        return [self.known, *self.added, *self.counted, self.displaced]

    def is_valid(self) -> bool:
        right = all_valid(self.forms)
        return self._each_new_person_once() and right

    def _each_new_person_once(self) -> bool:
        """Two lines of the same send never make two people of one name."""
        typed: set[str] = set()
        once = True
        for form in self.added:
            values = getattr(form, "cleaned_data", {})
            key = _name(values.get("first_name", ""), values.get("last_name", ""))
            if not key or form.found:
                continue
            if key in typed and values.get("same") != "autre":
                form.add_error("last_name", gettext("This name stands twice on the page."))
                once = False
            typed.add(key)
        return once

    @property
    def newcomers(self) -> list[Newcomer]:
        return [form.newcomer for form in self.added if form.has_changed()]

    @property
    def counted_lines(self) -> list[Line]:
        return lines(self.counted)
