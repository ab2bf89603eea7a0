"""The whole plan on one page and in one send: every word and every obstacle, or nothing."""

from __future__ import annotations

import re
import threading
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import Action
from communes.models import OrganisationKind, Role
from foundation.capture.tokens import make_token
from monitoring.models import Obstacle, Severity, Statement
from monitoring.services.sitting import Word, say_all
from monitoring.sheet import sheet_of
from tests import make
from tests.monitoring.sittings import desk, weight

pytestmark = pytest.mark.django_db


def said() -> list[tuple[int, str]]:
    rows = Statement.objects.order_by("action__number", "pk")
    return [(row.action.number, row.situation) for row in rows]


def test_one_send_says_each_row_that_was_touched_and_nothing_of_the_others() -> None:
    here = desk()
    first, _second, third = here.actions

    answer = here.send(
        Role.COMMITTEE,
        {"of": first, "situation": "en_cours"},
        {"of": third, "situation": "realisee", "done_on": "18/03/2025"},
    )

    assert (answer.status_code, said()) == (302, [(1, "en_cours"), (3, "realisee")])
    done = Statement.objects.get(action=third)
    assert (done.done_on, done.said_on) == (make.day("2025-03-18"), make.day("2025-03-20"))


def test_what_blocks_is_ticked_and_needs_no_sentence() -> None:
    here = desk()
    blocked = here.actions[0]

    here.send(
        Role.COMMITTEE,
        {"of": blocked, "situation": "bloquee", "blocks": ["financement", "climat_saison"]},
    )

    rows = Obstacle.objects.order_by("category")
    found = [(row.category, row.severity, row.action, row.raised_on) for row in rows]
    day = make.day("2025-03-20")
    assert found == [
        ("climat_saison", Severity.STOPS, blocked, day),
        ("financement", Severity.STOPS, blocked, day),
    ]


def test_another_kind_is_taken_from_the_full_list() -> None:
    here = desk()

    here.send(
        Role.COMMITTEE,
        {"of": here.actions[0], "situation": "bloquee", "blocks": ["autre"], "kind": "foncier"},
        {"of": here.actions[1], "situation": "bloquee", "blocks": ["autre"], "note": "La voirie"},
    )

    rows = Obstacle.objects.order_by("action__number")
    assert [(row.category, row.description) for row in rows] == [
        ("foncier", ""),
        ("autre", "La voirie"),
    ]


def test_what_still_blocks_is_not_named_a_second_time() -> None:
    here = desk()
    known = make.obstacle(here.plan.cycle.framework, action=here.actions[0], category="foncier")

    again = {"situation": "bloquee", "blocks": ["autre"], "kind": "foncier"}
    here.send(Role.COMMITTEE, {"of": here.actions[0], **again})
    here.send(Role.COMMITTEE, {"of": here.actions[0], "situation": "bloquee"}, said_on="21/03/2025")

    assert (list(Obstacle.objects.all()), len(said())) == ([known], 2)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"situation": "bloquee"}, "Cochez ce qui bloque"),
        ({"note": "Presque fini"}, "Choisissez où en est"),
        ({"situation": "abandonnee"}, "pourquoi l’action est abandonnée"),
        ({"situation": "en_cours", "done_on": "01/03/2025"}, "Seule une action réalisée"),
        ({"situation": "realisee", "done_on": "31/02/2025"}, "n’existe pas"),
        ({"situation": "realisee", "done_on": "25/03/2025"}, "après le jour"),
        ({"situation": "realisee", "blocks": ["conflit"]}, "n’est pas bloquée"),
    ],
)
def test_one_row_that_is_not_right_holds_everything_back(
    row: dict[str, object], sentence: str
) -> None:
    here = desk()

    answer = here.send(
        Role.COMMITTEE,
        {"of": here.actions[0], "situation": "en_cours", "note": "Le sable est là"},
        {"of": here.actions[1], **row},
    )

    page = answer.content.decode()
    assert (answer.status_code, said(), Obstacle.objects.count()) == (200, [], 0)
    assert sentence in page
    assert "Le sable est là" in page
    assert re.search(rf'name="a{here.actions[0].pk}-situation" value="en_cours" checked', page)


