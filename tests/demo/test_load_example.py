"""The example files, loaded: twice is once, and every figure they expect is found again."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from actionplans.models import Action, ActionPlan, FundingLine, Payment
from communes.models import MemberCount, Organisation, Person
from consult.demo.example.reading import read_file
from consult.meetings.costs import costs_of
from foundation.formats.partial import PartialDate
from foundation.journal.models import Entry, Verb
from foundation.journal.services import broken_lines
from frameworks.models import Cycle, Deliberation, Framework, Meeting, Need
from frameworks.models.needs import INVESTMENT_NATURES
from monitoring import rules
from monitoring.models import Obstacle, Report, Statement
from monitoring.querysets import with_situation

pytestmark = pytest.mark.django_db

EXAMPLES = Path("consult/demo/examples")
FILES = [EXAMPLES / "dioro.yaml", EXAMPLES / "sirakorola.yaml"]
FACTS = {path.stem: read_file(path)["communes"][0] for path in FILES}
FORMALISED = ("scoops", "coop_ca", "gie")


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Both files loaded once for the module; each test undoes what it adds."""
    lines = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_territory", stdout=StringIO())
        call_command("load_example", *FILES, stdout=lines)
        yield lines.getvalue()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def loaded(said: str, db: None) -> str:
    return said


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def framework(slug: str) -> Framework:
    return Framework.objects.get(commune__slug=slug)


def each(what: str, key: str) -> list[Any]:
    """One case per row of an `expected` block, in both files."""
    return [
        pytest.param(slug, row, id=f"{slug}-{row[key]}")
        for slug, facts in FACTS.items()
        for row in facts["expected"][what]
    ]


def of_cycle(slug: str, number: int) -> Any:
    return Action.objects.filter(plan__cycle__framework=framework(slug), plan__cycle__number=number)


@pytest.mark.parametrize(("slug", "expected"), each("meetings", "meeting"))
def test_who_came_to_each_meeting(slug: str, expected: dict[str, Any]) -> None:
    meeting = Meeting.objects.get(external_id=expected["meeting"])
    colleges = meeting.attendance.by_college()

    assert meeting.attendance.totals() == {
        key: expected[key] for key in ("present", "women", "youth")
    }
    assert {name: colleges.get(name, 0) for name in expected["by_college"]} == (
        expected["by_college"]
    )
    assert meeting.displaced_present == expected["idp"]
    assert meeting.notice_days == expected["invitation_days"]


@pytest.mark.parametrize(("slug", "expected"), each("meetings", "meeting"))
def test_which_organisations_came_to_each_meeting(slug: str, expected: dict[str, Any]) -> None:
    meeting = Meeting.objects.get(external_id=expected["meeting"])
    members = framework(slug).members.filter(organisation__kind="organisation_professionnelle")

    assert meeting.attendance.professionals_present() == expected["ops_present"]
    assert members.count() == expected["ops_total"]


@pytest.mark.parametrize(("slug", "expected"), each("meetings", "meeting"))
def test_what_each_meeting_cost_and_who_bore_it(slug: str, expected: dict[str, Any]) -> None:
    costs = costs_of(Meeting.objects.get(external_id=expected["meeting"]))

    assert costs
    assert costs.share is not None
    assert costs.total == expected["meeting_cost_xof"]
    assert round(costs.share, 4) == expected["share_without_programme"]


@pytest.mark.parametrize("slug", FACTS)
def test_every_figure_expected_of_a_meeting_is_compared(slug: str) -> None:
    compared = {
        "meeting", "present", "women", "youth", "by_college", "idp", "invitation_days",
        "ops_present", "ops_total", "meeting_cost_xof", "share_without_programme",
    }  # fmt: skip

    assert {key for row in FACTS[slug]["expected"]["meetings"] for key in row} == compared


@pytest.mark.parametrize(("slug", "expected"), each("cycles", "cycle"))
def test_what_each_plan_promised_and_paid(slug: str, expected: dict[str, Any]) -> None:
    actions = of_cycle(slug, expected["cycle"])
    lines = FundingLine.objects.filter(action__in=actions)
    planned, kinds = lines.standing().total_promised(), lines.standing().by_party_kind()
    paid = sum(action.paid for action in actions.with_money())

    assert (planned, paid) == (expected["planned_xof"], expected["paid_xof"])
    assert kinds == expected["planned_by_party_kind"]
    assert round(paid / planned, 4) == expected["mobilisation_rate"]
    local = kinds["commune"] + kinds["organisation_professionnelle"]
    assert round(local / planned, 4) == expected["local_share"]


