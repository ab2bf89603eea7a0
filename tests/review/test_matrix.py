"""The adviser sees every commune side by side, worst first, and nobody else's."""

import csv
import datetime
import gzip
import re
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from actionplans.models import Action
from communes.models import Cercle, Commune, Region, Role
from communes.thresholds import thresholds
from consult.cycle.progress import Verdict
from consult.review import matrix, matrix_table, services
from frameworks.models import Cycle, Framework
from tests import make

pytestmark = pytest.mark.django_db

DAY = make.day("2025-04-01")


def opened(name: str, days_ago: int) -> Cycle:
    start = DAY - datetime.timedelta(days=days_ago)
    cycle = make.cycle(make.framework(make.commune(name)), opened_on=start)
    make.need(cycle.framework, identified_on=make.partial("2025-03-20"))
    return cycle


def test_the_most_late_commune_stands_first_and_a_paused_one_last() -> None:
    opened("Peu en retard", 30)
    opened("Très en retard", 60)
    opened("À jour", 3)
    make.commune("Jamais commencé")
    paused = opened("En pause", 90)
    paused.commune.pauses.create(reason="Insécurité")

    rows = matrix.rows(Commune.objects.all(), DAY)
    assert [(row.commune.name, row.progress.verdict) for row in rows] == [
        ("Très en retard", Verdict.LATE),
        ("Peu en retard", Verdict.LATE),
        ("À jour", Verdict.ON_TIME),
        ("Jamais commencé", Verdict.NOT_STARTED),
        ("En pause", Verdict.PAUSED),
    ]


def test_a_tile_counts_what_its_filter_shows() -> None:
    for number in range(3):
        opened(f"Commune {number}", 30 if number else 3)

    rows = matrix.rows(Commune.objects.all(), DAY)
    for verdict, count in matrix.tallies(rows).items():
        assert len(matrix.keep(rows, verdict=verdict)) == count


def test_actions_done_and_blocked_are_those_of_the_open_cycle() -> None:
    cycle = opened("Dioro", 3)
    plan = make.plan(cycle, state="valide")
    for situation in ("realisee", "bloquee", "en_cours"):
        make.statement(make.action(plan), situation, note="Voilà")
    old = make.cycle(
        make.framework(cycle.commune, state="clos", founding_deliberation=None),
        state="clos",
        closed_on=DAY,
        end_report_on=DAY,
    )
    make.statement(make.action(make.plan(old)), "realisee")

    (row,) = matrix.counted(matrix.rows(Commune.objects.all(), DAY))
    assert (row.counts.actions, row.counts.done, row.counts.blocked) == (3, 1, 1)


@pytest.mark.parametrize("communes", [1, 3])
def test_the_matrix_page_asks_as_much_for_three_communes_as_for_one(
    client: Client, django_assert_max_num_queries: object, communes: int
) -> None:
    adviser = make.user(Role.ADVISER)
    for number in range(communes):
        opened(f"Commune {number}", 30)
    client.force_login(adviser)
    client.get("/aide/")  # opens the session

    with django_assert_max_num_queries(14):  # type: ignore[operator]
        answer = client.get("/suivi-communes/")
    assert answer.content.decode().count('class="nm"') == communes


def test_an_adviser_of_one_commune_sees_that_one_alone(client: Client) -> None:
    mine = make.commune("Koula")
    make.commune("Tougouni")
    client.force_login(make.user(Role.ADVISER, mine))

    page = client.get("/suivi-communes/").content.decode()
    assert ("Koula" in page, "Tougouni" in page) == (True, False)


def test_a_commune_is_found_by_an_old_spelling_without_accents(client: Client) -> None:
    kokry = make.commune("Kokry Centre")
    kokry.aliases.create(alias="Kôkri")
    make.commune("Togou")
    client.force_login(make.user(Role.ADVISER))

    page = client.get("/suivi-communes/?q=kokri").content.decode()
    assert ("Kokry Centre" in page, "Togou" in page) == (True, False)


def test_filters_with_nonsense_show_a_page_not_an_error(client: Client) -> None:
    make.commune("Dioro")
    client.force_login(make.user(Role.ADVISER))

    for query in ("?avis=x&etape=y", "?region=abc", "?page=zzz", "?q=%00", "?cercle=999999999999"):
        assert client.get(f"/suivi-communes/{query}").status_code == 200


def test_ending_a_pause_makes_the_commune_late_again(settings: object) -> None:
    settings.TODAY = DAY  # type: ignore[attr-defined]
    cycle = opened("Koula", 60)
    adviser = make.user(Role.ADVISER)
    services.pause(
        cycle.commune, by=adviser, reason="Crue", valid_from=make.day("2025-03-01"), valid_to=None
    )
    assert matrix.rows(Commune.objects.all(), DAY)[0].progress.verdict is Verdict.PAUSED

    services.end_pause(cycle.commune, by=adviser, on=DAY)
    assert matrix.rows(Commune.objects.all(), DAY)[0].progress.verdict is Verdict.LATE


