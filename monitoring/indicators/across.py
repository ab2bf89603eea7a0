"""The indicators of many communes over some months, in a fixed number of queries.

Each commune and all together. Actions, money and obstacles are those of the cycles whose plan runs
in the period or which close in it; meetings, needs and registrations are those dated in it. What a
record says nothing of is None, never 0.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

from actionplans.models import PlanState
from communes.models import Commune, FormalisationEvent, FormalisationStage, Organisation
from foundation.formats.ratios import known_sum, share
from frameworks.models import Attendance, CountedAttendance, Cycle, Meeting, Need, NeedState
from frameworks.querysets import TAKEN_UP
from monitoring.indicators.money import MoneyFigures, money_by_cycle, together
from monitoring.indicators.obstacles import obstacles_by_cycle
from monitoring.indicators.organisations import FORMALISED
from monitoring.indicators.plans import plans_by_cycle

Counts = dict[str, Any]
ByCommune = dict[int, Counts]
OF_PLAN = ("actions", "done", "on_time", "structural", "structural_in_pdesc")
OF_OBSTACLES = ("raised", "passed", "closed")


class Total(NamedTuple):
    """A figure of many communes, and how many of them have no data for it."""

    value: float | None
    without: int


@dataclass(frozen=True)
class CommuneFigures:
    """One commune, or several together, over the period; None is « n.d. »."""

    cycles: int = 0
    meetings: int | None = None
    present: int | None = None
    women: int | None = None
    young: int | None = None
    identified: int | None = None
    presented: int | None = None
    retained: int | None = None
    satisfied: int | None = None
    actions: int | None = None
    done: int | None = None
    on_time: int | None = None
    structural: int | None = None
    structural_in_pdesc: int | None = None
    raised: int | None = None
    passed: int | None = None
    closed: int | None = None
    organisations: int | None = None
    formalised: int | None = None
    newly_formalised: int | None = None
    money: MoneyFigures | None = None

    @property
    def promised(self) -> int | None:
        """I12, FCFA promised for the plans of the period; by kind of party in `money`."""
        return self.money.promised if self.money else None

    @property
    def paid(self) -> int | None:
        """I12, FCFA paid or valued on these promises up to today."""
        return self.money.paid if self.money else None

    @property
    def mobilisation(self) -> float | None:
        """I12: Σ paid or valued ÷ Σ promised."""
        return share(self.paid, self.promised)

    @property
    def local_share(self) -> float | None:
        """I14: (commune + professional organisations) ÷ total promised."""
        return self.money.local_share if self.money else None

    @property
    def women_share(self) -> float | None:
        """I30: women ÷ people present."""
        return share(self.women, self.present)

    @property
    def young_share(self) -> float | None:
        """I30: people of 35 or younger ÷ people present."""
        return share(self.young, self.present)

    @property
    def taken_up(self) -> float | None:
        """I06: needs retained ÷ needs presented, of those said in the period."""
        return share(self.retained, self.presented)

    @property
    def completion(self) -> float | None:
        """I08: actions done ÷ actions of the plans."""
        return share(self.done, self.actions)

    @property
    def punctuality(self) -> float | None:
        """I09: actions done on time ÷ actions of the plans."""
        return share(self.on_time, self.actions)

    @property
    def pdesc_share(self) -> float | None:
        """I16: structural actions that stand on a line of the PDESC ÷ structural actions."""
        return share(self.structural_in_pdesc, self.structural)

    @property
    def passed_share(self) -> float | None:
        """I23: obstacles passed to a meeting ÷ raised."""
        return share(self.passed, self.raised)

    @property
    def formalised_share(self) -> float | None:
        """I20: registered organisations ÷ professional organisations."""
        return share(self.formalised, self.organisations)


COUNTED = tuple(
    each.name for each in fields(CommuneFigures) if each.name not in ("cycles", "money")
)


@dataclass(frozen=True)
class AcrossFigures:
    """Every commune asked for, by its key, and all of them together."""

    first: datetime.date
    last: datetime.date
    by_commune: dict[int, CommuneFigures]
    together: CommuneFigures

    def total(self, name: str) -> Total:
        """One figure or rate of all communes together, by its name, and who has no data for it."""
        each = (getattr(figures, name) for figures in self.by_commune.values())
        return Total(getattr(self.together, name), sum(value is None for value in each))


def figures_across(
    communes: QuerySet[Commune], first: datetime.date, last: datetime.date
) -> AcrossFigures:
    """The figures of these communes between two days, both included: thirteen queries."""
    chosen = communes.order_by().values("pk")
    period = (first.isoformat(), last.isoformat())
    found: defaultdict[int, Counts] = defaultdict(dict)
    for pk in chosen.values_list("pk", flat=True):
        found[pk] = {}
    for part in (
        _of_cycles(cycles_between(chosen, first, last)),
        _met(chosen, period),
        _said(chosen, period),
        _registered(chosen, period),
    ):
        for pk, counts in part.items():
            found[pk] |= counts
    by_commune = {pk: CommuneFigures(**counts) for pk, counts in found.items()}
    return AcrossFigures(first, last, by_commune, _together(by_commune.values()))


def cycles_between(chosen: Any, first: datetime.date, last: datetime.date) -> QuerySet[Cycle]:
    """The cycles whose agreed plan runs, or which close, between two days."""
    runs = Q(plan__starts_on__lte=last, plan__ends_on__gte=first) & ~Q(plan__state=PlanState.DRAFT)
    return Cycle.objects.filter(
        runs | Q(closed_on__gte=first, closed_on__lte=last), commune__in=chosen
    )


def _together(each: Iterable[CommuneFigures]) -> CommuneFigures:
    """The sums of what is known; a sum of nothing known stays unknown."""
    every = list(each)
    money = [figures.money for figures in every if figures.money]
    return CommuneFigures(
        cycles=sum(figures.cycles for figures in every),
        money=together(money) if money else None,
        **{name: known_sum(getattr(figures, name) for figures in every) for name in COUNTED},
    )


def _of_cycles(cycles: QuerySet[Cycle]) -> ByCommune:
    """I08, I09, I12–I14, I16, I23 of the cycles, summed by commune, in five queries."""
    place = dict(cycles.order_by().values_list("pk", "commune"))
    plans, obstacles = plans_by_cycle(cycles), obstacles_by_cycle(cycles)
    money: defaultdict[int, list[MoneyFigures]] = defaultdict(list)
    for cycle, figures in money_by_cycle(cycles).items():
        if cycle in place and (figures.promised or figures.paid):
            money[place[cycle]].append(figures)
    found: defaultdict[int, Counts] = defaultdict(lambda: {"cycles": 0})
    for cycle, commune in place.items():
        counts = found[commune]
        counts["cycles"] += 1
        _add(counts, plans.get(cycle), OF_PLAN)
        # Nothing raised while a cycle ran is a true 0.
        _add(counts, obstacles.get(cycle), OF_OBSTACLES, absent=0)
    for commune, sums in money.items():
        found[commune]["money"] = together(sums)
    return dict(found)


def _add(counts: Counts, figures: Any, names: tuple[str, ...], absent: int | None = None) -> None:
    for name in names:
        value = absent if figures is None else getattr(figures, name)
        if value is not None:
            counts[name] = counts.get(name, 0) + value


def _dated(rows: Any, column: str, period: tuple[str, str]) -> Any:
    """Rows dated in the period; of a month or a year its first day counts."""
    padded = Concat(column, Value("-01-01"), output_field=CharField())
    return rows.annotate(first_day=Substr(padded, 1, 10)).filter(first_day__range=period)


def _met(chosen: Any, period: tuple[str, str]) -> ByCommune:
    """Meetings held, preparatory ones apart, and who came; a framework that never met counts 0."""
    there = Q(framework__commune__in=chosen)
    meetings = Meeting.objects.held().exclude(kind="preparatoire").filter(there).order_by()
    held = _dated(meetings, "held_on", period)
    found: ByCommune = {
        pk: {"meetings": 0}
        for pk in Commune.objects.filter(pk__in=chosen, frameworks__isnull=False)
        .order_by()
        .values_list("pk", flat=True)
    }
    place = dict(held.values_list("pk", "framework__commune"))
    for commune in place.values():
        found.setdefault(commune, {"meetings": 0})["meetings"] += 1
    for kind in (Attendance, CountedAttendance):
        rows: Any = kind.objects.filter(meeting__in=held.values("pk"))
        for row in rows.totals_by("meeting__framework__commune"):
            counts = found.setdefault(row["meeting__framework__commune"], {"meetings": 0})
            for name, column in (("present", "present"), ("women", "women"), ("young", "youth")):
                counts[name] = counts.get(name, 0) + row[column]
    return found


def _said(chosen: Any, period: tuple[str, str]) -> ByCommune:
    """I05–I07: the needs said in the period, and what became of them until today."""
    needs = Need.objects.filter(framework__commune__in=chosen).order_by()
    within = Q(first_day__range=period)
    rows = (
        _dated(needs, "identified_on", ("", period[1]))
        .values("framework__commune")
        .annotate(
            identified=Count("pk", filter=within),
            presented=Count("pk", filter=within & ~Q(state=NeedState.IDENTIFIED)),
            retained=Count("pk", filter=within & Q(state__in=TAKEN_UP)),
            satisfied=Count("pk", filter=within & Q(state=NeedState.SATISFIED)),
        )
    )
    return {row.pop("framework__commune"): row for row in rows}


def _registered(chosen: Any, period: tuple[str, str]) -> ByCommune:
    """I20: professional organisations, those registered by now, and since the period began."""
    there = Organisation.objects.active().professional().filter(commune__in=chosen).order_by()
    rows: Any = there.values("commune").annotate(
        organisations=Count("pk"), formalised=Count("pk", filter=Q(legal_form__in=FORMALISED))
    )
    found: ByCommune = {row.pop("commune"): {**row, "newly_formalised": 0} for row in rows}
    events = FormalisationEvent.objects.filter(stage=FormalisationStage.REGISTERED)
    reached = _dated(events.order_by(), "reached_on", period).values("organisation")
    typed = _dated(there.exclude(registered_on=None), "registered_on", period).values("pk")
    new = there.filter(Q(pk__in=reached) | Q(pk__in=typed))
    for commune in new.values_list("commune", flat=True):
        if commune in found:
            found[commune]["newly_formalised"] += 1
    return found
