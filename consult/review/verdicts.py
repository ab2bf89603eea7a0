"""Each verdict's rule in words, with the figures of the day, and why a commune stands under it."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.models import Thresholds
from consult.cycle.progress import OBSTACLES_TO_WATCH, VERDICT_NAMES, Progress, Verdict
from foundation.formats.dates import day as in_words
from foundation.formats.dates import period
from foundation.formats.numbers import percent


class Rule(NamedTuple):
    """A verdict, or a sign of fatigue, and the sentence that says when it is given."""

    name: str
    sentence: str


def rules(limits: Thresholds) -> list[Rule]:
    """The verdicts in the order they are tried: the first that fits counts."""
    days = {"grace": limits.grace_days, "silent": limits.silent_days, "count": OBSTACLES_TO_WATCH}
    sentences = {
        Verdict.PAUSED: _(
            "An adviser or an administrator set it aside for a time, with a reason: "
            "it is late with nothing."
        ),
        Verdict.NOT_STARTED: _("No cycle is open and nothing was ever recorded."),
        Verdict.LATE: _("The current step was due more than %(grace)s days ago.") % days,
        Verdict.WATCH: _(
            "The current step was due, at most %(grace)s days ago, or %(count)s obstacles or more "
            "wait for an answer."
        )
        % days,
        Verdict.SILENT: _(
            "No need, meeting or statement was recorded for more than %(silent)s days."
        )
        % days,
        Verdict.ON_TIME: _("None of the above: the step is not due yet and there is news."),
    }
    return [Rule(str(VERDICT_NAMES[verdict]), text) for verdict, text in sentences.items()]


def fatigue_rules(limits: Thresholds) -> list[Rule]:
    """When a sign of fatigue is given, with the figures an administrator set."""
    return [
        Rule(
            _("Investment"),
            _("None finished since the last %(cycles)s cycles whose plan is over.")
            % {"cycles": limits.cycles_without_investment},
        ),
        Rule(
            _("Mobilisation"),
            _("Less than %(least)s of the money promised in the last plan that is over.")
            % {"least": percent(limits.mobilisation_percent / 100)},
        ),
        Rule(
            _("Attendance"),
            _("Fewer professional organisations at the last meeting than at the one before."),
        ),
        Rule(
            _("Meetings"),
            _("None held for %(months)s months.") % {"months": limits.months_without_meeting},
        ),
    ]


def reason(
    progress: Progress,
    paused_from: datetime.date | None = None,
    paused_to: datetime.date | None = None,
) -> str:
    """Why the commune stands under its verdict, and what it should do now, in one or two lines."""
    if progress.verdict is Verdict.PAUSED:
        return _paused(progress.row.pause_reason, paused_from, paused_to)
    if progress.verdict is Verdict.NOT_STARTED:
        return _("No cycle was opened yet.")
    because = {Verdict.LATE: _late, Verdict.WATCH: _watched, Verdict.SILENT: _silent}
    why = because.get(progress.verdict, _on_time)(progress)
    task = _(progress.next_requirement().task)
    return _("%(why)s To do: %(task)s.") % {"why": why, "task": task[:1].lower() + task[1:]}


def _paused(why: str, first: datetime.date | None, last: datetime.date | None) -> str:
    return f"{why} ({period(first, last)})" if first or last else why


def _late(progress: Progress) -> str:
    return ngettext(
        "%(step)s: %(days)s day late.", "%(step)s: %(days)s days late.", progress.days_late
    ) % {"step": progress.current.label, "days": progress.days_late}


def _watched(progress: Progress) -> str:
    if progress.days_late:
        return _late(progress)
    count = progress.row.obstacles_open
    return ngettext(
        "%(count)s obstacle waits for an answer.", "%(count)s obstacles wait for an answer.", count
    ) % {"count": count}


def _silent(progress: Progress) -> str:
    if progress.news_on is None:
        return _("No news was ever recorded.")
    days = (progress.day - progress.news_on).days
    return ngettext("No news for %(days)s day.", "No news for %(days)s days.", days) % {
        "days": days
    }


def _on_time(progress: Progress) -> str:
    step = next(step for step in progress.steps if step.is_current)
    if step.due_on is None:
        return _("%(step)s: no due day yet.") % {"step": step.step.label}
    return _("%(step)s: due on %(day)s.") % {"step": step.step.label, "day": in_words(step.due_on)}
