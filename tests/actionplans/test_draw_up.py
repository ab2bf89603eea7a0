"""Drawing up a plan: three months, actions, and the day nothing changes any more."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from actionplans import rules, services
from actionplans.models import Action, ActionPlan, PlanState
from communes.models import Role
from foundation.journal.models import Entry, Verb
from foundation.records.errors import NotReady, Stale
from frameworks.models import CycleState, NeedState
from tests import make
from tests.actionplans.conftest import Place
from tests.wrong_input import try_everything

START = datetime.date(2025, 4, 1)


def _complete(place: Place, plan: ActionPlan, **fields: Any) -> Action:
    fields = {
        "responsible": place.town, "due_on": plan.ends_on, "sector": place.sector,
        "estimated_cost": 0, **fields,
    }  # fmt: skip
    action = make.action(plan, **fields)
    action.needs.add(make.need(place.cycle.framework))
    return action


def test_a_plan_lasts_three_months_unless_told_otherwise(place: Place) -> None:
    plan = services.draw_up(place.cycle, by=place.by, starts_on=START)

    assert plan.ends_on == datetime.date(2025, 6, 30)


def test_another_length_is_refused_without_a_reason(place: Place) -> None:
    with pytest.raises(NotReady) as refused:
        services.draw_up(place.cycle, by=place.by, starts_on=START, ends_on=START.replace(month=12))

    assert refused.value.code == "R6"


def test_another_length_with_its_reason_only_warns(place: Place) -> None:
    plan = services.draw_up(
        place.cycle,
        by=place.by,
        starts_on=START,
        ends_on=datetime.date(2025, 5, 31),
        length_reason="Hivernage précoce",
    )

    assert [finding.strength.value for finding in rules.r6_three_months(plan)] == ["warn"]


def test_a_cycle_has_one_plan(place: Place) -> None:
    place.plan()

    with pytest.raises(NotReady):
        services.draw_up(place.cycle, by=place.by, starts_on=START)


def test_a_closed_cycle_gets_no_plan(place: Place) -> None:
    place.cycle.state = CycleState.CLOSED

    with pytest.raises(NotReady):
        services.draw_up(place.cycle, by=place.by, starts_on=START)


def test_a_committee_member_draws_up_no_plan(place: Place) -> None:
    with pytest.raises(PermissionDenied):
        services.draw_up(place.cycle, by=make.user(Role.COMMITTEE, place.commune), starts_on=START)


def test_a_complete_plan_is_sealed_and_sets_the_follow_up(place: Place) -> None:
    plan = place.plan()
    _complete(place, plan)

    services.seal(plan, by=place.by, on=START)

    place.cycle.refresh_from_db()
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_on) == (PlanState.AGREED, START)
    assert place.cycle.follow_up_due_on == plan.ends_on


@pytest.mark.parametrize("field", ["responsible", "due_on"])
def test_an_incomplete_action_stops_the_seal(place: Place, field: str) -> None:
    plan = place.plan()
    _complete(place, plan, **{field: None})

    with pytest.raises(NotReady) as refused:
        services.seal(plan, by=place.by, on=START)

    assert refused.value.reasons == [rules.r6_actions_complete(plan)[0].sentence]


def test_a_plan_without_actions_is_not_sealed(place: Place) -> None:
    with pytest.raises(NotReady):
        services.seal(place.plan(), by=place.by, on=START)


def test_a_missing_cost_sector_or_need_only_warns(place: Place) -> None:
    plan = place.plan()
    make.action(plan, responsible=place.town, due_on=plan.ends_on)

    found = rules.ready_to_seal(plan)

    assert [(f.code, f.strength.value) for f in found] == [
        ("R13", "warn"), ("R14", "warn"), ("R14", "warn"),
    ]  # fmt: skip


def test_two_people_cannot_seal_the_same_plan(place: Place) -> None:
    plan = place.plan()
    _complete(place, plan)
    other = ActionPlan.objects.get(pk=plan.pk)
    services.seal(plan, by=place.by, on=START)

    with pytest.raises(Stale):
        services.seal(other, by=place.by, on=START)


def test_reopened_minutes_make_the_plan_a_draft_again(place: Place) -> None:
    plan = place.plan(state=PlanState.AGREED)

    services.unseal(plan, by=place.by, reason="Erreur de montant")

    plan.refresh_from_db()
    assert (plan.state, plan.agreed_on) == (PlanState.DRAFT, None)
    assert Entry.objects.about(plan).get().note == "Erreur de montant"


def test_a_sealed_plan_takes_no_new_action(place: Place) -> None:
    with pytest.raises(NotReady):
        services.add_action(place.plan(state=PlanState.AGREED), by=place.by, wording="X")


def test_retained_needs_become_draft_actions_once(place: Place) -> None:
    plan = place.plan()
    need = make.need(place.cycle.framework, state=NeedState.RETAINED, sector=place.sector)
    other = make.need(make.framework(), state=NeedState.RETAINED)

    services.take_up_needs(plan, needs=[need, other], by=place.by)
    services.take_up_needs(plan, needs=[need], by=place.by)

    assert list(plan.actions.values_list("wording", "sector")) == [
        (need.statement, place.sector.pk)
    ]


def test_removing_an_action_is_journalled(place: Place) -> None:
    action = make.action(place.plan())
    make.promise(action)
    pk = str(action.pk)

    services.remove_action(action, by=place.by)

    assert Entry.objects.filter(verb=Verb.REMOVED, record=pk).count() == 1
    assert not Action.objects.exists()


def test_an_action_somebody_spoke_of_stays(place: Place) -> None:
    action = make.action(place.plan())
    make.statement(action)

    with pytest.raises(NotReady):
        services.remove_action(action, by=place.by)


def test_the_secretary_draws_up_a_plan_on_the_page(place: Place) -> None:
    answer = place.client.post(place.url("draw-up"), {"starts_on": "01/04/2025"}, follow=True)

    assert answer.status_code == 200
    assert ActionPlan.objects.get().ends_on == datetime.date(2025, 6, 30)


def test_wrong_days_are_refused_beside_their_field(place: Place) -> None:
    valid = {"starts_on": "01/04/2025", "ends_on": "", "length_reason": "", "agreed_at": ""}
    elsewhere = make.meeting(make.framework())

    try_everything(
        place.client,
        place.url("draw-up"),
        valid,
        watch=[ActionPlan],
        must_refuse={"agreed_at": [elsewhere.pk], "ends_on": ["31/12/2024"]},
    )


def test_changing_the_days_of_a_draft(place: Place) -> None:
    plan = place.plan()

    place.client.post(place.url("change-plan"), {"starts_on": "01/04/2025", "ends_on": ""})

    plan.refresh_from_db()
    assert (plan.starts_on, plan.ends_on) == (START, datetime.date(2025, 6, 30))


def test_opening_a_form_of_a_sealed_plan_says_why_it_is_closed(place: Place) -> None:
    plan = place.plan(state=PlanState.AGREED)

    answer = place.client.get(place.url("add-action"), follow=True)

    assert rules.sealed(plan).replace("’", "’") in answer.content.decode()


def _valid(place: Place) -> dict[str, Any]:
    return {
        "wording": "Borner le site", "sector": place.sector.pk, "responsible": place.town.pk,
        "due_words": "avant la Tabaski", "due_on": "30/04/2025", "estimated_cost": "300 000",
        "pdesc_line": "", "expected_result": "Site reconnu", "indicator": "PV signé",
        "baseline": "0", "target": "1", "observations": "",
    }  # fmt: skip


def test_wrong_input_in_an_action_is_refused_beside_its_field(place: Place) -> None:
    place.plan()
    away = make.commune()
    valid = _valid(place)

    try_everything(
        place.client,
        place.url("add-action"),
        valid,
        watch=[Action],
        must_refuse={
            "responsible": [make.organisation(away).pk],
            "partners": [make.organisation(away).pk],
            "needs": [make.need(make.framework(away), state=NeedState.RETAINED).pk],
            "due_on": ["01/01/2030"],
            "estimated_cost": ["-5", "12,5 millions"],
        },
    )


def test_changing_an_action_keeps_what_somebody_else_wrote(place: Place) -> None:
    action = make.action(place.plan(), wording="Avant", target="1")
    url = place.url("change-action", pk=action.pk)
    seen = place.client.get(url).context["form"]["seen"].value()
    Action.objects.filter(pk=action.pk).update(target="2")

    place.client.post(url, {"wording": "Après", "target": "1", "seen": seen})

    action.refresh_from_db()
    assert (action.wording, action.target) == ("Après", "2")


def test_an_action_is_removed_after_a_question(place: Place) -> None:
    action = make.action(place.plan())
    url = place.url("remove-action", pk=action.pk)
    assert "Retirer cette action" in place.client.get(url).content.decode()

    place.client.post(url)

    assert not Action.objects.exists()


def test_ticked_needs_become_actions_on_the_page(place: Place) -> None:
    plan = place.plan()
    need = make.need(place.cycle.framework, state=NeedState.RETAINED)

    place.client.post(place.url("take-up"), {"needs": [need.pk]})

    assert plan.actions.get().needs.get() == need