@pytest.mark.parametrize(("slug", "expected"), each("cycles", "cycle"))
def test_how_far_each_plan_came(slug: str, expected: dict[str, Any]) -> None:
    actions: Any = with_situation(of_cycle(slug, expected["cycle"]))
    done, total = actions.filter(situation="realisee"), actions.count()
    on_time = done.filter(done_on__lte=F("due_on")).count()
    cost = sum(action.estimated_cost for action in actions)
    weighted = sum(action.progress * action.estimated_cost for action in actions) / 100 / cost

    assert (total, done.count(), on_time) == (
        expected["actions"], expected["done"], expected["on_time"],
    )  # fmt: skip
    assert round(done.count() / total, 4) == expected["completion_rate"]
    assert round(on_time / total, 4) == expected["on_time_rate"]
    assert round(weighted, 4) == expected["weighted_progress"]


@pytest.mark.parametrize(("slug", "expected"), each("cycles", "cycle"))
def test_where_the_actions_of_each_plan_come_from_and_stand(
    slug: str, expected: dict[str, Any]
) -> None:
    actions = of_cycle(slug, expected["cycle"])
    structural = actions.filter(needs__nature__in=INVESTMENT_NATURES).distinct()

    assert actions.led_by_professionals().count() == expected["op_led_actions"]
    assert actions.exclude(carried_from=None).count() == expected["carried_over"]
    assert structural.count() == expected["investment_need_actions"]
    assert (
        structural.exclude(pdesc_line=None).count()
        == (expected["investment_need_actions_in_pdesc"])
    )


@pytest.mark.parametrize(("slug", "expected"), each("cycles", "cycle"))
def test_the_obstacles_of_each_cycle_and_what_became_of_them(
    slug: str, expected: dict[str, Any]
) -> None:
    cycle = Cycle.objects.get(framework=framework(slug), number=expected["cycle"])

    assert Obstacle.objects.of_cycle(cycle).figures() == {
        "raised": expected["obstacles"],
        "passed": expected["obstacles_passed"],
        "closed": expected["obstacles_closed"],
    }


def test_an_obstacle_keeps_its_answer_and_the_decision_that_gave_it() -> None:
    obstacle = Obstacle.objects.get(external_id="DIO-OB1")
    passage = obstacle.passages.get()

    assert (obstacle.state, str(obstacle.resolved_on)) == ("leve", "2024-12-02")
    assert passage.answer == "Échéance fixée au 31 octobre, suivi par le comité"
    assert passage.decision is not None
    assert (passage.meeting.external_id, passage.decision.number) == ("DIO-R2", 2)


@pytest.mark.parametrize("slug", FACTS)
def test_what_became_of_the_needs(slug: str) -> None:
    expected, needs = FACTS[slug]["expected"]["needs"], framework(slug).needs.all()
    satisfied = needs.filter(state="satisfait").count()
    partly = needs.filter(state="partiellement_satisfait").count()

    assert (needs.count(), needs.taken_up().count(), satisfied, partly) == (
        expected["identified"], expected["retained"], expected["satisfied"], expected["partly"],
    )  # fmt: skip
    assert round(satisfied / needs.count(), 4) == expected["satisfaction_strict"]
    assert round((satisfied + partly / 2) / needs.count(), 4) == expected["satisfaction_weighted"]


@pytest.mark.parametrize("slug", FACTS)
def test_the_members_of_the_organisations(slug: str) -> None:
    expected = FACTS[slug]["expected"]["organisations"]
    organisations = Organisation.objects.professional().filter(commune__slug=slug)
    counts = [count for each in organisations if (count := each.latest_count())]
    totals = [count.total for count in counts]

    assert {
        "count": len(counts),
        "members": sum(totals),
        "women": sum(count.women for count in counts),
        "youth": sum(count.young or 0 for count in counts),
        "idp": sum(count.displaced or 0 for count in counts),
        "formalised": organisations.filter(legal_form__in=FORMALISED).count(),
        "in_band_60_120": sum(60 <= total <= 120 for total in totals),
        "mean_members": round(sum(totals) / len(totals), 4),
    } == expected


