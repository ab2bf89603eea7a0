"""The page that says a meeting was held: its day, its sittings, the seats of its bureau."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from consult.meetings.choices import people_for
from consult.meetings.forms.meeting import HoldForm, name_choices
from consult.meetings.forms.rows import Choices, RowForm, all_valid, lines, share
from consult.meetings.services.lines import Line
from frameworks.models import BureauSeat, Meeting, Sitting

BLANK_SITTINGS = 2
BLANK_SEATS = 3


class SittingForm(RowForm):
    """One day, or part of one, of a meeting that lasted several."""

    mark_optional = False
    said = ("day", "started_at", "ended_at", "note")

    class Meta:
        model = Sitting
        fields = ("day", "started_at", "ended_at", "note")


class SeatForm(RowForm):
    """Somebody of the bureau, besides the chair, the secretary and the facilitator."""

    mark_optional = False
    said = ("person",)

    class Meta:
        model = BureauSeat
        fields = ("person", "role", "designation")

    def __init__(self, *args: Any, people: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share(self, "person", people, choices)


class Holding:
    """The whole page: the day, then rows that most meetings leave empty."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        initial = {} if meeting.held_on else {"held_on": meeting.planned_on}
        self.day = HoldForm(data, instance=meeting, initial=initial)
        self.sittings = [
            SittingForm(data, prefix=f"s{row.pk}", instance=row) for row in meeting.sittings.all()
        ] + [
            SittingForm(data, prefix=f"t{place}", instance=Sitting(meeting=meeting))
            for place in range(BLANK_SITTINGS)
        ]
        people = people_for(meeting.framework.commune)
        shared: dict[str, Any] = {"people": people, "choices": name_choices(people)}
        self.seats = [
            SeatForm(data, prefix=f"b{row.pk}", instance=row, **shared)
            for row in meeting.bureau.all()
        ] + [
            SeatForm(data, prefix=f"c{place}", instance=BureauSeat(meeting=meeting), **shared)
            for place in range(BLANK_SEATS)
        ]

    @property
    def rows(self) -> list[RowForm]:
        return [*self.sittings, *self.seats]

    @property
    def forms(self) -> list[Any]:
        return [self.day, *self.rows]

    @property
    def opens(self) -> bool:
        """The rows are shown at once when somebody typed them or something in them is refused."""
        return any(not row.is_new or row.errors or row.is_bound for row in self.rows)

    def is_valid(self) -> bool:
        return all_valid(self.forms) and self._each_seat_once()

    def _each_seat_once(self) -> bool:
        """Nobody holds one role of the bureau twice, at any step of saving row after row."""
        held = {
            row: (row.initial["person"], row.initial["role"])
            for row in self.seats
            if not row.is_new
        }
        for row in [row for row in self.seats if row.has_changed()]:
            said = row.cleaned_data
            others = [seat for one, seat in held.items() if one is not row]
            if said.get("remove"):
                held.pop(row, None)
                continue
            held[row] = (said["person"].pk, said["role"])
            if held[row] in others:
                row.add_error("role", gettext("This person already has this role in the meeting."))
        return not any(row.errors for row in self.seats)

    @property
    def lines(self) -> list[Line]:
        return lines(self.rows)
