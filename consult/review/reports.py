"""What one quarter was like in one commune, a cercle or all the communes of a person.

Page, PDF and workbook read this one object: nothing is counted again elsewhere.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from communes.models import Commune
from consult.cycle.progress import Verdict, read, with_progress
from consult.review.models import ProgrammeCommitment
from consult.review.quarters import Quarter
from foundation.formats.partial import PartialDate
from foundation.formats.ratios import median
from foundation.records.today import today
from frameworks.models import Decision
from monitoring.indicators.across import AcrossFigures, CommuneFigures, figures_across
from monitoring.indicators.meetings import FEW
from monitoring.models import Obstacle, ObstaclePassage, ObstacleState

SETTLED = (ObstacleState.ANSWERED, ObstacleState.LIFTED)
NOBODY = ""  # in `asked`: decisions nobody was charged with
PROMISED = "promesse_programme"  # in `asked`: what the programme itself promised


class People(NamedTuple):
    """Some of the people present, and how many communes keep theirs: fewer than five people."""

    told: int | None
    of: int | None
    kept: int


class Asked(NamedTuple):
    """What somebody was asked in the quarter, and what became of it since."""

    total: int
    done: int
    open: int


@dataclass(frozen=True)
class Blocked:
    """The obstacles of one kind in the quarter."""

    raised: int = 0
    passed: int = 0
    settled: int = 0
    open: int = 0
    days: tuple[int, ...] = ()

    @property
    def median_days(self) -> float | None:
        """Days from raised to settled, of those settled in the quarter."""
        return median(self.days)


@dataclass(frozen=True)
class QuarterReport:
    """The quarter of these communes. `as_of` is the day the record was read."""

    quarter: Quarter
    as_of: datetime.date
    communes: list[Any]
    across: AcrossFigures
    verdicts: dict[Verdict, int]
    women: People
    young: People
    obstacles: dict[int, dict[str, Blocked]]
    asked: dict[str, Asked]

    @property
    def together(self) -> CommuneFigures:
        return self.across.together

    def of(self, commune: int) -> CommuneFigures:
        return self.across.by_commune.get(commune, CommuneFigures())

    @property
    def cercles(self) -> dict[Any, list[int]]:
        """The communes by cercle, in alphabetical order."""
        found: dict[Any, list[int]] = {}
        for row in self.communes:
            found.setdefault(row.cercle, []).append(row.pk)
        return found

    @property
    def alone(self) -> str:
        """How the one commune of the report stands on the day of the report; empty for several."""
        return read(self.communes[0]).verdict_name if len(self.communes) == 1 else ""

    @property
    def active(self) -> int:
        """Communes with a cycle whose plan ran or which closed in the quarter."""
        return sum(figures.cycles > 0 for figures in self.across.by_commune.values())

    @property
    def without(self) -> int:
        """Communes whose record says nothing of the quarter."""
        return sum(not self.tells(commune.pk) for commune in self.communes)

    def tells(self, commune: int) -> bool:
        """Whether the record says anything of the quarter in this commune."""
        figures = self.of(commune)
        said = (figures.cycles, figures.meetings, figures.identified, figures.newly_formalised)
        return any(said) or commune in self.obstacles

    @property
    def without_framework(self) -> int:
        """Communes of which no meeting and no obstacle could be known."""
        return self.across.total("meetings").without

    def blocked(self, category: str | None = None, commune: int | None = None) -> Blocked:
        """The obstacles of one kind, of one commune, or of all together."""
        places = self.obstacles if commune is None else {commune: self.obstacles.get(commune, {})}
        return _sum(
            blocked
            for kinds in places.values()
            for kind, blocked in kinds.items()
            if category in (None, kind)
        )


def report_of(
    communes: QuerySet[Commune], quarter: Quarter, *, keep_few: bool = False
) -> QuarterReport:
    """The report of these communes; `keep_few` keeps to itself what tells of under five people.

    The same number of queries whatever the communes and their cycles.
    """
    across = figures_across(communes, quarter.first, quarter.last)
    rows = list(with_progress(communes.with_place()))  # type: ignore[attr-defined]
    rows.sort(key=lambda row: (row.cercle.name, row.name))
    return QuarterReport(
        quarter=quarter,
        as_of=today(),
        communes=rows,
        across=across,
        verdicts=Counter(read(row).verdict for row in rows),
        women=_people(across, "women", keep_few),
        young=_people(across, "young", keep_few),
        obstacles=_obstacles(communes, quarter),
        asked=_asked(communes, quarter),
    )


def _people(across: AcrossFigures, name: str, keep_few: bool) -> People:
    """Who was present, of the communes whose figure may be told.

    A commune keeps its own when it tells of one to four people, or leaves one to four others:
    it is then in no sum either, so that nobody finds it by taking one report from another.
    """
    told, of, kept = 0, 0, 0
    known = False
    for figures in across.by_commune.values():
        count, present = getattr(figures, name), figures.present
        if count is None or present is None:
            continue
        if keep_few and (0 < count < FEW or 0 < present - count < FEW):
            kept += 1
            continue
        known, told, of = True, told + count, of + present
    return People(told, of, kept) if known else People(None, None, kept)


def _obstacles(communes: QuerySet[Commune], quarter: Quarter) -> dict[int, dict[str, Blocked]]:
    """By commune and kind: what was raised, settled or still open in the quarter."""
    passed = ObstaclePassage.objects.filter(obstacle=OuterRef("pk"))
    rows: Any = (
        Obstacle.objects.filter(
            framework__commune__in=communes.order_by().values("pk"), raised_on__lte=quarter.last
        )
        .exclude(state__in=SETTLED, resolved_on=None, raised_on__lt=quarter.first)
        .exclude(state__in=SETTLED, resolved_on__lt=quarter.first)
        .order_by()
        .annotate(passed=Exists(passed))
        .values("framework__commune", "category", "state", "raised_on", "resolved_on", "passed")
    )
    found: defaultdict[int, dict[str, Blocked]] = defaultdict(dict)
    for row in rows:
        kinds, kind = found[row["framework__commune"]], row["category"]
        kinds[kind] = _sum([kinds.get(kind, Blocked()), _blocked(row, quarter)])
    return dict(found)


def _blocked(row: dict[str, Any], quarter: Quarter) -> Blocked:
    """One obstacle as the quarter saw it; an answer without a day came at once."""
    new = row["raised_on"] >= quarter.first
    settled_on = (row["resolved_on"] or row["raised_on"]) if row["state"] in SETTLED else None
    settled = settled_on is not None and quarter.first <= settled_on <= quarter.last
    days = (settled_on - row["raised_on"]).days if settled and row["resolved_on"] else None
    return Blocked(
        raised=int(new),
        passed=int(new and row["passed"]),
        settled=int(settled),
        open=int(settled_on is None or settled_on > quarter.last),
        days=() if days is None else (max(days, 0),),
    )


def _sum(each: Iterable[Blocked]) -> Blocked:
    every = list(each)
    counts = {
        name: sum(getattr(one, name) for one in every)
        for name in ("raised", "passed", "settled", "open")
    }
    return Blocked(**counts, days=tuple(day for one in every for day in one.days))


def _asked(communes: QuerySet[Commune], quarter: Quarter) -> dict[str, Asked]:
    """By kind of party: the decisions of the quarter's meetings it was charged with; what the
    programme promised in the quarter stands under its own name."""
    chosen = communes.order_by().values("pk")
    found: dict[str, Asked] = {}
    decisions = Decision.objects.filter(_held_in(quarter), meeting__framework__commune__in=chosen)
    for kind, state in decisions.order_by().values_list("owner__kind", "state"):
        _add(found, kind or NOBODY, done=state == "faite", dropped=state == "abandonnee")
    promises = ProgrammeCommitment.objects.filter(
        commune__in=chosen, made_on__range=(quarter.first, quarter.last)
    )
    for state in promises.order_by().values_list("state", flat=True):
        _add(found, PROMISED, done=state == "tenu", dropped=state == "abandonne")
    return found


def _held_in(quarter: Quarter) -> Q:
    """Meetings of the quarter; of a month or a year its first day counts."""
    month = None if quarter.number == 1 else quarter.first.month
    since = PartialDate(quarter.year, month)
    return Q(meeting__held_on__gte=since, meeting__held_on__lte=PartialDate.from_date(quarter.last))


def _add(found: dict[str, Asked], who: str, *, done: bool, dropped: bool) -> None:
    one = found.get(who, Asked(0, 0, 0))
    is_open = not done and not dropped
    found[who] = Asked(one.total + 1, one.done + done, one.open + is_open)
