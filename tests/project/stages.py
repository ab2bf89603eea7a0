"""One commune at four moments of its life, so that every page and every form can be seen.

`rows` is how many there are of everything a list can show: 1 and 3 must cost the same queries.
A page that no moment shows fails tests/project/test_html.py with its name: add here what it needs.
"""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from actionplans.models import Action, ActionPlan, PlanVersion
from actionplans.services.sealing import keep_version
from communes.models import Commune, Organisation, Person, Role
from foundation.accounts.models import User
from foundation.capture.models import Submission
from foundation.capture.tokens import make_token
from foundation.journal.models import Verb
from foundation.journal.services import journal
from frameworks.models import Cycle, Framework, Meeting, MeetingState
from monitoring.models import PublishedAnswer
from tests import make, make_learning, make_review
from tests.project import followed, learned, shared
from tests.project.followed import DAY, first
from tests.project.world import QUARTER, WOCAT, World, people_of
from tests.project.world import elsewhere as worlds_elsewhere


class Stage(NamedTuple):
    """A world, its signed-in people, and what addresses outside a commune need, by route."""

    name: str
    world: World
    elsewhere: dict[str, dict[str, object]]
    clients: dict[str, Client]

    @property
    def complete(self) -> bool:
        """Whether every address must have its record here; the other moments lack some."""
        return self.name == "agreed"


def empty(rows: int = 1) -> Stage:
    """A commune of which nothing is known yet."""
    place = make.commune()
    return _stage("empty", place, people_of(place), {}, rows=0)


def preparing(rows: int = 1) -> Stage:
    """No founding act yet, a first meeting planned, no plan."""
    place = make.commune()
    people, numbers = people_of(place), {}
    numbers |= _actors(place, rows)
    framework = make.framework(place, founding_deliberation=None)
    numbers |= _framework(framework, rows)
    numbers["deliberations"] = max(
        make.deliberation(place, state="transmise", transmitted_on=DAY).pk for _ in range(rows)
    )
    cycle = make.cycle(framework)
    meeting = make.meeting(framework, held=None, planned_on=DAY)
    numbers |= _meeting(meeting, rows) | {"cycles": cycle.number}
    numbers |= shared.sheets(framework, people, rows, "soumise")
    return _stage("preparing", place, people, numbers, rows)


def drafting(rows: int = 1) -> Stage:
    """Older cycles closed with something left undone, a meeting held, a plan in draft."""
    place = make.commune(secretary_approves=True)
    people, numbers = people_of(place), {}
    numbers |= _actors(place, rows)
    framework = make.framework(place)
    numbers |= _framework(framework, rows)
    for number in range(1, rows + 1):
        closed = make.cycle(framework, number, state="clos", closed_on=DAY, end_report_on=DAY)
        left = _plan(closed, rows, state="cloture")["plan/actions"]
        left_behind = closed.plan
        numbers |= {"plan/reporter": left, "cycles": number}
        make.meeting(framework, state=MeetingState.CLOSED, approved_on=DAY)
    cycle = make.cycle(framework, rows + 1)
    meeting = make.meeting(framework)
    numbers |= _meeting(meeting, rows) | _plan(cycle, rows, agreed_at=meeting)
    numbers |= {"plans": cycle.number} | followed.obstacles(framework, meeting, rows)
    numbers |= followed.reports(cycle, rows)
    numbers |= _revenue(cycle, rows)
    for _ in range(rows):
        make.need(framework, state="retenu", retained_at=meeting)
    numbers |= learned.learned(left_behind, rows) | learned.tensions(meeting, rows)
    numbers |= shared.sheets(framework, people, rows)
    return _stage("drafting", place, people, numbers, rows)


