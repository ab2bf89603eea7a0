"""Said things are added beside each other; who counts is decided when they are read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string

from actionplans.models import Action
from communes.models import Assignment, Commune, OrganisationKind, Role
from foundation.records.errors import NotReady
from monitoring.lateness import days_late, worst_first
from monitoring.models import Situation, Statement, Voice
from monitoring.querysets import with_situation
from monitoring.services.statements import say
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(commune: Commune) -> Action:
    plan = make.plan(make.cycle(make.framework(commune)), state="valide")
    return make.action(plan, responsible=make.organisation(commune))


def situation(action: Action) -> tuple[str, str]:
    row = with_situation(Action.objects.filter(pk=action.pk)).get()
    return row.situation, row.situation_voice  # type: ignore[attr-defined]


def test_an_action_of_which_nothing_was_said_has_not_started(action: Action) -> None:
    assert situation(action) == ("prevue", None)


def test_the_committees_latest_word_stands(action: Action) -> None:
    make.statement(action, Situation.DONE, said_on=make.day("2025-03-10"))
    make.statement(action, Situation.BLOCKED, said_on=make.day("2025-03-12"), note="Pluie")

    assert situation(action) == ("bloquee", "comite")


def test_the_responsibles_word_counts_only_while_nobody_else_spoke(action: Action) -> None:
    make.statement(action, Situation.DONE, voice=Voice.RESPONSIBLE, said_on=make.day("2025-03-20"))
    assert situation(action) == ("realisee", "responsable")

    make.statement(action, Situation.RUNNING, said_on=make.day("2025-03-10"))
    assert situation(action) == ("en_cours", "comite")


def test_an_adviser_overrides_what_was_said_up_to_that_day(action: Action) -> None:
    make.statement(action, Situation.PARTLY, voice=Voice.ADVISER, said_on=make.day("2025-03-10"))
    make.statement(action, Situation.DONE, said_on=make.day("2025-03-10"))
    assert situation(action) == ("partielle", "conseiller")

    make.statement(action, Situation.DONE, said_on=make.day("2025-03-11"))
    assert situation(action) == ("realisee", "comite")


def test_what_was_said_is_never_changed_nor_removed_by_the_database(action: Action) -> None:
    said = make.statement(action)

    for forbidden in (
        lambda: Statement.objects.filter(pk=said.pk).update(situation="realisee"),
        lambda: Statement.objects.filter(pk=said.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    assert situation(action)[0] == "en_cours"


def test_the_committee_says_an_action_is_done_today(commune: Commune, action: Action) -> None:
    said = say(
        action,
        by=make.user(Role.COMMITTEE, commune),
        voice=Voice.COMMITTEE,
        situation=Situation.DONE,
        said_on=make.day("2025-03-20"),
    )

    assert (said.done_on, said.progress, said.after_closing) == (make.day("2025-03-20"), 100, False)


def test_nothing_is_said_of_a_plan_that_is_still_a_draft(commune: Commune) -> None:
    draft = make.action(make.plan(make.cycle(make.framework(commune))))

    with pytest.raises(NotReady):
        say(draft, by=make.secretary(commune), voice=Voice.COMMITTEE, situation=Situation.RUNNING)


@pytest.mark.parametrize("what", [Situation.BLOCKED, Situation.DROPPED])
def test_blocked_and_dropped_say_why(commune: Commune, action: Action, what: Situation) -> None:
    with pytest.raises(NotReady):
        say(action, by=make.secretary(commune), voice=Voice.COMMITTEE, situation=what, note="  ")
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("role", "voice", "allowed"),
    [
        (Role.COMMITTEE, Voice.COMMITTEE, True),
        (Role.SECRETARY, Voice.COMMITTEE, True),
        (Role.SECRETARY, Voice.RESPONSIBLE, True),
        (Role.MAYOR, Voice.RESPONSIBLE, True),
        (Role.MAYOR, Voice.COMMITTEE, False),
        (Role.ADVISER, Voice.ADVISER, True),
        (Role.ADVISER, Voice.COMMITTEE, False),
        (Role.SECRETARY, Voice.ADVISER, False),
        (Role.PARTNER, Voice.RESPONSIBLE, False),
    ],
)
def test_each_voice_belongs_to_those_who_may_speak_it(
    commune: Commune, action: Action, role: str, voice: str, allowed: bool
) -> None:
    speaker = make.user(role, commune)

    try:
        say(action, by=speaker, voice=voice, situation=Situation.RUNNING)
        spoke = True
    except PermissionDenied:
        spoke = False
    assert spoke is allowed


def test_a_service_speaks_only_of_the_actions_it_answers_for(commune: Commune) -> None:
    service = make.organisation(commune, OrganisationKind.SERVICE)
    agent = make.user()
    make.assign(agent, Role.SERVICE, commune, organisation=service)
    plan = make.plan(make.cycle(make.framework(commune)), state="valide")
    own = make.action(plan, responsible=service)
    other = make.action(plan, responsible=make.organisation(commune))

    say(own, by=agent, voice=Voice.RESPONSIBLE, situation=Situation.RUNNING)
    with pytest.raises(PermissionDenied):
        say(other, by=agent, voice=Voice.RESPONSIBLE, situation=Situation.RUNNING)


def test_a_word_after_the_cycle_closed_is_kept_and_marked(commune: Commune, action: Action) -> None:
    cycle = action.plan.cycle
    type(cycle).objects.update(
        state="clos", closed_on=cycle.opened_on, end_report_on=cycle.opened_on
    )
    action.refresh_from_db()

    said = say(
        Action.objects.get(pk=action.pk),
        by=make.secretary(commune),
        voice=Voice.COMMITTEE,
        situation=Situation.DONE,
    )
    assert said.after_closing is True


def test_late_is_counted_from_the_last_possible_day_and_ends_when_done(action: Action) -> None:
    Action.objects.filter(pk=action.pk).update(due_on=make.day("2025-03-10"))
    row = with_situation(Action.objects.filter(pk=action.pk)).get()
    assert days_late(row, make.day("2025-03-10")) == 0
    assert days_late(row, make.day("2025-03-15")) == 5

    make.statement(action, Situation.DONE)
    row = with_situation(Action.objects.filter(pk=action.pk)).get()
    assert days_late(row, make.day("2025-03-15")) == 0


@pytest.mark.parametrize(("days", "shown"), [(1, "warn"), (10, "warn"), (11, "late")])
def test_within_the_grace_days_an_action_is_to_be_watched_then_late(days: int, shown: str) -> None:
    html = render_to_string("monitoring/_late.html", {"days": days, "grace": 10})

    assert f'class="tag {shown}"' in html


def test_the_list_shows_the_most_late_first_and_the_settled_last(commune: Commune) -> None:
    plan = make.plan(make.cycle(make.framework(commune)), state="valide")
    due = {"tôt": "2025-03-01", "tard": "2025-03-20", "fait": "2025-02-01"}
    for wording, day in due.items():
        made = make.action(plan, wording=wording, due_on=make.day(day))
        if wording == "fait":
            make.statement(made, Situation.DONE)

    rows = worst_first(list(with_situation(Action.objects.all())), make.day("2025-03-25"))
    assert [row.wording for row in rows] == ["tôt", "tard", "fait"]


def test_a_service_of_the_whole_region_speaks_of_its_actions_in_each_commune(
    commune: Commune,
) -> None:
    service = make.organisation(commune, OrganisationKind.SERVICE)
    agent = make.user()
    Assignment.objects.create(
        user=agent, role=Role.SERVICE, region=commune.region, organisation=service
    )
    plan = make.plan(make.cycle(make.framework(commune)), state="valide")

    said = say(
        make.action(plan, responsible=service),
        by=agent,
        voice=Voice.RESPONSIBLE,
        situation=Situation.RUNNING,
    )
    assert said.organisation == service
