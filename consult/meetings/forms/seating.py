"""The people the attendance sheet names: what is noted of each, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communes.models import College, Person
from consult.meetings.forms.noted import NotedForm
from consult.meetings.seats import Seat, day_of, seats_of
from consult.meetings.services.attending import Mark, Travel
from foundation.forms.fields import MoneyField, TextField
from frameworks.models import AttendanceMode, Capacity, Meeting

PRESENCES: Final = [
    (AttendanceMode.PRESENT.value, pgettext_lazy("a person", "present")),
    (AttendanceMode.EXCUSED.value, pgettext_lazy("a person", "excused")),
    (AttendanceMode.ABSENT.value, pgettext_lazy("a person", "absent")),
    (AttendanceMode.BY_PROXY.value, pgettext_lazy("a person", "represented")),
]
MODES: Final = [*PRESENCES, ("", _("not noted"))]


class FareField(MoneyField):
    """Travel money one person received: whole FCFA, less than ten million."""

    MOST_DIGITS = 7


@dataclass(frozen=True)
class SeatRow:
    """One person on the page, drawn by the template without a widget of its own."""

    person: Person
    number: int | None
    mode: str
    wrong: dict[str, forms.BoundField]
    asks_age: bool
    young: bool
    capacity: str
    represented_by: str
    asks_fares: bool
    travel_from: str
    travel_paid: str

    @property
    def key(self) -> int:
        return self.person.pk

    @property
    def about(self) -> str:
        """Function and organisation."""
        return ", ".join(filter(None, (self.person.function, str(self.person.organisation or ""))))

    @property
    def state(self) -> str:
        """« membre, par Awa Cissouma »: what the line says while it is folded."""
        words = dict(Capacity.choices).get(self.capacity, "")
        by = self.represented_by and gettext("represented by %(name)s") % {
            "name": self.represented_by
        }
        return ", ".join(filter(None, (str(words), by)))


@dataclass(frozen=True)
class Bench:
    """One college of the page; `rest` names the box that marks the people left without a mark."""

    name: str
    seats: list[SeatRow]
    rest: str
    ticked: bool


class SheetForm(NotedForm):
    """Who of the known people came, as what and for whom; with `fares`, what they received."""

    def __init__(self, data: Any, *, meeting: Meeting, fares: bool = False) -> None:
        self.seats: list[Seat] = seats_of(meeting)
        self.day = day_of(meeting)
        super().__init__(data)
        for seat in self.seats:
            self._ask_presence(seat)
            self._ask_details(seat, fares)
        for college in dict.fromkeys(seat.college for seat in self.seats):
            self.fields[f"rest_{college}"] = forms.BooleanField(required=False)
        self.pack()

    def _ask_presence(self, seat: Seat) -> None:
        key, row, name = seat.person.pk, seat.recorded, str(seat.person)
        mode = forms.ChoiceField(label=name, choices=MODES, required=False)
        self.ask(f"p{key}", mode, row.mode if row else "")
        if seat.person.young_on(self.day) is None:
            young = forms.BooleanField(label=name, required=False)
            self.ask(f"y{key}", young, bool(row and row.young), asked_with=f"p{key}")

    def _ask_details(self, seat: Seat, fares: bool) -> None:
        key, row, name = seat.person.pk, seat.recorded, str(seat.person)
        capacity = forms.ChoiceField(label=name, choices=Capacity.choices, required=False)
        stored = row.capacity if row else Capacity.MEMBER.value
        self.ask(f"k{key}", capacity, stored, plain=Capacity.MEMBER.value)
        words = TextField(label=name, required=False, max_length=120)
        self.ask(f"r{key}", words, row.represented_by if row else "")
        if fares or (row and (row.travel_from or row.travel_paid is not None)):
            came_from = TextField(label=name, required=False, max_length=80)
            self.ask(f"f{key}", came_from, row.travel_from if row else "")
            paid = FareField(label=name, required=False)
            self.ask(f"c{key}", paid, row.travel_paid if row else None)

    def clean(self) -> dict[str, Any]:
        """After what others wrote: the rest of a college is present; then what fits together."""
        super().clean()
        for seat in self.seats:
            name, values = f"p{seat.person.pk}", self.cleaned_data
            rest = values.get(f"rest_{seat.college}") and self.was_asked(name)
            if rest and values.get(name) == "":
                values[name] = AttendanceMode.PRESENT.value
        for seat in self.seats:
            if sentence := self._against(seat.person.pk):
                self.add_error(f"p{seat.person.pk}", sentence % {"name": seat.person})
        return self.cleaned_data

    def _against(self, key: int) -> str:
        """Why what was typed of a person would be lost with this mark; "" when nothing is."""
        values, mode = self.cleaned_data, self.cleaned_data.get(f"p{key}")
        if mode is None:
            return ""
        by = values.get(f"r{key}") or ""
        if by and by != self.now[f"r{key}"] and mode != AttendanceMode.BY_PROXY:
            return gettext("%(name)s: mark “represented”, or take away who represented them.")
        fares = values.get(f"f{key}") or values.get(f"c{key}") is not None
        if fares and mode != AttendanceMode.PRESENT:
            return gettext("%(name)s: only who was present has travel to note. Check the mark.")
        as_what = values.get(f"k{key}") or Capacity.MEMBER
        if not mode and not self.now[f"p{key}"] and as_what != Capacity.MEMBER:
            return gettext("%(name)s: say whether this person came.")
        return ""

    @property
    def marks(self) -> dict[int, Mark]:
        """What the sheet says, person by person."""
        return {seat.person.pk: self._mark(seat.person.pk) for seat in self.seats}

    def _mark(self, key: int) -> Mark:
        values = self.cleaned_data
        travel = None
        if f"c{key}" in self.fields:
            travel = Travel(values.get(f"f{key}") or "", values.get(f"c{key}"))
        return Mark(
            mode=values.get(f"p{key}") or "",
            young=True if values.get(f"y{key}") else None,
            represented_by=values.get(f"r{key}") or "",
            capacity=values.get(f"k{key}") or Capacity.MEMBER,
            travel=travel,
        )

    def parties_that_come(self) -> set[int]:
        """The organisations the sheet, as sent, marks somebody of as present or represented."""
        came = (AttendanceMode.PRESENT, AttendanceMode.BY_PROXY)
        return {
            (seat.recorded or seat.person).organisation_id or 0
            for seat in self.seats
            if self.cleaned_data.get(f"p{seat.person.pk}") in came
        } - {0}

    def noted(self, person: Person) -> str:
        """The mark this page sent for a person; "" when it sent none."""
        name = f"p{person.pk}"
        asked = name in self.now and self.was_asked(name)
        return self.cleaned_data.get(name, "") if asked else ""

    def colleges(self) -> Iterator[Bench]:
        """The page: colleges in the printed order, each with its people."""
        for college, seats in groupby(self.seats, key=lambda seat: seat.college):
            name = f"rest_{college}"
            rows = [self._row(seat) for seat in seats]
            waits = any(not row.mode for row in rows)
            yield Bench(
                str(College(college).label), rows, name if waits else "", bool(self[name].value())
            )

    def _row(self, seat: Seat) -> SeatRow:
        key = seat.person.pk
        said = {letter: self._said(f"{letter}{key}") for letter in "pykrfc"}
        return SeatRow(
            person=seat.person,
            number=seat.number,
            mode=str(said["p"] or ""),
            wrong=self._mistakes(key),
            asks_age=f"y{key}" in self.fields,
            young=bool(said["y"]),
            capacity=str(said["k"] or Capacity.MEMBER.value),
            represented_by=str(said["r"] or ""),
            asks_fares=f"f{key}" in self.fields,
            travel_from=str(said["f"] or ""),
            travel_paid="" if said["c"] is None else str(said["c"]),
        )

    def _said(self, name: str) -> Any:
        """The answer as it stands on the page: as typed, else as stored."""
        if name not in self.fields:
            return None
        field = self[name]
        if self.is_bound and not self.was_asked(name):
            return field.field.prepare_value(self.now[name])
        return field.value()

    def _mistakes(self, key: int) -> dict[str, forms.BoundField]:
        """The answers of one person that are refused, by the letter of what they answer."""
        found = self.errors if self.is_bound else {}
        names = {letter: f"{letter}{key}" for letter in "pykrfc"}
        return {letter: self[name] for letter, name in names.items() if name in found}