def test_loading_twice_is_loading_once(loaded: str) -> None:
    before = rows()
    said = StringIO()

    call_command("load_example", *FILES, stdout=said)

    assert rows() == before
    assert said.getvalue().splitlines() == [
        "Dioro\u00a0: tout y est déjà, rien n’est changé.",
        "Sirakorola\u00a0: tout y est déjà, rien n’est changé.",
    ]


def test_what_people_typed_since_is_not_overwritten() -> None:
    Need.objects.filter(external_id="DIO-N01").update(
        statement="Deux cases ventilées", state="retenu"
    )
    Organisation.objects.filter(external_id="DIO-OP3").update(village="Dioro")
    meeting = Meeting.objects.get(external_id="DIO-R3")
    meeting.decisions.filter(number=1).update(wording="Bilan adopté")
    Framework.objects.filter(external_id="DIO-CC").update(state="en_veille")

    call_command("load_example", FILES[0], stdout=StringIO())

    need = Need.objects.get(external_id="DIO-N01")
    assert (need.statement, need.state) == ("Deux cases ventilées", "retenu")
    assert Organisation.objects.get(external_id="DIO-OP3").village == "Dioro"
    assert meeting.decisions.get(number=1).wording == "Bilan adopté"
    assert framework("dioro").state == "en_veille"


def test_what_was_added_to_the_file_since_is_added_and_nothing_else(tmp_path: Path) -> None:
    facts = read_file(FILES[0])
    need = {**facts["communes"][0]["needs"][0], "id": "DIO-N09", "status": "identifie"}
    need.pop("retained_at_meeting")
    facts["communes"][0]["needs"].append(need)
    longer = tmp_path / "dioro.yaml"
    longer.write_text(json.dumps(facts))
    before = rows()

    call_command("load_example", longer, stdout=StringIO())

    changed = {label for label, count in rows().items() if count != before[label]}
    assert changed == {"frameworks.Need", "journal.Entry"}


def test_that_a_person_is_displaced_is_stored_nowhere() -> None:
    displaced = Person.objects.get(external_id="DIO-P11")

    assert displaced.function == "Représentante des femmes déplacées"
    assert not {"idp", "displaced"} & {field.name for field in Person._meta.get_fields()}
    assert Meeting.objects.get(external_id="DIO-R1").displaced_present == 1


def test_the_members_are_dated_the_founding_of_the_framework(loaded: str) -> None:
    days = MemberCount.objects.filter(organisation__commune__slug="dioro")

    assert {count.counted_on for count in days} == {PartialDate(2024, 2, 15)}
    assert "15\u00a0février 2024" in loaded


@pytest.mark.parametrize(
    ("slug", "number", "state", "opened_on", "closed_on", "report_on"),
    [
        ("dioro", 1, "clos", "2024-03-20", "2024-07-04", "2024-06-28"),
        ("dioro", 2, "clos", "2024-07-04", "2024-10-17", "2024-10-10"),
        ("dioro", 3, "ouvert", "2024-10-17", "None", "2025-01-15"),
        ("sirakorola", 1, "clos", "2024-10-03", "2025-01-23", "2025-01-15"),
        ("sirakorola", 2, "ouvert", "2025-01-23", "None", "2025-04-29"),
    ],
)
def test_a_cycle_closes_when_the_next_meeting_opens_the_next(
    slug: str, number: int, state: str, opened_on: str, closed_on: str, report_on: str
) -> None:
    cycle = Cycle.objects.get(framework=framework(slug), number=number)

    told = (cycle.state, cycle.opened_on, cycle.closed_on, cycle.end_report_on)
    assert tuple(map(str, told)) == (state, opened_on, closed_on, report_on)
    assert cycle.follow_up_due_on == cycle.plan.ends_on


