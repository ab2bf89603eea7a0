"""What blocks is named, passed on, lifted or postponed; it keeps its age and its history."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from actionplans.models import Action
from communes.models import Commune, Role
from foundation.accounts.models import User
from foundation.records.errors import NotReady
from foundation.records.today import today
from frameworks.models import Framework, Meeting, MeetingState
from monitoring.ladder import whose_turn
from monitoring.models import Obstacle, ObstacleState, Severity, Statement
from monitoring.services.obstacles import lift, pass_all_on, pass_on, postpone, raise_obstacle
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework(commune: Commune) -> Framework:
    return make.framework(commune)


@pytest.fixture
def committee(commune: Commune) -> User:
    return make.user(Role.COMMITTEE, commune)


@pytest.fixture
def obstacle(framework: Framework) -> Obstacle:
    return make.obstacle(framework)


@pytest.fixture
def called(framework: Framework) -> Meeting:
    return make.meeting(framework, held=None)


def state(obstacle: Obstacle) -> str:
    obstacle.refresh_from_db()
    return obstacle.state


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.COMMITTEE, True),
        (Role.SECRETARY, True),
        (Role.MAYOR, False),
        (Role.ADVISER, False),
        (Role.SERVICE, False),
        (Role.PARTNER, False),
    ],
)
def test_the_committee_names_obstacles_and_the_secretary_types_for_it(
    framework: Framework, role: str, allowed: bool
) -> None:
    named = Obstacle(framework=framework, category="foncier", raised_on=make.DAY)

    try:
        raise_obstacle(named, by=make.user(role, framework.commune))
    except PermissionDenied:
        assert not allowed
    assert Obstacle.objects.exists() is allowed


def test_an_obstacle_is_not_raised_on_a_day_to_come(framework: Framework, committee: User) -> None:
    tomorrow = today().replace(year=today().year + 1)

    with pytest.raises(NotReady):
        raise_obstacle(
            Obstacle(framework=framework, category="foncier", raised_on=tomorrow), by=committee
        )


def test_an_obstacle_passed_on_stands_before_the_meeting_once(
    obstacle: Obstacle, called: Meeting, committee: User
) -> None:
    first = pass_on(obstacle, called, by=committee)
    again = pass_on(obstacle, called, by=committee)

    assert (first, state(obstacle)) == (again, ObstacleState.PASSED)
    assert (first.by, first.passed_on) == (committee, today())


def test_nothing_is_passed_to_approved_minutes_nor_once_settled(
    obstacle: Obstacle, called: Meeting, committee: User
) -> None:
    over = make.meeting(obstacle.framework, state=MeetingState.APPROVED, approved_on=make.DAY)
    elsewhere = make.meeting(make.framework(), held=None)
    for meeting in (over, elsewhere):
        with pytest.raises((NotReady, PermissionDenied)):
            pass_on(obstacle, meeting, by=committee)

    lift(obstacle, by=committee, on=make.DAY)
    with pytest.raises(NotReady):
        pass_on(obstacle, called, by=committee)
    assert not obstacle.passages.exists()


def test_all_that_blocks_is_passed_on_and_nothing_raised_after_the_meeting_was_held(
    obstacle: Obstacle, committee: User
) -> None:
    make.obstacle(obstacle.framework, state=ObstacleState.LIFTED, resolved_on=make.DAY)
    later = make.obstacle(obstacle.framework, raised_on=make.day("2025-04-01"))
    held = make.meeting(obstacle.framework, held="2025-03-20")

    assert (pass_all_on(held, by=committee), pass_all_on(held, by=committee)) == (1, 0)
    assert (state(obstacle), state(later)) == (ObstacleState.PASSED, ObstacleState.OPEN)


def test_a_preparatory_meeting_is_given_no_obstacle(obstacle: Obstacle, committee: User) -> None:
    meeting = make.meeting(obstacle.framework, held=None, kind="preparatoire")

    assert pass_all_on(meeting, by=committee) == 0


def test_once_lifted_a_meeting_to_come_need_not_answer_it(
    obstacle: Obstacle, called: Meeting, committee: User
) -> None:
    passage = pass_on(obstacle, called, by=committee)

    lift(obstacle, by=committee, on=make.day("2025-03-10"))

    passage.refresh_from_db()
    assert (state(obstacle), obstacle.resolved_on) == ("leve", make.day("2025-03-10"))
    assert passage.left_out_reason == "Levé le 10\u00a0mars 2025."


def test_a_meeting_held_before_it_was_lifted_still_answers_it(
    obstacle: Obstacle, committee: User
) -> None:
    held = make.meeting(obstacle.framework, held="2025-03-05")
    passage = pass_on(obstacle, held, by=committee)

    lift(obstacle, by=committee, on=make.day("2025-03-10"))

    passage.refresh_from_db()
    assert passage.left_out_reason == ""


@pytest.mark.parametrize("on", ["2025-03-01", "2031-01-01"])
def test_the_day_it_was_lifted_lies_between_the_day_it_was_raised_and_today(
    obstacle: Obstacle, committee: User, on: str
) -> None:
    with pytest.raises(NotReady):
        lift(obstacle, by=committee, on=make.day(on))
    assert state(obstacle) == ObstacleState.OPEN


def test_a_postponed_obstacle_says_why_and_comes_back_at_the_next_meeting(
    obstacle: Obstacle, called: Meeting, committee: User
) -> None:
    passage = pass_on(obstacle, called, by=committee)
    with pytest.raises(NotReady):
        postpone(obstacle, by=committee, reason=" ")

    postpone(obstacle, by=committee, reason="Après l’hivernage")

    passage.refresh_from_db()
    assert (state(obstacle), passage.left_out_reason) == ("reporte", "Après l’hivernage")
    assert pass_all_on(make.meeting(obstacle.framework, held=None), by=committee) == 1
    assert state(obstacle) == ObstacleState.PASSED


def test_the_database_refuses_a_lifted_obstacle_without_its_day(obstacle: Obstacle) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Obstacle.objects.filter(pk=obstacle.pk).update(state="leve")


def test_the_list_shows_what_still_blocks_first_and_the_oldest_on_top(
    framework: Framework,
) -> None:
    for words, day, now, until in (
        ("levé", "2025-01-01", "leve", "2025-02-01"),
        ("traité", "2025-01-01", "traite", "2025-02-10"),
        ("récent", "2025-03-10", "reporte", None),
        ("ancien", "2025-03-01", "ouvert", None),
    ):
        resolved = make.day(until) if until else None
        make.obstacle(
            framework, description=words, raised_on=make.day(day), state=now, resolved_on=resolved
        )

    rows = list(Obstacle.objects.open_first())
    assert [row.description for row in rows] == ["ancien", "récent", "traité", "levé"]
    assert [row.days_open(make.day("2025-03-11")) for row in rows] == [10, 1, 40, 31]


def test_an_obstacle_without_an_action_counts_in_the_cycle_during_which_it_was_raised(
    framework: Framework,
) -> None:
    closed = make.cycle(
        framework, 1, make.day("2024-10-01"), state="clos", closed_on=make.day("2025-02-10"),
        end_report_on=make.day("2025-02-01"),
    )  # fmt: skip
    running = make.cycle(framework, 2, make.day("2025-02-10"))
    make.obstacle(framework, raised_on=make.day("2025-02-09"), state="traite")
    make.obstacle(framework, raised_on=make.day("2025-02-10"))

    assert Obstacle.objects.of_cycle(closed).figures() == {"raised": 1, "passed": 0, "closed": 1}
    assert Obstacle.objects.of_cycle(running).figures() == {"raised": 1, "passed": 0, "closed": 0}


# --- The pages --------------------------------------------------------------------------------


def url(name: str, commune: Commune, **kwargs: Any) -> str:
    return reverse(f"monitoring:{name}", kwargs={"slug": commune.slug, **kwargs})


@pytest.fixture
def action(framework: Framework) -> Action:
    return make.action(make.plan(make.cycle(framework), state="valide"))


@pytest.fixture
def browser(client: Client, committee: User) -> Client:
    client.force_login(committee)
    return client


BLOCKED = {
    "situation": "bloquee", "note": "Le puits est à sec", "said_on": "03/03/2025",
    "voice": "comite",
}  # fmt: skip


def test_a_blocked_action_names_its_obstacle_in_the_same_send(
    browser: Client, commune: Commune, action: Action
) -> None:
    told = {**BLOCKED, "o-category": "technique", "o-unblocker": "mairie"}
    answer = browser.post(url("update", commune, pk=action.pk), told)

    named = Obstacle.objects.get()
    assert answer.status_code == 302
    assert (named.action, named.description, named.category) == (
        action, "Le puits est à sec", "technique",
    )  # fmt: skip
    assert (named.severity, named.unblocker, named.raised_on) == (
        Severity.STOPS, "mairie", make.DAY,
    )  # fmt: skip


def test_a_word_without_an_obstacle_stays_a_word(
    browser: Client, commune: Commune, action: Action
) -> None:
    browser.post(url("update", commune, pk=action.pk), BLOCKED)

    assert (Statement.objects.count(), Obstacle.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "told",
    [
        {**BLOCKED, "o-severity": "arrete"},
        {**BLOCKED, "situation": "en_cours", "note": "", "o-category": "foncier"},
    ],
)
def test_half_an_obstacle_is_refused_with_all_that_was_typed(
    browser: Client, commune: Commune, action: Action, told: dict[str, str]
) -> None:
    answer = browser.post(url("update", commune, pk=action.pk), told)

    assert (Statement.objects.count(), Obstacle.objects.count()) == (0, 0)
    assert answer.status_code == 200
    assert told["note"] in answer.content.decode()


def test_the_mayor_says_how_an_action_goes_but_names_no_obstacle(
    client: Client, commune: Commune, action: Action
) -> None:
    client.force_login(make.mayor(commune))
    told = {**BLOCKED, "voice": "responsable", "o-category": "foncier"}
    client.post(url("update", commune, pk=action.pk), told)

    assert (Statement.objects.count(), Obstacle.objects.count()) == (1, 0)


def test_an_obstacle_of_the_whole_commune_that_returns_is_named_on_its_own_page(
    browser: Client, commune: Commune, obstacle: Obstacle
) -> None:
    told = {
        "category": "climat_saison", "description": "La piste est coupée", "severity": "ralentit",
        "raised_on": "10/03/2025", "returns": obstacle.pk,
    }  # fmt: skip
    browser.post(url("obstacle-add", commune), told)

    named = Obstacle.objects.get(category="climat_saison")
    assert (named.returns, named.concerns) == (obstacle, "")
    assert "La piste est coupée" in browser.get(url("obstacle", commune, pk=obstacle.pk)).text


def test_the_page_of_an_obstacle_lifts_postpones_and_passes_it_on(
    browser: Client, commune: Commune, obstacle: Obstacle, called: Meeting
) -> None:
    browser.post(url("obstacle-pass", commune, pk=obstacle.pk), {"meeting": called.pk})
    assert state(obstacle) == ObstacleState.PASSED
    browser.post(url("obstacle-postpone", commune, pk=obstacle.pk), {"reason": "La pluie"})
    assert state(obstacle) == ObstacleState.POSTPONED
    browser.post(url("obstacle-lift", commune, pk=obstacle.pk), {"on": "10/03/2025"})
    assert state(obstacle) == ObstacleState.LIFTED

    assert "La pluie" in browser.get(url("obstacle", commune, pk=obstacle.pk)).text


def test_the_follow_up_shows_what_blocks_and_the_list_finds_it(
    browser: Client, commune: Commune, action: Action
) -> None:
    make.obstacle(action.plan.cycle.framework, action=action, description="Le puits est à sec")
    make.obstacle(action.plan.cycle.framework, description="Autre", category="conflit")

    assert "Le puits est à sec" in browser.get(url("followup", commune)).text
    found = browser.get(url("obstacles", commune), {"q": "puits", "nature": "foncier"}).text
    assert ("Le puits est à sec" in found, "Autre</a>" in found) == (True, False)


@pytest.mark.parametrize(
    ("days", "turn"),
    [(0, "comite"), (14, "comite"), (15, "mairie"), (30, "mairie"), (31, "conseiller")],
)
def test_an_obstacle_climbs_from_the_committee_to_the_adviser(
    obstacle: Obstacle, days: int, turn: str
) -> None:
    assert whose_turn(obstacle, obstacle.raised_on + datetime.timedelta(days=days)) == turn


def test_each_framework_sets_its_own_days_and_a_settled_obstacle_waits_for_nobody(
    obstacle: Obstacle,
) -> None:
    framework = obstacle.framework
    framework.obstacle_council_days, framework.obstacle_adviser_days = 3, 5
    days = [obstacle.raised_on + datetime.timedelta(days=n) for n in (3, 4, 6)]
    assert [whose_turn(obstacle, day) for day in days] == ["comite", "mairie", "conseiller"]

    obstacle.state, obstacle.resolved_on = ObstacleState.LIFTED, obstacle.raised_on
    assert whose_turn(obstacle, days[-1]) is None
