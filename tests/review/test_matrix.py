"""The adviser sees every commune side by side, worst first, and nobody else's."""

import csv
from io import StringIO

import pytest
from django.test import Client

from communes.models import Commune, Role
from consult.cycle.progress import Verdict
from consult.review import matrix, matrix_table, services
from frameworks.models import Cycle
from tests import make

pytestmark = pytest.mark.django_db

DAY = make.day("2025-04-01")


def opened(name: str, days_ago: int) -> Cycle:
    import datetime  # noqa: PLC0415 -- one small use

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
