"""What an action may also say: water, jobs, a contract, areas, what it replaces, what was done."""

from __future__ import annotations

from typing import Any

import pytest

from actionplans import services
from actionplans.history import carries_of
from actionplans.models import Action
from actionplans.services import sealing
from frameworks.models import NeedState
from tests import make
from tests.actionplans.conftest import Place

SHAPE: dict[str, Any] = {
    "wording": "Aménager le forage",
    "due_on": "30/04/2025",
    "water_use": "irrigation",
    "water_site": "Forage de Koïla",
    "jobs_expected": "12",
    "jobs_expected_women": "5",
    "jobs_expected_young": "12",
    "contract_kind": "affermage",
    "contract_note": "Avec la coopérative, trois ans",
    "measure_areas": ["economie_emploi", "accueil_pdi"],
    "to_enter": "on",
}


def _post(place: Place, **changed: Any) -> Any:
    return place.client.post(place.url("add-action"), {**SHAPE, **changed})


def test_an_action_keeps_all_that_was_typed_in_its_folded_parts(place: Place) -> None:
    place.plan()

    _post(place)

    found = Action.objects.get()
    assert (found.water_site, found.jobs_expected_women, found.measure_areas, found.to_enter) == (
        "Forage de Koïla",
        5,
        ["economie_emploi", "accueil_pdi"],
        True,
    )


@pytest.mark.parametrize(
    ("changed", "beside"),
    [
        ({"water_site": ""}, "water_site"),
        ({"water_use": ""}, "water_use"),
        ({"jobs_expected_women": "13"}, "jobs_expected_women"),
        ({"jobs_expected_young": "13"}, "jobs_expected_young"),
        ({"jobs_expected": ""}, "jobs_expected"),
        ({"contract_kind": ""}, "contract_kind"),
        ({"measure_areas": ["autre"]}, "measure_areas"),
    ],
)
def test_what_does_not_go_together_is_said_beside_its_field(
    place: Place, changed: dict[str, Any], beside: str
) -> None:
    place.plan()

    answer = _post(place, **changed)

    assert list(answer.context["form"].errors) == [beside]
    assert '<details class="card gap" open>' in answer.content.decode()


def test_an_action_on_a_line_of_the_pdesc_need_not_be_entered(place: Place) -> None:
    place.plan()
    line = place.commune.pdescs.create(first_year=2024, last_year=2028).lines.create(code="1")

    answer = _post(place, pdesc_line=line.pk)

    assert list(answer.context["form"].errors) == ["to_enter"]


def test_an_action_replaces_one_of_an_earlier_plan_of_this_framework_alone(place: Place) -> None:
    framework = place.cycle.framework
    second = make.cycle(make.framework(), 2)
    elsewhere = make.action(make.plan(second))
    place.cycle.number = 2
    place.cycle.save()
    place.plan()
    first = make.cycle(framework, 1, state="clos", closed_on=make.DAY, end_report_on=make.DAY)
    earlier = make.action(make.plan(first))

    assert _post(place, replaces=elsewhere.pk).context["form"].errors.keys() == {"replaces"}
    _post(place, replaces=earlier.pk)

    page = place.client.get(place.url("action", pk=earlier.pk)).content.decode()
    assert Action.objects.get(replaces=earlier).plan.cycle.number == 2
    assert "Remplacée par" in page


def test_the_page_of_an_action_tells_what_is_rare_only_when_it_was_said(place: Place) -> None:
    action = make.action(place.plan())
    url = place.url("action", pk=action.pk)

    def labels() -> set[str]:
        return {str(fact["label"]) for fact in place.client.get(url).context["facts"]}

    before = labels()
    Action.objects.filter(pk=action.pk).update(water_use="peche", water_site="Mare", jobs_created=3)

    assert labels() - before == {"Eau", "Emplois créés"}


def test_jobs_created_are_typed_once_the_plan_is_sealed(place: Place) -> None:
    plan = place.plan()
    action = make.action(plan, responsible=place.town, target="40 femmes formées")
    url = place.url("results", pk=action.pk)
    typed = {"achieved": "38 femmes formées", "jobs_created": "7", "jobs_created_women": "8"}
    assert place.client.post(url, typed).status_code == 302
    make.seal(plan)

    refused = place.client.post(url, typed)
    place.client.post(url, typed | {"jobs_created_women": "6"})

    action.refresh_from_db()
    assert refused.context["form"].errors.keys() == {"jobs_created_women"}
    assert (action.achieved, action.jobs_created, action.jobs_created_women) == (
        "38 femmes formées",
        7,
        6,
    )


def test_columns_that_say_nothing_leave_the_sealed_text_as_it_was(place: Place) -> None:
    plan = place.plan()
    action = make.action(plan)
    before = sealing.canonical(plan)["actions"][0]

    Action.objects.filter(pk=action.pk).update(jobs_expected=0, water_use="peche")

    after = sealing.canonical(plan)["actions"][0]
    assert {name: after[name] for name in after.keys() - before.keys()} == {
        "jobs_expected": 0,
        "water_use": "peche",
    }


def test_several_needs_become_one_action(place: Place) -> None:
    plan = place.plan()
    needs = [
        make.need(place.cycle.framework, state=NeedState.RETAINED, sector=place.sector)
        for _ in range(2)
    ]

    place.client.post(
        place.url("take-up"),
        {"needs": [need.pk for need in needs], "together": "Borner et clôturer le site"},
    )

    action = plan.actions.get()
    assert (action.wording, action.sector, list(action.needs.order_by("code"))) == (
        "Borner et clôturer le site",
        place.sector,
        needs,
    )


def test_how_often_an_action_came_back_is_read_in_one_query(
    place: Place, django_assert_num_queries: Any
) -> None:
    plan = place.plan()
    first = make.action(plan, number=1)
    second = make.action(plan, number=2, carried_from=first)
    third = make.action(plan, number=3, carried_from=second)
    Action.objects.filter(pk=first.pk).update(carried_from=third)  # a loop from an import
    third.refresh_from_db()

    with django_assert_num_queries(1):
        assert carries_of([third, second]) == {third.pk: 3, second.pk: 3}


def test_only_the_town_hall_tells_what_was_done(place: Place) -> None:
    action = make.action(place.plan(state="valide"))
    place.client.force_login(make.user("partenaire", place.commune))

    assert place.client.get(place.url("results", pk=action.pk)).status_code == 403


def test_the_service_tells_nothing_of_a_draft(place: Place) -> None:
    action = make.action(place.plan())

    with pytest.raises(Exception, match="plan"):
        services.tell_results(action, by=place.by, save=action.save, fields=[])
