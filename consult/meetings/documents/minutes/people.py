"""Who was there, as what and for whom; who was not; and whether that made a quorum."""

from __future__ import annotations

from typing import Any

from communes.models import Sex
from consult.meetings.documents.attendance import BESIDES, Roll
from consult.meetings.documents.words import full_name
from consult.meetings.seats import quorum_of
from foundation.formats.numbers import NBSP
from frameworks.models import Attendance, Capacity, Meeting


def people(meeting: Meeting, roll: Roll) -> dict[str, Any]:
    """The room as the first block of the minutes prints it, and the list of the annex."""
    parties = {line.party for bench in roll.benches for line in bench.lines if line.party}
    absent = list(meeting.absent_organisations.select_related("organisation"))
    return {
        "roll": roll,
        "benches": roll.benches,
        "tallies": [bench.tally for bench in roll.benches],
        "total": roll.total,
        "parties": sorted(parties),
        "besides": _besides(meeting, roll),
        "parties_excused": [str(row.organisation) for row in absent if row.excused],
        "parties_absent": [str(row.organisation) for row in absent if not row.excused],
        "quorum": _quorum(meeting),
    }


def _besides(meeting: Meeting, roll: Roll) -> list[str]:
    """Observers and guests: in the room without being members."""
    rows = meeting.attendance.present().exclude(capacity=Capacity.MEMBER)
    counted = [row for bench in roll.benches for row in bench.counted]
    return [
        *(_guest(row) for row in rows.select_related("person", "organisation")),
        *(
            f"{row.label} ({row.number}, {BESIDES[Capacity(row.capacity)][0]}s)"
            for row in counted
            if row.capacity != Capacity.MEMBER
        ),
    ]


def _guest(row: Attendance) -> str:
    word = BESIDES[Capacity(row.capacity)][row.sex == Sex.WOMAN]
    party = f", {row.organisation}" if row.organisation else ""
    return f"{full_name(row.person)}{party} ({word})"


def _quorum(meeting: Meeting) -> str:
    """The quorum in words; where there is none, nothing is said of it."""
    figures = quorum_of(meeting)
    if figures is None or not meeting.is_held:
        return ""
    needed, there = figures
    outcome = "est atteint" if figures.is_reached else "n’est pas atteint"
    return (
        f"Quorum{NBSP}: {_organisations(needed)}, présente{_s(needed)} ou représentée{_s(needed)}. "
        f"{_were(there)} le quorum {outcome}."
    )


def _organisations(number: int) -> str:
    return f"{number}{NBSP}organisation{_s(number)} membre{_s(number)}"


def _were(number: int) -> str:
    if not number:
        return f"Aucune ne l’était{NBSP}:"
    return f"{number} l’étai{'en' if number > 1 else ''}t{NBSP}:"


def _s(number: int) -> str:
    return "s" if number > 1 else ""