def test_the_table_holds_the_communes_the_page_shows_and_starts_no_formula(client: Client) -> None:
    late, fresh = opened("=Dioro", 60), opened("Koula", 3)
    make.commune("Ailleurs")
    adviser = make.user(Role.ADVISER, late.commune)
    make.assign(adviser, Role.ADVISER, fresh.commune)
    client.force_login(adviser)

    def table(query: str = "") -> list[list[str]]:
        answer = client.get(f"/suivi-communes/communes.csv{query}")
        return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    rows = table()
    codes = [column.code for column in matrix_table.columns()]
    assert rows[0] == [*codes, "as_of", "without_data"]
    assert sorted(row[1] for row in rows[1:]) == ["'=Dioro", "Koula"]
    assert [row[1] for row in table("?q=koula")[1:]] == ["Koula"]


def test_the_workbook_holds_the_same_lines_with_days_and_numbers(client: Client) -> None:
    late = opened("Dioro", 60)
    make.action(make.plan(late, state="valide"))
    make.commune("Jamais")
    client.force_login(make.user(Role.ADVISER))

    answer = client.get("/suivi-communes/communes.xlsx")

    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    lines = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    codes = [column.code for column in matrix_table.columns()]
    assert [cell for cell in head if cell in codes] == codes
    by_name = {line["commune"]: line for line in lines}
    assert (by_name["Dioro"]["actions"], by_name["Jamais"]["actions"]) == (1, None)
    assert isinstance(by_name["Dioro"]["last_news"], datetime.datetime | datetime.date)


def test_two_obstacles_without_an_answer_make_a_commune_to_watch() -> None:
    cycle = opened("Dioro", 3)
    make.obstacle(cycle.framework)
    assert matrix.rows(Commune.objects.all(), DAY)[0].progress.verdict is Verdict.ON_TIME

    make.obstacle(cycle.framework)
    assert matrix.rows(Commune.objects.all(), DAY)[0].progress.verdict is Verdict.WATCH


def test_each_row_says_why_in_words_and_a_pause_says_its_days(settings: object) -> None:
    settings.TODAY = DAY  # type: ignore[attr-defined]
    opened("En retard", 60)
    opened("À jour", 3)
    paused = opened("En pause", 90)
    paused.commune.pauses.create(reason="Crue", valid_from=make.day("2025-03-01"))
    make.commune("Jamais")

    found = matrix.completed(matrix.rows(Commune.objects.all(), DAY), thresholds())

    assert [row.reason for row in found] == [
        "Filières\xa0: 46 jours de retard. "
        "À faire\xa0: choisir deux ou trois filières prioritaires.",
        "Filières\xa0: à finir le 12\xa0avril 2025. "
        "À faire\xa0: choisir deux ou trois filières prioritaires.",
        "Aucun cycle n’a encore été ouvert.",
        "Crue (à partir du 1er\xa0mars 2025)",
    ]


def names(client: Client, query: str) -> list[str]:
    page = client.get(f"/suivi-communes/{query}").content.decode()
    return re.findall(r'class="nm"><span><a href="[^"]+">([^<]+)</a>', page)


def test_sector_programme_step_and_order_stand_in_the_address(client: Client) -> None:
    first, second = opened("Dioro", 60), opened("Koula", 3)
    fish = make.priority(first.framework).sector
    make.priority(second.framework)
    make.priority(second.framework, fish, rank=2, active_to=make.day("2025-01-01"))
    programme = make.organisation(None, "programme")
    programme.supported_communes.add(second.commune)
    client.force_login(make.user(Role.ADVISER))

    assert names(client, "") == ["Dioro", "Koula"]
    assert names(client, f"?filiere={fish.pk}") == ["Dioro"]
    assert names(client, f"?programme={programme.pk}") == ["Koula"]
    assert (names(client, "?etape=filieres"), names(client, "?etape=plan")) == (
        ["Dioro", "Koula"],
        [],
    )
    for column in matrix.SORTS:
        assert len(names(client, f"?tri={column}")) == len(names(client, f"?tri=-{column}")) == 2
    assert names(client, "?tri=-commune") == ["Koula", "Dioro"]


def test_a_telephone_starts_with_the_late_ones_unless_all_are_asked_for(client: Client) -> None:
    opened("Dioro", 400)
    make.commune("Koula")
    client.force_login(make.user(Role.ADVISER))

    def waiting(query: str) -> int:
        return client.get(f"/suivi-communes/{query}").content.decode().count('<tr class="wide">')

    assert [waiting(query) for query in ("", "?avis=tous", "?avis=not_started")] == [1, 0, 0]


