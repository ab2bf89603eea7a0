"""Many communes over some months: sums of what is known, who knows nothing, few queries."""

from __future__ import annotations

from typing import Any

import pytest

from communes.models import Commune
from monitoring.indicators.across import AcrossFigures, figures_across
from tests import make

pytestmark = pytest.mark.django_db

FIRST, LAST = make.day("2025-01-01"), make.day("2025-06-30")


def across() -> AcrossFigures:
    return figures_across(Commune.objects.all(), FIRST, LAST)


def busy(number: int = 1) -> Commune:
    """A commune where, in March 2025, all there is to count happened once, and once before."""
    place = make.commune()
    framework = make.framework(place)
    plan = make.plan(make.cycle(framework), state="valide")
    done, waits = make.action(plan, due_on=make.day("2025-05-31")), make.action(plan)
    make.statement(done, "realisee", done_on=make.day("2025-05-30"))
    make.promise(done, make.organisation(place, "commune"), 600).payments.create(amount=300)
    make.promise(waits, make.organisation(place, "programme"), 400)
    make.passage(make.obstacle(framework), make.meeting(framework, held="2024-12"))
    meeting = make.meeting(framework, held="2025-03")
    make.meeting(framework, held="2025-03-02", kind="preparatoire")
    make.attendance(meeting, young=True)
    meeting.counted.create(label="Hommes", number=3 * number)
    for said, state in (("2024", "satisfait"), ("2025-03", "satisfait"), ("2025", "differe")):
        make.need(framework, identified_on=make.partial(said), state=state, reason="Trop cher")
    make.organisation(place, legal_form="gie", registered_on=make.partial("2025-02"))
    old = make.organisation(place, legal_form="scoops", registered_on=make.partial("2019"))
    old.formalisation.create(stage="immatriculee", reached_on=make.partial("2019"))
    make.organisation(place)
    return place


def test_figures_of_each_commune_and_of_all_say_who_has_no_data() -> None:
    one, other = busy(), busy(number=2)
    silent, founded = make.commune(), make.framework().commune

    found = across()
    figures = found.by_commune[one.pk]
    assert (figures.cycles, figures.meetings, figures.present) == (1, 1, 4)
    assert (figures.women, figures.young) == (1, 1)
    assert (figures.identified, figures.retained, figures.satisfied) == (2, 1, 1)
    assert (figures.actions, figures.done, figures.on_time) == (2, 1, 1)
    assert (figures.raised, figures.passed, figures.closed) == (1, 1, 0)
    assert (figures.organisations, figures.formalised, figures.newly_formalised) == (3, 2, 1)
    assert figures.money
    assert figures.money.promised_by == {"commune": 600, "programme": 400}
    assert (figures.paid, figures.mobilisation, figures.local_share) == (300, 0.3, 0.6)
    assert found.by_commune[other.pk].present == 7
    nothing = found.by_commune[silent.pk]
    assert (nothing.meetings, nothing.actions, nothing.promised, nothing.completion) == (None,) * 4
    assert (found.by_commune[founded.pk].meetings, found.by_commune[founded.pk].present) == (
        0,
        None,
    )

    assert found.total("meetings") == (2, 1)
    assert found.total("present") == (11, 2)
    assert found.total("promised") == (2000, 2)
    assert found.total("completion") == (0.5, 2)
    assert found.total("taken_up") == (0.5, 2)


def test_a_plan_that_ran_before_and_a_draft_do_not_count() -> None:
    framework = make.framework()
    before = make.cycle(
        framework, 1, make.day("2024-08-01"), state="clos",
        closed_on=make.day("2024-12-31"), end_report_on=make.day("2024-12-31"),
    )  # fmt: skip
    make.action(make.plan(before, make.day("2024-09-01"), state="cloture"))
    make.action(make.plan(make.cycle(framework, 2)))

    assert (across().together.cycles, across().together.actions) == (0, None)
    assert across().total("mobilisation") == (None, 1)
    assert across().total("raised") == (None, 1)
    make.action(make.plan(make.cycle(), state="valide"))
    assert across().total("raised") == (0, 1)  # nothing raised while a cycle ran is a true 0


@pytest.mark.parametrize("communes", [1, 3])
def test_three_communes_ask_as_much_as_one(communes: int, django_assert_num_queries: Any) -> None:
    for _each in range(communes):
        busy()

    with django_assert_num_queries(13):
        across()
