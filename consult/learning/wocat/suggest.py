"""Levels computed from indicators by the thresholds of domain § 7.2: a suggestion, never an answer.

Each one cites its indicators, their values and the threshold it passed. What is not known
suggests nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from consult.learning.wocat.questions import QUESTIONS
from consult.learning.wocat.record import Record, latest_trust
from consult.learning.wocat.told import one
from foundation.formats.numbers import number, percent
from foundation.formats.ratios import mean, share
from monitoring.indicators.splits import Ratio
from monitoring.indicators.voices import DISPLACED, WOMEN, YOUNG

LITTLE, MODERATELY, GREATLY = 2, 3, 4
TRUST = (1.75, 2.5, 3.25)
MOBILISED = (0.0, 0.40, 0.75)
DONE = (0.20, 0.50, 0.75)
VOICE = (0.10, 0.25, 0.40)
LED = 0.25  # I25: actions led by organisations, for « greatly »
ALONE = 0.75  # I25: actions led by organisations, for « self-mobilization »
FEW = 5
IMPACT_OF = {
    WOMEN: "app_impacts_gender",
    YOUNG: "app_impacts_youth",
    DISPLACED: "app_impacts_disadvantaged",
}


class Reason(NamedTuple):
    """One indicator behind a suggestion: code, words, value as reckoned and as read, threshold."""

    indicator: str
    name: str
    value: float
    shown: str
    threshold: str


class Suggestion(NamedTuple):
    """What one field could answer, a level from 1 (no) to 4 (greatly) or a choice, and why."""

    keyword: str
    value: int | str
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> str:
        return one(QUESTIONS[self.keyword], self.value)


def suggestions(record: Record) -> dict[str, Suggestion]:
    """Every level the record lets us reckon, by keyword."""
    rules: tuple[Callable[[Record], Iterator[Suggestion]], ...] = (
        _institutions, _finance, _participation, _voices, _initiation, _implementation, _monitoring,
    )  # fmt: skip
    return {found.keyword: found for rule in rules for found in rule(record)}


def level_of(value: float, limits: tuple[float, float, float]) -> int:
    """1 below the first limit, 2 below the second, 3 below the third, else 4."""
    return 1 + sum(value >= limit for limit in limits)


def _institutions(record: Record) -> Iterator[Suggestion]:
    """I22: the mean of both sides at the last survey."""
    survey = latest_trust(record.surveys)
    if survey is None:
        return
    both = mean([survey.commune or 0, survey.organisations or 0]) or 0
    level = level_of(both, TRUST)
    reason = Reason(
        "I22", _("trust, mean of both sides, from 1 to 4"), both, number(both, 2),
        _band(level, TRUST, lambda limit: number(limit, 2)),
    )  # fmt: skip
    yield Suggestion("app_impacts_institutions", level, (reason,))


def _finance(record: Record) -> Iterator[Suggestion]:
    """I12 gives the level; I13 says who promised, beside it."""
    money = record.money
    if money.mobilisation is None:
        return
    level = 1 if not money.paid else 1 + sum(money.mobilisation >= limit for limit in MOBILISED)
    reasons = [
        Reason(
            "I12", _("paid or valued, out of what was promised"), money.mobilisation,
            percent(money.mobilisation, 1), _mobilised(level),
        )
    ]  # fmt: skip
    outside = 1 - (money.local_share or 0)
    reasons.append(
        Reason(
            "I13", _("share promised by others than the commune and the organisations"), outside,
            percent(outside, 1), _("none, told for information"),
        )
    )  # fmt: skip
    yield Suggestion("app_impacts_finance", level, tuple(reasons))


def _mobilised(level: int) -> str:
    return _("nothing mobilised") if level == 1 else _band(level, MOBILISED, percent)


def _participation(record: Record) -> Iterator[Suggestion]:
    """I08 gives the level; « greatly » asks for I25 of a quarter too."""
    done, led = share(record.done, record.actions), share(record.op_led, record.actions)
    if done is None or led is None:
        return
    level = level_of(done, DONE)
    enough = led >= LED
    if level == GREATLY and not enough:
        level = MODERATELY
    passed = _("at least %(limit)s") if enough else _("less than %(limit)s")
    reasons = (
        Reason("I08", _("actions done, out of those agreed"), done, percent(done, 1),
               _band(level_of(done, DONE), DONE, percent)),
        Reason("I25", _("actions led by professional organisations"), led, percent(led, 1),
               passed % {"limit": percent(LED)}),
    )  # fmt: skip
    yield Suggestion("app_impacts_empowerment", level, reasons)


def _voices(record: Record) -> Iterator[Suggestion]:
    """I30, share of those present at the meetings; « greatly » asks for a committee seat too.

    Whether a committee member is displaced is never noted: that row stops at « moderately », and
    says nothing while fewer than five displaced people came.
    """
    words = {WOMEN: _("women"), YOUNG: _("35 or younger"), DISPLACED: _("displaced people")}
    for voice in record.voices:
        few = voice.group == DISPLACED and voice.present and voice.present.part < FEW
        present = voice.present.value if voice.present else None
        if present is not None and not few:
            yield _voice(IMPACT_OF[voice.group], words[voice.group], present, voice.seats)


def _voice(keyword: str, who: str, present: float, seats: Ratio | None) -> Suggestion:
    level = level_of(present, VOICE)
    reasons = [
        Reason("I30", _("share of those present: %(who)s") % {"who": who}, present,
               percent(present, 1), _band(level, VOICE, percent)),
    ]  # fmt: skip
    if seats is not None:
        threshold = _("at least one seat") if seats.part else _("no seat")
        reasons.append(
            Reason("I30", _("committee seats: %(who)s") % {"who": who}, seats.part,
                   number(int(seats.part)), threshold)
        )  # fmt: skip
    if not (seats and seats.part):
        level = min(level, MODERATELY)
    return Suggestion(keyword, level, tuple(reasons))


def _initiation(record: Record) -> Iterator[Suggestion]:
    """R4: whether every priority sector said its needs."""
    sectors = len(record.sectors)
    if not sectors:
        return
    spoke = sectors - record.silent_sectors
    every = spoke == sectors
    threshold = _("every sector") if every else _("not every sector")
    reason = Reason("R4", _("priority sectors that said a need"), spoke,
                    _("%(part)s of %(whole)s") % {"part": spoke, "whole": sectors},
                    threshold)  # fmt: skip
    value = "interactive" if every else "passive"
    yield Suggestion("app_involvement_type_initiation", value, (reason,))


def _implementation(record: Record) -> Iterator[Suggestion]:
    """I25: who leads the actions; three quarters are self-mobilization."""
    led = share(record.op_led, record.actions)
    if led is None:
        return
    if led >= ALONE:
        value, threshold = "self_mobilization", _("%(limit)s or more") % {"limit": percent(ALONE)}
    elif led >= LED:
        bounds = {"low": percent(LED), "high": percent(ALONE)}
        value, threshold = "interactive", _("from %(low)s to less than %(high)s") % bounds
    else:
        value, threshold = "passive", _("less than %(limit)s") % {"limit": percent(LED)}
    reason = Reason("I25", _("actions led by professional organisations"), led, percent(led, 1),
                    threshold)  # fmt: skip
    yield Suggestion("app_involvement_type_implementation", value, (reason,))


def _monitoring(record: Record) -> Iterator[Suggestion]:
    """The committee: whether people of the organisations sit in it."""
    if not record.seats:
        return
    seats = record.professional_seats
    threshold = _("at least one seat") if seats else _("no seat")
    reason = Reason("I30", _("committee seats held by professional organisations"), seats,
                    _("%(part)s of %(whole)s") % {"part": seats, "whole": len(record.seats)},
                    threshold)  # fmt: skip
    value = "interactive" if seats else "passive"
    yield Suggestion("app_involvement_type_monitoring", value, (reason,))


def _band(level: int, limits: tuple[float, float, float], show: Callable[[Any], str]) -> str:
    """« moins de 40 % », « de 40 % à moins de 75 % », « 75 % ou plus »."""
    if level == 1:
        return _("less than %(limit)s") % {"limit": show(limits[0])}
    if level == GREATLY:
        return _("%(limit)s or more") % {"limit": show(limits[-1])}
    low, high = limits[level - LITTLE], limits[level - 1]
    return _("from %(low)s to less than %(high)s") % {"low": show(low), "high": show(high)}