def many(count: int) -> list[Commune]:
    """Communes of four cercles in two regions, made fast; each in the cycle of its framework."""
    regions = [Region.objects.create(code=f"G{n}", name=f"Région {n}") for n in range(2)]
    cercles = [
        Cercle.objects.create(code=f"G{n}", name=f"Cercle {n}", region=regions[n % 2])
        for n in range(4)
    ]
    places = Commune.objects.bulk_create(
        Commune(
            code=f"7{n:07}", slug=f"lieu-{n}", name=f"Commune de lieu {n}", cercle=cercles[n % 4],
            latitude=f"{12 + n % 7}.{n:03}", longitude=f"-{4 + n % 5}.{n:03}",
        )
        for n in range(count)
    )  # fmt: skip
    frameworks = Framework.objects.bulk_create(
        Framework(commune=place, name="Cadre", act_to_regularise=True, regularise_note="Perdu")
        for place in places
    )
    for number, framework in enumerate(frameworks):
        late = datetime.timedelta(days=number % 90)
        cycle = make.cycle(framework, opened_on=DAY - late)
        plan = make.plan(cycle, state="valide")
        Action.objects.bulk_create(
            Action(plan=plan, number=n, wording="Borner") for n in range(1, 4)
        )
    return places


def test_fifty_communes_weigh_little_and_start_with_their_regions(client: Client) -> None:
    many(50)
    client.force_login(make.user(Role.ADVISER))

    first = client.get("/suivi-communes/")
    region = re.search(r'href="(\?region=\d+)">Région 0', first.content.decode())
    assert region is not None
    inside = client.get("/suivi-communes/?niveau=communes")

    assert len(names(client, "")) == 10
    assert len(names(client, region[1])) == 25
    assert len(names(client, "?niveau=communes")) == 50
    for view in ("", "liste", "carte", "calendrier"):
        page = client.get(f"/suivi-communes/?niveau=communes&vue={view}")
        assert len(gzip.compress(page.content, 6)) + 500 <= 12_000
    assert len(gzip.compress(inside.content, 6)) > len(gzip.compress(first.content, 6))


def test_regions_open_into_cercles_and_cercles_into_communes(client: Client) -> None:
    many(101)
    client.force_login(make.user(Role.ADVISER))

    def opened_by(query: str, field: str) -> list[str]:
        page = client.get(f"/suivi-communes/{query}").content.decode()
        return re.findall(rf'<th scope="row"><a href="(\?[^"]*{field}=\d+)">', page)

    regions = opened_by("", "region")
    cercles = opened_by(regions[0], "cercle")
    assert (len(regions), len(cercles)) == (2, 2)
    assert len(names(client, cercles[0].replace("&amp;", "&"))) in (25, 26)
    assert len(names(client, "?niveau=communes&page=3")) == 1


@pytest.mark.parametrize("view", ["", "liste", "carte", "calendrier"])
def test_a_view_asks_as_much_for_many_communes_and_cycles_as_for_one(
    client: Client, view: str
) -> None:
    place = many(1)[0]
    adviser = make.user(Role.ADVISER, place)
    client.force_login(adviser)
    client.get("/aide/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/suivi-communes/?vue={view}").status_code == 200
        return len(captured)

    one = asked()
    for number in range(6):
        other = make.framework(make.commune())
        make.assign(adviser, Role.ADVISER, other.commune)
        make.meeting(other, held="2024-03-01")
        for cycle in range(1, number + 1):
            ended = {"state": "clos", "closed_on": DAY, "end_report_on": DAY}
            make.plan(make.cycle(other, cycle, **ended), state="cloture")
    with_meetings = asked()

    assert with_meetings - one in (0, 1)  # who came to a meeting is asked once there is one
    assert with_meetings <= 18


@pytest.mark.one_database  # the plan is told in SQLite's words
def test_nothing_that_grows_with_cycles_is_read_from_end_to_end() -> None:
    made = many(3)
    make.meeting(made[0].frameworks.get(), held="2024-03-01")
    with CaptureQueriesContext(connection) as captured:
        matrix.completed(matrix.rows(Commune.objects.all()), thresholds())

    scanned = set()
    with connection.cursor() as cursor:
        for query in captured.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = [line[3] for line in cursor.fetchall()]
            scanned |= {step.split()[1] for step in plan if step.startswith("SCAN ")}

    places = {"communes_commune", "communes_cercle", "communes_region"}
    assert captured.captured_queries
    assert scanned <= places
