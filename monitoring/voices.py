"""Who said what of an action: three voices side by side, and since when two of them differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from monitoring.models import Situation, Statement, Voice

# From not started to done: whoever stands further along this road, later, contradicts nobody.
ROAD = (Situation.PLANNED, Situation.RUNNING, Situation.PARTLY, Situation.DONE)


class Word(NamedTuple):
    """The latest word of one voice; `counts` when it is the one that stands."""

    voice: Voice
    said: Statement | None
    counts: bool


class Disagreement(NamedTuple):
    """Two voices that differ on one action: the word that counts, the other, since which day."""

    action: Any
    counting: Statement
    other: Statement
    since: datetime.date

    def days(self, day: datetime.date) -> int:
        """Its age."""
        return max((day - self.since).days, 0)


def words_of(statements: Iterable[Statement]) -> list[Word]:
    """The latest word of each voice on one action: responsible, committee, adviser."""
    latest = _latest(_in_order(statements))
    counting = _counting(latest)
    return [
        Word(voice, latest.get(voice), counts=latest.get(voice) is counting is not None)
        for voice in Voice
    ]


def why_it_counts(words: Iterable[Word]) -> str:
    """Which word stands and why, in one sentence; empty while nobody spoke."""
    voice = next((word.voice for word in words if word.counts), None)
    if voice == Voice.COMMITTEE:
        return str(_("The committee’s latest word counts."))
    if voice == Voice.ADVISER:
        return str(_("The adviser verified it on the spot: this word counts until the next."))
    if voice == Voice.RESPONSIBLE:
        return str(_("Declared by the responsible party; the committee has not said anything yet."))
    return ""


def disagreement(action: Any, statements: Iterable[Statement]) -> Disagreement | None:
    """Whether two voices differ now, and since when without a break.

    The responsible's latest word differs from the one that counts, or the committee spoke
    otherwise after an adviser verified. A later word further on the way to « done » only brings
    news: it contradicts nobody.
    """
    latest: dict[str, Statement] = {}
    since: datetime.date | None = None
    found: tuple[Statement, Statement] | None = None
    for day, said in groupby(_in_order(statements), key=lambda one: one.said_on):
        latest |= _latest(said)
        found = _differing(latest)
        since = (since or day) if found else None
    return Disagreement(action, *found, since) if found and since else None


def disagreements_in(plan: ActionPlan, *, until: datetime.date | None = None) -> list[Disagreement]:
    """Every disagreement on a plan, the oldest first; `until` leaves out what was said later."""
    said = Statement.objects.filter(action__plan=plan).select_related("action")
    if until:
        said = said.filter(said_on__lte=until)
    rows = groupby(said.order_by("action__number", "pk"), key=lambda one: one.action)
    found = (disagreement(action, list(words)) for action, words in rows)
    return sorted((one for one in found if one), key=lambda one: (one.since, one.action.number))


def _in_order(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: (one.said_on, one.pk))


def _latest(statements: Iterable[Statement]) -> dict[str, Statement]:
    return {one.voice: one for one in statements}


def _counting(latest: dict[str, Statement]) -> Statement | None:
    """As `StatementQuerySet.counting_first` reads it in the database."""
    heard = [latest[voice] for voice in (Voice.COMMITTEE, Voice.ADVISER) if voice in latest]
    if heard:
        return max(heard, key=lambda one: (one.said_on, one.voice == Voice.ADVISER))
    return latest.get(Voice.RESPONSIBLE)


def _differing(latest: dict[str, Statement]) -> tuple[Statement, Statement] | None:
    counting = _counting(latest)
    for voice in (Voice.RESPONSIBLE, Voice.ADVISER):
        other = latest.get(voice)
        if counting and other and counting.voice != voice and _contradicts(counting, other):
            return counting, other
    return None


def _contradicts(counting: Statement, other: Statement) -> bool:
    if counting.situation == other.situation:
        return False
    on_the_road = counting.situation in ROAD and other.situation in ROAD
    further = on_the_road and _place(counting) > _place(other)
    return not (further and counting.said_on >= other.said_on)


def _place(said: Statement) -> int:
    return ROAD.index(Situation(said.situation))