def test_plans_are_agreed_at_their_meeting_and_closed_with_their_cycle() -> None:
    plans = ActionPlan.objects.filter(cycle__framework=framework("dioro")).order_by("starts_on")

    assert list(plans.values_list("state", "agreed_at__external_id", "deliberation__number")) == [
        ("cloture", "DIO-R1", "2024-009/CR-DIO"),
        ("cloture", "DIO-R2", None),
        ("valide", "DIO-R3", None),
    ]


def test_a_deliberation_is_said_sent_since_nothing_proves_it_enforceable() -> None:
    acts = Deliberation.objects.filter(commune__slug="dioro").order_by("number")

    assert list(acts.values_list("kind", "state", "enforceable_on")) == [
        ("creation", "transmise", None),
        ("plan", "transmise", None),
    ]


def test_an_action_keeps_what_was_said_of_it_report_after_report() -> None:
    said = Statement.objects.filter(
        action__plan__cycle__framework=framework("dioro"), action__plan__cycle__number=1
    ).order_by("said_on", "pk")

    assert [str(each.said_on) for each in said.filter(action__number=1)] == [
        "2024-05-17", "2024-06-28",
    ]  # fmt: skip
    last = said.filter(action__number=5).last()
    assert last
    assert (str(last.said_on), last.situation, str(last.done_on)) == (
        "2024-06-29", "realisee", "2024-06-29",
    )  # fmt: skip


def test_what_was_done_after_the_closing_is_marked_so() -> None:
    late = Statement.objects.get(after_closing=True)

    assert (late.action.wording[:20], late.said_on) == (
        "Construire le parc d", datetime.date(2025, 1, 30),
    )  # fmt: skip


def test_a_carried_over_action_keeps_the_chain_to_its_origin() -> None:
    last = of_cycle("dioro", 3).get(number=3)

    chain = [last, last.carried_from, last.carried_from.carried_from]
    assert [(each.plan.cycle.number, each.number) for each in chain] == [(3, 3), (2, 4), (1, 6)]
    assert (last.carried_on, last.carried_reason) == (datetime.date(2024, 10, 17), "Hivernage")


def test_nothing_paid_leaves_no_payment_and_no_day_is_invented() -> None:
    assert not Payment.objects.filter(amount=0).exists()
    assert set(Payment.objects.values_list("paid_on", flat=True)) == {None}


def test_a_savings_bank_sits_where_its_manager_sits() -> None:
    members = framework("dioro").members

    assert members.get(organisation__external_id="DIO-IMF").college == "ptf"
    assert members.get(organisation__external_id="DIO-OP1").college == "secteur_prive"


def test_the_town_hall_and_the_programme_are_those_already_there() -> None:
    assert Organisation.objects.filter(kind="programme").count() == 1
    assert Organisation.objects.filter(kind="commune", commune__slug="dioro").count() == 1


def test_each_commune_gets_one_line_in_its_journal() -> None:
    lines = Entry.objects.filter(verb=Verb.LOADED, kind="frameworks.framework")

    assert sorted(lines.values_list("scope", flat=True)) == ["02010401", "04060101"]
    assert broken_lines() == []


@pytest.mark.parametrize("slug", FACTS)
def test_the_reports_of_the_file_are_validated_with_their_lines_and_text(slug: str) -> None:
    for told in FACTS[slug]["reports"]:
        report = Report.objects.get(external_id=told["id"])
        lines = {line.action.number: line.progress for line in report.lines.all()}
        assert (report.is_validated, report.summary) == (True, told["summary_fr"])
        assert lines == told["action_progress"]
        assert report.summary in report.html


@pytest.mark.parametrize("slug", FACTS)
def test_every_closed_cycle_of_the_file_has_the_report_it_owes(slug: str) -> None:
    closed = framework(slug).cycles.filter(state="clos")
    assert closed
    assert [rules.r9_end_report(cycle) for cycle in closed] == [[]] * len(closed)


def test_nothing_of_the_files_is_without_a_place_and_the_partnership_is_kept(loaded: str) -> None:
    assert "pas encore de place" not in loaded
    for slug, facts in FACTS.items():
        kind, told = framework(slug).partnership, facts["framework"]
        kept = {key: getattr(kind, key) for key in told["isp"]}
        assert (set(kind.measure_areas), kept) == (set(told["measure_areas"]), told["isp"])
