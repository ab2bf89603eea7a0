"""No address is open by accident."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.project.routes import PUBLIC, Route, _walk, guarded_routes, routes


def unguarded(found: list[Route]) -> list[str]:
    """Addresses that say neither whom they let in nor that everybody may come."""
    return [
        route.name
        for route in found
        if not route.guards and not route.personal and route.name not in PUBLIC
    ]


def test_every_address_is_guarded_personal_or_public() -> None:
    assert unguarded(routes()) == []


def test_a_bare_view_would_be_noticed() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert unguarded([*_walk([path("nu/", bare, name="bare")], "", "")]) == ["bare"]


def test_the_public_addresses_are_those_that_need_no_sign_in() -> None:
    open_to_all = {route.name for route in routes() if not _asks_for_sign_in(route)}

    assert open_to_all == PUBLIC


def _asks_for_sign_in(route: Route) -> bool:
    return getattr(route.view, "login_required", True)


def test_no_public_address_lies_below_a_commune() -> None:
    assert [route for route in routes() if route.name in PUBLIC and route.below_a_commune] == []


def test_every_address_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]

    assert len(names) == len(set(names))


def test_the_walk_reaches_every_room() -> None:
    rooms = {route.name.partition(":")[0] for route in guarded_routes()}

    assert rooms >= {"communes", "cycle", "frameworks", "meetings", "review"}
