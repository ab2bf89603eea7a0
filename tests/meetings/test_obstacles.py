"""Every obstacle before a meeting gets its answer there, or the reason why it has none (R11)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.meetings import services
from consult.meetings.rules import checks, obstacles_passed_on
from consult.meetings.services.obstacles import settle_obstacles, unsettle_obstacles
from consult.meetings.subjects import NOT_DEALT_WITH
from foundation.records.rules import blocking
from frameworks.models import AgendaOrigin, Framework, Meeting, MeetingKind
from monitoring.models import Obstacle, ObstacleState
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework() -> Framework:
    return make.framework()


@pytest.fixture
def secretary(framework: Framework) -> Any:
    return make.secretary(framework.commune)


@pytest.fixture
def obstacle(framework: Framework) -> Obstacle:
    return make.obstacle(framework)


@pytest.fixture
def held(framework: Framework) -> Meeting:
    """A meeting held on 20 March 2025 that only lacks its answers."""
    meeting = make.meeting(framework, held="2025-03-20")
    meeting.agenda.create(position=1, title="Divers")
    make.attendance(meeting)
    return meeting


def call(framework: Framework, kind: str = MeetingKind.ORDINARY) -> Meeting:
    number = framework.meetings.count() + 1
    new = Meeting(framework=framework, number=number, kind=kind, planned_on=make.DAY)
    return services.call_meeting(new, by=make.secretary(framework.commune))


def state(obstacle: Obstacle) -> str:
    obstacle.refresh_from_db()
    return obstacle.state


def approve(meeting: Meeting) -> None:
    make.deliberation(meeting.framework.commune)
    services.approve(meeting, by=make.mayor(meeting.framework.commune), on=make.DAY)


def test_calling_a_meeting_passes_all_that_blocks_to_it(
    framework: Framework, obstacle: Obstacle
) -> None:
    meeting = call(framework)

    assert [row.obstacle for row in meeting.obstacles.all()] == [obstacle]
    assert state(obstacle) == ObstacleState.PASSED
    assert meeting.agenda.filter(origin=AgendaOrigin.OBSTACLES).count() == 1


def test_completing_the_agenda_passes_what_was_named_since(
    framework: Framework, secretary: Any
) -> None:
    meeting = call(framework)
    named = make.obstacle(framework)

    services.write_agenda(meeting, by=secretary)
    services.write_agenda(meeting, by=secretary)

    assert [row.obstacle for row in meeting.obstacles.all()] == [named]


def test_an_obstacle_nobody_passed_on_warns_and_is_noted_as_not_dealt_with(
    obstacle: Obstacle, held: Meeting
) -> None:
    assert len(obstacles_passed_on(held)) == 1

    approve(held)

    passage = held.obstacles.get()
    assert (passage.left_out_reason, state(obstacle)) == (NOT_DEALT_WITH, "reporte")


def test_the_sentence_that_blocks_leads_to_the_page_of_the_obstacles(
    obstacle: Obstacle, held: Meeting
) -> None:
    make.passage(obstacle, held)

    blocked = [one for one in checks(held) if blocking([one.finding])]
    assert [(one.page, one.finding.code) for one in blocked] == [("obstacles", "R11")]


def test_an_approved_answer_settles_the_obstacle_and_frees_the_meeting_called_since(
    framework: Framework, obstacle: Obstacle, held: Meeting
) -> None:
    make.passage(obstacle, held, answer="La commune verse sa part")
    following = call(framework)

    approve(held)

    assert (state(obstacle), obstacle.resolved_on) == ("traite", make.day("2025-03-20"))
    assert following.obstacles.get().left_out_reason == "Réponse donnée à la réunion n°\u00a01."


def test_what_a_meeting_does_not_treat_comes_back_at_the_next(
    framework: Framework, obstacle: Obstacle, held: Meeting
) -> None:
    make.passage(obstacle, held, left_out_reason="Le chef est absent", left_out_on=make.DAY)

    approve(held)

    assert state(obstacle) == ObstacleState.POSTPONED
    assert call(framework).obstacles.get().obstacle == obstacle


def test_minutes_opened_again_take_back_what_they_settled(
    framework: Framework, obstacle: Obstacle, held: Meeting, secretary: Any
) -> None:
    other = make.obstacle(framework)
    make.passage(obstacle, held, answer="La commune verse sa part")
    make.passage(other, held, left_out_reason="Absent", left_out_on=make.DAY)
    following = call(framework)
    settle_obstacles(held, by=secretary)

    unsettle_obstacles(held, by=secretary)

    assert (state(obstacle), obstacle.resolved_on, state(other)) == ("transmis", None, "transmis")
    assert following.obstacles.silent().count() == 2


def test_a_lifted_obstacle_stays_lifted_whatever_the_minutes_answer(
    framework: Framework, held: Meeting, secretary: Any
) -> None:
    gone = make.obstacle(framework, state="leve", resolved_on=make.day("2025-03-25"))
    make.passage(gone, held, answer="La commune verse sa part")

    settle_obstacles(held, by=secretary)

    assert (state(gone), gone.resolved_on) == ("leve", make.day("2025-03-25"))


# --- The page ---------------------------------------------------------------------------------


def url(meeting: Meeting) -> str:
    slug = meeting.framework.commune.slug
    return reverse("meetings:obstacles", kwargs={"slug": slug, "pk": meeting.pk})


@pytest.fixture
def browser(client: Client, secretary: Any) -> Client:
    client.force_login(secretary)
    return client


def test_all_answers_are_typed_in_one_send(
    browser: Client, framework: Framework, held: Meeting
) -> None:
    first, second = (make.passage(make.obstacle(framework), held) for _ in range(2))
    decision = make.decision(held, nature="obstacle")
    told = {
        f"o{first.pk}-answer": "On borne le site", f"o{first.pk}-decision": decision.pk,
        f"o{second.pk}-left_out_reason": "Le chef est absent",
    }  # fmt: skip

    assert browser.post(url(held), told).status_code == 302

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.answer, first.decision) == ("On borne le site", decision)
    assert (second.left_out_reason, second.left_out_on is not None) == ("Le chef est absent", True)


@pytest.mark.parametrize(
    "told",
    [
        {"answer": "On borne le site", "left_out_reason": "Le chef est absent"},
        {"decision": "?"},
    ],
)
def test_an_answer_and_a_reason_or_a_decision_without_words_are_refused(
    browser: Client, obstacle: Obstacle, held: Meeting, told: dict[str, str]
) -> None:
    passage = make.passage(obstacle, held)
    decision = make.decision(held)
    sent = {f"o{passage.pk}-{name}": value for name, value in told.items()}
    sent = {name: str(decision.pk) if value == "?" else value for name, value in sent.items()}

    answer = browser.post(url(held), sent)

    passage.refresh_from_db()
    assert (answer.status_code, passage.answer, passage.decision) == (200, "", None)
    assert told.get("answer", "") in answer.text


def test_a_reason_may_give_way_to_an_answer(
    browser: Client, obstacle: Obstacle, held: Meeting
) -> None:
    passage = make.passage(obstacle, held, left_out_reason="Absent", left_out_on=make.DAY)
    told = {f"o{passage.pk}-answer": "On borne", f"o{passage.pk}-left_out_reason": ""}

    browser.post(url(held), told)

    passage.refresh_from_db()
    assert (passage.answer, passage.left_out_reason, passage.left_out_on) == ("On borne", "", None)


def test_one_button_adds_the_obstacles_not_passed_on(
    browser: Client, obstacle: Obstacle, held: Meeting
) -> None:
    assert browser.post(url(held), {"complete": "1"}).status_code == 302
    assert state(obstacle) == ObstacleState.PASSED
    assert str(obstacle) in browser.get(url(held)).text
