"""I01, I24, I26–I28, I30, I31 on cases reckoned by hand; nothing divided by nothing is a figure."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from consult.learning.models import Training
from frameworks.models import Cycle, Framework
from monitoring.indicators.decisions import DecisionFigures
from monitoring.indicators.details import CycleDetails, details_of, gather, together_of
from monitoring.indicators.mandates import MandateFigures
from monitoring.indicators.rhythm import meetings_due
from monitoring.indicators.splits import Ratio
from monitoring.indicators.training import TrainingFigures, first_number
from tests import make

pytestmark = pytest.mark.django_db

END = make.day("2025-08-31")


def sealed(of: Framework, number: int = 1, **fields: Any) -> Any:
    return make.plan(make.cycle(of, number, **fields), state="valide")


def closed(on: datetime.date = END) -> dict[str, Any]:
    return {"state": "clos", "closed_on": on, "end_report_on": on}


def details(framework: Framework) -> list[CycleDetails]:
    return details_of(gather(framework), framework.cycles.all())


def only(framework: Framework) -> CycleDetails:
    (found,) = details(framework)
    return found


def test_a_cycle_in_which_nothing_happened_yet_has_no_rate() -> None:
    framework = make.framework()
    make.cycle(framework, opened_on=datetime.date(2025, 3, 3), **closed(make.day("2025-03-20")))
    found = only(framework)

    assert (found.rhythm.held, found.rhythm.due, found.rhythm.rate) == (0, 0, None)
    assert (found.money.private_investment, found.decisions.executed) == (None, None)
    assert (found.mandates, found.training) == (MandateFigures(0, 0), TrainingFigures())
    assert (found.needs.services, found.needs.figures.taken_up) == (0, None)
    assert [(each.present, each.seats, each.needs.value) for each in found.voices] == [
        (None, Ratio(0, 0), None), (None, Ratio(0, 0), None), (None, None, None),
    ]  # fmt: skip
    assert Ratio(0, 0).value is None


@pytest.mark.parametrize(
    ("first", "last", "months", "due"),
    [
        ("2025-03-03", "2025-08-31", 3, 2),  # 182 days: 5.98 months ÷ 3
        ("2025-03-03", "2025-04-10", 3, 0),  # 39 days: 1.28 months ÷ 3 = 0.43
        ("2025-03-03", "2025-04-20", 3, 1),  # 49 days: 1.61 months ÷ 3 = 0.54
        ("2025-03-03", "2025-08-31", 0, 0),
    ],
)
def test_i01_the_period_divided_by_the_rhythm(first: str, last: str, months: int, due: int) -> None:
    assert meetings_due(make.day(first), make.day(last), months) == due


def test_i01_meetings_held_out_of_those_due_by_type() -> None:
    framework = make.framework()
    make.cycle(framework, **closed())  # 3 March to 31 August: two meetings due
    for held, kind in (
        ("2025-03-10", "constitutive"), ("2025-06-10", "ordinaire"), ("2025-07", "ordinaire"),
        ("2025-05-10", "preparatoire"), ("2025-09-10", "ordinaire"),
    ):  # fmt: skip
        make.meeting(framework, held=held, kind=kind)

    rhythm = only(framework).rhythm
    assert (rhythm.by_kind, rhythm.held, rhythm.due) == (
        {"constitutive": 1, "ordinaire": 2}, 3, 2,
    )  # fmt: skip
    assert rhythm.rate == 1.5


def test_i24_counts_versions_whose_tasks_or_rhythm_are_not_those_before() -> None:
    framework = make.framework()
    cycle = make.cycle(framework)
    committee = make.committee(framework)
    for version, tasks, rhythm in (
        (1, "Suivre\nAlerter", "mensuel"),
        (2, "alerter \nSuivre", "Mensuel"),  # the same in another order
        (3, "Suivre\nAlerter\nVisiter", "mensuel"),
        (4, "Suivre\nAlerter\nVisiter", "trimestriel"),
    ):
        committee.mandates.create(
            version=version, tasks=tasks, report_rhythm=rhythm, valid_from=make.DAY,
            cycle=cycle if version > 2 else None,
        )  # fmt: skip

    assert only(framework).mandates == MandateFigures(2, 2)
    assert together_of(gather(framework)).mandates == MandateFigures(4, 2)


def test_i26_what_organisations_and_firms_promise_of_all_investment() -> None:
    framework = make.framework()
    place, plan = framework.commune, sealed(framework)
    action = make.action(plan)
    for kind, category, amount in (
        ("organisation_professionnelle", "investissement", 200),
        ("entreprise", "equipement", 100),
        ("commune", "investissement", 500),
        ("ong", "equipement", 400),
        ("organisation_professionnelle", "formation", 999),
    ):
        make.promise(action, make.organisation(place, kind), amount, category=category)

    money = only(framework).money
    assert (money.invested_privately, money.invested) == (300, 1200)
    assert money.private_investment == 0.25


def test_i27_services_satisfied_and_i06_out_of_the_needs_presented() -> None:
    framework = make.framework()
    make.cycle(framework)
    for nature, state in (
        ("service_communal", "satisfait"), ("infrastructure", "satisfait"),
        ("infrastructure", "retenu"), ("formation", "satisfait"), ("equipement", "identifie"),
    ):  # fmt: skip
        make.need(framework, nature=nature, state=state)

    needs = only(framework).needs
    assert (needs.services, needs.services_asked) == (2, 3)
    assert (needs.figures.retained, needs.figures.presented, needs.figures.taken_up) == (4, 4, 1.0)


def test_a_need_belongs_to_the_last_cycle_opened_by_the_day_it_was_said() -> None:
    framework = make.framework()
    make.cycle(framework, 1, make.day("2024-03-20"), **closed(make.day("2024-09-01")))
    make.cycle(framework, 2, make.day("2024-09-01"))
    for said in ("2023", "2024-03-19", "2024-08-31", "2024-09-01", "2025"):
        make.need(framework, identified_on=make.partial(said))

    assert [len(each.needs.rows) for each in details(framework)] == [3, 2]


def test_i28_people_trained_are_counted_once_else_read_from_what_was_achieved() -> None:
    framework = make.framework()
    plan = sealed(framework)
    asked, funded, other = (
        make.action(plan, achieved=text) for text in ("", "1 250 personnes", "8 bornes")
    )
    asked.needs.add(make.need(framework, nature="formation"))
    make.promise(funded, category="formation")
    both = make.action(plan, achieved="99 femmes")  # counted at the training: not read
    given = Training.objects.create(
        commune=framework.commune, audience="acteurs", topic="formalisation", title="Tenir caisse",
        held_on=make.DAY, women=12, men=8, young=5,
    )  # fmt: skip
    given.actions.set([asked, both])

    assert only(framework).training == TrainingFigures(3, 1270, 12, 5)
    assert other.achieved == "8 bornes"
    assert [first_number(each) for each in ("", "toutes", "12", "de 30 à 40")] == [
        None, None, 12, 30,
    ]  # fmt: skip


def test_i30_room_committee_and_needs_of_women_young_and_displaced() -> None:
    framework = make.framework()
    place = framework.commune
    make.cycle(framework, **closed())
    meeting = make.meeting(framework, held="2025-03-10", displaced_present=2)
    make.meeting(framework, held="2025-06-10").counted.create(
        label="Hommes", number=4, women=1, young=3
    )
    for sex, young in (("F", True), ("F", False), ("M", None), ("M", False)):
        make.attendance(meeting, make.person(place, sex=sex), young=young)
    committee = make.committee(framework)
    for sex, born, until in (
        ("F", 2000, None), ("M", 1970, None), ("M", None, None), ("F", 1999, "2025-05-01"),
    ):  # fmt: skip
        committee.members.create(
            person=make.person(place, sex=sex, birth_year=born), until=until and make.day(until)
        )
    women = make.organisation(place, womens_organisation=True)
    youth = make.organisation(place, youth_organisation=True)
    for fields in (
        {"organisation": women, "state": "retenu"}, {"organisation": women, "state": "presente"},
        {"organisation": youth, "state": "satisfait"}, {"displaced": 9, "state": "identifie"},
    ):  # fmt: skip
        make.need(framework, **fields)

    found = {each.group: (each.present, each.seats, each.needs) for each in only(framework).voices}
    assert found == {
        "women": (Ratio(3, 8), Ratio(1, 3), Ratio(1, 2)),
        "young": (Ratio(4, 8), Ratio(1, 2), Ratio(1, 1)),
        "displaced": (Ratio(2, 4), None, Ratio(0, 1)),
    }


def test_i31_decisions_done_by_their_deadline_out_of_those_due() -> None:
    framework = make.framework()
    make.cycle(framework)
    meeting = make.meeting(framework, held="2025-03-10")
    for deadline, state, settled in (
        ("2025-04-01", "faite", "2025-04-01"),
        ("2025-04-01", "faite", "2025-04-02"),
        ("2025-04-01", "abandonnee", "2025-03-20"),
        ("2025-04-01", "ouverte", None),
        ("2099-01-01", "ouverte", None),
        (None, "faite", "2025-03-11"),
    ):
        make.decision(
            meeting, deadline_on=deadline and make.day(deadline), state=state,
            settled_on=settled and make.day(settled),
        )  # fmt: skip

    decisions = only(framework).decisions
    assert decisions == DecisionFigures(due=4, done=2, in_time=1)
    assert decisions.executed == 0.25


@pytest.mark.parametrize("cycles", [1, 3])
def test_details_of_three_cycles_ask_as_much_as_of_one(
    cycles: int, django_assert_num_queries: Any
) -> None:
    framework = make.framework()
    for number in range(1, cycles + 1):
        fields = {} if number == cycles else closed()
        action = make.action(sealed(framework, number, **fields))
        make.promise(action, category="formation").payments.create(amount=5)
        meeting = make.meeting(framework, held="2025-03-10")
        make.decision(meeting, deadline_on=make.DAY)
        make.attendance(meeting)
        make.need(framework)

    with django_assert_num_queries(23):
        known = gather(framework)
        found = details_of(known, framework.cycles.all())
        together_of(known)
    assert [each.cycle for each in found] == list(Cycle.objects.order_by("number"))
