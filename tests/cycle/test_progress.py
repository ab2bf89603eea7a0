"""The step a commune is at is read from its record."""

import datetime

import pytest

from communes.models import Commune, OrganisationKind, Role
from consult.cycle import progress
from consult.cycle.progress import Verdict
from frameworks.models import Cycle, Step
from tests import make

pytestmark = pytest.mark.django_db

OPENED = make.day("2025-03-03")


def read(commune: Commune, day: str = "2025-03-04") -> progress.Progress:
    row = progress.with_progress(Commune.objects.filter(pk=commune.pk)).get()
    return progress.read(row, make.day(day))


def missing(commune: Commune) -> list[str]:
    found = read(commune)
    return [requirement.code for requirement in found.missing(found.current)]


@pytest.fixture
def commune() -> Commune:
    return make.commune("Koula")


def with_sectors(commune: Commune, **fields: object) -> Cycle:
    """A commune whose first step is done."""
    framework = make.framework(commune)
    rice, milk = make.sector("riz"), make.sector("lait")
    for rank, sector in enumerate((rice, milk), 1):
        make.priority(framework, sector, rank, active_from=OPENED)
        op = make.organisation(commune, sectors=[sector])
        framework.members.create(organisation=op, college="secteur_prive")
    town = make.organisation(commune, OrganisationKind.COMMUNE)
    framework.members.create(organisation=town, college="commune")
    return make.cycle(framework, opened_on=OPENED, **fields)


def with_needs(commune: Commune) -> Cycle:
    cycle = with_sectors(commune)
    for chosen in cycle.framework.priority_sectors.all():
        make.need(cycle.framework, sector=chosen.sector, identified_on=make.partial("2025-03-10"))
    return cycle


def test_a_commune_without_a_framework_is_asked_to_create_it(commune: Commune) -> None:
    assert read(commune).next_requirement().code == "framework"
    assert read(commune).verdict is Verdict.NOT_STARTED


def test_between_two_cycles_the_one_task_is_to_open_the_next(commune: Commune) -> None:
    with_sectors(commune, state="clos", closed_on=OPENED, end_report_on=OPENED)

    assert missing(commune) == ["cycle"]


@pytest.mark.parametrize(("chosen", "met"), [(1, False), (2, True), (3, True)])
def test_two_or_three_sectors_make_the_choice_complete(
    commune: Commune, chosen: int, met: bool
) -> None:
    framework = make.framework(commune)
    make.cycle(framework)
    for rank in range(1, chosen + 1):
        make.priority(framework, rank=rank)

    assert ("sectors" not in missing(commune)) is met


def test_a_replaced_sector_no_longer_counts(commune: Commune) -> None:
    framework = make.framework(commune)
    make.cycle(framework)
    make.priority(framework, rank=1)
    make.priority(framework, rank=2, active_to=OPENED)

    assert "sectors" in missing(commune)


def test_every_sector_needs_an_organisation_of_the_commune_itself(commune: Commune) -> None:
    cycle = with_sectors(commune)
    lonely = make.sector("miel")
    make.priority(cycle.framework, lonely, 3)
    make.organisation(make.commune(), sectors=[lonely])

    assert missing(commune) == ["actors"]


def test_no_sector_at_all_is_not_an_empty_list_fully_met(commune: Commune) -> None:
    make.cycle(make.framework(commune))

    assert {"sectors", "actors"} <= set(missing(commune))


def test_a_lost_founding_act_to_be_regularised_lets_the_framework_go_on(commune: Commune) -> None:
    framework = make.framework(commune, founding_deliberation=None)
    make.cycle(framework)
    assert "act" in missing(commune)

    type(framework).objects.filter(pk=framework.pk).update(
        act_to_regularise=True, regularise_note="Registre brûlé"
    )
    assert "act" not in missing(commune)


def test_needs_are_heard_when_each_sector_has_said_one(commune: Commune) -> None:
    cycle = with_sectors(commune)
    first, second = cycle.framework.priority_sectors.all()
    make.need(cycle.framework, sector=first.sector)
    assert missing(commune) == ["needs"]

    make.need(cycle.framework, sector=second.sector)
    assert read(commune).current is Step.MEETING


def test_a_later_cycle_wants_something_still_to_be_answered(commune: Commune) -> None:
    cycle = with_needs(commune)
    cycle.framework.needs.update(state="satisfait")
    assert read(commune).current is Step.MEETING

    Cycle.objects.filter(pk=cycle.pk).update(number=2, opened_on=make.day("2025-06-01"))
    assert missing(commune) == ["needs"]


