"""What is typed in one commune stays there; names and confidences never reach a partner."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from communes.access import Action
from communes.guard import guarded
from communes.models import Assignment, Commune, Person, Role
from consult.learning.models import SheetVersion
from consult.urls import urlpatterns as consult_urls
from monitoring.models import PublishedAnswer
from tests import make
from tests.project.canaries import found_in, heard, of_place, planting
from tests.project.pages import address
from tests.project.routes import Route, routes
from tests.project.stages import Stage, agreed

# A paper and its preview are one page: partners' papers are drawn here, the others in script/soak.
SOAK = bool(os.environ.get("SOAK"))
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def three() -> list[Stage]:
    """Three communes with one of everything, each with canaries of its own."""
    found = []
    for number in (1, 2, 3):
        with planting(number):
            found.append(agreed())
    return found


def _pages(stage: Stage, *, below: bool, drawn: bool = True) -> Iterator[tuple[str, str]]:
    """Every address below a commune, or every other that asks for a right; with its papers."""
    for route in routes():
        wanted = route.below_a_commune if below else bool(route.guards) and not _below(route)
        if wanted and (drawn or not route.name.endswith("-pdf")):
            yield route.name, address(stage, route)


def _below(route: Route) -> bool:
    return route.below_a_commune


def _client(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_nothing_of_a_commune_reaches_the_people_of_another(
    three: list[Stage], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    first, second, _third = three
    published = _published()
    assert not [one for one in published if "p" in one], "no name is published"

    for role in (Role.SECRETARY, Role.COMMITTEE):
        client = _client(first.world.people[role])
        own = heard(client, _pages(first, below=True, drawn=SOAK))
        others = heard(client, _pages(second, below=True, drawn=False))
        others |= heard(client, _pages(second, below=False))
        assert of_place(own, "1."), "the canaries sing where they may"
        assert of_place(own, "[23].") == {}
        others = {name: canaries - published for name, canaries in others.items()}
        assert of_place(others, "[23].") == {}

    assert "kan" not in caplog.text.lower()


def _published() -> set[str]:
    """What communes put in words of their own for everybody to read."""
    answers = PublishedAnswer.objects.values_list("problem", "answer")
    sheets = SheetVersion.objects.values_list("data", flat=True)
    text = json.dumps([[*answers], [*sheets]])
    return found_in(text.encode(), "application/json")


def test_no_name_and_no_confidence_reaches_a_partner(
    three: list[Stage], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = _client(_partner(three))

    found = heard(client, _pages(three[0], below=True))
    found |= heard(client, _pages(three[0], below=False))

    assert of_place(found, ".t"), "a partner reads what was agreed and done"
    assert of_place(found, ".p") == {}
    assert "kan" not in caplog.text.lower()


def _partner(three: list[Stage]) -> Any:
    programme = make.organisation(None, "programme")
    programme.supported_communes.set([stage.world.commune for stage in three])
    user = make.user()
    Assignment.objects.create(user=user, role=Role.PARTNER, programme=programme)
    return user


@guarded(Action.READ)
def _unscoped(_request: Any, _commune: Commune) -> HttpResponse:
    """What the gate must find: a page that forgets to ask whose people these are."""
    return HttpResponse("\n".join(str(person) for person in Person.objects.all()))


urlpatterns = [
    *consult_urls,
    path("espace/<slug:slug>/oubli/", _unscoped, name="oubli"),
]


def test_a_view_that_forgets_whose_records_it_reads_is_caught(
    three: list[Stage], settings: Any
) -> None:
    settings.ROOT_URLCONF = sys.modules[__name__].__name__
    first = three[0].world
    addresses = [("oubli", f"/espace/{first.commune.slug}/oubli/")]

    own = heard(_client(first.people[Role.SECRETARY]), addresses)
    partner = heard(_client(_partner(three)), addresses)

    assert of_place(own, "[23].").keys() == {"oubli"}
    assert of_place(partner, ".p").keys() == {"oubli"}
