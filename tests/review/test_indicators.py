"""Each indicator on a case small enough to reckon by hand, nothing divided by nothing included."""

from __future__ import annotations

from typing import Any

import pytest

from communes.models import Commune
from foundation.formats.cells import safe_cell
from frameworks.models import Cycle, Framework, TrustSurvey
from monitoring.indicators.cycles import CycleFigures, figures_of
from monitoring.indicators.export import indicators_of
from monitoring.indicators.meetings import MeetingFigures, meetings_of
from monitoring.indicators.needs import needs_of
from monitoring.indicators.obstacles import obstacles_by_cycle
from monitoring.indicators.organisations import organisations_of
from monitoring.indicators.revenue import new_streams_of, taxes_compared
from monitoring.indicators.trust import trust_by_survey
from monitoring.models import Obstacle
from tests import make

pytestmark = pytest.mark.django_db

DUE = make.day("2025-05-31")


def sealed(of: Framework | None = None, number: int = 1, **fields: Any) -> Any:
    """An agreed plan to hang actions on."""
    return make.plan(make.cycle(of or make.framework(), number, **fields), state="valide")


def action(plan: Any, situation: str = "", done: str | None = None, **fields: Any) -> Any:
    """An action due on 31 May 2025, and what the committee says of it."""
    made = make.action(plan, **{"due_on": DUE, **fields})
    if situation:
        make.statement(made, situation, done_on=make.day(done) if done else None)
    return made


def one(plan: Any) -> CycleFigures:
    (figures,) = figures_of(Cycle.objects.filter(pk=plan.cycle_id))
    return figures


def only(meeting: Any) -> MeetingFigures:
    (figures,) = meetings_of(meeting.framework)
    return figures


def test_a_cycle_without_plan_has_no_rate_at_all() -> None:
    figures = one(make.plan())  # a draft is not a plan yet
    action(figures.cycle.plan, "realisee", "2025-05-01", estimated_cost=100)
    figures = one(figures.cycle.plan)

    plan, money, obstacles = figures.plan, figures.money, figures.obstacles
    assert (plan.actions, plan.done, plan.cost, money.promised) == (0, 0, None, 0)
    rates = (
        plan.completion, plan.punctuality, plan.weighted_progress, plan.pdesc_share,
        plan.op_led_share, plan.carried_done_share, money.mobilisation, money.local_share,
        money.local_share_paid, obstacles.passed_share, obstacles.solved_share,
        obstacles.median_days,
    )  # fmt: skip
    assert set(rates) == {None}


def test_i08_and_i09_done_late_is_done_and_not_on_time() -> None:
    plan = sealed()
    action(plan, "realisee", "2025-05-31")
    action(plan, "realisee", "2025-06-01")
    action(plan, "realisee", "2025-05-01", due_on=None)
    action(plan, "partielle")
    action(plan)

    figures = one(plan).plan
    assert (figures.actions, figures.done, figures.on_time) == (5, 3, 1)
    assert (figures.completion, figures.punctuality) == (0.6, 0.2)


def test_i10_and_i11_weigh_progress_by_cost_and_leave_out_what_nobody_told() -> None:
    plan = sealed()
    action(plan, "realisee", "2025-05-31", estimated_cost=300)  # done says 100 %
    action(plan, estimated_cost=100)  # nothing said: not started, 0 %
    half = action(plan, estimated_cost=200)
    make.statement(half, "en_cours", progress=50)
    action(plan, "en_cours", estimated_cost=1000)  # how far, nobody told
    action(plan, "realisee", "2025-05-31")  # what it cost, nobody told

    figures = one(plan).plan
    assert figures.weighted_progress == pytest.approx(400 / 600)
    assert figures.cost == 1600