def agreed(rows: int = 1) -> Stage:
    """The minutes approved, the plan agreed, the committee at work."""
    place = make.commune()
    people, numbers = people_of(place), {}
    numbers |= _actors(place, rows)
    framework = make.framework(place)
    numbers |= _framework(framework, rows)
    cycle = make.cycle(framework)
    meeting = make.meeting(framework, state=MeetingState.HELD)
    numbers |= _meeting(meeting, rows)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.APPROVED, approved_on=DAY)
    numbers |= _kept_minutes(meeting, people[Role.MAYOR], rows)
    numbers |= _plan(cycle, rows, state="valide", agreed_at=meeting, said=True)
    numbers |= followed.obstacles(framework, meeting, rows)
    numbers |= followed.committee(framework, cycle, rows) | followed.reports(cycle, rows)
    answered = [make.obstacle(framework) for _ in range(rows + 1)]
    passages = [followed.published(one, people[Role.MAYOR]) for one in answered]
    PublishedAnswer.objects.filter(passage=passages[0]).update(withdrawn_on=DAY)
    numbers["suivi/reponses"] = passages[0].pk
    numbers |= {"plans": 1, "cycles": 1, "plan/reporter": numbers["plan/actions"]}
    numbers |= _revenue(cycle, rows)
    numbers |= learned.learned(cycle.plan, rows) | learned.tensions(meeting, rows)
    numbers |= shared.sheets(framework, people, rows, "relue")
    numbers |= _amended(cycle.plan, people[Role.MAYOR], rows)
    numbers |= followed.contested(cycle.plan, people[Role.COMMITTEE])
    retired = [make.organisation(place, retired_on=DAY) for _ in range(rows)]
    numbers["meme-organisation"] = numbers["acteurs"]
    numbers["acteurs"] = retired[0].pk
    return _stage("agreed", place, people, numbers, rows)


def example() -> Stage:
    """Dioro as the example file tells it, at follow-up in its last cycle."""
    call_command("load_territory", stdout=io.StringIO())
    file = settings.BASE_DIR / "consult" / "demo" / "examples" / "dioro.yaml"
    call_command("load_example", str(file), stdout=io.StringIO())
    framework = Framework.objects.get()
    place = framework.commune
    plan = ActionPlan.objects.filter(cycle__framework=framework).order_by("cycle__number").last()
    assert plan is not None
    action, meeting = first(plan.actions), framework.meetings.order_by("number").last()
    numbers = {
        "acteurs": first(place.organisations),
        "personnes": first(place.people),
        "cadre/membres": first(framework.members),
        "deliberations": first(place.deliberations),
        "besoins": first(framework.needs),
        "plan/actions": action,
        "suivi": action,
        "reunions": meeting,
        "comite/membres": framework.committee.members.first(),
    }
    pks = {word: record.pk for word, record in numbers.items() if record}
    pks |= {"cycles": plan.cycle.number, "plans": plan.cycle.number}
    return _stage("example", place, people_of(place), pks, rows=0)


STAGES: dict[str, Callable[[int], Stage]] = {
    "empty": empty,
    "preparing": preparing,
    "drafting": drafting,
    "agreed": agreed,
}


def _stage(
    name: str, place: Commune, people: dict[str, User], numbers: dict[str, int], rows: int
) -> Stage:
    secretary = people[Role.SECRETARY]
    kept = [_kept(secretary, place) for _ in range(rows)]
    op_id = kept[0].op_id if kept else uuid.UUID(int=1)
    elsewhere: dict[str, dict[str, object]] = {
        "web:help-role": {"role": Role.SECRETARY.value},
        "web:kept-send": {"op_id": op_id},
        "web:kept-erase": {"op_id": op_id},
    }
    _written_down(place, secretary, rows)
    numbers |= make_review.kept(place, people[Role.ADVISER], rows)
    elsewhere |= worlds_elsewhere(place)
    numbers |= WOCAT
    make_learning.shipped()
    for framework in place.frameworks.all():
        for level in range(1, rows + 1):
            make_learning.wocat_answer(framework, "app_impacts_income", level, given_by=secretary)
    numbers["trimestres"] = QUARTER
    elsewhere["portal:verify-code"] = {"code": _sealed(place).code}
    return Stage(name, World(place, people, numbers), elsewhere, _signed_in(people))


def _sealed(place: Commune) -> PlanVersion:
    """The seal of the commune's plan; where it has none, that of a neighbour: anybody reads it."""
    found = PlanVersion.objects.filter(plan__cycle__framework__commune=place).last()
    return found or make.seal(make.plan(make.cycle(make.framework(make.commune()))))


def _signed_in(people: dict[str, User]) -> dict[str, Client]:
    """One browser per role, and one of a visitor under the name ""."""
    clients = {"": Client()}
    for role, user in people.items():
        clients[role] = Client()
        clients[role].force_login(user)
    return clients


