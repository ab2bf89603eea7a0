"""The form of a meeting to fill by hand on a day without a computer, in the order of the pages."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.utils import translation
from django.utils.text import slugify

from communes.documents import head_of
from consult.meetings.agenda import points_by_rule
from consult.meetings.documents import frame
from consult.meetings.documents.attendance import expected
from consult.meetings.documents.notices import called_day, called_hour
from consult.meetings.documents.words import full_name, meeting_words, of_framework
from foundation.documents.document import Document
from foundation.records.today import today
from frameworks.models import AgendaState, Framework, Meeting

TITLE: Final = "Formulaire de réunion"
# Lines to write on besides what the record prints, and on the form that knows no meeting.
SPARE_PEOPLE, ALL_PEOPLE = 10, 28
SPARE_POINTS, ALL_POINTS = 3, 10
SPARE_NEEDS, ALL_NEEDS = 4, 10
SPARE_OBSTACLES, ALL_OBSTACLES = 2, 5
DECISIONS: Final = range(1, 10)
COSTS: Final = range(1, 9)


class Row(NamedTuple):
    """A line of a table: its number or code, and what is printed in it; the rest is written."""

    number: int | str = ""
    words: str = ""
    more: str = ""
    sex: str = ""


def form_by_hand(meeting: Meeting) -> Document:
    """The form of one meeting: what the record knows is printed under the numbers of its pages."""
    with translation.override("fr"):
        people, points = _people(meeting), _points(meeting)
        context: dict[str, Any] = {
            "head": frame.undated(meeting),
            "known": meeting,
            "subject": meeting_words(meeting),
            "day": called_day(meeting),
            "hour": called_hour(meeting),
            "people": [*people, *_blank(SPARE_PEOPLE, after=_last(people))],
            "points": [*points, *_blank(SPARE_POINTS, after=len(points))],
            "needs": [*_needs(meeting), *_blank(SPARE_NEEDS)],
            "obstacles": [*_obstacles(meeting), *_blank(SPARE_OBSTACLES)],
            **_to_write(),
            "signatures": frame.bureau(meeting),
        }
    return frame.document(meeting, "formulaire", template="by_hand", title=TITLE, context=context)


def blank_form(framework: Framework) -> Document:
    """The form without a meeting: only the commune and its framework are printed."""
    name = framework.commune.name
    with translation.override("fr"):
        head = head_of(framework.commune, today(), in_words=False)
        context: dict[str, Any] = {
            "head": head._replace(date=""),
            "known": None,
            "footer": framework.name,
            "subject": f"……… réunion {of_framework(framework)}",
            "people": _blank(ALL_PEOPLE, after=0),
            "points": _blank(ALL_POINTS, after=0),
            "needs": _blank(ALL_NEEDS),
            "obstacles": _blank(ALL_OBSTACLES),
            **_to_write(),
            "signatures": frame.nobody_yet(),
        }
    return Document(
        template="documents/meetings/by_hand.html",
        filename=f"formulaire-vierge-{slugify(name)}.pdf",
        title=f"{TITLE} – Commune de {name}",
        context=context,
    )


def _to_write() -> dict[str, Any]:
    return {"decisions": DECISIONS, "costs": COSTS}


def _blank(count: int, *, after: int | None = None) -> list[Row]:
    """Lines to write on, numbered on from those printed where the page numbers them."""
    return [Row("" if after is None else after + step) for step in range(1, count + 1)]


def _last(rows: list[Row]) -> int:
    return max((row.number for row in rows if isinstance(row.number, int)), default=0)


def _people(meeting: Meeting) -> list[Row]:
    return [
        Row(
            seat.number or "",
            full_name(seat.person),
            str(seat.person.organisation or ""),
            seat.person.sex,
        )
        for seat in expected(meeting)
    ]


def _points(meeting: Meeting) -> list[Row]:
    """The agenda as it stands; before it is written, what the rules would propose."""
    items = list(meeting.agenda.exclude(state=AgendaState.WITHDRAWN))
    if items:
        return [Row(item.label or item.position, item.title) for item in items]
    return [Row(place, point.title) for place, point in enumerate(points_by_rule(meeting), 1)]


def _needs(meeting: Meeting) -> list[Row]:
    rows = meeting.framework.needs.open_to_choice_at(meeting).by_sector().select_related("sector")
    return [Row(need.code, need.statement, str(need.sector or "")) for need in rows]


def _obstacles(meeting: Meeting) -> list[Row]:
    rows: Any = meeting.framework.obstacles
    return [Row("", str(row), row.place) for row in rows.found_by(meeting)]