def test_i12_to_i14_count_promises_that_stand_and_all_that_was_paid() -> None:
    plan = sealed()
    place, what = plan.cycle.commune, action(plan)
    commune, ngo = make.organisation(place, "commune"), make.organisation(place, "ong")
    kept = make.promise(what, commune, 600)
    make.promise(what, make.organisation(place), 200)
    make.promise(what, ngo, None)  # 8 labourers: no value yet
    broken = make.promise(what, ngo, 900)
    broken.replaced_by, broken.replaced_on, broken.replaced_reason = kept, DUE, "Parti"
    broken.save()
    kept.payments.create(amount=500)
    kept.payments.create(amount=-100, note="Compté deux fois")
    broken.payments.create(amount=100)

    money = one(plan).money
    assert money.promised_by == {"commune": 600, "organisation_professionnelle": 200}
    assert money.paid_by == {"commune": 400, "ong": 100}
    assert (money.unvalued, money.mobilisation, money.local_share) == (1, 500 / 800, 1.0)
    assert money.shares == {"commune": 0.75, "organisation_professionnelle": 0.25}
    assert (money.paid_shares["ong"], money.local_share_paid) == (0.2, 0.8)


def test_i16_counts_an_action_once_however_many_needs_it_answers() -> None:
    plan = sealed()
    framework = plan.cycle.framework
    line = framework.commune.pdescs.create(first_year=2024, last_year=2028).lines.create(code="A")
    stands, waits, other = action(plan, pdesc_line=line), action(plan), action(plan)
    for nature in ("infrastructure", "equipement"):
        stands.needs.add(make.need(framework, nature=nature))
    waits.needs.add(make.need(framework, nature="acces_au_foncier"))
    other.needs.add(make.need(framework, nature="formation"))

    figures = one(plan).plan
    assert (figures.structural, figures.structural_in_pdesc) == (2, 1)
    assert figures.pdesc_share == 0.5


def test_i25_and_i29_who_leads_and_what_became_of_actions_carried_over() -> None:
    plan = sealed()
    before, organisation = action(plan, "reportee"), make.organisation(plan.cycle.commune)
    plan.cycle.state, plan.cycle.closed_on, plan.cycle.end_report_on = "clos", DUE, DUE
    plan.cycle.save()
    following = sealed(plan.cycle.framework, 2)
    action(following, "realisee", "2025-05-31", carried_from=before, responsible=organisation)
    action(following, carried_from=before)
    action(following)

    figures = one(following).plan
    assert (figures.op_led, figures.op_led_share) == (1, pytest.approx(1 / 3))
    assert (figures.carried, figures.carried_done, figures.carried_done_share) == (2, 1, 0.5)


def test_i23_obstacles_raised_passed_solved_and_how_long_it_took() -> None:
    plan = sealed()
    framework = plan.cycle.framework
    meeting = make.meeting(framework)
    for days, state in ((4, "leve"), (10, "traite"), (30, "leve")):
        raised = make.obstacle(
            framework, action=action(plan), state=state,
            resolved_on=make.DAY.replace(day=3 + days if days < 28 else 31),
        )  # fmt: skip
        if days != 30:
            make.passage(raised, meeting)
    make.passage(make.obstacle(framework), meeting)
    make.obstacle(framework, raised_on=make.day("2020-01-01"))  # before every cycle

    figures = one(plan).obstacles
    assert (figures.raised, figures.passed, figures.closed) == (4, 3, 3)
    assert (figures.passed_share, figures.solved_share) == (0.75, pytest.approx(2 / 3))
    assert figures.median_days == 10


def test_an_obstacle_is_counted_in_the_cycle_its_own_page_says() -> None:
    framework = make.framework()
    first = make.cycle(
        framework, 1, make.day("2024-10-01"), state="clos",
        closed_on=make.day("2025-02-10"), end_report_on=make.day("2025-02-10"),
    )  # fmt: skip
    second = make.cycle(framework, 2, make.day("2025-02-10"))
    for day in ("2024-09-30", "2024-10-01", "2025-02-09", "2025-02-10", "2025-03-03"):
        make.obstacle(framework, raised_on=make.day(day))
    late = make.action(make.plan(first, make.day("2024-10-01"), state="cloture"))
    make.obstacle(framework, action=late, raised_on=make.day("2025-03-03"))

    found = obstacles_by_cycle(framework.cycles.all())
    counted = {cycle: found[cycle.pk].raised for cycle in (first, second)}
    told = {cycle: Obstacle.objects.of_cycle(cycle).count() for cycle in (first, second)}
    assert list(counted.values()) == list(told.values()) == [3, 2]