def _kept(owner: User, place: Commune) -> Submission:
    """A form typed too late, waiting for its owner."""
    number = uuid.uuid4()
    body = urlencode({"statement": "Un puits", "op_id": make_token(owner.pk, op_id=number)})
    path = f"/espace/{place.slug}/besoins/ajouter/"
    return Submission.objects.create(op_id=number, user=owner, path=path, body=body)


def _written_down(place: Commune, by: User, rows: int) -> None:
    """`rows` lines of the journal about every record that shows its own."""
    framework = place.frameworks.first()
    records: list[Any] = [place, *place.organisations.all(), *place.people.all()]
    records += [*place.deliberations.all(), *place.pdescs.all()]
    if framework:
        cycles = list(framework.cycles.all())
        plans = list(ActionPlan.objects.filter(cycle__in=cycles))
        records += [framework, *framework.needs.all(), *framework.meetings.all(), *cycles]
        records += [*plans, *Action.objects.filter(plan__in=plans)]
    for record in records:
        for _ in range(rows):
            journal(record, by=by, verb=Verb.CHANGED, scope=place.code, fields=["name"])


def _actors(place: Commune, rows: int) -> dict[str, int]:
    """`rows` organisations and people, each with `rows` of what can be said about them."""
    sectors = [make.sector() for _ in range(rows)]
    for _ in range(rows):
        party = make.organisation(place, sectors=sectors, phone="76123456")
        for month in range(1, rows + 1):
            make.member_count(party, counted_on=make.partial(f"2024-{month:02}"))
        for stage in ("sensibilisation", "comite_initiative", "projet_statuts")[:rows]:
            party.formalisation.create(stage=stage, reached_on=make.partial("2024-03"))
        make.person(place, organisation=party, college="secteur_prive", phone="76123456")
        party.president = make.person(place, organisation=party, college="secteur_prive")
        party.save()
    for year in range(2014, 2014 + 5 * rows, 5):
        period = place.pdescs.create(first_year=year, last_year=year + 4)
        for number in range(rows):
            of_plan = period.lines.create(code=f"1.{number}", title="Un marché", sector=sectors[0])
            for added in range(rows):
                of_plan.amounts.create(year=year + added, source="Commune", amount=5_000)
    valuations = [make.valuation(place, unit=f"sacs {number}") for number in range(rows)]
    place.executives.create(head="Awa (démo)")
    for number in range(rows):
        feast = {"label": f"Fête {number}", "first_day": DAY, "last_day": DAY}
        make.local_date(place, "fete", **feast)
        line = make.local_date(place, weekday=number)
    return {
        "calendrier": line.pk,
        "meme-personne": place.people.order_by("pk")[1].pk,
        "acteurs": first(place.organisations).pk,
        "personnes": first(place.people).pk,
        "pdesc": first(place.pdescs).pk,
        "pdesc/lignes": of_plan.pk,
        "plan/valeurs": valuations[0].pk,
        "plan/retrait": first(place.organisations).pk,
    }


def _framework(framework: Framework, rows: int) -> dict[str, int]:
    place, parties = framework.commune, list(framework.commune.organisations.order_by("pk"))
    for rank in range(1, rows + 1):
        make.priority(framework, rank=rank)
        sector = framework.priority_sectors.order_by("-pk")[0].sector
        make.need(framework, sector=sector, organisation=parties[0], women=3, men=2)
        make.need(framework, sector=sector, state="retenu")
    _before_the_meeting(framework, rows)
    for _ in range(rows if framework.founding_deliberation else 0):
        make.deliberation(place, kind="autre", state="signee")
    members = [
        framework.members.create(organisation=party, college="secteur_prive") for party in parties
    ]
    given = [make.incentive(framework, beneficiary=party) for party in parties]
    return {
        "plan/incitations": given[0].pk,
        "cadre/membres": members[0].pk,
        "deliberations": framework.founding_deliberation_id or 0,
        "besoins": first(framework.needs).pk,
        "besoins/assemblees": first(framework.assemblies).pk,
        "besoins/fiche": first(framework.priority_sectors).sector_id,
    }


def _before_the_meeting(framework: Framework, rows: int) -> None:
    """Assemblies with the needs said there, and what their people propose."""
    need = first(framework.needs)
    parties = framework.commune.organisations.order_by("pk")
    for party in parties:
        said = make.assembly(framework, sector=need.sector, organisation=party)
        for _ in range(rows):
            make.need(framework, sector=need.sector, assembly=said)
        need.proposals.create(wording="Bâtir les murs", offered_by=party)


