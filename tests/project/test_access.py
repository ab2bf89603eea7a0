"""Who gets which answer where: every page × every role × own and other commune."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import translation
from pytest_django import Settings
from weasyprint import HTML

from communes.access import Action, allowed
from communes.models import Assignment, Cercle, Region, Role
from foundation.accounts.models import User
from tests import make
from tests.project import world as worlds
from tests.project.routes import PUBLIC, Route, guarded_routes, routes
from tests.project.world import World

pytestmark = pytest.mark.django_db

# A page that knows only GET, or only POST, says so before anything else.
OTHER_METHOD = {405}
# With the right: the page, where it leads, or a sentence why it cannot be just now.
SERVED = {200, 302, 409} | OTHER_METHOD
FORBIDDEN, HIDDEN = {403} | OTHER_METHOD, {404} | OTHER_METHOD
METHODS = ("GET", "POST")


def expected(route: Route) -> dict[str, set[int]]:
    """What each role gets on its own commune: read from the access table, never typed here."""
    action = route.guards
    assert action is not None
    return {
        role: SERVED if allowed(frozenset({Role(role)}), action) else FORBIDDEN
        for role in Role.values
    }


PAGES: dict[str, dict[str, set[int]]] = {route.name: expected(route) for route in guarded_routes()}
# Pages whose mark lets readers in, but whose form only those may send who may do one of these.
ONE_OF = {
    "actionplans:round-table": (Action.EDIT_PLAN,),
    "meetings:costs": (Action.RUN_MEETING,),
    "meetings:scans": (Action.RUN_MEETING,),
    "monitoring:photo-add": (Action.STATE_AS_COMMITTEE,),
    "monitoring:sitting": (Action.STATE_AS_COMMITTEE, Action.STATE_AS_RESPONSIBLE, Action.VERIFY),
    "monitoring:update": (Action.STATE_AS_COMMITTEE, Action.STATE_AS_RESPONSIBLE, Action.VERIFY),
}


@pytest.fixture
def world() -> World:
    return worlds.build()


@pytest.fixture(autouse=True)
def papers_stay_blank(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Who gets a paper is asked here, not how it looks: WeasyPrint draws in other tests."""
    settings.VAR = tmp_path
    monkeypatch.setattr(HTML, "write_pdf", lambda *_args, **_options: b"%PDF-1.7")


class Surprises(NamedTuple):
    """Routes that did not answer as expected, and what reading a page wrote."""

    statuses: dict[str, int]
    writes: dict[str, list[str]]


NONE = Surprises({}, {})


