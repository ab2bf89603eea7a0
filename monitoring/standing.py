"""Where a framework stands on a day: what runs, what is late, what blocks, what comes next."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from actionplans.models import Action, ActionPlan
from frameworks.models import Cycle, Decision, Framework
from monitoring.lateness import SETTLED, days_late, worst_first
from monitoring.models import Committee, Obstacle, ReportState, Situation
from monitoring.money import engagements_of, sum_of
from monitoring.querysets import with_situation
from monitoring.terms import Ending, terms_ending


class NextDate(NamedTuple):
    """Something that comes, in French as it is printed, and its day."""

    on: datetime.date
    what: str
    personal: bool = False  # names somebody
    over: bool = False  # should have been done by now


class Standing(NamedTuple):
    """What a mayor or a new secretary needs on one page."""

    framework: Framework
    day: datetime.date
    cycle: Cycle | None
    plan: ActionPlan | None
    actions: list[Any]
    tally: list[tuple[str, int]]
    late: list[Any]
    obstacles: list[Obstacle]
    money: list[Any]
    money_sum: Any
    decisions: list[Decision]
    drafts: list[Any]
    endings: list[Ending]
    dates: list[NextDate]

    @property
    def open_actions(self) -> list[Any]:
        """Actions neither done, dropped nor carried over, the late ones first."""
        return [action for action in self.actions if action.situation not in SETTLED]

    @property
    def owing(self) -> list[Any]:
        """Parties that still have something to pay or to value."""
        return [row for row in self.money if row.left or row.unvalued]


def standing_on(framework: Framework, day: datetime.date) -> Standing:
    """Everything of the latest cycle, read in a fixed number of queries."""
    cycle = framework.cycles.order_by("-number").first()
    plan = ActionPlan.objects.filter(cycle=cycle).select_related("cycle").first() if cycle else None
    actions = _actions(plan, day)
    committee = Committee.objects.filter(framework=framework).first()
    endings = terms_ending(committee, day) if committee else []
    money = engagements_of(plan, day)
    decisions = Decision.objects.unsettled().filter(meeting__framework=framework)
    blocking = framework.obstacles.unsettled().open_first().select_related("action", "party")
    return Standing(
        framework=framework,
        day=day,
        cycle=cycle,
        plan=plan,
        actions=actions,
        tally=_tally(actions),
        late=[action for action in actions if action.late],
        obstacles=_aged(blocking, day),
        money=money,
        money_sum=sum_of(money),
        decisions=list(decisions.select_related("meeting", "owner").order_by("deadline_on", "pk")),
        drafts=list(cycle.reports.filter(state=ReportState.DRAFT)) if cycle else [],
        endings=endings,
        dates=_dates(framework, cycle, plan, endings, day),
    )


def _actions(plan: ActionPlan | None, day: datetime.date) -> list[Any]:
    rows = Action.objects.filter(plan=plan).select_related("responsible") if plan else []
    found: list[Any] = list(with_situation(rows)) if plan else []  # type: ignore[arg-type]
    for action in found:
        action.late = days_late(action, day)
        action.words = Situation(action.situation).label
    return worst_first(found, day)


def _tally(actions: list[Any]) -> list[tuple[str, int]]:
    counts = [(s.label, sum(a.situation == s for a in actions)) for s in Situation]
    return [(str(label), count) for label, count in counts if count]


def _aged(obstacles: Any, day: datetime.date) -> list[Any]:
    found = list(obstacles)
    for obstacle in found:
        obstacle.age = obstacle.days_open(day)
    return found


def _dates(
    framework: Framework,
    cycle: Cycle | None,
    plan: ActionPlan | None,
    endings: list[Ending],
    day: datetime.date,
) -> list[NextDate]:
    """What comes next, the nearest first; of past days only those something still waits for."""
    found = []
    for meeting in framework.meetings.exclude(planned_on=None).filter(planned_on__gte=day):
        if meeting.planned_on and not meeting.is_held:
            found.append(NextDate(meeting.planned_on, f"Réunion n°\u00a0{meeting.number}"))
    last = framework.meetings.held().order_by("-number").first()
    if last and last.next_meeting_on and not found:
        found.append(NextDate(last.next_meeting_on, "Prochaine réunion fixée par la dernière"))
    if plan:
        found.append(NextDate(plan.ends_on, f"Fin du plan d’action n°\u00a0{plan.cycle.number}"))
    if cycle and cycle.closed_on is None:
        due = cycle.follow_up_due_on
        words = f"Clôture du cycle {cycle.number} attendue"
        found.append(NextDate(due, words, over=due < day))
    found += [NextDate(each.ends_on, _term(each), bool(each.person), each.over) for each in endings]
    return sorted(date for date in found if date.over or date.on >= day)


def _term(ending: Ending) -> str:
    return f"Fin du siège de {ending.person}" if ending.person else "Fin du mandat du comité"
