"""What is followed of a plan in the commune of the gates: words, reports, services, obstacles."""

from __future__ import annotations

import datetime
from typing import Any

from actionplans.models import Action, ActionPlan
from foundation.accounts.models import User
from frameworks.models import Cycle, Framework, Meeting
from monitoring.models import CommitteeMember, Obstacle, ObstaclePassage, PublishedAnswer
from tests import make

DAY = datetime.date(2025, 3, 3)


def contested(plan: ActionPlan, by: User) -> dict[str, int]:
    """Every action done for its responsible and not for the committee, which took a photo."""
    seen = first(first(plan.actions).statements)
    for action in plan.actions.all():
        make.statement(action, "realisee", "responsable", done_on=DAY)
        photo = make.photo(make.statement(action), by)
    return {"suivi/paroles": seen.pk, "suivi/photos": photo.pk}


def committee(framework: Framework, cycle: Cycle, rows: int) -> dict[str, int]:
    committee = make.committee(framework)
    for person in framework.commune.people.order_by("pk")[:rows]:
        CommitteeMember.objects.create(committee=committee, person=person, college="secteur_prive")
    for version in range(1, rows + 1):
        committee.mandates.create(version=version, cycle=cycle, valid_from=DAY, tasks="Suivre")
    return {"comite/membres": first(committee.members).pk}


def reports(cycle: Cycle, rows: int) -> dict[str, int]:
    """Validated reports on every action, and a draft that rests on visits and names new needs."""
    for _ in range(rows):
        make.report(cycle, cycle.plan.actions.all(), validated=True)
    draft = make.report(cycle, cycle.plan.actions.all(), to_on=DAY)
    for need in cycle.framework.needs.order_by("pk")[:rows]:
        draft.new_needs.add(need)
        draft.visits.create(visited_on=DAY, place="Koila", seen="Les bornes sont posées")
    return {"suivi/rapports": draft.pk} | services(cycle, rows)


def services(cycle: Cycle, rows: int) -> dict[str, int]:
    """What technical services said of a need and an action; what an organisation produced."""
    place, framework = cycle.commune, cycle.framework
    party, need = first(place.organisations), first(framework.needs)
    action = first(cycle.plan.actions)
    for _ in range(rows):
        service = make.organisation(place, "service_technique")
        make.support(framework, service, need=need, action=action, organisation=party)
        measure = make.production(party, make.sector(), sold=80, lost=20, price=17_500)
    for _ in range(rows):
        make.obstacle(framework, party=service, unblocker="etat")
        make.obstacle(framework, unblocker="etat")
        make.decision(framework.meetings.earliest("-number"), owner=service)
    return {"suivi/production": measure.pk}


def obstacles(framework: Framework, meeting: Meeting, rows: int) -> dict[str, int]:
    """`rows` obstacles of an action, of a party and of the whole commune, before the meeting."""
    party = first(framework.commune.organisations)
    action = Action.objects.filter(plan__cycle__framework=framework).order_by("pk").first()
    decision = meeting.decisions.order_by("pk").first()
    for _ in range(rows):
        whole = make.obstacle(framework, unblocker="mairie")
        for about in ({"action": action}, {"party": party, "returns": whole}):
            before = make.obstacle(framework, **about)
            make.passage(before, meeting, answer="On borne le site", decision=decision)
    return {"suivi/obstacles": first(framework.obstacles).pk}


def published(obstacle: Obstacle, by: User) -> ObstaclePassage:
    """An obstacle whose answer the other communes read."""
    framework = obstacle.framework
    meeting = framework.meetings.order_by("pk").last() or make.meeting(framework)
    passage = make.passage(obstacle, meeting, answer="On borne le site")
    words = {"category": "foncier", "problem": "Le site est contesté", "answer": passage.answer}
    PublishedAnswer.objects.create(passage=passage, published_on=DAY, published_by=by, **words)
    return passage


def first(records: Any) -> Any:
    """The record that was entered before the others."""
    return records.order_by("pk")[0]