def surprises(
    user: User | None,
    method: str,
    wanted: Iterable[tuple[Route, str, set[int]]],
) -> Surprises:
    """What one person's requests met; whatever each wrote is taken back."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    found = Surprises({}, {})
    for route, url, codes in wanted:
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            status = client.generic(method, url).status_code
            transaction.set_rollback(True)
        if status not in codes:
            found.statuses[route.name] = status
        writes = [query["sql"] for query in asked if _writes(query["sql"])]
        if writes and method == "GET":
            found.writes[route.name] = writes
    return found


def _writes(sql: str) -> bool:
    """A message shown is struck from the session; that is no change of the record.

    Nor is the archive of a sealed paper: drawn when first asked for, its digest written once.
    """
    if sql.startswith('UPDATE "actionplans_planversion" SET "pdf_sha256"'):
        return False
    return not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")) and "django_session" not in sql


def codes_for(route: Route, role: str, method: str = "GET") -> set[int]:
    acts = ONE_OF.get(route.name) if method == "POST" else None
    if acts and not any(allowed(frozenset({Role(role)}), act) for act in acts):
        return FORBIDDEN
    return PAGES[route.name][role]


def test_the_table_covers_every_page_that_is_not_public() -> None:
    own = {route.name for route in routes() if route.personal}

    assert set(PAGES) == {route.name for route in routes()} - PUBLIC - own


@pytest.mark.parametrize("role", Role.values)
def test_each_role_gets_what_the_table_says_in_its_own_commune_and_looking_changes_nothing(
    world: World, role: str
) -> None:
    for method in METHODS:
        wanted = [
            (route, world.address(route), codes_for(route, role, method))
            for route in guarded_routes()
        ]

        assert surprises(world.people[role], method, wanted) == NONE


@pytest.mark.parametrize(
    "role", [Role.SECRETARY, Role.MAYOR, Role.COMMITTEE, Role.SERVICE, Role.ADVISER]
)
def test_a_neighbour_finds_no_page_of_another_commune(world: World, role: str) -> None:
    neighbour = make.user(role, make.commune())
    wanted = [
        (route, world.address(route), HIDDEN) for route in guarded_routes() if route.below_a_commune
    ]

    for method in METHODS:
        assert surprises(neighbour, method, wanted) == NONE


@pytest.mark.parametrize("method", METHODS)
def test_a_record_of_another_commune_does_not_exist_under_one_s_own_address(
    world: World, method: str
) -> None:
    other = worlds.build()
    foreign = {word: number for word, number in other.numbers.items() if word not in SMALL_NUMBERS}
    wanted = [
        (route, world.address(route, foreign), HIDDEN | FORBIDDEN)
        for route in guarded_routes()
        if route.objects and not {word for word, _name in route.objects} & SMALL_NUMBERS
    ]

    assert surprises(world.people[Role.MAYOR], method, wanted) == NONE


# Numbers that count within one commune (cycle 1, 2…) and name no foreign record.
SMALL_NUMBERS = {
    "cycles",
    "plans",
    "plan/avenants",
    "plan/versions",
    "indicateurs",
    "recettes",
    "trimestres",
    "wocat",
}


@pytest.mark.parametrize("method", METHODS)
def test_a_visitor_is_asked_to_sign_in_everywhere(world: World, method: str) -> None:
    wanted = [
        (route, world.address(route), {302})
        for route in routes()
        if route.name not in PUBLIC and (route.guards or not route.words.count("<"))
    ]

    assert surprises(None, method, wanted) == NONE


def test_the_english_pages_are_guarded_alike(world: World) -> None:
    """The same view answers, so the table above holds; strangers are tried all the same."""
    neighbour = make.secretary(make.commune())
    with translation.override("en"):
        pages = [(route, world.address(route)) for route in guarded_routes()]
        views = {route.name: resolve(url).func for route, url in pages}
    outside = [(route, url, HIDDEN) for route, url in pages if route.below_a_commune]

    assert all(url.startswith("/en/") for _route, url in pages)
    assert views == {route.name: route.view for route in guarded_routes()}
    assert surprises(neighbour, "GET", outside) == NONE


def test_a_role_that_ends_is_felt_at_the_next_request(world: World, client: Client) -> None:
    secretary, home = world.people[Role.SECRETARY], f"/espace/{world.commune.slug}/"
    client.force_login(secretary)
    before = client.get(home).status_code

    Assignment.objects.filter(user=secretary).update(valid_to=make.day("2020-01-01"))

    assert (before, client.get(home).status_code) == (200, 404)


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ({}, 200),
        ({"valid_from": "2020-01-01", "valid_to": "2999-01-01"}, 200),
        ({"valid_from": "2999-01-01"}, 404),
        ({"valid_to": "2020-01-01"}, 404),
    ],
)
def test_a_role_counts_between_its_dates(
    world: World, client: Client, dates: dict[str, str], status: int
) -> None:
    user = make.user()
    days = {name: make.day(text) for name, text in dates.items()}
    make.assign(user, Role.SECRETARY, world.commune, **days)
    client.force_login(user)

    assert client.get(f"/espace/{world.commune.slug}/").status_code == status


def test_a_closed_account_is_out_at_the_next_request(world: World, client: Client) -> None:
    secretary = world.people[Role.SECRETARY]
    client.force_login(secretary)
    User.objects.filter(pk=secretary.pk).update(is_active=False)

    assert client.get(f"/espace/{world.commune.slug}/").status_code == 302


def test_a_region_opens_its_communes_and_no_others(world: World, client: Client) -> None:
    user = make.user()
    region = world.commune.cercle.region
    Assignment.objects.create(user=user, role=Role.ADVISER, region=region)
    far = make.commune(cercle=make_cercle_elsewhere())
    client.force_login(user)

    codes = [client.get(f"/espace/{place.slug}/").status_code for place in (world.commune, far)]

    assert codes == [200, 404]


def make_cercle_elsewhere() -> Cercle:
    region = Region.objects.create(code="R9", name="Ailleurs")
    return Cercle.objects.create(code="C9", name="Loin", region=region)


def test_a_programme_opens_the_communes_it_supports(world: World, client: Client) -> None:
    programme = make.organisation(None, "programme")
    programme.supported_communes.add(world.commune)
    user, other = make.user(), make.commune()
    Assignment.objects.create(user=user, role=Role.PARTNER, programme=programme)
    client.force_login(user)

    codes = [client.get(f"/espace/{place.slug}/").status_code for place in (world.commune, other)]

    assert codes == [200, 404]


def test_the_commune_may_let_its_secretary_approve_minutes(world: World) -> None:
    routes_ = [route for route in guarded_routes() if _approves(route)]
    world.commune.secretary_approves = True
    world.commune.save()

    wanted = [(route, world.address(route), SERVED) for route in routes_]

    assert routes_
    assert surprises(world.people[Role.SECRETARY], "GET", wanted) == NONE


def _approves(route: Route) -> bool:
    return route.guards is not None and route.guards.name == "APPROVE_MINUTES"
