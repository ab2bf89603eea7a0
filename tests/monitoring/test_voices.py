"""Three voices side by side: which one counts, and since when two of them differ."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.models import Action
from communes.models import Role
from consult.meetings.agenda import CONTESTED
from consult.meetings.services import write_agenda
from foundation.records.today import today
from frameworks.models import MeetingKind
from monitoring.lateness import days_over
from monitoring.models import Situation, Statement, Voice
from monitoring.querysets import with_situation
from monitoring.voices import disagreement, disagreements_in, why_it_counts, words_of
from tests import make
from tests.monitoring.sittings import Desk, desk

pytestmark = pytest.mark.django_db

RESPONSIBLE, COMMITTEE, ADVISER = Voice.RESPONSIBLE, Voice.COMMITTEE, Voice.ADVISER


@pytest.fixture
def here() -> Desk:
    return desk()


@pytest.fixture
def action(here: Desk) -> Action:
    return here.actions[0]


def say(action: Action, *told: tuple[str, str, str]) -> None:
    """Each voice, what it says, and the day of March."""
    for voice, situation, day in told:
        make.statement(action, situation, voice, said_on=make.day(f"2025-03-{day}"))


def differing(action: Action) -> tuple[str, str, str] | None:
    """The voice that counts, the other one, since when."""
    found = disagreement(action, action.statements.all())
    return found and (found.counting.voice, found.other.voice, f"{found.since:%d}")


def test_each_voice_keeps_its_latest_word_and_one_of_them_counts(action: Action) -> None:
    say(
        action,
        (RESPONSIBLE, "en_cours", "05"),
        (RESPONSIBLE, "realisee", "10"),
        (COMMITTEE, "en_cours", "08"),
    )

    words = words_of(action.statements.all())
    found = [(word.voice, word.said and word.said.situation, word.counts) for word in words]
    assert found == [
        (RESPONSIBLE, "realisee", False),
        (COMMITTEE, "en_cours", True),
        (ADVISER, None, False),
    ]
    assert "comité" in why_it_counts(words)


@pytest.mark.parametrize(
    "told",
    [
        [(RESPONSIBLE, "realisee", "05")],
        [(RESPONSIBLE, "realisee", "20"), (COMMITTEE, "en_cours", "08")],
        [(COMMITTEE, "en_cours", "08"), (ADVISER, "partielle", "08")],
        [(ADVISER, "partielle", "08"), (COMMITTEE, "realisee", "09")],
    ],
)
def test_the_word_that_counts_is_the_one_the_database_reads(
    action: Action, told: list[tuple[str, str, str]]
) -> None:
    say(action, *told)

    (counting,) = [word.said for word in words_of(action.statements.all()) if word.counts]
    assert counting == Statement.objects.filter(action=action).counting_first().first()


def test_done_for_the_one_and_running_for_the_other_is_a_disagreement(action: Action) -> None:
    say(action, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "12"))

    assert differing(action) == (COMMITTEE, RESPONSIBLE, "12")


def test_its_age_runs_on_while_each_repeats_what_it_said(action: Action) -> None:
    say(action, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "12"))
    say(action, (COMMITTEE, "en_cours", "20"), (RESPONSIBLE, "realisee", "21"))

    assert differing(action) == (COMMITTEE, RESPONSIBLE, "12")
    found = disagreement(action, action.statements.all())
    assert found is not None
    assert found.days(make.day("2025-03-30")) == 18


def test_it_ends_when_they_say_the_same_and_a_new_one_starts_afresh(action: Action) -> None:
    say(action, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "12"))
    say(action, (COMMITTEE, "realisee", "15"))
    assert differing(action) is None

    say(action, (COMMITTEE, "bloquee", "25"))
    assert differing(action) == (COMMITTEE, RESPONSIBLE, "25")


def test_a_later_word_further_along_only_brings_news(action: Action) -> None:
    say(action, (RESPONSIBLE, "en_cours", "05"), (COMMITTEE, "realisee", "20"))

    assert differing(action) is None


def test_the_committee_after_the_adviser_may_differ_too(action: Action) -> None:
    say(action, (ADVISER, "realisee", "10"), (COMMITTEE, "bloquee", "14"))

    assert differing(action) == (COMMITTEE, ADVISER, "14")


def test_a_plan_lists_its_disagreements_the_oldest_first(here: Desk) -> None:
    first, second, third = here.actions
    say(first, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "20"))
    say(second, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "12"))
    say(third, (COMMITTEE, "en_cours", "08"))

    assert [one.action for one in disagreements_in(here.plan)] == [second, first]
    early = disagreements_in(here.plan, until=make.day("2025-03-15"))
    assert [one.action for one in early] == [second]


def test_the_pages_show_the_voices_the_age_and_which_word_counts(
    here: Desk, action: Action
) -> None:
    say(action, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "12"))
    client, days = here.client(Role.ADVISER), (today() - make.day("2025-03-12")).days

    listed = client.get(here.url("followup")).content.decode()
    page = client.get(here.url("update", pk=action.pk)).content.decode()

    assert f"Désaccord\u00a0: {days} jours" in listed
    assert f"Désaccord\u00a0: {days} jours" in page
    assert "C’est la dernière parole du comité qui compte." in page


def test_a_disagreement_goes_on_the_agenda_of_the_next_meeting(here: Desk, action: Action) -> None:
    framework, by = here.plan.cycle.framework, here.person(Role.SECRETARY)
    calm = make.meeting(framework, held=None, kind=MeetingKind.ORDINARY)
    write_agenda(calm, by=by)
    say(action, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "12"))
    meeting = make.meeting(framework, held=None, kind=MeetingKind.ORDINARY)

    write_agenda(meeting, by=by)
    write_agenda(meeting, by=by)

    assert [point.title for point in meeting.agenda.all()].count(CONTESTED) == 1
    assert CONTESTED not in [point.title for point in calm.agenda.all()]


@pytest.mark.parametrize(("done", "over"), [("28", 0), ("20", 0), ("31", 2)])
def test_done_and_done_in_time_are_two_things(here: Desk, done: str, over: int) -> None:
    action = here.actions[0]
    Action.objects.filter(pk=action.pk).update(due_on=make.day("2025-03-29"))
    make.statement(action, Situation.DONE, done_on=make.day(f"2025-03-{done}"))

    row = with_situation(Action.objects.filter(pk=action.pk)).get()
    page = here.client(Role.ADVISER).get(here.url("followup")).content.decode()

    assert (row.situation, days_over(row)) == ("realisee", over)  # type: ignore[attr-defined]
    words = "2 jours après le délai" if over else "dans les délais"
    assert re.search(rf"Réalisée</strong>.*{words}", page, re.DOTALL)


def test_the_list_costs_the_same_for_one_disagreement_and_for_three(here: Desk) -> None:
    client, costs = here.client(Role.ADVISER), []
    client.get(here.url("followup"))
    for action in here.actions:
        say(action, (COMMITTEE, "en_cours", "08"), (RESPONSIBLE, "realisee", "12"))
        costs.append(_queries(client, here.url("followup")))

    assert costs[0] == costs[2]


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)
