"""What the local calendar says of a day, in sentences shown where a date is chosen.

Nothing here ever blocks: a meeting on market day may be exactly what people want.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.models import Commune, LocalDate, LocalDateKind

NEAR = 3


class Remark(NamedTuple):
    """One sentence about a day; `kind` is the code of a LocalDateKind."""

    kind: str
    sentence: str


def on_day(commune: Commune, day: datetime.date) -> list[Remark]:
    """What is on in the commune that day: market, council, feast, season. One query."""
    return _on(_touching(commune, day, 0), day)


def around(commune: Commune, day: datetime.date, days: int = NEAR) -> list[Remark]:
    """Feasts and sessions at most so many days before or after, but not on that day. One query."""
    return _around(_touching(commune, day, days), day, days)


def remarks(commune: Commune, day: datetime.date | None, days: int = NEAR) -> list[Remark]:
    """What is on that day, then what is close by; nothing without a day. One query.

    For `{% include "communes/calendar_remarks.html" with remarks=remarks only %}`.
    """
    if day is None:
        return []
    lines = _touching(commune, day, days)
    return [*_on(lines, day), *_around(lines, day, days)]


class Pages(NamedTuple):
    """The calendar as its page shows it."""

    recurring: list[LocalDate]
    to_come: list[LocalDate]
    past: list[LocalDate]
    over: list[LocalDate]


def pages_of(commune: Commune, day: datetime.date) -> Pages:
    """What comes back by itself, what is still to come, what is past: the latest first.

    `over` is what a commune may want to write again with new days: the lines of the latest year
    of each feast or session, once nothing of that name is to come. One query.
    """
    lines = list(commune.local_dates.select_related("commune"))
    dated = [line for line in lines if line.first_day and line.last_day]
    past = [line for line in dated if line.last_day and line.last_day < day]
    return Pages(
        recurring=sorted(
            (line for line in lines if line.first_day is None),
            key=lambda line: (line.weekday is None, line.weekday or 0, line.first_month or 0),
        ),
        to_come=[line for line in dated if line not in past],
        past=past[::-1],
        over=_over(past, {(line.kind, line.label) for line in dated if line not in past}),
    )


def _over(past: list[LocalDate], to_come: set[tuple[str, str]]) -> list[LocalDate]:
    years: dict[tuple[str, str], int] = {}
    for line in past:
        years[line.kind, line.label] = line.first_day.year if line.first_day else 0
    return [
        line
        for line in past
        if line.first_day
        and (line.kind, line.label) not in to_come
        and years[line.kind, line.label] == line.first_day.year
    ]


def _touching(commune: Commune, day: datetime.date, days: int) -> list[LocalDate]:
    reach = datetime.timedelta(days=days)
    return list(commune.local_dates.touching(day - reach, day + reach))


def _on(lines: Iterable[LocalDate], day: datetime.date) -> list[Remark]:
    return [Remark(line.kind, _sentence(line)) for line in lines if line.covers(day)]


def _around(lines: Iterable[LocalDate], day: datetime.date, days: int) -> list[Remark]:
    near = [line for line in lines if line.first_day and not line.covers(day)]
    return [Remark(line.kind, _near(line, day)) for line in near if _days_off(line, day) <= days]


def _sentence(line: LocalDate) -> str:
    if line.kind == LocalDateKind.MARKET:
        if line.label:
            return _("It is market day (%(name)s).") % {"name": line.label}
        return _("It is market day.")
    if line.kind == LocalDateKind.RAINS:
        return _("Rainy season: roads may be cut.")
    if line.kind == LocalDateKind.COUNCIL:
        return _("The council sits (%(when)s).") % {"when": line.when}
    return _("%(name)s (%(when)s).") % {"name": line.name_first, "when": line.when}


def _days_off(line: LocalDate, day: datetime.date) -> int:
    """Days from the nearer end of the line to this day."""
    first, last = line.first_day, line.last_day
    if first is None or last is None:
        return 0
    return (first - day).days if day < first else (day - last).days


def _near(line: LocalDate, day: datetime.date) -> str:
    off = _days_off(line, day)
    words = {"name": line.name_first, "days": off, "when": line.when}
    if line.first_day and day < line.first_day:
        text = ngettext("%(name)s is %(days)s day later (%(when)s).",
                        "%(name)s is %(days)s days later (%(when)s).", off)  # fmt: skip
        return text % words
    text = ngettext("%(name)s was %(days)s day earlier (%(when)s).",
                    "%(name)s was %(days)s days earlier (%(when)s).", off)  # fmt: skip
    return text % words
