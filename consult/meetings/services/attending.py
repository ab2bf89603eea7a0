"""Who came: one sheet for the whole room, recorded in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from communes.models import Person
from communes.services.people import add_person
from consult.meetings.seats import Seat, college_for, day_of, seats_of
from consult.meetings.services.lines import Line, log, require_open, write_lines
from foundation.accounts.models import User
from foundation.journal.models import Verb
from frameworks.models import Attendance, AttendanceMode, Meeting


@dataclass(frozen=True)
class Mark:
    """What the sheet says of one person; an empty mode means that nothing is noted."""

    mode: str
    young: bool = False
    represented_by: str = ""


@dataclass(frozen=True)
class Newcomer:
    """A line added at the end of the sheet: somebody new, or somebody known under that name."""

    person: Person
    mark: Mark


@transaction.atomic
def record_attendance(
    meeting: Meeting,
    *,
    by: User,
    marks: Mapping[int, Mark],
    newcomers: Sequence[Newcomer] = (),
    counted: Iterable[Line] = (),
    displaced: Line | None = None,
) -> None:
    """Store the whole sheet: who was marked, who was added, who was only counted."""
    require_open(meeting, by=by)
    marked = dict(marks)
    for newcomer in newcomers:
        if newcomer.person.pk is None:
            add_person(newcomer.person, by=by)
        listed = marked.get(newcomer.person.pk)
        if listed is None or not listed.mode:
            marked[newcomer.person.pk] = newcomer.mark
    changed = _mark(meeting, _seats(meeting, newcomers), marked, by=by)
    write_lines(meeting, [*counted, *([displaced] if displaced else [])], by=by)
    if changed:
        log(meeting, meeting, Verb.RECORDED, by=by, fields=["attendance"])


def _seats(meeting: Meeting, newcomers: Sequence[Newcomer]) -> list[Seat]:
    """The people of the sheet, and those just added who do not sit on it yet."""
    seats = seats_of(meeting)
    seated = {seat.person.pk for seat in seats}
    added = {newcomer.person.pk: newcomer.person for newcomer in newcomers}
    return seats + [
        Seat(person, college_for(person), None) for pk, person in added.items() if pk not in seated
    ]


def _mark(meeting: Meeting, seats: list[Seat], marks: Mapping[int, Mark], *, by: User) -> bool:
    """Add, change and remove rows until they say what the sheet says; whether anything moved."""
    added, changed, removed = [], [], []
    for seat in seats:
        mark = marks.get(seat.person.pk)
        if mark is None:
            continue
        if seat.recorded is None:
            if mark.mode:
                added.append(_attendance(meeting, seat, mark))
        elif not mark.mode:
            removed.append(seat.recorded)
        elif _apply(seat.recorded, seat.person, mark, meeting):
            changed.append(seat.recorded)
    Attendance.objects.bulk_create(added)
    Attendance.objects.bulk_update(changed, ["mode", "young", "represented_by"])
    for row in removed:
        log(meeting, row, Verb.REMOVED, by=by)
        row.delete()
    return bool(added or changed or removed)


def _attendance(meeting: Meeting, seat: Seat, mark: Mark) -> Attendance:
    """The row of one person, with sex, age, college and organisation as they are that day."""
    person = seat.person
    row = Attendance(
        meeting=meeting,
        person=person,
        organisation=person.organisation,
        function=person.function,
        college=seat.college,
        sex=person.sex,
    )
    _apply(row, person, mark, meeting)
    return row


def _apply(row: Attendance, person: Person, mark: Mark, meeting: Meeting) -> bool:
    """Write the mark into the row; whether it says something else than before."""
    before = (row.mode, row.young, row.represented_by)
    row.mode = mark.mode
    row.young = _young(row, person, mark, meeting)
    represented = mark.mode == AttendanceMode.BY_PROXY
    row.represented_by = mark.represented_by if represented else ""
    return before != (row.mode, row.young, row.represented_by)


def _young(row: Attendance, person: Person, mark: Mark, meeting: Meeting) -> bool | None:
    """By the year of birth where it is known; otherwise what was ticked, else unknown."""
    known = person.young_on(day_of(meeting))
    if known is not None:
        return known
    if mark.young:
        return True
    return False if row.young is False else None