def _meeting(meeting: Meeting, rows: int) -> dict[str, int]:
    """A meeting with its points, the people in the room and what they decided."""
    place = meeting.framework.commune
    items = [
        meeting.agenda.create(position=n, title="Choisir les besoins") for n in range(1, rows + 1)
    ]
    for need in meeting.framework.needs.filter(state="identifie"):
        meeting.treatments.create(need=need, choice="differe", reason="Après")
    parties = list(place.organisations.order_by("pk"))
    for party, item in zip(parties, items, strict=True):
        make.decision(meeting, agenda_item=item, owner=party, owner_person=_someone(party))
        make.decision(meeting, nature="plan")
        meeting.costs.create(party=party, planned=60_000, evidence="Reçu")
        meeting.invitations.create(person=_someone(party), organisation=party, reference="LI 7")
        if meeting.is_held:
            make.attendance(meeting, _someone(party))
            meeting.counted.create(label="Des femmes", number=10, women=10, organisation=party)
    return {"reunions": meeting.pk, "reunions/decisions": first(meeting.decisions).pk}


def _kept_minutes(meeting: Meeting, by: User, rows: int) -> dict[str, int]:
    """Versions of the minutes, the last one in force, and corrections joined to them."""
    meeting.refresh_from_db()
    for number in range(1, rows + 1):
        make.scan(meeting, by, withdrawn_reason="Illisible")
        scanned = make.scan(meeting, by)
        in_force = {"reopened_at": None} if number == rows else {}
        make.minutes_version(meeting, by, number=number, **in_force)
        meeting.corrections.create(made_on=DAY, wording="Lire : 12 femmes.", by=by)
    return {"proces-verbal/versions": rows, "pieces": scanned.pk}


def _plan(cycle: Cycle, rows: int, *, said: bool = False, **fields: Any) -> dict[str, int]:
    """A plan whose actions each have needs, partners, promises, payments and statements."""
    place, framework = cycle.commune, cycle.framework
    plan = make.plan(cycle, **fields)
    parties = list(place.organisations.order_by("pk"))
    for party in parties:
        action = make.action(plan, responsible=party, month_1=True, estimated_cost=400_000)
        action.needs.set(framework.needs.filter(state="retenu"))
        action.partners.set(parties)
        for payer in parties:
            line = make.promise(action, payer, category="appui_technique")
            for _ in range(rows):
                line.payments.create(amount=1_000, paid_on=DAY)
        for _ in range(rows if said else 0):
            make.statement(action, organisation=party)
    one = first(plan.actions)
    promise = first(one.funding)
    return {"plan/actions": one.pk, "suivi": one.pk, "plan/promesses": promise.pk}


def _revenue(cycle: Cycle, rows: int) -> dict[str, int]:
    """Taxes and new revenues of 2024 and the years before it, and trust surveys of the cycle."""
    act = cycle.commune.deliberations.first()
    for year in range(2024, 2024 - rows, -1):
        make.tax(cycle.commune, year=year, members_liable=9, members_paid=3)
        for title in ("Redevance de la mare", "Place de demi-gros")[:rows]:
            cycle.commune.revenue_streams.create(year=year, title=title, decided_by=act)
    days = (DAY + datetime.timedelta(days=number) for number in range(rows))
    surveys = [make.survey(cycle, asked_on=day) for day in days]
    return {"indicateurs": cycle.number, "recettes": 2024, "confiance": surveys[0].pk}


def _amended(plan: ActionPlan, by: User, rows: int) -> dict[str, int]:
    """The plan sealed, `rows` amendments sealed since, and one that is open."""
    assert plan.agreed_at is not None
    for number in range(1, rows + 1):
        one = make.amendment(plan, by, decision=first(plan.agreed_at.decisions))
        plan.actions.update(estimated_cost=number)
        plan.versions.in_force().update(withdrawn_at=timezone.now(), withdrawn_reason=str(one))
        one.version = keep_version(plan, by=by, on=DAY)
        one.save()
    one = make.amendment(plan, by)
    plan.actions.update(estimated_cost=1_000_000, month_2=True)
    return {"plan/avenants": one.number, "plan/versions": rows}


def _someone(party: Organisation) -> Person:
    found: Person = first(party.people)
    return found
