"""One commune with at least one of everything, so that every address below it leads somewhere."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from actionplans.models import Action
from communes.models import Commune, Role
from foundation.accounts.models import User
from frameworks.models import Framework
from monitoring.models import CommitteeMember
from tests import make
from tests.project.routes import Route


class World(NamedTuple):
    """A commune, a person of each role, and the numbers its addresses carry."""

    commune: Commune
    people: dict[str, User]
    numbers: dict[str, int]

    def address(self, route: Route, numbers: dict[str, int] | None = None) -> str:
        """The route's address here; `numbers` puts the records of another commune in."""
        known = numbers or self.numbers
        kwargs: dict[str, object] = {"slug": self.commune.slug} if route.below_a_commune else {}
        for word, parameter in route.objects:
            if word not in known:
                raise AssertionError(
                    f"Route {route.name}: give tests/project/world.py a record for the number "
                    f"after « {word}/ »: add make.…() and the line {word!r}: ….pk in build()."
                )
            kwargs[parameter] = known[word]
        return reverse(route.name, kwargs=kwargs)


def build() -> World:
    """A commune in its second cycle: the first left an action undone, the plan is agreed."""
    place = make.commune()
    organisation, person = make.organisation(place), make.person(place)
    framework = make.framework(place)
    sector = make.priority(framework).sector
    member = framework.members.create(organisation=organisation, college="secteur_prive")
    need, meeting = make.need(framework), make.meeting(framework)
    make.attendance(meeting, person)
    committee = make.committee(framework)
    left = _first_cycle(framework)
    cycle = make.cycle(framework, 2, make.day("2025-03-03"))
    action = make.action(make.plan(cycle, state="valide"), responsible=organisation)
    promise = make.promise(action, organisation)
    make.statement(action)
    numbers = {
        "acteurs": organisation.pk,
        "personnes": person.pk,
        "meme-personne": make.person(place).pk,
        "meme-organisation": make.organisation(place).pk,
        "calendrier": make.local_date(place).pk,
        "cadre/membres": member.pk,
        "deliberations": framework.founding_deliberation_id or 0,
        "besoins": need.pk,
        "besoins/assemblees": make.assembly(framework, sector=sector).pk,
        "besoins/fiche": sector.pk,
        "cycles": cycle.number,
        "indicateurs": cycle.number,
        "recettes": make.tax(place).year,
        "confiance": make.survey(cycle).pk,
        "plans": cycle.number,
        "plan/actions": action.pk,
        "plan/reporter": left.pk,
        "plan/versions": 1,
        "plan/promesses": promise.pk,
        "plan/retrait": organisation.pk,
        "plan/valeurs": make.valuation(place).pk,
        "plan/incitations": make.incentive(framework).pk,
        "suivi": action.pk,
        "suivi/obstacles": make.obstacle(framework).pk,
        "suivi/rapports": make.report(cycle, [action]).pk,
        "suivi/production": make.production(organisation, sector).pk,
        "pdesc": (period := place.pdescs.create(first_year=2024, last_year=2028)).pk,
        "pdesc/lignes": period.lines.create(code="1.1", title="Un marché").pk,
        "reunions": meeting.pk,
        "reunions/decisions": make.decision(meeting).pk,
        "comite/membres": CommitteeMember.objects.create(committee=committee, person=person).pk,
    }
    people = people_of(place)
    version = make.minutes_version(meeting, people[Role.MAYOR])
    numbers["proces-verbal/versions"] = version.number
    numbers["plan/avenants"] = make.amendment(action.plan, people[Role.MAYOR]).number
    numbers["suivi/paroles"] = make.statement(action).pk
    numbers["suivi/photos"] = make.photo(make.statement(action), people[Role.MAYOR]).pk
    numbers["pieces"] = make.scan(meeting, people[Role.MAYOR]).pk
    return World(place, people, numbers)


def _first_cycle(framework: Framework) -> Action:
    """A closed cycle; its answer is the action it left undone."""
    opened, closed = make.day("2024-10-01"), make.day("2025-02-10")
    cycle = make.cycle(framework, 1, opened, state="clos", closed_on=closed, end_report_on=closed)
    return make.action(make.plan(cycle, opened, state="cloture"))


def people_of(place: Commune) -> dict[str, User]:
    """One person per role; those of the commune for it alone, the others for the country."""
    return {role: make.user(role, place) for role in Role}
