"""Two uses of one water are seen together, however its name was written."""

from __future__ import annotations

from typing import Any

import pytest

from actionplans.water import sites_of
from tests import make
from tests.actionplans.conftest import Place


def _water(place: Place, plan: Any, site: str, use: str = "irrigation", **fields: Any) -> Any:
    return make.action(plan, water_use=use, water_site=site, **fields)


def test_one_place_is_recognised_without_accents_or_capitals(place: Place) -> None:
    plan = place.plan()
    _water(place, plan, "Forage de Koïla")
    _water(place, plan, "FORAGE  de koila", "abreuvement")
    _water(place, plan, "Mare")

    sites = sites_of(plan.actions.using_water())

    assert [(site.name, len(site.actions), site.competes) for site in sites] == [
        ("Forage de Koïla", 2, True),
        ("Mare", 1, False),
    ]


def test_one_use_by_two_actions_does_not_compete(place: Place) -> None:
    plan = place.plan()
    _water(place, plan, "Mare")
    _water(place, plan, "mare")

    (site,) = sites_of(plan.actions.using_water())

    assert not site.competes


def test_the_page_crosses_running_plans_and_leaves_closed_ones_out(place: Place) -> None:
    _water(place, place.plan(), "Mare", wording="Irriguer")
    framework = make.framework(place.commune, state="clos")
    for number, state in ((1, "valide"), (2, "cloture")):
        over = {"state": "clos", "closed_on": make.DAY, "end_report_on": make.DAY}
        cycle = make.cycle(framework, number, **over)
        _water(place, make.plan(cycle, state=state), "MARE", "peche", wording=f"Action {state}")

    page = place.client.get(place.url("water")).content.decode()

    assert "Plusieurs usages de la même eau" in page
    assert ("Irriguer" in page, "Action valide" in page, "Action cloture" in page) == (
        True,
        True,
        False,
    )


def test_a_page_without_water_says_where_it_is_written(place: Place) -> None:
    place.plan()

    assert "Aucune action" in place.client.get(place.url("water")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_place_and_for_three(
    place: Place, rows: int, django_assert_num_queries: Any
) -> None:
    plan = place.plan()
    for number in range(rows):
        _water(place, plan, f"Mare {number}", responsible=place.town)
    place.client.get(place.url("water"))

    with django_assert_num_queries(5):
        place.client.get(place.url("water"))
