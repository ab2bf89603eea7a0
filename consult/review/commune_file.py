"""What an adviser keeps of one commune: where it stands, visits, promises, who can be called."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from actionplans.models import Action, ActionPlan
from communes.models import Assignment, Commune, Person, Role
from communes.querysets import name_key
from communes.thresholds import thresholds
from consult.cycle.fatigue import Sign, warnings
from consult.cycle.progress import Progress
from consult.review import verdicts
from consult.review.models import ProgrammeCommitment, Visit
from consult.review.visit_signs import ToVisit, to_visit, waits_for_adviser
from foundation.records.today import today
from frameworks.models import Framework
from monitoring.indicators.cycles import CycleFigures, figures_of
from monitoring.ladder import with_age
from monitoring.lateness import days_late, worst_first
from monitoring.models import CommitteeMember, CommitteeRole, Obstacle, Statement
from monitoring.querysets import with_situation
from monitoring.sheet import plan_followed
from monitoring.voices import Disagreement, disagreements_in

LAST_VISITS = 12
LAST_CYCLES = 4


@dataclass(frozen=True)
class Contact:
    """Somebody to call: name, what the person is here, telephone number."""

    name: str
    what: str
    phone: str


@dataclass(frozen=True)
class CommuneFile:
    """Everything of one commune on a day, for the file on screen and the brief on paper."""

    commune: Commune
    day: datetime.date
    standing: ToVisit
    framework: Framework | None
    plan: ActionPlan | None
    actions: list[Any]
    differing: list[Disagreement]
    obstacles: list[Any]
    visits: list[Visit]
    older_visits: int
    commitments: list[ProgrammeCommitment]
    tired: list[Sign]

    @property
    def progress(self) -> Progress:
        return self.standing.progress

    @property
    def verdict_seen(self) -> str:
        """Why it stands under its verdict, and what it should do now."""
        return verdicts.reason(self.progress)


def file_of(commune: Commune, user: Any, day: datetime.date | None = None) -> CommuneFile:
    """The commune as known on a day (today), in a fixed number of queries."""
    day = day or today()
    plan = plan_followed(commune)
    (standing,) = to_visit(Commune.objects.filter(pk=commune.pk), user, day)
    visits = Visit.objects.in_commune(commune).select_related("made_by")
    shown = visits.prefetch_related("statements__action", "commitments")[:LAST_VISITS]
    return CommuneFile(
        commune=commune,
        day=day,
        standing=standing,
        framework=commune.frameworks.current().first(),
        plan=plan,
        actions=_actions(plan, day),
        differing=disagreements_in(plan, until=day) if plan else [],
        obstacles=_obstacles(commune, day),
        visits=list(shown),
        older_visits=max(visits.count() - LAST_VISITS, 0),
        commitments=open_commitments(commune, day),
        tired=warnings([commune], day)[commune.pk],
    )


def _actions(plan: ActionPlan | None, day: datetime.date) -> list[Any]:
    if plan is None:
        return []
    rows = Action.objects.filter(plan=plan).select_related("responsible")
    found: list[Any] = list(with_situation(rows))
    for action in found:
        action.days_late = days_late(action, day)
    return worst_first(found, day)


def _obstacles(commune: Commune, day: datetime.date) -> list[Any]:
    """What still blocks, the oldest first; `adviser` marks what waits for the adviser."""
    found = with_age(Obstacle.objects.in_commune(commune).unsettled().open_first())
    for obstacle in found:
        obstacle.adviser = waits_for_adviser(obstacle, day)
    return found


def open_commitments(commune: Commune, day: datetime.date) -> list[Any]:
    """What the programme still owes the commune, the earliest day first, with its days late."""
    rows = ProgrammeCommitment.objects.in_commune(commune).open()
    return with_lateness(rows.select_related("programme"), day)


def with_lateness(commitments: Any, day: datetime.date) -> list[Any]:
    """Commitments with how many days an open one is late (`late`); 0 for the others."""
    found = list(commitments)
    for one in found:
        one.late = max((day - one.due_on).days, 0) if one.state == "ouvert" else 0
    return found


def cycles_of(framework: Framework | None) -> list[CycleFigures]:
    """The last cycles, the latest first."""
    if framework is None:
        return []
    last = framework.cycles.order_by("-number").values_list("number", flat=True).first() or 0
    return figures_of(framework.cycles.filter(number__gt=last - LAST_CYCLES))[::-1]


def verdict_rule(progress: Progress) -> str:
    """When a commune stands under this verdict, with the figures of today."""
    named = {rule.name: rule.sentence for rule in verdicts.rules(thresholds())}
    return named[progress.verdict_name]


def contacts_of(commune: Commune, day: datetime.date) -> list[Contact]:
    """Mayor, secretary and committee, each person once; those who have a number come first."""
    found = [*_town_hall(commune, day), *_committee(commune, day)]
    once: dict[str, Contact] = {}
    for contact in found:
        known = once.get(name_key(contact.name))
        if known is None or (contact.phone and not known.phone):
            once[name_key(contact.name)] = contact
    return sorted(once.values(), key=lambda contact: not contact.phone)


def _town_hall(commune: Commune, day: datetime.date) -> list[Contact]:
    accounts = Assignment.objects.running().filter(
        commune=commune, role__in=(Role.MAYOR, Role.SECRETARY), user__is_active=True
    )
    found = [
        Contact(
            str(one.person or one.user.full_name),
            str(Role(one.role).label),
            (one.person.phone if one.person else "") or one.user.phone,
        )
        for one in accounts.select_related("user", "person").order_by("-role", "pk")
    ]
    called = Q(function__icontains="maire") | Q(function__icontains="secr")
    people = Person.objects.standing().filter(called, commune=commune, college="commune")
    found += [Contact(str(one), one.function, one.phone) for one in people]
    executive = commune.executive_on(day)
    if executive and executive.head:
        found.append(Contact(executive.head, str(executive.get_kind_display()), ""))
    return found


def _committee(commune: Commune, day: datetime.date) -> list[Contact]:
    seats = CommitteeMember.objects.filter(committee__framework__commune=commune)
    running = seats.exclude(committee__framework__state="clos").running(day)
    return [
        Contact(
            str(seat.person),
            _("committee, %(role)s") % {"role": seat.get_role_display()},
            seat.person.phone,
        )
        for seat in sorted(running.select_related("person"), key=_rank)
    ]


def _rank(seat: CommitteeMember) -> int:
    """Who presides comes first, then as the roles are ordered."""
    return list(CommitteeRole.values).index(seat.role)


def verified_last(plan: ActionPlan | None) -> list[Statement]:
    """What advisers verified on the spot in this plan, the latest first."""
    if plan is None:
        return []
    said = Statement.objects.filter(action__plan=plan, voice="conseiller")
    return list(said.select_related("action"))