def test_a_sheet_on_which_nothing_is_ticked_says_so() -> None:
    here = desk()

    answer = here.send(Role.COMMITTEE)

    assert (answer.status_code, said()) == (200, [])
    assert "Rien n’est encore choisi" in answer.content.decode()


def test_a_double_click_records_the_sheet_once() -> None:
    here = desk()
    client = here.client(Role.SECRETARY)
    owner = client.session["_auth_user_id"]
    token = make_token(int(owner), op_id=uuid.uuid4())
    sheet = here.sheet(
        {"of": here.actions[0], "situation": "bloquee", "blocks": ["conflit"]}, op_id=token
    )

    answers = [client.post(here.url("sitting"), sheet).status_code for _click in range(2)]

    assert (answers, len(said()), Obstacle.objects.count()) == ([302, 302], 1, 1)


def test_a_service_finds_and_says_its_own_actions_only() -> None:
    here = desk()
    service = make.organisation(here.commune, OrganisationKind.SERVICE)
    Action.objects.filter(pk=here.actions[1].pk).update(responsible=service)
    agent = make.user()
    make.assign(agent, Role.SERVICE, here.commune, organisation=service)
    client = here.client(Role.SECRETARY)
    client.force_login(agent)

    page = client.get(here.url("sitting")).content.decode()
    client.post(
        here.url("sitting"),
        here.sheet(
            {"of": here.actions[0], "situation": "realisee"},
            {"of": here.actions[1], "situation": "realisee"},
            voice="responsable",
        ),
    )

    assert re.findall(r"(Action \d) de la commune", page) == ["Action 2"]
    assert said() == [(2, "realisee")]


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ADMINISTRATOR])
def test_who_only_reads_finds_the_actions_and_no_form(role: str) -> None:
    here = desk()

    page = here.client(role).get(here.url("sitting")).content.decode()

    assert "Action 1 de la commune" in page
    assert f"a{here.actions[0].pk}-situation" not in page
    assert here.send(role, {"of": here.actions[0], "situation": "en_cours"}).status_code == 403


def test_an_action_of_another_commune_is_not_on_the_sheet() -> None:
    here, there = desk(), desk()

    here.send(Role.COMMITTEE, {"of": there.actions[0], "situation": "realisee"})

    assert said() == []


def test_the_late_ones_come_first() -> None:
    here = desk()
    make.statement(here.actions[0], "realisee")

    page = here.client(Role.COMMITTEE).get(here.url("sitting")).content.decode()

    assert re.findall(r"(\d)\. Action", page) == ["2", "3", "1"]


def test_twelve_actions_are_light_and_sixty_stay_bounded() -> None:
    pages = {}
    for n in (12, 60):
        here = desk(n)
        client = here.client(Role.SECRETARY)
        client.get(here.url("sitting"))
        with CaptureQueriesContext(connection) as asked:
            content = client.get(here.url("sitting")).content
        pages[n] = (weight(content) + 500, len(asked))

    assert pages[12][0] <= 8_000
    assert pages[60][0] <= 12_000
    assert pages[12][1] == pages[60][1]


@pytest.mark.django_db(transaction=True)
def test_two_people_on_one_action_a_hundred_times_each_lose_nothing() -> None:
    here = desk(1)
    people = {"comite": here.person(Role.COMMITTEE), "responsable": here.person(Role.SECRETARY)}

    def speak(voice: str) -> None:
        try:
            (action,) = sheet_of(here.plan)
            for number in range(100):
                word = Word(action, "en_cours", note=f"{voice} {number}")
                say_all([word], by=people[voice], voice=voice)
        finally:
            connection.close()

    threads = [threading.Thread(target=speak, args=(voice,)) for voice in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    notes = {row.note for row in Statement.objects.filter(action=here.actions[0])}
    assert notes == {f"{voice} {number}" for voice in people for number in range(100)}
    assert Statement.objects.count() == 200
