"""The follow-up sheet on paper: the rows, words and numbers of the page; typed back in one send."""

from __future__ import annotations

import re

import pytest

from communes.models import Role
from foundation.formats.dates import day
from foundation.forms.icons import ICONS
from foundation.records.today import today
from monitoring.forms.sitting import large_choices, tiles
from monitoring.models import Statement
from tests import make
from tests.monitoring.sittings import Desk, desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Desk:
    """Four actions of which the second is settled: it comes last."""
    place = desk(4)
    make.statement(place.actions[1], "realisee")
    return place


def paper(here: Desk) -> str:
    return str(here.client(Role.COMMITTEE).get(here.url("sheet")).content.decode())


def test_the_paper_has_the_numbers_of_the_page_in_its_order(here: Desk) -> None:
    page = here.client(Role.COMMITTEE).get(here.url("sitting")).content.decode()

    on_page = re.findall(r"(\d)\. Action \d de la commune", page)
    on_paper = re.findall(r'scope="row" class="c">(\d)<', paper(here))
    assert on_page == on_paper == ["1", "3", "4", "2"]


def test_the_paper_draws_the_same_choices_and_obstacles_with_the_same_icons(here: Desk) -> None:
    text = paper(here)

    for choice in (*large_choices(), *tiles()):
        assert ICONS[choice.icon] in text
        assert str(choice.word) in text
    assert len(re.findall(r'class="box"', text)) == 4 * 10


def test_the_paper_says_when_it_was_printed_and_how_to_find_its_order_again(here: Desk) -> None:
    text = paper(here)

    assert f"fiche imprimée le {day(today())}" in text
    assert "<b>1-3-4-2</b>" in text


def test_a_sheet_printed_before_is_typed_in_its_own_order(here: Desk) -> None:
    client = here.client(Role.SECRETARY)
    make.statement(here.actions[0], "realisee", said_on=make.day("2025-03-10"))

    page = client.get(here.url("sitting"), {"ordre": "1, 3-4"}).content.decode()

    assert re.findall(r"(\d)\. Action \d de la commune", page) == ["1", "3", "4", "2"]


def test_the_secretary_types_a_whole_sheet_with_its_day_and_who_called(here: Desk) -> None:
    rows = [{"of": action, "situation": "en_cours"} for action in here.actions]
    before = Statement.objects.count()

    answer = here.send(
        Role.SECRETARY, *rows, said_on="12/03/2025", by_phone_from="Awa (démo)", voice="responsable"
    )

    told = Statement.objects.order_by("-pk")[:4]
    assert (answer.status_code, Statement.objects.count() - before) == (302, 4)
    assert {(row.said_on, row.by_phone_from, row.voice) for row in told} == {
        (make.day("2025-03-12"), "Awa (démo)", "responsable")
    }


def test_a_sheet_of_a_day_to_come_is_refused_beside_the_day(here: Desk) -> None:
    later = f"01/01/{today().year + 1}"

    answer = here.send(
        Role.SECRETARY, {"of": here.actions[0], "situation": "en_cours"}, said_on=later
    )

    assert answer.status_code == 200
    assert "Ce jour n’est pas encore venu" in answer.content.decode()
    assert Statement.objects.count() == 1


def test_without_an_agreed_plan_there_is_no_sheet_to_print() -> None:
    place = make.commune()
    make.plan(make.cycle(make.framework(place)))
    bare = Desk(place, None, [])  # type: ignore[arg-type]  # nothing is asked of the plan

    for name in ("sheet", "sheet-pdf"):
        answer = bare.client(Role.SECRETARY).get(bare.url(name))
        assert (answer.status_code, answer["Location"]) == (302, bare.url("sitting"))
