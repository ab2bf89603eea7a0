"""Which commune to visit next: one reason puts each in its place, in a sentence with its figures.

The rule is two functions of what the record says: `reasons` and `place`. Nothing here reads the
database; see `consult/review/visit_signs.py` for that.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consult.cycle.progress import Verdict
from foundation.formats.dates import day as in_words
from foundation.formats.search import search_key

NEAR_DAYS = 7  # a meeting, or a day planned for a visit, so close that it decides
SEEN_LATELY_DAYS = 7  # a commune just visited waits until the others were
UNSEEN_AFTER_DAYS = 60  # without a visit or a call


class Why(enum.IntEnum):
    """What may put a commune on the road, the most pressing first."""

    PLANNED = 1  # the day the adviser promised to come has arrived
    OWED = 2  # the programme itself is late with what it promised
    LATE = 3
    OBSTACLE = 4  # an obstacle climbed up to the adviser
    ASKED = 5  # an action comes back a third time and the adviser's opinion is asked
    MEETING = 6
    CONTESTED = 7  # two voices differ on an action
    BLOCKED = 8
    SILENT = 9
    WATCH = 10
    SOON = 11  # a visit is planned in the coming days
    UNSEEN = 12
    NOT_STARTED = 13
    NOTHING = 14
    PAUSED = 15


@dataclass(frozen=True)
class Signs:
    """What the record says of one commune on a day. Ages and lateness are in days."""

    name: str
    verdict: Verdict = Verdict.ON_TIME
    step: str = ""
    days_late: int = 0
    silent_days: int | None = None
    blocked: int = 0
    obstacles_open: int = 0
    obstacles: tuple[int, ...] = ()  # ages of those whose turn is the adviser's
    asked: tuple[int, ...] = ()  # numbers of the actions
    contested: tuple[int, ...] = ()  # ages of the disagreements
    owed: tuple[datetime.date, ...] = ()  # by when the programme should have kept its word
    meeting_on: datetime.date | None = None
    planned_on: datetime.date | None = None  # the day the adviser means to come
    seen_on: datetime.date | None = None
    called_on: datetime.date | None = None
    opened_on: datetime.date | None = None
    pause: str = ""

    @property
    def last_contact(self) -> datetime.date | None:
        """The latest visit or call."""
        return max((day for day in (self.seen_on, self.called_on) if day), default=None)


class Reason(NamedTuple):
    """One reason to go, its figure (the larger the more pressing) and its sentence."""

    why: Why
    figure: int
    sentence: str


def reasons(signs: Signs, day: datetime.date) -> list[Reason]:
    """Every reason to visit a commune, the most pressing first; the first one puts it there."""
    if signs.pause:
        said = _("Paused: %(reason)s") % {"reason": signs.pause}
        return [Reason(Why.PAUSED, 0, said)]
    found = sorted(_found(signs, day), key=lambda reason: reason.why)
    return found or [Reason(Why.NOTHING, 0, _("Nothing presses: the commune is up to date."))]


def place(signs: Signs, found: list[Reason], day: datetime.date) -> tuple[int, int, int, int, str]:
    """Where a commune stands in the list, the smallest first.

    Communes visited in the last days come after the others, paused ones last of all. Among the
    rest the first reason decides, then its figure, then how many other reasons there are.
    """
    lately = signs.seen_on is not None and (day - signs.seen_on).days <= SEEN_LATELY_DAYS
    group = 2 if signs.pause else 1 if lately else 0
    return (group, found[0].why, -found[0].figure, -len(found), search_key(signs.name))


def _found(signs: Signs, day: datetime.date) -> Iterator[Reason]:
    for rule in RULES:
        reason = rule(signs, day)
        if reason is not None:
            yield reason


def _planned(signs: Signs, day: datetime.date) -> Reason | None:
    if signs.planned_on is None or (signs.planned_on - day).days > NEAR_DAYS:
        return None
    left, when = (signs.planned_on - day).days, in_words(signs.planned_on)
    if left > 0:
        said = ngettext(
            "A visit is planned for %(day)s, in %(n)s day.",
            "A visit is planned for %(day)s, in %(n)s days.",
            left,
        )
        return Reason(Why.SOON, NEAR_DAYS - left, said % {"day": when, "n": left})
    if left == 0:
        return Reason(Why.PLANNED, 0, _("A visit is planned for today."))
    said = ngettext(
        "A visit was planned for %(day)s, %(n)s day ago.",
        "A visit was planned for %(day)s, %(n)s days ago.",
        -left,
    )
    return Reason(Why.PLANNED, -left, said % {"day": when, "n": -left})


def _owed(signs: Signs, day: datetime.date) -> Reason | None:
    if not signs.owed:
        return None
    oldest, many = min(signs.owed), len(signs.owed)
    days = (day - oldest).days
    said = ngettext(
        "The programme is late with %(n)s commitment, due on %(day)s (%(days)s d).",
        "The programme is late with %(n)s commitments, the oldest due on %(day)s (%(days)s d).",
        many,
    )
    return Reason(Why.OWED, days, said % {"n": many, "day": in_words(oldest), "days": days})


def _late(signs: Signs, day: datetime.date) -> Reason | None:
    if signs.verdict is not Verdict.LATE:
        return None
    said = ngettext(
        "Late by %(n)s day at the step “%(step)s”.",
        "Late by %(n)s days at the step “%(step)s”.",
        signs.days_late,
    )
    words = said % {"n": signs.days_late, "step": signs.step}
    return Reason(Why.LATE, signs.days_late, words)


def _obstacle(signs: Signs, day: datetime.date) -> Reason | None:
    if not signs.obstacles:
        return None
    oldest, many = max(signs.obstacles), len(signs.obstacles)
    said = ngettext(
        "%(n)s obstacle waits for the adviser, open for %(days)s d.",
        "%(n)s obstacles wait for the adviser, the oldest open for %(days)s d.",
        many,
    )
    return Reason(Why.OBSTACLE, oldest, said % {"n": many, "days": oldest})


def _asked(signs: Signs, day: datetime.date) -> Reason | None:
    if not signs.asked:
        return None
    said = ngettext(
        "Action %(numbers)s came back a third time: the adviser’s opinion is asked.",
        "Actions %(numbers)s came back a third time: the adviser’s opinion is asked.",
        len(signs.asked),
    )
    numbers = ", ".join(str(number) for number in sorted(signs.asked))
    return Reason(Why.ASKED, len(signs.asked), said % {"numbers": numbers})


def _meeting(signs: Signs, day: datetime.date) -> Reason | None:
    if signs.meeting_on is None:
        return None
    left = (signs.meeting_on - day).days
    if not 0 <= left <= NEAR_DAYS:
        return None
    if left == 0:
        return Reason(Why.MEETING, NEAR_DAYS, _("The framework meets today."))
    said = ngettext(
        "The framework meets on %(day)s, in %(n)s day.",
        "The framework meets on %(day)s, in %(n)s days.",
        left,
    )
    words = said % {"day": in_words(signs.meeting_on), "n": left}
    return Reason(Why.MEETING, NEAR_DAYS - left, words)


def _contested(signs: Signs, day: datetime.date) -> Reason | None:
    if not signs.contested:
        return None
    oldest, many = max(signs.contested), len(signs.contested)
    said = ngettext(
        "Two voices differ on %(n)s action, for %(days)s d.",
        "Two voices differ on %(n)s actions, the longest for %(days)s d.",
        many,
    )
    return Reason(Why.CONTESTED, oldest, said % {"n": many, "days": oldest})


def _blocked(signs: Signs, day: datetime.date) -> Reason | None:
    if not signs.blocked:
        return None
    said = ngettext("%(n)s action is blocked.", "%(n)s actions are blocked.", signs.blocked)
    return Reason(Why.BLOCKED, signs.blocked, said % {"n": signs.blocked})


def _silent(signs: Signs, day: datetime.date) -> Reason | None:
    if signs.verdict is not Verdict.SILENT:
        return None
    if signs.silent_days is None:
        return Reason(Why.SILENT, 0, _("The commune has not given any news yet."))
    said = ngettext(
        "No news for %(n)s day.", "No news for %(n)s days.", signs.silent_days
    )  # fmt: skip
    return Reason(Why.SILENT, signs.silent_days, said % {"n": signs.silent_days})


def _watch(signs: Signs, day: datetime.date) -> Reason | None:
    if signs.verdict is not Verdict.WATCH:
        return None
    if not signs.days_late:
        said = ngettext(
            "To watch: %(n)s obstacle waits for an answer.",
            "To watch: %(n)s obstacles wait for an answer.",
            signs.obstacles_open,
        )
        return Reason(Why.WATCH, signs.obstacles_open, said % {"n": signs.obstacles_open})
    said = ngettext(
        "To watch: %(n)s day over at the step “%(step)s”.",
        "To watch: %(n)s days over at the step “%(step)s”.",
        signs.days_late,
    )
    words = said % {"n": signs.days_late, "step": signs.step}
    return Reason(Why.WATCH, signs.days_late, words)


def _unseen(signs: Signs, day: datetime.date) -> Reason | None:
    if signs.verdict is Verdict.NOT_STARTED:
        return None
    if signs.last_contact is None:
        since = (day - signs.opened_on).days if signs.opened_on else 0
        return Reason(Why.UNSEEN, since, _("No visit and no call is noted yet."))
    days = (day - signs.last_contact).days
    if days <= UNSEEN_AFTER_DAYS:
        return None
    said = ngettext(
        "Neither visited nor called for %(n)s day.",
        "Neither visited nor called for %(n)s days.",
        days,
    )
    return Reason(Why.UNSEEN, days, said % {"n": days})


def _not_started(signs: Signs, day: datetime.date) -> Reason | None:
    if signs.verdict is not Verdict.NOT_STARTED:
        return None
    return Reason(Why.NOT_STARTED, 0, _("The framework has not started yet."))


RULES: tuple[Callable[[Signs, datetime.date], Reason | None], ...] = (
    _planned, _owed, _late, _obstacle, _asked, _meeting, _contested, _blocked, _silent, _watch,
    _unseen, _not_started,
)  # fmt: skip