def test_a_need_the_plan_of_this_cycle_answers_still_counts_once_satisfied(
    commune: Commune,
) -> None:
    cycle = with_needs(commune)
    Cycle.objects.filter(pk=cycle.pk).update(number=2, opened_on=make.day("2025-06-01"))
    action = make.action(make.plan(cycle))
    action.needs.set(cycle.framework.needs.all())
    cycle.framework.needs.update(state="satisfait")

    assert read(commune).current is not Step.NEEDS


def test_the_meeting_step_is_met_when_the_meeting_was_held(commune: Commune) -> None:
    cycle = with_needs(commune)
    make.meeting(cycle.framework, held=None, planned_on=make.day("2025-04-01"))
    assert missing(commune) == ["held"]

    make.meeting(cycle.framework, held="2025-04-01")
    assert read(commune).current is Step.PLAN


def test_a_meeting_of_before_the_cycle_does_not_count_unless_it_opened_it(
    commune: Commune,
) -> None:
    cycle = with_needs(commune)
    meeting = make.meeting(cycle.framework, held="2025-01-10")
    assert read(commune).current is Step.MEETING

    Cycle.objects.filter(pk=cycle.pk).update(opened_at=meeting)
    assert read(commune).current is Step.PLAN


def test_the_plan_step_waits_for_approved_minutes(commune: Commune) -> None:
    cycle = with_needs(commune)
    meeting = make.meeting(cycle.framework, held="2025-04-01")
    plan = make.plan(cycle)
    make.action(plan, responsible=make.organisation(commune), due_on=OPENED)
    assert missing(commune) == ["attendance", "agreed"]

    make.attendance(meeting)
    assert missing(commune) == ["agreed"]

    type(plan).objects.update(state="valide", agreed_on=OPENED)
    assert read(commune).current is Step.FOLLOW_UP


def test_one_action_without_responsible_holds_the_plan_back(commune: Commune) -> None:
    cycle = with_needs(commune)
    make.meeting(cycle.framework, held="2025-04-01")
    plan = make.plan(cycle)
    make.action(plan, responsible=make.organisation(commune), due_on=OPENED)
    make.action(plan, due_on=OPENED)

    row = progress.in_detail(commune)
    assert (row.done_responsible_n, row.total_responsible_n) == (1, 2)
    assert "responsible" in missing(commune)


@pytest.mark.parametrize(
    ("day", "verdict", "late"),
    [
        ("2025-03-17", Verdict.ON_TIME, 0),
        ("2025-03-18", Verdict.WATCH, 1),
        ("2025-03-27", Verdict.WATCH, 10),
        ("2025-03-28", Verdict.LATE, 11),
    ],
)
def test_a_step_is_watched_for_ten_days_then_late(
    commune: Commune, day: str, verdict: Verdict, late: int
) -> None:
    framework = make.framework(commune)
    make.cycle(framework, opened_on=OPENED)
    make.need(framework, identified_on=make.partial("2025-03-10"))

    found = read(commune, day)
    assert (found.verdict, found.days_late) == (verdict, late)


def test_thirty_one_days_without_news_are_silence(commune: Commune) -> None:
    framework = make.framework(commune)
    make.cycle(framework, opened_on=OPENED, sectors_due_on=make.day("2025-12-31"))
    make.need(framework, identified_on=make.partial("2025-03-10"))

    assert read(commune, "2025-04-09").verdict is Verdict.ON_TIME
    assert read(commune, "2025-04-10").verdict is Verdict.SILENT


def test_a_paused_commune_is_never_late(commune: Commune, settings: pytest.FixtureRequest) -> None:
    make.cycle(make.framework(commune), opened_on=make.day("2020-01-01"))
    settings.TODAY = make.day("2025-03-04")  # type: ignore[attr-defined]
    commune.pauses.create(reason="Inondation", valid_from=make.day("2025-03-01"))

    assert read(commune).verdict is Verdict.PAUSED


def test_only_the_open_cycle_of_the_framework_that_is_not_closed_is_read(
    commune: Commune,
) -> None:
    old = make.framework(commune, state="clos")
    for number in (1, 2, 3):
        make.cycle(old, number, state="clos", closed_on=OPENED, end_report_on=OPENED)
    current = make.cycle(make.framework(commune), 1)

    rows = list(progress.with_progress(Commune.objects.filter(pk=commune.pk)))
    assert [(row.cycle_pk, row.cycle_number) for row in rows] == [(current.pk, 1)]  # type: ignore[attr-defined]


def test_reading_many_communes_takes_one_query(django_assert_num_queries: object) -> None:
    for _ in range(3):
        with_needs(make.commune())
    adviser = make.user(Role.ADVISER)

    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = list(progress.with_progress(Commune.objects.visible_to(adviser)))
        found = [progress.read(row, datetime.date(2025, 3, 4)) for row in rows]
    assert [state.current for state in found] == [Step.MEETING] * 3
