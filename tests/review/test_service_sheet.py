"""The monthly sheet of a technical service: what waits for it, commune by commune."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communes.models import Commune, Organisation, Role, ServiceKind
from consult.review.documents.service_sheet import service_sheet
from consult.review.service_month import Month, Place, read_month, waiting_for
from tests import make
from tests.papers import plain, text_of

pytestmark = pytest.mark.django_db

APRIL = Month(make.day("2025-04-01"), make.day("2025-04-30"))


@pytest.fixture
def service() -> Organisation:
    return make.organisation(make.commune("Dioro"), "service_technique", name="Eaux et Forêts")


def waiting(service: Organisation, month: Month = APRIL) -> list[Place]:
    return waiting_for(make.user(Role.ADVISER), [service.pk], month)


def work(service: Organisation, **fields: object) -> object:
    """An action of a running plan of the service's commune."""
    assert service.commune
    framework = service.commune.frameworks.first() or make.framework(service.commune)
    cycle = framework.cycles.first() or make.cycle(framework)
    plan = getattr(cycle, "plan", None) or make.plan(cycle, state="valide")
    return make.action(plan, **fields)


def test_it_holds_what_the_service_can_lift_leads_joins_and_was_asked(
    service: Organisation,
) -> None:
    led = work(service, responsible=service, due_on=make.day("2025-04-20"), wording="Planter")
    joined = work(service, wording="Curer")
    joined.partners.add(service)
    work(service, wording="Bâtir")
    framework = led.plan.cycle.framework
    party = make.obstacle(framework, party=service, description="Le permis manque")
    of_action = make.obstacle(framework, action=joined, description="Le sable manque")
    some = make.obstacle(framework, unblocker="etat", description="Le titre manque")
    make.obstacle(framework, unblocker="mairie", description="La caisse est vide")
    meeting = make.meeting(framework)
    asked = make.decision(meeting, owner=service, wording="Donner un avis sur la digue")
    given = make.support(framework, service, action=led, given_on=make.day("2025-04-02"))
    [place] = waiting(service)

    assert (place.obstacles, place.unnamed) == ([party, of_action], [some])
    assert [(action.wording, action.late) for action in place.actions] == [
        ("Planter", 10), ("Curer", 0),
    ]  # fmt: skip
    assert (place.decisions, place.given, place.waiting) == ([asked], [given], 6)


def test_a_month_that_is_over_is_told_as_it_was_then(service: Organisation) -> None:
    action = work(service, responsible=service)
    framework = action.plan.cycle.framework
    make.statement(
        action, "realisee", said_on=make.day("2025-05-02"), done_on=make.day("2025-05-02")
    )
    lifted = make.obstacle(
        framework, party=service, state="leve", resolved_on=make.day("2025-05-10")
    )
    make.obstacle(framework, party=service, raised_on=make.day("2025-06-01"))
    [april] = waiting(service)
    [may] = waiting(service, Month(make.day("2025-05-01"), make.day("2025-05-31")))

    assert (april.obstacles, april.actions, april.unblocked) == ([lifted], [action], [])
    assert (may.obstacles, may.actions, may.unblocked) == ([], [], [lifted])


def test_a_month_not_begun_or_misspelt_does_not_exist() -> None:
    day = datetime.date(2025, 4, 12)
    wrong = ["2025-13", "2025-4", "2999-01", "1999-12", "²025-04", ""]

    assert [read_month(text, day) for text in wrong] == [None] * 6
    assert read_month("2025-04", day) == Month(make.day("2025-04-01"), day)


def test_a_person_reads_of_a_shared_service_only_the_communes_followed(client: Client) -> None:
    shared = make.organisation(None, "service_technique", name="Génie rural")
    places = [make.commune("Dioro"), make.commune("Tominian")]
    for place in places:
        plan = make.plan(make.cycle(make.framework(place)), state="valide")
        framework = plan.cycle.framework
        make.obstacle(framework, party=shared, description=f"Le plan manque à {place}")
        make.action(plan, responsible=shared, wording=f"Lever le plan de {place}")
        make.decision(make.meeting(framework), owner=shared, wording=f"Avis pour {place}")
        make.support(framework, shared, given_on=APRIL.first)
    client.force_login(make.user(Role.SERVICE, places[0], full_name="Service"))
    page = client.get(f"/obstacles/services/{shared.pk}/2025-04/").content.decode()
    listed = client.get("/obstacles/services/?mois=2025-04").content.decode()

    told = ["Le plan manque à Dioro", "Lever le plan de Dioro", "Avis pour Dioro"]
    assert ([words in page for words in told], "Tominian" in page) == ([True] * 3, False)
    assert plain(page).count("1er avril 2025") == 1
    assert f"/obstacles/services/{shared.pk}/" in listed
    own = make.organisation(places[1], "service_technique")
    assert client.get(f"/obstacles/services/{own.pk}/2025-04/").status_code == 404
    assert own.name not in listed


def test_services_of_one_kind_share_a_sheet_across_communes(client: Client) -> None:
    kind = ServiceKind.objects.create(code="peche", name_fr="Pêche", name_en="Fisheries")
    for name in ("Dioro", "Tominian"):
        framework = make.framework(make.commune(name))
        own = make.organisation(framework.commune, "service_technique", service_kind=kind)
        make.obstacle(framework, party=own)
    client.force_login(make.user(Role.ADVISER))
    page = plain(client.get("/obstacles/services/nature/peche/2025-04/").content.decode())

    assert "2 points en attente dans 2 communes" in page
    assert (
        "/obstacles/services/nature/peche/" in client.get("/obstacles/services/").content.decode()
    )
    assert client.get("/obstacles/services/nature/impots/2025-04/").status_code == 404


def test_the_paper_is_one_page_in_french_with_the_service_and_its_month(
    service: Organisation,
) -> None:
    framework = make.framework(service.commune)
    make.obstacle(framework, party=service, description="Le permis manque")
    text = text_of(service_sheet(service.name, waiting(service), APRIL))

    assert "Eaux et Forêts – avril 2025" in text
    assert "Commune de Dioro" in text
    assert "Le permis manque" in text
    assert "58 jours" in text


def test_the_list_costs_the_same_for_one_service_and_for_many(client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/obstacles/services/").status_code == 200
        return len(asked)

    client.force_login(make.user(Role.ADVISER))
    _filled(make.commune())
    cost()
    one = cost()
    for _ in range(3):
        _filled(make.commune())
    rows = client.get("/obstacles/services/").context["rows"]
    assert (cost(), [count for _service, count in rows]) == (one, [(1, 1, 1)] * 4)


def _filled(place: Commune) -> None:
    service = make.organisation(place, "service_technique")
    action = work(service, responsible=service, due_on=make.day("2025-03-10"))
    action.partners.add(service)
    make.obstacle(action.plan.cycle.framework, action=action)
