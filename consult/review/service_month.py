"""What waits for a technical service at the end of a month, commune by commune."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from actionplans.models import Action, PlanState
from communes.models import Commune, OrganisationKind
from consult.review import unblocking
from foundation.accounts.models import User
from frameworks.models import Decision, FrameworkMember, FrameworkState
from monitoring.ladder import with_age
from monitoring.lateness import SETTLED, days_late, worst_first
from monitoring.models import ServiceSupport, Situation, Statement, Unblocker

_WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
PLACE = "framework__commune__cercle__region"


class Month(NamedTuple):
    """A month begun: its first day, and the last of its days that has come."""

    first: datetime.date
    last: datetime.date

    @property
    def code(self) -> str:
        """As it stands in an address: 2025-04."""
        return f"{self.first:%Y-%m}"


def month_of(day: datetime.date, today: datetime.date) -> Month:
    """The month a day lies in."""
    length = calendar.monthrange(day.year, day.month)[1]
    return Month(day.replace(day=1), min(day.replace(day=length), today))


def read_month(text: str, today: datetime.date) -> Month | None:
    """« 2025-04 »; None for what is no month, or one that has not begun."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    first = datetime.date(int(found[1]), int(found[2]), 1)
    return month_of(first, today) if first <= today else None


def last_months(today: datetime.date, number: int = 12) -> list[Month]:
    """The month that runs and those before it, the latest first."""
    found = [month_of(today, today)]
    while len(found) < number:
        found.append(month_of(found[-1].first - datetime.timedelta(days=1), today))
    return found


@dataclass
class Place:
    """What one commune expects of a service, and what became of it in the month."""

    commune: Commune
    obstacles: list[Any] = field(default_factory=list)
    unnamed: list[Any] = field(default_factory=list)
    actions: list[Any] = field(default_factory=list)
    decisions: list[Any] = field(default_factory=list)
    given: list[Any] = field(default_factory=list)
    unblocked: list[Any] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many things wait for the service here."""
        return sum(map(len, (self.obstacles, self.unnamed, self.actions, self.decisions)))


def waiting_for(user: User, services: Any, month: Month) -> list[Place]:
    """Commune by commune in the order of their names, among those the person may see."""
    places: dict[int, Place] = {}
    for part, commune, record in _everything(user, services, month):
        place = places.setdefault(commune.pk, Place(commune))
        getattr(place, part).append(record)
    return sorted(places.values(), key=lambda place: (place.commune.name, place.commune.pk))


def _everything(user: User, services: Any, month: Month) -> Iterable[tuple[str, Commune, Any]]:
    day = month.last
    known = unblocking.of_user(user).select_related("action", "party", PLACE)
    theirs = unblocking.concerning(known, services)
    vague = _waiting_for_some_service(known, services).exclude(pk__in=theirs.values("pk"))
    solved = theirs.filter(state__in=("traite", "leve"), resolved_on__range=(month.first, day))
    for part, rows in (("obstacles", _open_on(theirs, day)), ("unnamed", _open_on(vague, day)),
                       ("unblocked", solved.order_by("resolved_on", "pk"))):  # fmt: skip
        for obstacle in with_age(rows, day):
            yield part, obstacle.framework.commune, obstacle
    for action in open_actions(user, services, day):
        yield "actions", action.plan.cycle.framework.commune, action
    for decision in _decisions(user, services, day):
        yield "decisions", decision.meeting.framework.commune, decision
    given = ServiceSupport.objects.visible_to(user).filter(
        service__in=services, given_on__range=(month.first, day)
    )
    for support in given.select_related("need", "action", "organisation", PLACE):
        yield "given", support.framework.commune, support


def _open_on(obstacles: Any, day: datetime.date) -> Any:
    """Those raised by then and settled only later, the oldest first."""
    unsettled = Q(state__in=("ouvert", "transmis", "reporte")) | Q(resolved_on__gt=day)
    return obstacles.filter(unsettled, raised_on__lte=day).order_by("raised_on", "pk")


def _waiting_for_some_service(obstacles: Any, services: Any) -> Any:
    """« A service of the State » can unblock it, nobody says which, and this one works there."""
    member = FrameworkMember.objects.filter(organisation__in=services).values("framework")
    works = Q(framework__commune__organisations__in=services) | Q(framework__in=member)
    named = Q(party__kind=OrganisationKind.SERVICE)
    named |= Q(action__responsible__kind=OrganisationKind.SERVICE)
    here = obstacles.filter(works, unblocker=Unblocker.STATE).order_by().values("pk")
    return obstacles.filter(pk__in=here).exclude(named)


def open_actions(user: User, services: Any, day: datetime.date) -> list[Any]:
    """Actions these services lead or join in plans that ran that day, the most late first."""
    said: Any = Statement.objects.filter(action=OuterRef("pk"), said_on__lte=day).counting_first()
    joined = Action.objects.filter(pk=OuterRef("pk"), partners__in=services)
    cycle_open = Q(plan__cycle__closed_on=None) | Q(plan__cycle__closed_on__gt=day)
    rows = (
        Action.objects.visible_to(user)
        .filter(Q(responsible__in=services) | Exists(joined), cycle_open)
        .filter(plan__starts_on__lte=day)
        .exclude(plan__state=PlanState.DRAFT)
        .exclude(plan__cycle__framework__state=FrameworkState.CLOSED)
        .annotate(situation=Coalesce(Subquery(said.values("situation")[:1]), Value("prevue")))
        .exclude(situation__in=SETTLED)
        .select_related("responsible", f"plan__cycle__{PLACE}")
    )
    found: list[Any] = list(rows)
    for action in found:
        action.late = days_late(action, day)
        action.words = Situation(action.situation).label
    return worst_first(found, day)


def _decisions(user: User, services: Any, day: datetime.date) -> list[Any]:
    """What meetings held by then asked of these services and is not settled: opinions, works."""
    pending = Q(state__in=("ouverte", "en_discussion")) | Q(settled_on__gt=day)
    rows = (
        Decision.objects.visible_to(user)
        .filter(pending, owner__in=services)
        .exclude(meeting__framework__state=FrameworkState.CLOSED)
        .select_related(f"meeting__{PLACE}")
        .order_by("deadline_on", "pk")
    )
    return [row for row in rows if row.meeting.held_on and row.meeting.held_on.first_day <= day]


class Count(NamedTuple):
    """How much waits for one service: open obstacles, open actions, those of them that are late."""

    obstacles: int
    actions: int
    late: int


def counts_of(user: User, services: list[Any], day: datetime.date) -> dict[int, Count]:
    """By service, in a fixed number of queries whatever their number."""
    keys = [service.pk for service in services]
    obstacles = _open_on(unblocking.concerning(unblocking.of_user(user), keys), day)
    blocked = list(obstacles.values_list("pk", "party", "action", "action__responsible"))
    actions = open_actions(user, keys, day)
    joined = defaultdict(set)
    partners: Any = Action.partners.through.objects
    asked = {row[2] for row in blocked if row[2]} | {action.pk for action in actions}
    for action, service in partners.filter(
        action_id__in=asked, organisation_id__in=keys
    ).values_list("action_id", "organisation_id"):
        joined[action].add(service)
    found: dict[str, Counter[int]] = {name: Counter() for name in Count._fields}
    for _pk, party, action, leads in blocked:
        found["obstacles"].update({party, leads} | joined[action])
    for action in actions:
        concerned = {action.responsible_id} | joined[action.pk]
        found["actions"].update(concerned)
        if action.late:
            found["late"].update(concerned)
    return {key: Count(*(found[name][key] for name in Count._fields)) for key in keys}
