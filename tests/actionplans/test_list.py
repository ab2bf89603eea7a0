"""The plan's page: every action is there, in few queries, and nobody else's."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import PlanState
from communes.models import Role
from tests import make
from tests.actionplans.conftest import Place


def _fill(place: Place, plan: Any, count: int) -> None:
    for number in range(count):
        action = make.action(
            plan,
            sector=make.sector(f"s{number}-{count}"),
            responsible=make.organisation(place.commune),
            due_on=plan.ends_on,
            month_1=True,
        )
        action.needs.add(make.need(place.cycle.framework))
        action.partners.add(place.town)
        make.promise(action, place.group)


def _queries(place: Place, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert place.client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("page", ["plan", "check", "preview"])
def test_a_page_asks_as_much_for_three_actions_as_for_one(place: Place, page: str) -> None:
    plan = place.plan()
    _fill(place, plan, 1)
    place.client.get(place.url(page))
    one = _queries(place, place.url(page))
    _fill(place, plan, 2)

    assert _queries(place, place.url(page)) == one


@pytest.mark.parametrize("page", ["action", "funding", "payments"])
def test_an_actions_page_asks_as_much_for_three_promises_as_for_one(
    place: Place, page: str
) -> None:
    action = make.action(place.plan())
    make.promise(action, make.organisation(place.commune))
    url = place.url(page, pk=action.pk)
    place.client.get(url)
    one = _queries(place, url)
    make.promise(action, make.organisation(place.commune))
    make.promise(action, make.organisation(place.commune))

    assert _queries(place, url) == one


def test_an_action_without_a_sector_is_found_under_its_own_choice(place: Place) -> None:
    plan = place.plan()
    make.action(plan, wording="Sans rien")
    make.action(plan, wording="Avec filière", sector=place.sector)

    answer = place.client.get(place.url("plan") + "?filiere=aucune")

    assert [row["action"].wording for row in answer.context["rows"]] == ["Sans rien"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=borner", ["Borner"]), ("mois=2", ["Former"]), ("manque=responsable", ["Former"]),
     ("manque=echeance", ["Borner"]), ("tri=-action", ["Former", "Borner"]),
     ("responsable=aucune", ["Former"]), ("filiere=99999999999999999999", [])],
)  # fmt: skip
def test_filters_stand_in_the_address(place: Place, query: str, found: list[str]) -> None:
    plan = place.plan()
    make.action(plan, wording="Borner", responsible=place.town)
    make.action(plan, wording="Former", month_2=True, due_on=plan.ends_on)

    answer = place.client.get(f"{place.url('plan')}?{query}")

    wordings = [row["action"].wording for row in answer.context["rows"]]
    assert wordings == found or (not found and answer.status_code == 200)


def test_the_page_says_beforehand_what_stops_the_plan(place: Place) -> None:
    make.action(place.plan())

    page = place.client.get(place.url("plan")).content.decode()

    assert "Nommez un responsable pour l’action n°\u00a01." in page


@pytest.mark.parametrize("name", ["plan", "check", "preview", "plan-pdf"])
def test_a_neighbours_secretary_sees_no_plan(place: Place, name: str) -> None:
    place.plan()
    place.client.force_login(make.secretary(make.commune()))

    assert place.client.get(place.url(name)).status_code == 404


def test_another_communes_action_does_not_exist_here(place: Place) -> None:
    stranger = make.action(make.plan())
    make.assign(place.by, Role.SECRETARY, stranger.plan.cycle.commune)

    assert place.client.get(place.url("action", pk=stranger.pk)).status_code == 404


def test_an_older_plan_stays_readable(place: Place) -> None:
    place.plan(state=PlanState.AGREED)

    answer = place.client.get(place.url("plan-of-cycle", number=place.cycle.number))

    assert answer.context["plan"].cycle == place.cycle


@pytest.mark.parametrize("number", ["9", "x", "٣", "99999999999999999999"])
def test_a_cycle_that_does_not_exist_is_not_found(place: Place, number: str) -> None:
    place.plan()

    assert place.client.get(f"{place.url('plan')}?cycle={number}").status_code == 404


def test_before_the_first_plan_the_page_says_how_to_start(place: Place) -> None:
    page = place.client.get(place.url("plan")).content.decode()

    assert place.url("draw-up") in page


def test_a_partner_reads_the_plan_and_changes_nothing(place: Place) -> None:
    action = make.action(place.plan())
    place.client.force_login(make.user(Role.PARTNER, place.commune))

    page = place.client.get(place.url("action", pk=action.pk)).content.decode()

    assert place.url("change-action", pk=action.pk) not in page
    assert place.client.get(place.url("funding", pk=action.pk)).status_code == 403
