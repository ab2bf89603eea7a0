"""The obstacles of every commune a person follows: by kind and age, as a table, and how fast."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communes.models import Cercle, Commune, Region, Role
from foundation.records.today import today
from frameworks.models import Framework
from monitoring.models import Obstacle
from tests import make

pytestmark = pytest.mark.django_db

URL = "/obstacles/"


def followed(name: str = "") -> Framework:
    """A framework whose cycle runs."""
    framework = make.framework(make.commune(name))
    make.cycle(framework)
    return framework


def blocking(of: Framework, days: int, **fields: object) -> Obstacle:
    """An obstacle raised so many days ago."""
    return make.obstacle(of, raised_on=today() - timedelta(days=days), **fields)


def shown(client: Client, asked: str = "") -> str:
    answer = client.get(URL + asked)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client: Client, asked: str = "") -> list[str]:
    """The obstacles of the page, in its order."""
    return [str(row) for row in client.get(URL + asked).context["rows"]]


@pytest.fixture
def adviser(client: Client) -> Client:
    client.force_login(make.user(Role.ADVISER))
    return client


def test_the_most_frequent_kind_comes_first_and_in_it_the_oldest(adviser: Client) -> None:
    one, other = followed(), followed()
    blocking(one, 3, category="financement", description="La caisse est vide")
    blocking(one, 5, description="Le puits est disputé")
    blocking(other, 40, description="Le site est disputé")
    blocking(one, 200, description="C’est passé", state="leve", resolved_on=today())
    closed = make.framework(state="clos")
    blocking(closed, 9, description="Le cadre est clos")

    assert listed(adviser) == ["Le site est disputé", "Le puits est disputé", "La caisse est vide"]
    groups = adviser.get(URL).context["groups"]
    assert [(group.code, group.counts, group.oldest) for group in groups.by_kind] == [
        ("foncier", [1, 0, 1, 0], 40),
        ("financement", [1, 0, 0, 0], 3),
    ]


def test_an_obstacle_tells_its_rung_of_the_ladder_its_age_and_its_answer(adviser: Client) -> None:
    framework = followed()
    late = blocking(framework, 31, unblocker="etat")
    make.passage(late, make.meeting(framework, 4), answer="Le préfet est saisi")
    blocking(framework, 2)

    page = shown(adviser)
    assert "À qui d’agir maintenant\u00a0: le conseiller du programme" in page
    assert "Le préfet est saisi" in page
    assert f"/espace/{framework.commune.slug}/suivi/obstacles/{late.pk}/" in page
    assert "Pas encore devant une réunion" in page


def test_the_filters_stand_in_the_address(adviser: Client) -> None:
    framework, other = followed("Koïla"), followed()
    service = make.organisation(other.commune, "service_technique", name="Eaux et Forêts, Ségou")
    blocking(other, 3, category="financement", description="La caisse est vide")
    blocking(framework, 33, description="Le site est dispute")
    blocking(other, 1, party=service, unblocker="etat", description="Le titre manque")

    asked = [
        "?nature=financement", "?qui=etat", "?qui=aucune&nature=foncier&age=30",
        "?q=koila+DISPUTE", "?service=eaux+forets", "?nature=%00&qui=rien&age=-1",
    ]  # fmt: skip
    assert [listed(adviser, address) for address in asked] == [
        ["La caisse est vide"], ["Le titre manque"], ["Le site est dispute"],
        ["Le site est dispute"], ["Le titre manque"],
        ["Le site est dispute", "Le titre manque", "La caisse est vide"],
    ]  # fmt: skip


def test_a_region_narrows_the_list_and_the_communes_counted(adviser: Client) -> None:
    region = Region.objects.create(code="R7", name="Mopti")
    far = make.commune(cercle=Cercle.objects.create(code="C7", name="Djenné", region=region))
    blocking(make.framework(far), 1, description="Loin")
    blocking(followed(), 1, description="Près")

    answer = adviser.get(f"{URL}?region={region.pk}")
    assert [str(row) for row in answer.context["rows"]] == ["Loin"]
    assert answer.context["without"] == 1


def test_rates_and_the_time_in_the_middle_are_those_of_the_period(adviser: Client) -> None:
    framework = followed()
    make.commune()
    meeting = make.meeting(framework)
    for days in (10, 20, 60):
        raised = today() - timedelta(days=100)
        solved = raised + timedelta(days=days)
        found = make.obstacle(framework, raised_on=raised, state="traite", resolved_on=solved)
        make.passage(found, meeting, answer="Fait")
    make.passage(blocking(framework, 100), meeting)
    blocking(framework, 1000, state="leve", resolved_on=today())

    page = shown(adviser, "?periode=6")
    told = [(row.value, row.counted) for row in adviser.get(f"{URL}?periode=6").context["told"]]
    assert told == [("100\u00a0%", "4 sur 4"), ("75\u00a0%", "3 sur 4"), ("20", "")]
    assert "Communes sans donnée\u00a0: 1." in page
    assert "État au" in page
    assert "n.d." in shown(adviser, "?periode=6&nature=conflit")
    every = adviser.get(f"{URL}?periode=tout").context["told"]
    assert (every[0].counted, every[1].counted) == ("4 sur 5", "3 sur 4")


def test_the_tables_hold_exactly_what_the_page_shows(adviser: Client) -> None:
    framework = followed()
    blocking(framework, 4, description="=1+1", unblocker="mairie")
    blocking(framework, 6, category="financement", description="La caisse est vide")
    answer = adviser.get(f"{URL}obstacles.csv?nature=foncier")
    rows = [*csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")]

    assert [(row["obstacle"], row["age_days"]) for row in rows] == [("'=1+1", "4")]
    assert (rows[0]["as_of"], rows[0]["without_data"]) == (f"{today():%Y-%m-%d}", "0")
    book = openpyxl.load_workbook(
        io.BytesIO(adviser.get(f"{URL}obstacles.xlsx?nature=foncier").content)
    )
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert [(cell.value, cell.data_type) for cell in cells if "1+1" in str(cell.value)] == [
        ("=1+1", "s")
    ]


def test_nobody_reads_the_obstacles_of_communes_not_followed(client: Client) -> None:
    mine, other = followed(), followed("Tominian")
    blocking(mine, 1, description="Le mien")
    blocking(other, 1, description="Le secret du voisin")
    client.force_login(make.user(Role.ADVISER, mine.commune))
    pages = [shown(client), client.get(f"{URL}obstacles.csv").content.decode()]
    client.force_login(make.secretary(mine.commune))

    assert ["secret" in page or "Tominian" in page for page in pages] == [False, False]
    assert client.get(URL).status_code == 403


def test_the_page_costs_the_same_for_one_commune_and_for_many(adviser: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(adviser, "?periode=3&service=eaux")
            shown(adviser)
        return len(asked)

    _filled(followed().commune)
    cost()  # the first page of a sign-in also writes its session
    one = cost()
    for _ in range(3):
        _filled(followed().commune)
    assert cost() == one


def _filled(place: Commune) -> None:
    framework = place.frameworks.get()
    service = make.organisation(place, "service_technique", name="Eaux et Forêts")
    action = make.action(make.plan(framework.cycles.get()), responsible=service)
    action.partners.add(make.organisation(place))
    for about in ({"action": action}, {"party": service}, {}):
        make.passage(blocking(framework, 8, **about), make.meeting(framework))
