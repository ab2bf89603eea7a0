"""A cycle opens, closes with its report, and hands its unfinished actions on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from communes.models import Commune, Role
from consult.cycle import services
from foundation.accounts.models import User
from foundation.journal.models import Entry
from foundation.records.errors import NotReady, Stale
from frameworks.models import Cycle
from tests import make

pytestmark = pytest.mark.django_db

OPENED = make.day("2025-03-03")


def close(cycle: Cycle, by: User, **facts: object) -> None:
    facts.setdefault("closed_on", make.day("2025-06-10"))
    services.close_cycle(cycle, by=by, **facts)  # type: ignore[arg-type]


def test_a_first_cycle_opens_with_the_day_each_step_is_due(
    commune: Commune, secretary: User
) -> None:
    cycle = services.open_cycle(make.framework(commune), by=secretary, opened_on=OPENED)

    assert (cycle.number, cycle.commune, cycle.sectors_due_on, cycle.plan_due_on) == (
        1,
        commune,
        make.day("2025-03-17"),
        make.day("2025-04-21"),
    )


def test_a_cycle_opened_at_a_meeting_has_two_weeks_to_finish_its_plan(
    commune: Commune, secretary: User
) -> None:
    framework = make.framework(commune)
    meeting = make.meeting(framework, held="2025-03-03")

    cycle = services.open_cycle(framework, by=secretary, opened_on=OPENED, opened_at=meeting)

    assert (cycle.meeting_due_on, cycle.plan_due_on) == (OPENED, make.day("2025-03-17"))


def test_a_second_cycle_does_not_open_beside_an_open_one(commune: Commune, secretary: User) -> None:
    framework = make.framework(commune)
    services.open_cycle(framework, by=secretary, opened_on=OPENED)

    with pytest.raises(NotReady, match="Clôturez-le"):
        services.open_cycle(framework, by=secretary, opened_on=OPENED)


def test_the_database_itself_refuses_two_open_cycles(commune: Commune) -> None:
    framework = make.framework(commune)
    make.cycle(framework, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.cycle(framework, 2)


def test_the_next_cycle_does_not_open_before_the_last_one_closed(
    commune: Commune, secretary: User
) -> None:
    framework = make.framework(commune)
    make.cycle(framework, state="clos", closed_on=make.day("2025-06-10"), end_report_on=OPENED)

    with pytest.raises(NotReady):
        services.open_cycle(framework, by=secretary, opened_on=make.day("2025-06-09"))


def test_a_meeting_of_another_framework_opens_nothing(commune: Commune, secretary: User) -> None:
    foreign = make.meeting(make.framework())

    with pytest.raises(NotReady):
        services.open_cycle(
            make.framework(commune), by=secretary, opened_on=OPENED, opened_at=foreign
        )
    assert Cycle.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADVISER, Role.PARTNER, Role.ADMINISTRATOR])
def test_only_the_town_hall_opens_and_closes(commune: Commune, role: str) -> None:
    with pytest.raises(PermissionDenied):
        services.open_cycle(make.framework(commune), by=make.user(role, commune), opened_on=OPENED)


def test_without_report_nor_note_of_default_a_cycle_stays_open(
    commune: Commune, secretary: User
) -> None:
    cycle = make.cycle(make.framework(commune))

    with pytest.raises(NotReady) as refusal:
        close(cycle, secretary, default_note="Le comité ne s'est pas réuni")
    assert (refusal.value.code, Cycle.objects.get().state) == ("R9", "ouvert")


def test_a_signed_note_of_default_closes_a_cycle(commune: Commune, secretary: User) -> None:
    cycle = make.cycle(make.framework(commune))

    close(cycle, secretary, default_note="Inondation", default_signed_by="Le maire")

    assert Cycle.objects.get().closed_on == make.day("2025-06-10")
    assert Entry.objects.about(cycle).get().verb == "clos"


def test_the_database_refuses_a_closed_cycle_without_report_or_default(commune: Commune) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.cycle(make.framework(commune), state="clos", closed_on=OPENED)


@pytest.mark.parametrize("read_again", [False, True])
def test_a_cycle_is_closed_once(commune: Commune, secretary: User, *, read_again: bool) -> None:
    cycle = make.cycle(make.framework(commune))
    seen_by_another = Cycle.objects.get(pk=cycle.pk)
    close(cycle, secretary, end_report_on=make.day("2025-06-01"))
    if read_again:
        seen_by_another.refresh_from_db()

    with pytest.raises(Stale):
        close(seen_by_another, secretary, end_report_on=make.day("2025-06-02"))
    assert Cycle.objects.get().end_report_on == make.day("2025-06-01")
    assert cycle.snapshots.count() == 1


def test_closing_the_cycle_closes_its_agreed_plan(commune: Commune, secretary: User) -> None:
    plan = make.plan(make.cycle(make.framework(commune)), state="valide")

    close(plan.cycle, secretary, end_report_on=make.day("2025-06-01"))

    plan.refresh_from_db()
    assert plan.state == "cloture"


def closed_with_three_actions(commune: Commune) -> Cycle:
    """One action done, one running, one dropped."""
    cycle = make.cycle(make.framework(commune))
    plan = make.plan(cycle, state="valide")
    for situation in ("realisee", "en_cours", "abandonnee"):
        make.statement(make.action(plan, wording=situation), situation, note="Voilà")
    Cycle.objects.filter(pk=cycle.pk).update(
        state="clos", closed_on=make.day("2025-06-10"), end_report_on=OPENED
    )
    return cycle


def test_only_what_is_neither_done_nor_dropped_waits_to_be_carried(commune: Commune) -> None:
    cycle = closed_with_three_actions(commune)

    assert [action.wording for action in services.to_carry(cycle.framework)] == ["en_cours"]


def test_a_carried_action_keeps_its_needs_and_its_origin(commune: Commune, secretary: User) -> None:
    old = closed_with_three_actions(commune)
    (waiting,) = services.to_carry(old.framework)
    need = make.need(old.framework)
    waiting.needs.add(need)
    plan = make.plan(make.cycle(old.framework, 2, opened_on=make.day("2025-06-10")))

    (carried,) = services.carry_over(
        plan, [waiting], by=secretary, on=make.day("2025-06-12"), reason="Hivernage"
    )

    assert (carried.carried_from, list(carried.needs.all()), carried.carried_reason) == (
        waiting,
        [need],
        "Hivernage",
    )
    assert services.to_carry(old.framework) == []


def test_an_action_is_not_carried_twice(commune: Commune, secretary: User) -> None:
    old = closed_with_three_actions(commune)
    (waiting,) = services.to_carry(old.framework)
    plan = make.plan(make.cycle(old.framework, 2))
    services.carry_over(plan, [waiting], by=secretary, on=OPENED)

    with pytest.raises(NotReady):
        services.carry_over(plan, [waiting], by=secretary, on=OPENED)


def test_dropping_a_waiting_action_keeps_the_reason(commune: Commune, secretary: User) -> None:
    old = closed_with_three_actions(commune)
    (waiting,) = services.to_carry(old.framework)

    said = services.drop(waiting, by=secretary, on=make.day("2025-07-01"), reason="Plus de terrain")

    assert (said.note, said.after_closing, services.to_carry(old.framework)) == (
        "Plus de terrain",
        True,
        [],
    )
