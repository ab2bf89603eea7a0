"""Reading what may bring an adviser to a commune, for any number of them in five queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from actionplans.models import Action, CarryChoice
from communes.models import Assignment, Commune, Role
from communes.querysets import covers
from consult.cycle.progress import Progress, Verdict, read, with_progress
from consult.cycle.requirements import actions, count_of
from consult.review.models import ProgrammeCommitment, Visit, VisitKind
from consult.review.next_visits import Reason, Signs, place, reasons
from foundation.records.today import today
from frameworks.models import CycleState, Meeting
from monitoring.ladder import whose_turn
from monitoring.lateness import SETTLED
from monitoring.models import Obstacle, Situation, Statement, Unblocker
from monitoring.querysets import with_situation
from monitoring.voices import disagreement

Numbers = dict[int, list[int]]


@dataclass(frozen=True)
class ToVisit:
    """One commune in the list, why it stands there, and whether this person may visit it."""

    commune: Any
    progress: Progress
    signs: Signs
    reasons: list[Reason]

    @property
    def first(self) -> Reason:
        return self.reasons[0]

    @property
    def others(self) -> list[Reason]:
        return self.reasons[1:]


def to_visit(
    communes: QuerySet[Commune], user: Any = None, day: datetime.date | None = None
) -> list[ToVisit]:
    """The communes given, the most pressing first; `may_visit` tells those `user` advises."""
    day = day or today()
    asked, contested = asked_of_adviser(communes), _contested(communes, day)
    obstacles, owed = _obstacles(communes, day), _owed(communes, day)
    found = []
    placed: Any = communes.with_place()  # type: ignore[attr-defined]
    rows: Any = _with_contacts(with_progress(placed), user, day)
    for commune in rows:
        progress = read(commune, day)
        signs = Signs(
            **_of_progress(commune, progress),
            **_of_contacts(commune),
            blocked=commune.actions_blocked,
            obstacles=tuple(obstacles[commune.pk]),
            asked=tuple(asked[commune.pk]),
            contested=tuple(contested[commune.pk]),
            owed=tuple(owed[commune.pk]),
        )
        found.append(ToVisit(commune, progress, signs, reasons(signs, day)))
    return sorted(found, key=lambda row: place(row.signs, row.reasons, day))


def _of_progress(commune: Any, progress: Progress) -> dict[str, Any]:
    news = progress.news_on
    paused = progress.verdict is Verdict.PAUSED
    return {
        "name": commune.name,
        "verdict": progress.verdict,
        "step": str(progress.current.label),
        "days_late": progress.days_late,
        "silent_days": (progress.day - news).days if news else None,
        "opened_on": commune.cycle_opened_on,
        "obstacles_open": commune.obstacles_open,
        "pause": commune.pause_reason if paused else "",
    }


def _of_contacts(commune: Any) -> dict[str, Any]:
    """The last visit and call, and the day planned unless a visit was made since it was."""
    seen, planned = commune.seen_on, commune.planned_on
    kept = seen and planned and (seen > commune.planned_at or seen >= planned)
    return {
        "seen_on": seen,
        "called_on": commune.called_on,
        "meeting_on": commune.meeting_on,
        "planned_on": None if kept else planned,
    }


def _with_contacts(communes: QuerySet[Commune], user: Any, day: datetime.date) -> QuerySet[Commune]:
    situated: Any = with_situation(actions)
    visits = Visit.objects.filter(commune=OuterRef("pk")).order_by("-made_on", "-pk")
    seen, called = visits.filter(kind=VisitKind.VISIT), visits.filter(kind=VisitKind.CALL)
    planned = visits.exclude(next_on=None)
    coming = Meeting.objects.filter(
        framework__commune=OuterRef("pk"),
        state__in=("projet", "invitations_envoyees"),
        planned_on__gte=day,
    ).order_by("planned_on")
    advised = Assignment.objects.of(user).running().filter(role=Role.ADVISER)
    return communes.annotate(
        actions_blocked=count_of(situated.filter(situation=Situation.BLOCKED)),
        seen_on=Subquery(seen.values("made_on")[:1]),
        called_on=Subquery(called.values("made_on")[:1]),
        planned_on=Subquery(planned.values("next_on")[:1]),
        planned_at=Subquery(planned.values("made_on")[:1]),
        meeting_on=Subquery(coming.values("planned_on")[:1]),
        may_visit=Exists(advised.filter(covers(OuterRef("pk")))),
    )


def _keys(communes: QuerySet[Commune]) -> QuerySet[Any]:
    return communes.order_by().values("pk")


def _gathered(pairs: Iterable[tuple[int, Any]]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for commune, value in pairs:
        found[commune].append(value)
    return found


def waits_for_adviser(obstacle: Obstacle, day: datetime.date) -> bool:
    """Whether it is the adviser's turn: by its age, or because only the adviser can unblock it."""
    adviser = Unblocker.ADVISER
    return adviser in (whose_turn(obstacle, day), obstacle.unblocker)


def _obstacles(communes: QuerySet[Commune], day: datetime.date) -> defaultdict[int, list[Any]]:
    """Ages of the unsettled obstacles that climbed up to the adviser."""
    rows = Obstacle.objects.unsettled().filter(framework__commune__in=_keys(communes))
    rows = rows.exclude(framework__state="clos").select_related("framework")
    return _gathered(
        (one.framework.commune_id, one.days_open(day))
        for one in rows
        if waits_for_adviser(one, day)
    )


def asked_of_adviser(communes: QuerySet[Commune]) -> defaultdict[int, list[Any]]:
    """Numbers of the unfinished actions whose third return asks for the adviser's opinion."""
    rows = Action.objects.filter(
        plan__cycle__state=CycleState.OPEN,
        plan__cycle__commune__in=_keys(communes),
        carry_choice=CarryChoice.ADVISER,
    )
    situated: Any = with_situation(rows)
    left = situated.exclude(situation__in=SETTLED)
    return _gathered(left.order_by("number").values_list("plan__cycle__commune", "number"))


def _contested(communes: QuerySet[Commune], day: datetime.date) -> defaultdict[int, list[Any]]:
    """Ages of the disagreements in the open cycles: only actions of which two voices spoke."""
    others = Statement.objects.filter(action=OuterRef("action")).exclude(voice=OuterRef("voice"))
    said = (
        Statement.objects.filter(
            Q(said_on__lte=day),
            Exists(others),
            action__plan__cycle__state=CycleState.OPEN,
            action__plan__cycle__commune__in=_keys(communes),
        )
        .select_related("action__plan__cycle")
        .only("voice", "situation", "said_on", "action__number", "action__plan__cycle__commune")
        .order_by("action_id", "pk")
    )
    found = []
    for action, words in groupby(said, key=lambda one: one.action):
        differs = disagreement(action, list(words))
        if differs:
            found.append((action.plan.cycle.commune_id, differs.days(day)))
    return _gathered(found)


def _owed(communes: QuerySet[Commune], day: datetime.date) -> defaultdict[int, list[Any]]:
    """Days by which the programme should have kept what it promised."""
    late = ProgrammeCommitment.objects.open().filter(due_on__lt=day)
    rows = late.filter(commune__in=_keys(communes))
    return _gathered(rows.order_by("due_on").values_list("commune", "due_on"))
