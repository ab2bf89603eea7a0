"""A file that breaks a blocking rule, or points nowhere, is refused whole and in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from consult.demo.example.reading import read_file

pytestmark = pytest.mark.django_db

EXAMPLE = Path("consult/demo/examples/dioro.yaml")
Commune = dict[str, Any]


@pytest.fixture(scope="module")
def territory(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_territory", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def ready(territory: None, db: None) -> None:
    """The communes are there; each test undoes what it adds."""


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def refusal(path: Path) -> str:
    """The sentence of the refusal, after which nothing is written."""
    before = rows()
    with pytest.raises(CommandError) as refused:
        call_command("load_example", path, stdout=StringIO())
    assert rows() == before
    return str(refused.value)


def action(commune: Commune, cycle: int = 0, number: int = 0) -> Any:
    return commune["cycles"][cycle]["plan"]["actions"][number]


def a_single_sector(commune: Commune) -> None:
    del commune["framework"]["sectors"][1:]


def four_sectors(commune: Commune) -> None:
    commune["framework"]["sectors"].append({"code": "lait", "rank": 4})


def no_founding_act(commune: Commune) -> None:
    commune["framework"]["founded_by"] = None


def a_founding_act_too_late(commune: Commune) -> None:
    commune["deliberations"][0]["date"] = "2024-03-21"


def a_founding_act_voted_down(commune: Commune) -> None:
    commune["deliberations"][0]["adopted"] = False


def nobody_of_the_private_sector(commune: Commune) -> None:
    absent = {f"DIO-P{n:02}" for n in (5, 6, 7, 8, 9, 10, 11, 17)}
    meeting = commune["meetings"][0]
    meeting["present"] = [person for person in meeting["present"] if person not in absent]


def a_plan_of_four_months(commune: Commune) -> None:
    commune["cycles"][0]["plan"]["end"] = "2024-07-31"


def an_action_nobody_answers_for(commune: Commune) -> None:
    action(commune, 1, 2)["responsible"] = None


def an_action_without_last_day(commune: Commune) -> None:
    action(commune, 1, 2)["due_date"] = None


def a_programme_that_invests(commune: Commune) -> None:
    action(commune)["funding"][0]["party"] = "PACT"


def a_closed_cycle_without_report(commune: Commune) -> None:
    commune["reports"][1]["kind"] = "mi_parcours"


def an_end_report_that_forgets_an_action(commune: Commune) -> None:
    del commune["reports"][1]["action_progress"][6]


def an_obstacle_without_answer(commune: Commune) -> None:
    commune["reports"][0]["obstacles"][0]["solution_fr"] = None


def votes_that_do_not_add_up(commune: Commune) -> None:
    commune["deliberations"][1]["votes_for"] = 23


def a_council_without_quorum(commune: Commune) -> None:
    commune["deliberations"][1].update(present=14, represented=10, absent=5)


@pytest.mark.parametrize(
    ("break_it", "item", "code"),
    [
        (a_single_sector, "cadre DIO-CC", "R1"),
        (four_sectors, "cadre DIO-CC", "R1"),
        (no_founding_act, "cadre DIO-CC", "R2"),
        (a_founding_act_too_late, "cadre DIO-CC", "R2"),
        (a_founding_act_voted_down, "cadre DIO-CC", "R2"),
        (nobody_of_the_private_sector, "réunion DIO-R1", "R3"),
        (a_plan_of_four_months, "plan 1", "R6"),
        (an_action_nobody_answers_for, "plan 2", "R6"),
        (an_action_without_last_day, "plan 2", "R6"),
        (a_programme_that_invests, "plan 1", "R8"),
        (a_closed_cycle_without_report, "cycle 1", "R9"),
        (an_end_report_that_forgets_an_action, "rapport DIO-S2", "R9"),
        (an_obstacle_without_answer, "obstacle DIO-OB1", "R11"),
        (votes_that_do_not_add_up, "délibération 2024-009/CR-DIO", "R16"),
        (a_council_without_quorum, "délibération 2024-009/CR-DIO", "R16"),
    ],
)
def test_a_broken_rule_refuses_the_file_and_is_named(
    break_it: Callable[[Commune], None], item: str, code: str, tmp_path: Path
) -> None:
    sentence = refusal(broken(tmp_path, break_it))

    assert sentence.startswith(f"Dioro, {item} ({code})\u00a0: ")
    assert sentence.endswith(".")


def broken(folder: Path, break_it: Callable[[Commune], None]) -> Path:
    facts = read_file(EXAMPLE)
    break_it(facts["communes"][0])
    path = folder / "file.yaml"
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    return path


def setting(*path: Any, to: Any) -> Callable[[Commune], None]:
    """Gives one fact of the commune another value."""

    def break_it(commune: Any) -> None:
        for step in path[:-1]:
            commune = commune[step]
        commune[path[-1]] = to

    return break_it


FIRST_ACTION = ("cycles", 0, "plan", "actions", 0)
SECOND_ACTION = ("cycles", 0, "plan", "actions", 1)
SECOND_SURVEY = ("surveys", 1, "mean_scores_1_to_4")
DIALOGUE = (*SECOND_SURVEY, "dialogue_frequency")
NEW_REVENUE = "commune 04060101, new_revenue_streams 2"


@pytest.mark.parametrize(
    ("break_it", "item", "said"),
    [
        (setting("persons", 0, "party", to="DIO-X"), "personne DIO-P01", "DIO-X"),
        (setting("organisations", 0, "president", to="DIO-P99"), "organisation DIO-OP1", "P99"),
        (setting("organisations", 1, "sector", to="or"), "organisation DIO-OP2", "or,"),
        (setting("framework", "founded_by", to="2024-999"), "cadre DIO-CC", "2024-999"),
        (setting("needs", 0, "retained_at_meeting", to="DIO-R9"), "besoin DIO-N01", "DIO-R9"),
        (setting("needs", 0, "kind", to="magie"), "besoin DIO-N01", "magie"),
        (setting("needs", 0, "status", to="rejete"), "besoin DIO-N01", ""),
        (setting("needs", 0, "beneficiaries", "women", to="40"), "besoin DIO-N01", "women"),
        (
            setting("needs", 0, "beneficiaries", "of_which_youth", to=999),
            "besoin DIO-N01",
            "",
        ),
        (setting("meetings", 0, "present", 3, to="DIO-P99"), "réunion DIO-R1", "DIO-P99"),
        (setting("meetings", 0, "present", 3, to="DIO-P18"), "réunion DIO-R1", "DIO-P18"),
        (setting("meetings", 0, "date", to="2024-02-30"), "réunion DIO-R1", "2024-02-30"),
        (setting("meetings", 1, "number", to=1), "réunion DIO-R2", ""),
        (setting("meetings", 1, "id", to="DIO-R1"), "réunion DIO-R1", "deux fois"),
        (
            setting("meetings", 1, "decisions", 1, "refs", to=["DIO-OB9"]),
            "réunion DIO-R2, décision 2",
            "DIO-OB9",
        ),
        (
            setting("meetings", 1, "logistics_costs", 0, "party", to="X"),
            "réunion DIO-R2, logistics_costs 1",
            "X",
        ),
        (setting(*FIRST_ACTION, "responsible", to="X"), "plan 1, action 1", "X"),
        (setting(*FIRST_ACTION, "pdesc_ref", to="INF-99"), "plan 1, action 1", "INF-99"),
        (setting(*FIRST_ACTION, "months", to=[4]), "plan 1, action 1", "1, 2 et 3"),
        (setting(*FIRST_ACTION, "cost_xof", to=1.5), "plan 1, action 1", "1.5"),
        (setting(*FIRST_ACTION, "cost_xof", to=-1), "plan 1, action 1", "-1"),
        (setting(*FIRST_ACTION, "progress_pct", to=120), "plan 1, action 1", "100"),
        (setting(*SECOND_ACTION, "status", to="abandonnee"), "plan 1, action 2", ""),
        (setting(*FIRST_ACTION, "status", to="finie"), "plan 1, action 1", "finie"),
        (
            setting(*FIRST_ACTION, "carried_from", to={"cycle": 9, "no": 1}),
            "plan 1, action 1",
            "9/1",
        ),
        (
            setting(*FIRST_ACTION, "funding", 1, "kind", to="promesse"),
            "plan 1, action 1, ligne de financement 2",
            "promesse",
        ),
        (setting("committee", "members", 0, "person", to="X"), "comité DIO-CS, membre X", "X"),
        (setting("reports", 0, "action_progress", 7, to=50), "rapport DIO-S1", "7"),
        (setting("reports", 0, "kind", to="roman"), "rapport DIO-S1", "roman"),
        (setting("new_revenue_streams", 0, "decided_by", to="X"), "commune 04060101", "X"),
        (setting("new_revenue_streams", 1, "title_fr", to=None), NEW_REVENUE, "title_fr"),
        (setting("taxes", 1, "kind", to="dîme"), "commune 04060101, taxes 2", "dîme"),
        (setting("taxes", 1, "year", to=24), "commune 04060101, taxes 2", "24"),
        (setting("taxes", 1, "year", to=2023), "commune 04060101, taxes 2", "deux fois"),
        (setting("taxes", 1, "collected_xof", to=-5), "commune 04060101, taxes 2", "-5"),
        (setting("taxes", 1, "op_members_paid", to=161), "commune 04060101, taxes 2", ""),
        (setting("surveys", 1, "cycle", to=9), "commune 04060101, surveys 2", "9"),
        (setting("surveys", 1, "date", to=None), "commune 04060101, surveys 2", "date"),
        (setting(*SECOND_SURVEY, "humeur", to={}), "commune 04060101, surveys 2", "humeur"),
        (setting(*DIALOGUE, "préfet", to=2), "commune 04060101, surveys 2", "préfet"),
        (setting(*DIALOGUE, "op", to=4.5), "commune 04060101, surveys 2", "4.5"),
        (setting("pdesc", "period", to="bientôt"), "PDESC", "2022-2026"),
        (setting("needs", to="aucun"), "commune 04060101", "aucun"),
    ],
)
def test_what_cannot_be_read_is_named_in_a_sentence(
    break_it: Callable[[Commune], None], item: str, said: str, tmp_path: Path
) -> None:
    sentence = refusal(broken(tmp_path, break_it))

    assert sentence.startswith(f"Dioro, {item}")
    assert said in sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("communes: [", "n’est pas du YAML bien formé (ligne 1)"),
        ("communes:\n- {day: 2024-02-30}\n", "n’est pas du YAML bien formé"),
        ("- une liste", "ne contient pas de liste «\u00a0communes\u00a0»"),
        ("", "ne contient pas de liste «\u00a0communes\u00a0»"),
        ("communes: [dioro]", "une commune est un groupe de données"),
        ("communes: [{code: '99999999', name: Ailleurs}]", "Ailleurs, commune 99999999"),
        ("communes: [{code: '04060101', name: Koula}]", "Ce numéro est celui de Dioro."),
        ("communes: [{name: Dioro}]", "«\u00a0code\u00a0» manque"),
        ("catalogues: {sectors: [{code: or}]}\ncommunes: []", "filière or"),
    ],
)
def test_a_file_that_is_no_example_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")

    assert said in refusal(path)


def test_a_file_that_does_not_open_is_refused(tmp_path: Path) -> None:
    assert "ne s’ouvre pas" in refusal(tmp_path / "absent.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00\xd8")
    assert "YAML" in refusal(tmp_path / "bytes.yaml")


def test_a_good_file_before_a_broken_one_stays(tmp_path: Path) -> None:
    path = broken(tmp_path, a_programme_that_invests)
    other = Path("consult/demo/examples/sirakorola.yaml")

    with pytest.raises(CommandError):
        call_command("load_example", other, path, stdout=StringIO())

    names = apps.get_model("frameworks", "Framework")._base_manager.values_list("external_id")
    assert list(names) == [("SIR-CC",)]


def test_a_need_said_too_late_only_warns_since_the_meeting_is_past(tmp_path: Path) -> None:
    said = StringIO()
    late = setting("needs", 5, "identified_on", to="2024-04-09")
    later = setting("needs", 6, "identified_on", to="2024-04-09")

    path = broken(tmp_path, lambda commune: (late(commune), later(commune))[0])
    call_command("load_example", path, stdout=said)

    assert "réunion DIO-R1 (R4)" in said.getvalue()


def test_an_override_with_its_reason_lets_a_programme_invest(tmp_path: Path) -> None:
    def excused(commune: Commune) -> None:
        action(commune)["funding"][0].update(party="PACT", override_reason_fr="Accord du bailleur")

    call_command("load_example", broken(tmp_path, excused), stdout=StringIO())