def test_i02_to_i04_notice_people_and_organisations_of_a_meeting() -> None:
    framework = make.framework()
    meeting = make.meeting(
        framework, invitation_sent_on=make.day("2024-03-10"), displaced_present=2
    )
    here, counted, away = (make.organisation(framework.commune) for _ in range(3))
    for organisation in (here, counted, away):
        framework.members.create(organisation=organisation, college="secteur_prive")
    for young in (True, False, None):
        who = make.person(framework.commune, organisation=here, college="secteur_prive")
        make.attendance(meeting, who, young=young)
    make.attendance(meeting, make.person(framework.commune, organisation=away), mode="excuse")
    meeting.counted.create(label="Femmes", number=10, women=10, organisation=counted, college="ong")

    figures = only(meeting)
    assert (figures.present, figures.women, figures.youth, figures.displaced) == (13, 13, 1, 2)
    assert figures.by_college == {
        "commune": 0, "secteur_prive": 3, "services_techniques": 0, "ptf": 0, "ong": 10,
    }  # fmt: skip
    assert (figures.notice_days, figures.ops_share) == (10, pytest.approx(2 / 3))


def test_a_meeting_nobody_noted_anything_of_has_no_figure_divided_by_nothing() -> None:
    figures = only(make.meeting(make.framework(), held="2024-03"))

    assert (figures.notice_days, figures.displaced, figures.ops_share) == (None, None, None)
    assert (figures.cost, figures.own_share) == (None, None)


def test_i15_counts_what_was_paid_else_planned_and_forgets_the_unvalued() -> None:
    meeting = make.meeting(make.framework())
    place = meeting.framework.commune
    programme, commune = make.organisation(None, "programme"), make.organisation(place, "commune")
    meeting.costs.create(party=programme, planned=500, paid=300)
    meeting.costs.create(party=commune, planned=100)
    meeting.costs.create(party=commune)

    assert (only(meeting).cost, only(meeting).own_share) == (400, 0.25)


def test_i04_counts_the_organisations_that_sat_on_that_day() -> None:
    meeting = make.meeting(make.framework(), held="2024-03-20")
    for since, until in (("2024-03-20", None), ("2024-03-21", None), (None, "2024-03-19")):
        meeting.framework.members.create(
            organisation=make.organisation(meeting.framework.commune), college="secteur_prive",
            since=since and make.day(since), until=until and make.day(until),
        )  # fmt: skip

    assert only(meeting).ops_total == 1


def test_i05_to_i07_needs_by_their_final_state() -> None:
    framework = make.framework()
    assert needs_of(framework).strict is None
    for state in ("identifie", "satisfait", "partiellement_satisfait", "en_cours"):
        make.need(framework, state=state)

    needs = needs_of(framework)
    assert (needs.identified, needs.presented, needs.retained) == (4, 3, 3)
    assert needs.taken_up == 1.0
    assert (needs.strict, needs.weighted) == (0.25, 0.375)


def test_i17_and_i18_compare_a_tax_with_the_year_before_the_framework() -> None:
    framework = make.framework()  # founded on 15 February 2024
    taxes = framework.commune.taxes
    for year, collected in ((2022, 100), (2023, 300), (2025, 450)):
        taxes.create(year=year, kind="tdrl", forecast=1000, collected=collected)
    taxes.create(year=2024, kind="patente", collected=5, members_liable=0, members_paid=0)

    tdrl, licence = taxes_compared(framework.commune, framework)
    assert tdrl.change == pytest.approx(0.15)
    assert (licence.change, licence.years[0].recovery, licence.years[0].compliance) == (None,) * 3
    taxes.filter(year=2025).update(members_liable=160, members_paid=40)
    (tdrl, _licence) = taxes_compared(framework.commune, framework)
    assert tdrl.years[-1].compliance == 0.25


