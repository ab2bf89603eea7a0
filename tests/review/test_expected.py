"""`manage.py indicators` says of the example communes what their files expect, key by key."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from consult.demo.example.reading import read_file
from tests import make

pytestmark = pytest.mark.django_db

FILES = [Path("consult/demo/examples/dioro.yaml"), Path("consult/demo/examples/sirakorola.yaml")]
EXPECTED = {
    commune["code"]: commune["expected"]
    for path in FILES
    for commune in read_file(path)["communes"]
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_territory", stdout=StringIO())
        call_command("load_example", *FILES, stdout=StringIO())
        yield
        transaction.set_rollback(True)


def written(code: str, **options: Any) -> str:
    said = StringIO()
    call_command("indicators", commune=code, stdout=said, **options)
    return said.getvalue()


def without_labels(facts: dict[str, Any]) -> dict[str, Any]:
    """The label of a meeting is not compared."""
    return {**facts, "meetings": [{**row, "meeting": ""} for row in facts["meetings"]]}


@pytest.mark.parametrize("code", EXPECTED)
def test_the_indicators_of_an_example_are_those_expected(code: str, loaded: None) -> None:
    said = json.loads(written(code))

    assert without_labels(said) == without_labels(EXPECTED[code])


def test_one_cycle_shows_its_meetings_its_plan_and_its_survey(loaded: None) -> None:
    said, whole = json.loads(written("04060101", cycle=2)), EXPECTED["04060101"]

    assert said["cycles"] == [whole["cycles"][1]]
    assert without_labels(said)["meetings"] == without_labels(whole)["meetings"][1:2]
    assert (said["trust"], said["taxes"]) == ([whole["trust"][1]], whole["taxes"])


def test_a_table_holds_one_line_per_figure(loaded: None) -> None:
    rows = list(csv.reader(StringIO(written("04060101", format="csv"))))

    assert rows[0] == ["part", "row", "indicator", "value"]
    assert ["cycles", "1", "completion_rate", "0.6667"] in rows
    assert ["meetings", "DIO-R1", "by_college.ptf", "1"] in rows
    assert ["taxes", "2024 droits_de_marche", "op_member_compliance", ""] in rows
    assert ["new_streams", "", "collected_xof", "362000"] in rows


def test_a_label_that_would_start_a_formula_is_disarmed_in_a_table() -> None:
    place = make.commune()
    make.meeting(make.framework(place), external_id="=1+1")

    rows = csv.reader(StringIO(written(place.code, format="csv")))
    assert {row[1] for row in rows if row[0] == "meetings"} == {"'=1+1"}


def test_a_commune_without_framework_has_nothing_but_no_false_zero_rates() -> None:
    said = json.loads(written(make.commune().code))

    assert (said["meetings"], said["cycles"], said["trust"], said["taxes"]) == ([], [], [], [])
    assert said["needs"]["satisfaction_strict"] is None
    assert (said["organisations"]["members"], said["organisations"]["mean_members"]) == (None, None)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"code": "99999999"}, "Aucune commune n’a le numéro 99999999."),
        ({"code": "04060101", "cycle": 7}, "Dioro n’a pas de cycle 7."),
    ],
)
def test_a_wrong_number_is_told_in_a_sentence(
    options: dict[str, Any], sentence: str, loaded: None
) -> None:
    with pytest.raises(CommandError) as refused:
        written(**options)

    assert str(refused.value) == sentence
