"""What a cycle leaves when it closes: read before anything happens, in the order of its page."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from actionplans.models import Action, ActionPlan, Amendment
from foundation.records.rules import Finding, Strength
from frameworks.models import Cycle, Framework, Need, NeedState
from frameworks.models.needs import NEED_MOVES
from monitoring.ladder import with_age
from monitoring.models import CommitteeMandate, Obstacle, Report, ReportKind, Situation
from monitoring.querysets import with_situation
from monitoring.rules import r9_end_report

# Situations in which nothing more is asked of an action.
FINISHED = (Situation.DONE, Situation.DROPPED)
# What may be said of a need at the closing review, besides leaving it as it is.
FINAL = (NeedState.SATISFIED, NeedState.PARTLY, NeedState.RUNNING, NeedState.DEFERRED)


class Fate(enum.StrEnum):
    """What becomes of an action when its cycle closes."""

    DONE = "realisee"
    DROPPED = "abandonnee"
    CARRIED = "a_reporter"


@dataclass(frozen=True)
class ActionChoice:
    """What is decided of one unfinished action; dropping it says why."""

    action: Action
    fate: Fate
    reason: str = ""


@dataclass(frozen=True)
class NeedChoice:
    """What a person says became of one need the plan answered."""

    need: Need
    to: str
    reason: str = ""


@dataclass(frozen=True)
class Review:
    """Everything an open cycle leaves, item by item."""

    finished: list[Any]
    left: list[Any]
    needs: list[Any]
    obstacles: list[Obstacle]
    mandate: CommitteeMandate | None
    report: list[Finding]
    findings: list[Finding]
    plan: ActionPlan | None


def review(cycle: Cycle) -> Review:
    """What will be done, dropped, carried and declared if this cycle closes today."""
    actions = planned(cycle)
    plan = ActionPlan.objects.filter(cycle=cycle).first()
    return Review(
        finished=[action for action in actions if action.situation in FINISHED],
        left=[action for action in actions if action.situation not in FINISHED],
        needs=needs_answered(cycle),
        obstacles=still_open(cycle.framework),
        mandate=mandate_of(cycle.framework),
        report=r9_end_report(cycle),
        findings=[*amendments_are_over(cycle), *plan_was_agreed(plan)],
        plan=plan,
    )


def planned(cycle: Cycle) -> list[Any]:
    """The actions of the cycle's plan in their order, each with its situation and money."""
    actions = Action.objects.filter(plan__cycle=cycle).with_money()
    return list(with_situation(actions.select_related("responsible")).order_by("number"))


@dataclass(frozen=True)
class EndReport:
    """The day of the committee's end report, or why there is none and who signed that."""

    written_on: datetime.date | None = None
    note: str = ""
    signed_by: str = ""


def report_of(
    cycle: Cycle, written_on: datetime.date | None, note: str, signed_by: str
) -> EndReport:
    """What the committee validated here; else what was typed of the paper."""
    kept = list(Report.objects.filter(cycle=cycle).validated().order_by("-written_on", "-pk"))
    end = next((report for report in kept if report.kind == ReportKind.END), None)
    default = next((report for report in kept if report.kind == ReportKind.DEFAULT), None)
    if default:
        note, signed_by = default.reason, default.signed_by[:120]
    return EndReport(end.written_on if end else written_on, note, signed_by)


def amendments_are_over(cycle: Cycle) -> list[Finding]:
    """Nothing of the agreed plan is half changed when its cycle closes."""
    if not Amendment.objects.unfinished().filter(plan__cycle=cycle).exists():
        return []
    sentence = _("An amendment of the plan is open. Seal it or drop it first.")
    return [Finding("", Strength.BLOCK, sentence)]


def plan_was_agreed(plan: ActionPlan | None) -> list[Finding]:
    """A cycle may end without its plan having been agreed: its actions then wait."""
    if plan is None or plan.is_agreed:
        return []
    sentence = _("The plan of this cycle was never agreed. Its actions wait for the next plan.")
    return [Finding("", Strength.WARN, sentence)]


def still_open(framework: Framework) -> list[Obstacle]:
    """What blocks and has no answer yet, the oldest first; it goes on to the next cycle."""
    found = Obstacle.objects.filter(framework=framework).unsettled()
    return with_age(found.order_by("raised_on", "pk"))


def mandate_of(framework: Framework) -> CommitteeMandate | None:
    """The last version of the committee's mandate."""
    committee = getattr(framework, "committee", None)
    return committee.mandates.order_by("-version").first() if committee else None


# --- Needs ------------------------------------------------------------------------------------


def needs_answered(cycle: Cycle) -> list[Any]:
    """The needs the cycle's plan answers, each with what its actions suggest (`proposed`)."""
    needs = Need.objects.filter(actions__plan__cycle=cycle).distinct().order_by("code", "pk")
    said: dict[int, list[str]] = {}
    links = Action.needs.through.objects.filter(action__plan__cycle=cycle)
    situations = {action.pk: action.situation for action in planned(cycle)}
    for need, action in links.values_list("need", "action"):
        said.setdefault(need, []).append(situations[action])
    rows: list[Any] = list(needs.select_related("framework__commune", "sector"))
    for need in rows:
        need.proposed = proposal(need, said.get(need.pk, []))
    return rows


def proposal(need: Need, situations: Iterable[str]) -> str:
    """What the situations of its actions suggest; a person decides. Never further than allowed."""
    heard = set(situations) - {Situation.DROPPED}
    wanted = NeedState.RUNNING
    if heard == {Situation.DONE}:
        wanted = NeedState.SATISFIED
    elif heard & {Situation.DONE, Situation.PARTLY}:
        wanted = NeedState.PARTLY
    elif not heard - {Situation.PLANNED}:
        return str(need.state)
    return str(wanted) if wanted in final_states(need) else str(need.state)


def final_states(need: Need) -> list[NeedState]:
    """What the review may say of this need: as it is, or as far as it went."""
    now = NeedState(need.state)
    return [now, *(to for to in FINAL if to in NEED_MOVES[now] and to != now)]


# --- The next cycle ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Brought:
    """What comes with the next cycle, read before it opens; `after` tells that one came before."""

    actions: list[Any]
    obstacles: list[Obstacle]
    needs: list[Need]
    mandate: CommitteeMandate | None
    after: bool


def brought(framework: Framework, waiting: list[Action]) -> Brought:
    """Actions that wait, open obstacles, needs (those put off first), the mandate to renew."""
    needs = list(Need.objects.filter(framework=framework).unsettled().order_by("code", "pk"))
    return Brought(
        actions=waiting,
        obstacles=still_open(framework),
        needs=sorted(needs, key=lambda need: need.state != NeedState.DEFERRED),
        mandate=mandate_of(framework),
        after=framework.cycles.exists(),
    )
