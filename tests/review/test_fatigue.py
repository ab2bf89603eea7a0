"""What shows that a framework is tiring: told by name to advisers, never to the public."""

import datetime

import pytest
from django.test import Client

from communes.models import Commune, Role, Thresholds
from consult.cycle.fatigue import months_before, months_between, warnings
from frameworks.models import Cycle
from tests import make

pytestmark = pytest.mark.django_db

DAY = make.day("2025-04-01")


def signs(commune: Commune, limits: Thresholds | None = None) -> list[str]:
    return [sign.code for sign in warnings([commune], DAY, limits)[commune.pk]]


def ended(commune: Commune, number: int = 1, opened: str = "2024-01-01") -> Cycle:
    """A cycle whose plan is over, closed but for the last one."""
    framework = commune.frameworks.first() or make.framework(commune)
    start = make.day(opened)
    closed = {"state": "clos", "closed_on": start, "end_report_on": start}
    cycle = make.cycle(framework, number, start, **closed)
    make.plan(cycle, start, state="cloture")
    return cycle


def came(cycle: Cycle, held: str, organisations: int) -> None:
    meeting = make.meeting(cycle.framework, held=held)
    make.attendance(meeting, college="commune")
    for _ in range(organisations):
        party = make.organisation(cycle.commune)
        make.attendance(meeting, organisation=party)
    if organisations:
        meeting.counted.create(label="Des femmes", number=9, organisation=party)


def test_a_commune_of_which_nothing_is_known_is_not_tired() -> None:
    assert signs(make.commune()) == []


def test_no_investment_finished_in_two_cycles_is_a_sign_and_one_finished_since_takes_it_away() -> (
    None
):
    place = make.commune()
    first = ended(place, 1, "2024-01-01")
    make.meeting(first.framework, held="2025-03-01")
    assert signs(place) == []

    last = ended(place, 2, "2024-07-01")
    training = make.action(last.plan)
    make.statement(training, "realisee")
    assert signs(place) == ["investment"]

    shed = make.action(make.plan(make.cycle(first.framework, 3), state="valide"))
    shed.needs.set([make.need(first.framework, nature="infrastructure")])
    make.statement(shed, "en_cours")
    assert signs(place) == ["investment"]
    make.statement(shed, "realisee")
    assert signs(place) == []


def test_money_counts_once_the_plan_is_over_and_below_the_share_set() -> None:
    place = make.commune()
    cycle = ended(place)
    make.meeting(cycle.framework, held="2025-03-01")
    line = make.promise(make.action(cycle.plan), amount=100_000)
    assert signs(place) == ["mobilisation"]

    line.payments.create(amount=49_999)
    assert signs(place) == ["mobilisation"]
    line.payments.create(amount=1)
    assert signs(place) == []
    assert signs(place, Thresholds(mobilisation_percent=60)) == ["mobilisation"]

    running = make.cycle(cycle.framework, 2)
    make.promise(make.action(make.plan(running, state="valide")))
    assert signs(place) == []


def test_fewer_organisations_at_the_last_meeting_is_a_sign_where_attendance_was_noted() -> None:
    place = make.commune()
    cycle = make.cycle(make.framework(place))
    came(cycle, "2025-01-10", 2)
    assert signs(place) == []
    make.meeting(cycle.framework, held="2025-02-10")
    assert signs(place) == []

    came(cycle, "2025-03-10", 3)
    came(cycle, "2025-03-20", 1)
    (sign,) = warnings([place], DAY)[place.pk]
    assert (sign.code, "1" in sign.sentence, "3" in sign.sentence) == ("attendance", True, True)


def test_no_meeting_for_months_counts_from_the_last_one_or_from_the_first_cycle() -> None:
    met, never = make.commune(), make.commune()
    make.meeting(make.framework(met), held="2024-09-30")
    make.cycle(make.framework(never), opened_on=make.day("2024-09-30"))
    prepared = make.meeting(never.frameworks.get(), held="2025-03-01", kind="preparatoire")

    assert (signs(met), signs(never)) == (["meeting"], ["meeting"])
    assert signs(met, Thresholds(months_without_meeting=7)) == []
    type(prepared).objects.update(kind="ordinaire")
    assert signs(never) == []


def test_months_are_counted_as_people_count_them() -> None:
    day = datetime.date(2025, 3, 31)

    assert months_before(day, 1) == datetime.date(2025, 2, 28)
    assert months_before(day, 15) == datetime.date(2023, 12, 31)
    assert [months_between(make.day(first), day) for first in ("2025-03-31", "2024-09-30")] == [
        0,
        6,
    ]


def test_many_communes_and_cycles_cost_as_much_as_one(django_assert_num_queries: object) -> None:
    places = [make.commune() for _ in range(4)]
    for place in places:
        for number in range(1, 4):
            cycle = ended(place, number, f"202{number}-01-01")
            make.promise(make.action(cycle.plan))
            came(cycle, f"202{number}-02-01", 4 - number)

    for some in (places[:1], places):
        with django_assert_num_queries(3):  # type: ignore[operator]
            found = warnings(some, DAY)
    codes = {tuple(sign.code for sign in of) for of in found.values()}
    assert codes == {("investment", "mobilisation", "attendance", "meeting")}


def test_the_adviser_reads_the_signs_and_the_commune_and_the_public_do_not(client: Client) -> None:
    place = make.commune("Koula")
    make.meeting(make.framework(place), held="2023-01-10")
    home = f"/espace/{place.slug}/"

    def told(role: str, page: str) -> bool:
        client.force_login(make.user(role, place))
        return "Signes de fatigue" in client.get(page).content.decode()

    assert [told(role, home) for role in (Role.ADVISER, Role.SECRETARY)] == [True, False]
    assert told(Role.ADVISER, "/suivi-communes/?vue=liste") is True
