"""A page costs the same number of queries for one row and for three, whoever opens it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communes.models import Assignment, Commune, Role
from tests import make
from tests.project.pages import address
from tests.project.recorded import OTHERS, answers, is_drawn
from tests.project.routes import Route, routes
from tests.project.stages import STAGES

pytestmark = pytest.mark.django_db

# Pages that may ask more for more rows; each line gives the reason.
GROWS: dict[str, str] = {}
# Only the query that reads the requirements of the five steps names their due days.
BY_STEP = "follow_up_due_on"


def asked(client: Client, url: str) -> tuple[int, list[str]]:
    """The status of a page and what it asked the database, the session's own queries apart."""
    with CaptureQueriesContext(connection) as captured:
        status = client.get(url).status_code
    return status, [q["sql"] for q in captured if "django_session" not in q["sql"]]


def costs(moment: str, rows: int) -> dict[tuple[str, str], tuple[int, int]]:
    """What each page of a moment answers each person, and with how many queries."""
    return {(one.name, one.role): (one.status, one.queries) for one in answers(moment, rows)}


@pytest.mark.parametrize("moment", OTHERS)
def test_a_page_costs_the_same_for_one_row_and_for_three(moment: str) -> None:
    one, three = costs(moment, 1), costs(moment, 3)

    more = {
        name: {"1 row": cost, "3 rows": three[name]}
        for name, cost in one.items()
        if not is_drawn(name[0]) and three[name] != cost and name[0] not in GROWS
    }
    assert more == {}


def matrix_cost(role: str, communes: int) -> list[str]:
    places = [_started(commune) for commune in (make.commune() for _ in range(communes))]
    user = make.user()
    if role == Role.PARTNER:
        programme = make.organisation(None, "programme")
        programme.supported_communes.set(places)
        Assignment.objects.create(user=user, role=role, programme=programme)
    else:
        for place in places:
            make.assign(user, role, place)
    client = Client()
    client.force_login(user)
    status, queries = asked(client, address_of("review:matrix"))
    assert status == 200
    return queries


def _started(commune: Commune) -> Commune:
    framework = make.framework(commune)
    make.priority(framework)
    cycle = make.cycle(framework)
    action = make.action(make.plan(cycle, state="valide"))
    make.statement(action)
    return commune


def address_of(name: str) -> str:
    stage = STAGES["empty"](1)
    return address(stage, _named(routes(), name))


def _named(found: Iterable[Route], name: str) -> Route:
    return next(route for route in found if route.name == name)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.PARTNER, Role.ADMINISTRATOR])
def test_the_matrix_costs_the_same_for_one_commune_and_for_twenty(role: str) -> None:
    assert len(matrix_cost(role, 1)) == len(matrix_cost(role, 20))


def test_the_matrix_reads_its_rows_in_one_query() -> None:
    rows = [sql for sql in matrix_cost(Role.ADVISER, 3) if BY_STEP in sql]

    assert len(rows) == 1
