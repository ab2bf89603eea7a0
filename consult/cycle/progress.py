"""Where communes stand: the requirements read for many in one query, or for one in detail."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Pause
from communes.querysets import running_on
from communes.thresholds import threshold
from consult.cycle.requirements import (
    FRAMEWORK,
    REQUIREMENTS,
    Requirement,
    as_column,
    count_of,
    held,
    of_step,
    relations,
    sectors,
)
from foundation.formats.partial import PartialDate
from foundation.records.today import today
from frameworks.models import Cycle, Meeting, Need, Step
from monitoring.lateness import is_late
from monitoring.models import Obstacle, Statement

# So many obstacles without an answer, and a commune that is in time is to be watched all the same.
OBSTACLES_TO_WATCH = 2


class Verdict(enum.StrEnum):
    """What an adviser sees first of a commune, worst first."""

    LATE = "late"
    WATCH = "watch"
    SILENT = "silent"
    ON_TIME = "on_time"
    NOT_STARTED = "not_started"
    PAUSED = "paused"


VERDICT_NAMES = {
    Verdict.LATE: _("Late"),
    Verdict.WATCH: _("To watch"),
    Verdict.SILENT: _("No news"),
    Verdict.ON_TIME: _("On time"),
    Verdict.NOT_STARTED: _("Not started"),
    Verdict.PAUSED: _("Paused"),
}


def with_progress(communes: QuerySet[Commune], *, needed_only: bool = False) -> QuerySet[Commune]:
    """Adds to each commune, in the same query, what its framework and open cycle still need.

    `met_<code>` for each requirement, or for those only that hold a step back; `cycle_number`, the
    due days, when each step was done, the last news, the obstacles that wait, the pause in force
    and the thresholds of the country. Nothing here depends on how many cycles came before.
    """
    met = {f"met_{r.code}": as_column(r.met) for r in REQUIREMENTS if r.needed or not needed_only}
    return communes.annotate(**relations()).annotate(
        **met,
        framework_pk=F("framework__pk"),
        cycle_pk=F("cycle__pk"),
        cycle_number=F("cycle__number"),
        cycle_opened_on=F("cycle__opened_on"),
        **{f"due_{step.name.lower()}": F(f"cycle__{step.name.lower()}_due_on") for step in Step},
        plan_starts_on=F("cycle__plan__starts_on"),
        plan_ends_on=F("cycle__plan__ends_on"),
        done_plan=F("cycle__plan__agreed_on"),
        done_sectors=_first(sectors.order_by("-active_from"), "active_from"),
        done_needs=_first(
            Need.objects.filter(framework=FRAMEWORK).order_by("-identified_on"), "identified_on"
        ),
        done_meeting=_first(held.order_by("-held_on"), "held_on"),
        **_last_news(),
        obstacles_open=count_of(Obstacle.objects.unsettled().filter(framework=FRAMEWORK)),
        grace_days=threshold("grace_days"),
        silent_days=threshold("silent_days"),
        pause_reason=Coalesce(
            _first(
                Pause.objects.filter(commune=OuterRef("pk")).filter(running_on(today())), "reason"
            ),
            Value(""),
            output_field=CharField(),
        ),
    )


def _first(rows: QuerySet[Any], field: str) -> Subquery:
    return Subquery(rows.values(field)[:1])


def _last_news() -> dict[str, Subquery]:
    """The last day the record says something happened: a need, a meeting, a statement.

    Statements of the last two cycles are enough: those before have had a meeting since.
    """
    cycles = Cycle.objects.filter(commune=OuterRef(OuterRef("pk"))).order_by("-opened_on", "-pk")
    said = Statement.objects.filter(action__plan__cycle__in=cycles.values("pk")[:2])
    meetings = Meeting.objects.held().filter(framework__commune=OuterRef("pk"))
    needs = Need.objects.filter(framework__commune=OuterRef("pk"))
    return {
        "news_statement": _first(said.order_by("-said_on"), "said_on"),
        "news_meeting": _first(meetings.order_by("-held_on"), "held_on"),
        "news_need": _first(needs.order_by("-identified_on"), "identified_on"),
    }


def in_detail(commune: Commune) -> Commune:
    """One commune with every requirement and its counts ("6 sur 8"), in one query."""
    counts: dict[str, Any] = {}
    for requirement in REQUIREMENTS:
        if requirement.done is not None:
            counts[f"done_{requirement.code}_n"] = requirement.done
        if requirement.total is not None:
            counts[f"total_{requirement.code}_n"] = requirement.total
    communes = Commune.objects.filter(pk=commune.pk).with_place()
    return with_progress(communes).annotate(**counts).get()


@dataclass(frozen=True)
class StepProgress:
    """One step of one commune: done (and when), late by so many days, in progress or to come."""

    step: Step
    met: bool
    due_on: datetime.date | None
    done_on: datetime.date | None
    is_current: bool
    days_late: int

    @property
    def state(self) -> str:
        """The word of the cycle strip: done, late, current, later."""
        if self.met:
            return "done"
        if not self.is_current:
            return "later"
        return "late" if self.days_late > 0 else "current"


@dataclass(frozen=True)
class Progress:
    """Where one commune stands today; `row` is a commune from `with_progress`."""

    row: Any
    steps: tuple[StepProgress, ...]
    current: Step
    verdict: Verdict
    days_late: int
    news_on: datetime.date | None
    day: datetime.date

    @property
    def plan_runs(self) -> bool:
        """The three months are not over: news are asked for, not the closing."""
        return bool(self.row.plan_ends_on and self.day <= self.row.plan_ends_on)

    @property
    def verdict_name(self) -> str:
        return str(VERDICT_NAMES[self.verdict])

    @property
    def tasks_done(self) -> int:
        """Tasks of the current step that are finished, the optional ones included."""
        return [bool(getattr(self.row, f"met_{r.code}")) for r in of_step(self.current)].count(True)

    def missing(self, step: Step) -> list[Requirement]:
        """What the step still needs, in order."""
        return [r for r in of_step(step) if r.needed and not getattr(self.row, f"met_{r.code}")]

    def next_requirement(self) -> Requirement:
        """The one thing to do now."""
        missing = self.missing(self.current)
        following = missing[0] if missing else of_step(self.current)[-1]
        if following.code == "closed" and self.plan_runs:
            return next(r for r in of_step(Step.FOLLOW_UP) if r.code == "news")
        return following


def read(row: Any, day: datetime.date | None = None) -> Progress:
    """Read a row of `with_progress` as of a day (today)."""
    day = day or today()
    met = {step: _step_met(row, step) for step in Step}
    current = next((step for step in Step if not met[step]), Step.FOLLOW_UP)
    steps = tuple(_step_progress(row, step, met[step], step is current, day) for step in Step)
    days_late = next(step.days_late for step in steps if step.is_current)
    news_on = _news_on(row, day)
    return Progress(
        row, steps, current, _verdict(row, days_late, news_on, day), days_late, news_on, day
    )


def _step_met(row: Any, step: Step) -> bool:
    return all(getattr(row, f"met_{r.code}") for r in of_step(step) if r.needed)


def _step_progress(
    row: Any, step: Step, met: bool, is_current: bool, day: datetime.date
) -> StepProgress:
    due_on = getattr(row, f"due_{step.name.lower()}")
    late = (day - due_on).days if is_current and due_on else 0
    done_on = _as_day(getattr(row, f"done_{step.name.lower()}", None)) if met else None
    return StepProgress(step, met, due_on, done_on, is_current, max(late, 0))


def _as_day(value: PartialDate | datetime.date | None) -> datetime.date | None:
    return value.last_day if isinstance(value, PartialDate) else value


def _news_on(row: Any, day: datetime.date) -> datetime.date | None:
    days = (_as_day(getattr(row, f"news_{kind}")) for kind in ("statement", "meeting", "need"))
    return max((found for found in days if found and found <= day), default=None)


def _verdict(
    row: Any, days_late: int, news_on: datetime.date | None, day: datetime.date
) -> Verdict:
    if row.pause_reason:
        return Verdict.PAUSED
    if row.cycle_pk is None and news_on is None:
        return Verdict.NOT_STARTED
    if is_late(days_late, row.grace_days):
        return Verdict.LATE
    if days_late > 0 or row.obstacles_open >= OBSTACLES_TO_WATCH:
        return Verdict.WATCH
    if news_on is None or (day - news_on).days > row.silent_days:
        return Verdict.SILENT
    return Verdict.ON_TIME
