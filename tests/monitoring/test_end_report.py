"""R9: what the committee owes before its cycle closes."""

import pytest

from foundation.records.rules import Strength
from frameworks.models import Cycle
from monitoring.models import Report, ReportKind
from monitoring.rules import r9_end_report
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle() -> Cycle:
    cycle = make.cycle()
    plan = make.plan(cycle, state="valide")
    make.action(plan)
    make.action(plan)
    return cycle


def test_without_a_report_the_cycle_waits(cycle: Cycle) -> None:
    found = r9_end_report(cycle)

    assert [(finding.code, finding.strength) for finding in found] == [("R9", Strength.BLOCK)]


@pytest.mark.parametrize("kind", [ReportKind.END, ReportKind.DEFAULT])
def test_a_draft_does_not_close_a_cycle(cycle: Cycle, kind: str) -> None:
    make.report(cycle, kind=kind, actions=cycle.plan.actions.all())

    assert len(r9_end_report(cycle)) == 1


def test_a_mid_term_report_does_not_close_a_cycle(cycle: Cycle) -> None:
    make.report(cycle, kind=ReportKind.MIDTERM, actions=cycle.plan.actions.all(), validated=True)

    assert len(r9_end_report(cycle)) == 1


def test_an_end_report_of_every_action_closes_the_cycle(cycle: Cycle) -> None:
    make.report(cycle, actions=cycle.plan.actions.all(), validated=True)

    assert r9_end_report(cycle) == []


def test_an_action_the_end_report_forgot_is_named(cycle: Cycle) -> None:
    make.report(cycle, actions=cycle.plan.actions.filter(number=1), validated=True)

    assert [one.sentence.replace("\u00a0", " ") for one in r9_end_report(cycle)] == [
        "Le rapport de fin ne dit rien de l’action 2."
    ]


def test_a_signed_note_of_default_closes_the_cycle(cycle: Cycle) -> None:
    make.report(
        cycle, kind=ReportKind.DEFAULT, validated=True, reason="Le comité n'a pu se rendre au site",
        signed_by="Le président du comité",
    )  # fmt: skip

    assert r9_end_report(cycle) == []


def test_the_report_of_another_cycle_closes_nothing_here(cycle: Cycle) -> None:
    other = make.cycle(number=1)
    make.report(other, validated=True)

    assert len(r9_end_report(cycle)) == 1
    assert Report.objects.count() == 1
