"""What an adviser reads costs as many queries for the whole country as for a few communes."""

from __future__ import annotations

import datetime
import functools
import os
import re
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.access import GRANTS, Action
from communes.models import Assignment, Commune, Role
from consult.review.quarters import Quarter
from tests import make
from tests.crowd import crowd
from tests.project.recorded import is_drawn
from tests.project.routes import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

TODAY = datetime.date(2025, 5, 7)
# Communes and cycles: a few, and many; script/soak takes the country with twelve cycles each.
FEW, MANY = ((20, 3), (819, 12)) if os.environ.get("SOAK") else ((4, 1), (9, 3))
READERS = (Role.ADMINISTRATOR, Role.ADVISER, Role.PARTNER)
ACROSS = {Action.REVIEW, Action.LEARN, Action.VISIT, Action.CAMPAIGN}
PARAMETER, QUARTER = re.compile(r"<[^>]+>"), "<quarter:quarter>"
VIEWS = ("liste", "calendrier", "carte")
IN_A_COMMUNE = {
    "indicators:across", "indicators:cycle", "indicators:inclusion", "indicators:table",
    "indicators:table-xlsx",
}  # fmt: skip
GUARDS = {route.name: route.guards for route in routes()}


class Answer(NamedTuple):
    """One page as one person got it: its status and how many queries it took."""

    status: int
    queries: int


def _across() -> list[Route]:
    """Every address over several communes that asks for nothing but a quarter, tables included."""
    return [
        route
        for route in routes()
        if route.guards in ACROSS
        and set(PARAMETER.findall(route.words)) <= {QUARTER}
        and not is_drawn(route.name)
    ]


def _addresses(places: list[Commune]) -> dict[str, str]:
    found = {}
    for route in _across():
        quarter = {"quarter": Quarter.of(TODAY)} if QUARTER in route.words else {}
        found[route.name] = reverse(route.name, kwargs=quarter)
    found |= {f"matrix, {view}": f"{reverse('review:matrix')}?vue={view}" for view in VIEWS}
    cercle = places[0].cercle_id
    found["matrix, one cercle"] = f"{reverse('review:matrix')}?cercle={cercle}"
    for route in routes():
        if route.name in IN_A_COMMUNE:
            kwargs: dict[str, Any] = {"slug": places[0].slug}
            if "<int:number>" in route.words:
                kwargs["number"] = 1
            if "kind" in route.words:
                kwargs["kind"] = "csv"
            found[route.name] = reverse(route.name, kwargs=kwargs)
    return found


def _reader(role: Role, places: list[Commune]) -> Client:
    client = Client()
    client.force_login(_user(role, places))
    return client


def _user(role: Role, places: list[Commune]) -> Any:
    """An administrator of the country, a partner of a programme, an adviser commune by commune."""
    if role == Role.ADMINISTRATOR:
        return make.user(role)
    user = make.user()
    if role == Role.PARTNER:
        programme = make.organisation(None, "programme")
        programme.supported_communes.set(places)
        Assignment.objects.create(user=user, role=role, programme=programme)
    else:
        for place in places:
            make.assign(user, role, place)
    return user


@functools.cache
def _answers(size: tuple[int, int]) -> dict[tuple[str, str], Answer]:
    """What every page answers every reader over a crowd of that size, which is then forgotten."""
    found = {}
    with transaction.atomic():
        places = crowd(*size, TODAY)
        for role in READERS:
            client = _reader(role, places)
            for name, address in _addresses(places).items():
                guards = GUARDS.get(name, Action.REVIEW)
                if role in GRANTS[guards or Action.READ]:
                    found[name, str(role)] = _ask(client, address)
        transaction.set_rollback(True)
    return found


def _ask(client: Client, address: str) -> Answer:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        b"".join(response)  # a table may be written while it is sent
    return Answer(response.status_code, len([q for q in captured if "session" not in q["sql"]]))


def test_more_communes_and_cycles_take_no_more_queries(settings: Any) -> None:
    settings.TODAY = TODAY
    few, many = _answers(FEW), _answers(MANY)

    assert {answer.status for answer in few.values()} == {200}
    # The whole country shows its regions first: that page asks less, none may ask more.
    more = {
        name: (one, many[name]) for name, one in few.items() if one.queries < many[name].queries
    }
    assert more == {}
    assert {name: one.status for name, one in many.items()} == dict.fromkeys(many, 200)


def test_every_reader_of_the_same_page_takes_as_many_queries(settings: Any) -> None:
    settings.TODAY = TODAY
    by_page: dict[str, dict[str, int]] = {}
    for (name, role), answer in _answers(FEW).items():
        by_page.setdefault(name, {})[role] = answer.queries

    assert {name: found for name, found in by_page.items() if len({*found.values()}) > 1} == {}