def test_i19_a_revenue_whose_yield_nobody_knows_is_not_worth_nothing() -> None:
    place = make.commune()
    assert (new_streams_of(place).count, new_streams_of(place).collected) == (0, 0)

    place.revenue_streams.create(year=2024, title="Redevance de la mare")
    assert (new_streams_of(place).count, new_streams_of(place).collected) == (1, None)
    place.revenue_streams.create(year=2024, title="Place de demi-gros", collected=312_000)
    assert new_streams_of(place).collected == 312_000


def test_i20_and_i21_members_as_last_counted() -> None:
    framework = make.framework()
    assert organisations_of(framework).formalised_share is None
    grown, small, uncounted = (
        make.organisation(framework.commune, legal_form=form) for form in ("scoops", "gie", "union")
    )
    for organisation in (grown, small, uncounted):
        framework.members.create(organisation=organisation, college="secteur_prive")
    make.member_count(grown, 90, 40, counted_on=make.partial("2024-01"), young=5)
    make.member_count(grown, 80, 40, counted_on=make.partial("2025-01"), young=7)
    make.member_count(small, 20, 10)

    figures = organisations_of(framework)
    assert (figures.count, figures.formalised, figures.usual) == (3, 2, 1)
    assert (figures.members, figures.women, figures.young, figures.displaced) == (150, 100, 7, None)
    assert (figures.mean, figures.formalised_share) == (75.0, pytest.approx(2 / 3))


def test_i22_the_mean_of_each_side_and_the_distance_between_them() -> None:
    cycle = make.cycle()
    survey = TrustSurvey.objects.create(cycle=cycle, asked_on=make.DAY)
    for item, side, mean in (
        ("dialogue_frequency", "commune", "3.50"),
        ("dialogue_frequency", "op", "2.00"),
        ("respect_of_commitments", "commune", "2.50"),
    ):
        survey.scores.create(item=item, side=side, mean=mean)

    (figures,) = trust_by_survey(cycle.framework.cycles.all())
    assert (figures.commune, figures.organisations, figures.gap) == (3.0, 2.0, 1.0)
    assert [item.gap for item in figures.items[:3]] == [1.5, None, None]


@pytest.mark.parametrize("cycles", [1, 3])
def test_the_indicators_ask_as_much_for_three_cycles_as_for_one(
    cycles: int, django_assert_num_queries: Any
) -> None:
    place: Commune = make.commune()
    framework = make.framework(place)
    for number in range(1, cycles + 1):
        closed = {} if number == cycles else {"closed_on": DUE, "end_report_on": DUE}
        plan = sealed(framework, number, state="clos" if closed else "ouvert", **closed)
        make.promise(action(plan, "realisee", "2025-05-31"), make.organisation(place))
        meeting = make.meeting(framework)
        make.attendance(meeting)
        make.passage(make.obstacle(framework, action=plan.actions.get()), meeting)
        place.taxes.create(year=2020 + number, kind="tdrl", forecast=9)
        survey = TrustSurvey.objects.create(cycle=plan.cycle, asked_on=make.DAY)
        survey.scores.create(item="dialogue_frequency", side="op", mean=2)

    with django_assert_num_queries(20):
        facts = indicators_of(place)
    assert (len(facts["cycles"]), len(facts["meetings"]), len(facts["trust"])) == (cycles,) * 3


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"), ("+223", "'+223"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("1 = 1", "1 = 1"), (-5, -5), (None, ""), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_of_a_table_starts_a_formula(typed: object, written: object) -> None:
    assert safe_cell(typed) == written
