"""The adviser's matrix: communes × steps, worst first, in one query for its rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.models import Commune
from consult.cycle.progress import (
    Progress,
    StepProgress,
    Verdict,
    read,
    with_progress,
)
from consult.cycle.requirements import FRAMEWORK, actions, count_of
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
class Row:
    """One commune as the adviser sees it."""

    commune: Any
    progress: Progress
    cells: tuple[Cell, ...]
    news: str

    @property
    def sort_key(self) -> tuple[int, int, str]:
        return (ORDER.index(self.progress.verdict), -self.progress.days_late, self.commune.name)


def rows(communes: QuerySet[Commune], day: datetime.date | None = None) -> list[Row]:
    """Every commune given, read in one query, worst first."""
    day = day or today()
    situated: Any = with_situation(actions)
    found = with_progress(communes.with_place()).annotate(  # type: ignore[attr-defined]
        actions_total=count_of(actions),
        actions_done=count_of(situated.filter(situation=Situation.DONE)),
        actions_blocked=count_of(situated.filter(situation=Situation.BLOCKED)),
    )
    return sorted((_row(commune, day) for commune in found), key=lambda row: row.sort_key)


def _row(commune: Any, day: datetime.date) -> Row:
    progress = read(commune, day)
    cells = tuple(
        _cell(number, step, progress.verdict) for number, step in enumerate(progress.steps, 1)
    )
    news = age_days((day - progress.news_on).days) if progress.news_on else _("never")
    return Row(commune, progress, cells, news)


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


COLUMNS = (
    "commune_code", "commune", "cercle", "region", "verdict", "days_late", "step",
    *(f"step_{number}" for number in range(1, len(Step.values) + 1)),
    "actions", "actions_done", "actions_blocked", "obstacles_open", "last_news",
)  # fmt: skip


def as_table(found: list[Row]) -> Iterator[tuple[Any, ...]]:
    """One line per commune, as the page shows it; a step is told by its shape (ok, go, late…)."""
    for row in found:
        commune, progress = row.commune, row.progress
        yield (
            commune.code, commune.name, commune.cercle.name, commune.cercle.region.name,
            progress.verdict.value, progress.days_late, progress.current or "",
            *(cell.kind for cell in row.cells),
            commune.actions_total, commune.actions_done, commune.actions_blocked,
            commune.obstacles_open, progress.news_on or "",
        )  # fmt: skip
