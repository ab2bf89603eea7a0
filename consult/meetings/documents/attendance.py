"""Document B: the attendance sheet, to be signed in the room, and filled in afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.utils import translation

from communes.models import College, Organisation, Sex
from consult.meetings.documents import frame
from consult.meetings.documents.wording import Trial, words_for
from consult.meetings.documents.words import at_place, full_name, meeting_words, when
from consult.meetings.seats import Seat, day_of, seats_of
from foundation.documents.document import Document
from foundation.formats.dates import day_short
from frameworks.models import (
    Attendance,
    AttendanceMode,
    Capacity,
    CountedAttendance,
    Meeting,
    Paper,
    PaperPart,
)

ANSWER: Final = {True: "O", False: "N", None: ""}
BESIDES: Final = {
    Capacity.OBSERVER: ("observateur", "observatrice"),
    Capacity.GUEST: ("invité", "invitée"),
}
NOTED: Final = {
    AttendanceMode.BY_PROXY: ("représenté", "représentée"),
    AttendanceMode.EXCUSED: ("excusé", "excusée"),
    AttendanceMode.ABSENT: ("", ""),
    AttendanceMode.PRESENT: ("", ""),
}


class Line(NamedTuple):
    """One person of the sheet, as its columns print them."""

    number: int
    name: str
    sex: str
    young: str
    party: str
    function: str
    phone: str
    note: str = ""
    besides: str = ""  # « observatrice », « invité »; nothing for a member


@dataclass
class Tally:
    """How many were in the room, by sex and age; what the paper did not note is counted apart."""

    name: str
    present: int = 0
    women: int = 0
    men: int = 0
    young: int = 0
    older: int = 0

    @property
    def sex_unknown(self) -> int:
        return self.present - self.women - self.men

    @property
    def age_unknown(self) -> int:
        return self.present - self.young - self.older

    def add_person(self, row: Attendance) -> None:
        self.present += 1
        self.women += row.sex == Sex.WOMAN
        self.men += row.sex == Sex.MAN
        self.young += row.young is True
        self.older += row.young is False

    def add_counted(self, row: CountedAttendance) -> None:
        self.present += row.number
        if row.women is not None:
            self.women += row.women
            self.men += row.number - row.women
        if row.young is not None:
            self.young += row.young
            self.older += row.number - row.young


@dataclass
class Bench:
    """One college of the sheet: the people named, the people only counted, their sums."""

    college: College
    lines: list[Line] = field(default_factory=list)
    counted: list[CountedAttendance] = field(default_factory=list)
    tally: Tally = field(default_factory=lambda: Tally(""))

    @property
    def name(self) -> str:
        return str(self.college.label)


@dataclass(frozen=True)
class Roll:
    """Who was in the room, college by college, and who was not, by name."""

    benches: list[Bench]
    total: Tally
    represented: list[Attendance]
    excused: list[Attendance]
    absent: list[Attendance]


def roll_of(meeting: Meeting) -> Roll:
    """What is recorded of this meeting: people numbered from 1 in the printed order."""
    rows = list(meeting.attendance.select_related("person", "organisation"))
    benches = {
        college.value: Bench(college, tally=Tally(str(college.label))) for college in College
    }
    total, number = Tally("Total"), 0
    there = [row for row in rows if row.mode == AttendanceMode.PRESENT]
    for row in sorted(there, key=lambda row: list(benches).index(row.college)):
        bench, number = benches[row.college], number + 1
        bench.lines.append(_present(number, row))
        bench.tally.add_person(row)
        total.add_person(row)
    for counted in meeting.counted.select_related("organisation"):
        benches[counted.college].counted.append(counted)
        benches[counted.college].tally.add_counted(counted)
        total.add_counted(counted)
    return Roll(
        [bench for bench in benches.values() if bench.tally.present],
        total,
        *([row for row in rows if row.mode == mode] for mode in _NOT_THERE),
    )


_NOT_THERE = (AttendanceMode.BY_PROXY, AttendanceMode.EXCUSED, AttendanceMode.ABSENT)


def _present(number: int, row: Attendance) -> Line:
    return Line(
        number,
        full_name(row.person),
        row.sex,
        ANSWER[row.young],
        _party(row.organisation),
        row.function or row.person.function,
        row.person.phone,
        "présente" if row.sex == Sex.WOMAN else "présent",
        besides(row),
    )


def besides(row: Attendance) -> str:
    """As what somebody came who is not a member."""
    words = BESIDES.get(Capacity(row.capacity))
    return words[row.sex == Sex.WOMAN] if words else ""


def _party(organisation: Organisation | None) -> str:
    return str(organisation or "")


def expected(meeting: Meeting) -> list[Seat]:
    """Who is printed beforehand, under the numbers and in the order of the page."""
    return [seat for seat in seats_of(meeting) if seat.number]


def _benches(meeting: Meeting, seats: Iterable[Seat]) -> list[Bench]:
    """The sheet before the meeting, nobody marked."""
    benches = {college.value: Bench(college) for college in College}
    for seat in seats:
        benches[seat.college].lines.append(_awaited(seat, meeting))
    return [bench for bench in benches.values() if bench.lines]


def _awaited(seat: Seat, meeting: Meeting) -> Line:
    person, row = seat.person, seat.recorded
    return Line(
        seat.number or 0,
        full_name(person),
        person.sex,
        ANSWER[person.young_on(day_of(meeting))],
        _party(person.organisation),
        person.function,
        person.phone,
        _noted(row) if row else "",
        besides(row) if row else "",
    )


def _noted(row: Attendance) -> str:
    """What was known before the sheet went round: « excusée », « représenté par Awa Cissouma »."""
    word = NOTED[AttendanceMode(row.mode)][row.sex == Sex.WOMAN]
    return f"{word} par {row.represented_by}" if row.represented_by else word


def blank_sheet(meeting: Meeting, trial: Trial | None = None) -> Document:
    """The sheet that goes round the room: names printed, the last column to sign, spare rows."""
    with translation.override("fr"):
        benches = _benches(meeting, expected(meeting))
        last = sum(len(bench.lines) for bench in benches)
        context = {
            **_title(meeting, trial),
            "blank": True,
            "signed": _columns_to_sign(meeting),
            "benches": benches,
            "spare": [last + 1 + step for step in frame.SPARE_ROWS],
            "tallies": [Tally(str(college.label)) for college in College],
            "total": Tally("Total"),
        }
    return frame.document(
        meeting,
        "presence-vierge",
        template="attendance",
        title="Liste de présence",
        context=context,
    )


def attendance_list(meeting: Meeting) -> Document:
    """The sheet as recorded: who was there, who was represented, excused, absent, and the sums."""
    with translation.override("fr"):
        roll = roll_of(meeting)
        context = {
            **_title(meeting),
            **_parties_not_there(meeting),
            "blank": False,
            "signed": ["Émargement"],
            "benches": roll.benches,
            "tallies": [bench.tally for bench in roll.benches],
            "total": roll.total,
            "roll": roll,
        }
    return frame.document(
        meeting, "presence", template="attendance", title="Liste de présence", context=context
    )


def _columns_to_sign(meeting: Meeting) -> list[str]:
    """One column to sign; a meeting that sits on several days has one for each."""
    days = _days(meeting)
    return [f"Émargement du {day}" for day in days] if len(days) > 1 else ["Émargement"]


def _days(meeting: Meeting) -> list[str]:
    """The days on which the meeting sat, each once."""
    return list(dict.fromkeys(day_short(sitting.day) for sitting in meeting.sittings.all()))


def _parties_not_there(meeting: Meeting) -> dict[str, Any]:
    rows = list(meeting.absent_organisations.select_related("organisation"))
    return {
        "parties_excused": [str(row.organisation) for row in rows if row.excused],
        "parties_absent": [str(row.organisation) for row in rows if not row.excused],
    }


def _title(meeting: Meeting, trial: Trial | None = None) -> dict[str, Any]:
    days, words = _days(meeting), words_for(meeting, Paper.SHEET, trial)
    return {
        "days": days if len(days) > 1 else [],
        "head": words.head(frame.undated(meeting)),
        "opening": words.text(PaperPart.OPENING),
        "closing": words.text(PaperPart.CLOSING),
        "meeting_words": meeting_words(meeting),
        "day": when(meeting.held_on, meeting.planned_on),
        "at_place": at_place(meeting.place),
        "signatures": words.signatures(frame.bureau(meeting)),
    }
