"""The adviser's matrix: communes × steps, worst first.

One lean query reads every commune of the adviser, because the worst come first; what a page shows
beside (actions, pauses, signs of fatigue) is read for the communes of that page alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from communes.models import Commune, Pause, Thresholds
from communes.querysets import running_on
from consult.cycle import fatigue
from consult.cycle.progress import (
    Progress,
    StepProgress,
    Verdict,
    read,
    with_progress,
)
from consult.cycle.requirements import actions, count_of, relations
from consult.review.verdicts import reason
from foundation.formats.dates import age_days, day_brief
from foundation.records.today import today
from frameworks.models import Step
from monitoring.models import Situation
from monitoring.querysets import with_situation

# Worst first; a paused commune is never late, one that has not started waits for nobody.
ORDER = [
    Verdict.LATE,
    Verdict.WATCH,
    Verdict.SILENT,
    Verdict.ON_TIME,
    Verdict.NOT_STARTED,
    Verdict.PAUSED,
]


@dataclass(frozen=True)
class Cell:
    """One step of one commune: `kind` is its shape and colour, `words` say it aloud."""

    number: int
    kind: str
    words: str
    small: str


@dataclass(frozen=True)
class Counts:
    """The actions of the open cycle's plan, and the pause in force."""

    actions: int = 0
    done: int = 0
    blocked: int = 0
    paused_from: datetime.date | None = None
    paused_to: datetime.date | None = None


@dataclass(frozen=True)
class Row:
    """One commune as the adviser sees it; `completed` adds its counts, reason and signs."""

    commune: Any
    progress: Progress
    counts: Counts = Counts()
    reason: str = ""
    signs: tuple[fatigue.Sign, ...] = ()

    @property
    def sort_key(self) -> tuple[int, int, str]:
        return (ORDER.index(self.progress.verdict), -self.progress.days_late, self.commune.name)

    @property
    def cells(self) -> list[Cell]:
        steps = enumerate(self.progress.steps, 1)
        return [_cell(number, step, self.progress.verdict) for number, step in steps]

    @property
    def done_words(self) -> str:
        return _("%(done)s actions done out of %(total)s") % {
            "done": self.counts.done,
            "total": self.counts.actions,
        }

    @property
    def news(self) -> str:
        """How long ago somebody last gave news: « il y a 6 j »."""
        found, day = self.progress.news_on, self.progress.day
        return age_days((day - found).days) if found else _("never")


def rows(communes: QuerySet[Commune], day: datetime.date | None = None) -> list[Row]:
    """Every commune given, read in one query, worst first."""
    day = day or today()
    placed = communes.select_related("cercle__region")
    found = (
        Row(commune, read(commune, day)) for commune in with_progress(placed, needed_only=True)
    )
    return sorted(found, key=lambda row: row.sort_key)


def completed(found: Iterable[Row], limits: Thresholds) -> list[Row]:
    """The same rows with what a page says of each: three queries whatever their number."""
    whole = counted(found)
    signs = fatigue.warnings(
        [row.commune for row in whole if row.progress.verdict is not Verdict.PAUSED],
        limits=limits,
    )
    return [
        replace(
            row,
            reason=reason(row.progress, row.counts.paused_from, row.counts.paused_to),
            signs=tuple(signs.get(row.commune.pk, ())),
        )
        for row in whole
    ]


def counted(found: Iterable[Row]) -> list[Row]:
    """The same rows with their actions and pauses, in one query."""
    kept = list(found)
    counts = _counts([row.commune.pk for row in kept])
    return [replace(row, counts=counts[row.commune.pk]) for row in kept]


def _counts(communes: list[int]) -> dict[int, Counts]:
    situated: Any = with_situation(actions)
    pause = Pause.objects.filter(commune=OuterRef("pk")).filter(running_on(today()))
    found: Any = Commune.objects.filter(pk__in=communes).order_by().annotate(**relations())
    values = found.annotate(
        actions=count_of(actions),
        done=count_of(situated.filter(situation=Situation.DONE)),
        blocked=count_of(situated.filter(situation=Situation.BLOCKED)),
        paused_from=Subquery(pause.values("valid_from")[:1]),
        paused_to=Subquery(pause.values("valid_to")[:1]),
    ).values_list("pk", *Counts.__dataclass_fields__)
    return {pk: Counts(*rest) for pk, *rest in values}


def _cell(number: int, step: StepProgress, verdict: Verdict) -> Cell:
    name = step.step.label
    if step.met:
        day = day_brief(step.done_on)
        return Cell(number, "ok", _("%(step)s: finished") % {"step": name}, day)
    if not step.is_current:
        return Cell(number, "no", _("%(step)s: to come") % {"step": name}, "")
    if step.days_late and verdict is not Verdict.PAUSED:
        kind = "late" if verdict is Verdict.LATE else "watch"
        small = _("%(days)s d") % {"days": step.days_late}
        return Cell(number, kind, _("%(step)s: late by") % {"step": name}, small)
    day = day_brief(step.due_on) if step.due_on else ""
    return Cell(number, "go", _("%(step)s: in progress, due on") % {"step": name}, day)


def tallies(found: list[Row]) -> dict[Verdict, int]:
    """How many communes stand under each verdict."""
    return {
        verdict: sum(1 for row in found if row.progress.verdict is verdict) for verdict in ORDER
    }


def keep(found: list[Row], *, verdict: str = "", step: str = "") -> list[Row]:
    """Rows under one verdict and at one step; an unknown word keeps everything."""
    kept = found
    if verdict in [known.value for known in Verdict]:
        kept = [row for row in kept if row.progress.verdict == verdict]
    if step in Step.values:
        kept = [row for row in kept if row.progress.current == step]
    return kept


def _news_key(row: Row) -> datetime.date:
    return row.progress.news_on or datetime.date.min


def _done_key(row: Row) -> tuple[float, int]:
    counts = row.counts
    return (counts.done / counts.actions if counts.actions else -1, counts.actions)


# What stands in the address as `tri`; the second says whether it needs the counts of every row.
SORTS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "commune": (lambda row: row.commune.search_key, False),
    "nouvelle": (_news_key, False),
    "obstacles": (lambda row: row.commune.obstacles_open, False),
    "actions": (_done_key, True),
    "bloquees": (lambda row: row.counts.blocked, True),
}


def arranged(found: list[Row], order: str) -> list[Row]:
    """The rows by a column of the page, « -commune » backwards; an unknown word changes nothing."""
    key, counts = SORTS.get(order.removeprefix("-"), (None, False))
    if key is None:
        return found
    return sorted(counted(found) if counts else found, key=key, reverse=order.startswith("-"))
