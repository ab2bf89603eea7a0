"""One commune with at least one of everything, so that every address below it leads somewhere."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from actionplans.models import Action
from communes.models import Commune, Organisation, Person, Role, ServiceKind
from consult.review.quarters import Quarter
from foundation.accounts.models import User
from frameworks.models import Cycle, Framework
from monitoring.models import CommitteeMember
from tests import make, make_learning, make_review
from tests.project import followed, learned, shared
from tests.project.routes import Route

QUARTER = Quarter.of(make.DAY)
WOCAT = {"wocat": 6, "question": 1}  # section 6, item 6.1: the longest


class World(NamedTuple):
    """A commune, a person of each role, and the numbers its addresses carry."""

    commune: Commune
    people: dict[str, User]
    numbers: dict[str, int]
    elsewhere: dict[str, dict[str, object]] = {}

    def address(self, route: Route, numbers: dict[str, int] | None = None) -> str:
        """The route's address here; `numbers` puts the records of another commune in."""
        if not route.below_a_commune:
            return reverse(route.name, kwargs=self.elsewhere.get(route.name))
        known = numbers or self.numbers
        kwargs: dict[str, object] = {"slug": self.commune.slug}
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
    make_learning.shipped()
    place = make.commune()
    organisation, person = make.organisation(place), make.person(place)
    framework, people = make.framework(place), people_of(place)
    by = people[Role.MAYOR]
    numbers = _actors(place, organisation, person)
    numbers |= _framework(framework, organisation) | _meeting(framework, person, by)
    numbers |= {"plan/reporter": _first_cycle(framework).pk}
    cycle = make.cycle(framework, 2, make.day("2025-03-03"))
    action = make.action(make.plan(cycle, state="valide"), responsible=organisation)
    numbers |= _cycle(cycle) | _plan(action, organisation, by) | _followup(action, person, by)
    numbers |= make_review.kept(place, people[Role.ADVISER])
    numbers |= shared.sheets(framework, people, rows=1)
    return World(place, people, numbers, elsewhere(place))


def elsewhere(place: Commune) -> dict[str, dict[str, object]]:
    """What addresses across communes need, by route: records of this commune."""
    return {
        **_of_services(place),
        **_of_quarters(place),
        **shared.across(place),
        **learned.across(place),
    }


def _of_quarters(place: Commune) -> dict[str, dict[str, object]]:
    """The quarterly reports of all communes and of a cercle, as page, PDF and workbook."""
    suffixes = ("", "-pdf", "-xlsx")
    of_all: dict[str, object] = {"quarter": QUARTER}
    of_cercle: dict[str, object] = {"quarter": QUARTER, "pk": place.cercle_id}
    return {
        **{f"reports:programme{suffix}": of_all for suffix in suffixes},
        **{f"reports:cercle{suffix}": of_cercle for suffix in suffixes},
    }


def _of_services(place: Commune) -> dict[str, dict[str, object]]:
    kind, _ = ServiceKind.objects.get_or_create(
        code="agriculture", defaults={"name_fr": "Agriculture", "name_en": "Agriculture"}
    )
    known = place.organisations.filter(kind="service_technique").order_by("pk").last()
    service = known or make.organisation(place, "service_technique")
    service.service_kind = kind
    service.save()
    month = f"{make.DAY:%Y-%m}"
    of_one: dict[str, object] = {"pk": service.pk, "month": month}
    of_kind: dict[str, object] = {"kind": kind.code, "month": month}
    return {
        "unblock:service-sheet": of_one,
        "unblock:service-sheet-pdf": of_one,
        "unblock:kind-sheet": of_kind,
        "unblock:kind-sheet-pdf": of_kind,
    }


def _actors(place: Commune, organisation: Organisation, person: Person) -> dict[str, int]:
    sector = make.sector()
    return {
        "acteurs": organisation.pk,
        "personnes": person.pk,
        "meme-personne": make.person(place).pk,
        "meme-organisation": make.organisation(place).pk,
        "calendrier": make.local_date(place).pk,
        "recettes": make.tax(place).year,
        "plan/valeurs": make.valuation(place).pk,
        "plan/retrait": organisation.pk,
        "suivi/production": make.production(organisation, sector).pk,
        "pdesc": (period := place.pdescs.create(first_year=2024, last_year=2028)).pk,
        "formations": make_learning.training(place).pk,
        "echanges": make_learning.exchange(place).pk,
        "adoptions": make_learning.adoption(place).pk,
        "pdesc/lignes": period.lines.create(code="1.1", title="Un marché").pk,
    }


def _framework(framework: Framework, organisation: Organisation) -> dict[str, int]:
    sector = make.priority(framework).sector
    member = framework.members.create(organisation=organisation, college="secteur_prive")
    return {
        "cadre/membres": member.pk,
        "deliberations": framework.founding_deliberation_id or 0,
        "besoins": make.need(framework).pk,
        "partenariat/parts": organisation.pk,
        "besoins/assemblees": make.assembly(framework, sector=sector).pk,
        "besoins/fiche": sector.pk,
        **WOCAT,
        "plan/incitations": make.incentive(framework).pk,
    }


def _meeting(framework: Framework, person: Person, by: User) -> dict[str, int]:
    """A meeting with its approved minutes and a scanned paper."""
    meeting = make.meeting(framework)
    make.attendance(meeting, person)
    return {
        "note-confidentielle": make_learning.tension(meeting).pk,
        "reunions": meeting.pk,
        "reunions/decisions": make.decision(meeting).pk,
        "proces-verbal/versions": make.minutes_version(meeting, by).number,
        "pieces": make.scan(meeting, by).pk,
    }


def _cycle(cycle: Cycle) -> dict[str, int]:
    number = cycle.number
    return {
        "cycles": number,
        "indicateurs": number,
        "plans": number,
        "confiance": make.survey(cycle).pk,
        "trimestres": QUARTER,
    }


def _plan(action: Action, party: Organisation, by: User) -> dict[str, int]:
    """What the plan's pages show; the amendment seals it first."""
    promise = make.promise(action, party)
    return {
        "plan/actions": action.pk,
        "partenariat/actions": action.pk,
        "plan/promesses": promise.pk,
        "plan/versions": 1,
        "plan/avenants": make.amendment(action.plan, by).number,
    }


def _followup(action: Action, person: Person, by: User) -> dict[str, int]:
    cycle = action.plan.cycle
    committee = make.committee(cycle.framework)
    return {
        "suivi": action.pk,
        "suivi/paroles": make.statement(action).pk,
        "suivi/photos": make.photo(make.statement(action), by).pk,
        "suivi/obstacles": make.obstacle(cycle.framework).pk,
        "suivi/reponses": followed.published(make.obstacle(cycle.framework), by).pk,
        "suivi/rapports": make.report(cycle, [action]).pk,
        "comite/membres": CommitteeMember.objects.create(committee=committee, person=person).pk,
    }


def _first_cycle(framework: Framework) -> Action:
    """A closed cycle; its answer is the action it left undone."""
    opened, closed = make.day("2024-10-01"), make.day("2025-02-10")
    cycle = make.cycle(framework, 1, opened, state="clos", closed_on=closed, end_report_on=closed)
    return make.action(make.plan(cycle, opened, state="cloture"))


def people_of(place: Commune) -> dict[str, User]:
    """One person per role; those of the commune for it alone, the others for the country."""
    return {role: make.user(role, place) for role in Role}
