"""Who came: one sheet for the whole room, recorded in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction

from communes.models import Organisation, Person
from communes.services.people import add_person, change_person
from consult.meetings.seats import Seat, awaited_parties, college_for, day_of, seats_of
from consult.meetings.services.lines import Line, log, require_open, write_lines
from foundation.accounts.models import User
from foundation.journal.models import Verb
from frameworks.models import (
    AbsentOrganisation,
    Attendance,
    AttendanceMode,
    Capacity,
    Meeting,
)

COLUMNS: Final = (
    "mode", "capacity", "young", "represented_by", "travel_from", "travel_paid",
)  # fmt: skip


@dataclass(frozen=True)
class Travel:
    """Where somebody came from, and the travel money received (FCFA; None when none is noted)."""

    came_from: str = ""
    paid: int | None = None


@dataclass(frozen=True)
class Mark:
    """What the sheet says of one person; an empty mode means that nothing is noted.

    `young` is None where the sheet does not say it; `travel` where the page did not ask.
    """

    mode: str
    young: bool | None = None
    represented_by: str = ""
    capacity: str = Capacity.MEMBER
    travel: Travel | None = None


@dataclass(frozen=True)
class Newcomer:
    """A line added at the end of the sheet: somebody new, or somebody known under that name.

    College, organisation and function are those of the day when they were typed.
    """

    person: Person
    mark: Mark
    college: str = ""
    organisation: Organisation | None = None
    function: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Absence:
    """What the sheet says of an organisation: excused, absent, or nothing (None)."""

    organisation: int
    excused: bool | None


@transaction.atomic
def record_attendance(
    meeting: Meeting,
    *,
    by: User,
    marks: Mapping[int, Mark],
    newcomers: Sequence[Newcomer] = (),
    counted: Iterable[Line] = (),
    displaced: Line | None = None,
    absences: Iterable[Absence] = (),
) -> None:
    """Store the whole sheet: who was marked, added, only counted; which organisations missed."""
    require_open(meeting, by=by)
    marked = dict(marks)
    for newcomer in newcomers:
        _welcome(newcomer, by=by)
        listed = marked.get(newcomer.person.pk)
        if listed is None or not listed.mode:
            marked[newcomer.person.pk] = newcomer.mark
    changed = _mark(meeting, _seats(meeting, newcomers), marked, newcomers, by=by)
    write_lines(meeting, [*counted, *([displaced] if displaced else [])], by=by)
    missed = _note_absences(meeting, absences, by=by)
    fields = [*(["attendance"] if changed else []), *(["absent_organisations"] if missed else [])]
    if fields:
        log(meeting, meeting, Verb.RECORDED, by=by, fields=fields)


def _welcome(newcomer: Newcomer, *, by: User) -> None:
    """Enter somebody new; a person known without a telephone number gets the one typed."""
    person = newcomer.person
    if person.pk is None:
        add_person(person, by=by)
    elif newcomer.phone and not person.phone and person.commune_id:
        person.phone = newcomer.phone
        change_person(person, by=by, save=person.save, fields=["phone"])


def _seats(meeting: Meeting, newcomers: Sequence[Newcomer]) -> list[Seat]:
    """The people of the sheet, and those just added who do not sit on it yet."""
    colleges = {one.person.pk: one.college for one in newcomers if one.college}
    seats = [
        seat if seat.recorded else replace(seat, college=colleges.get(seat.person.pk, seat.college))
        for seat in seats_of(meeting)
    ]
    seated = {seat.person.pk for seat in seats}
    added = {newcomer.person.pk: newcomer.person for newcomer in newcomers}
    return seats + [
        Seat(person, colleges.get(pk) or college_for(person), None)
        for pk, person in added.items()
        if pk not in seated
    ]


def _mark(
    meeting: Meeting,
    seats: list[Seat],
    marks: Mapping[int, Mark],
    newcomers: Sequence[Newcomer],
    *,
    by: User,
) -> bool:
    """Add, change and remove rows until they say what the sheet says; whether anything moved."""
    typed = {newcomer.person.pk: newcomer for newcomer in newcomers}
    added, changed, removed = [], [], []
    for seat in seats:
        mark = marks.get(seat.person.pk)
        if mark is None:
            continue
        if seat.recorded is None:
            if mark.mode:
                added.append(_attendance(meeting, seat, mark, typed.get(seat.person.pk)))
        elif not mark.mode:
            removed.append(seat.recorded)
        elif _apply(seat.recorded, seat.person, mark, meeting):
            changed.append(seat.recorded)
    Attendance.objects.bulk_create(added)
    Attendance.objects.bulk_update(changed, COLUMNS)
    for row in removed:
        log(meeting, row, Verb.REMOVED, by=by)
        row.delete()
    return bool(added or changed or removed)


def _attendance(
    meeting: Meeting, seat: Seat, mark: Mark, newcomer: Newcomer | None = None
) -> Attendance:
    """The row of one person, with sex, age, college and organisation as they are that day."""
    person = seat.person
    row = Attendance(
        meeting=meeting,
        person=person,
        organisation=(newcomer and newcomer.organisation) or person.organisation,
        function=(newcomer and newcomer.function) or person.function,
        college=seat.college,
        sex=person.sex,
    )
    _apply(row, person, mark, meeting)
    return row


def _apply(row: Attendance, person: Person, mark: Mark, meeting: Meeting) -> bool:
    """Write the mark into the row; whether it says something else than before."""
    before = [getattr(row, name) for name in COLUMNS]
    row.mode, row.capacity = mark.mode, mark.capacity
    row.young = _young(row, person, mark, meeting)
    represented = mark.mode == AttendanceMode.BY_PROXY
    row.represented_by = mark.represented_by if represented else ""
    if mark.travel is not None:
        row.travel_from, row.travel_paid = mark.travel.came_from, mark.travel.paid
    return before != [getattr(row, name) for name in COLUMNS]


def _young(row: Attendance, person: Person, mark: Mark, meeting: Meeting) -> bool | None:
    """By the year of birth where it is known; otherwise what the sheet says, else unknown."""
    known = person.young_on(day_of(meeting))
    if known is not None:
        return known
    if mark.young is not None:
        return mark.young
    return False if row.young is False else None


def _note_absences(meeting: Meeting, absences: Iterable[Absence], *, by: User) -> bool:
    """Write which organisations were excused or absent; whether anything moved."""
    rows = {row.organisation_id: row for row in meeting.absent_organisations.all()}
    moved = [one for one in absences if one.excused != _excused(rows.get(one.organisation))]
    added = {one.organisation for one in moved if one.organisation not in rows}
    allowed = _may_be_absent(meeting, added) if added else set()
    for one in moved:
        row = rows.get(one.organisation)
        if row is None:
            if one.organisation in allowed:
                meeting.absent_organisations.create(
                    organisation_id=one.organisation, excused=bool(one.excused)
                )
        elif one.excused is None:
            log(meeting, row, Verb.REMOVED, by=by)
            row.delete()
        else:
            row.excused = one.excused
            row.save(update_fields=["excused"])
    return bool(moved)


def _excused(row: AbsentOrganisation | None) -> bool | None:
    return row.excused if row else None


def _may_be_absent(meeting: Meeting, wanted: set[int]) -> set[int]:
    """Of these, the organisations of this commune, those all share, and those awaited."""
    usable = Organisation.objects.usable_in(meeting.framework.commune).filter(pk__in=wanted)
    return {*usable.values_list("pk", flat=True), *(one.pk for one in awaited_parties(meeting))}
