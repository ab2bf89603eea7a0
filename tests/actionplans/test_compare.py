"""Two texts of a plan side by side: whatever the seal holds, a change of it is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import translation

from actionplans.documents.changes import changes_between
from actionplans.models import Action, CarryChoice, ContractKind, WaterUse
from actionplans.services.sealing import as_text, canonical
from communes.models import MeasureArea
from tests import make
from tests.actionplans.conftest import Place

SAID: dict[str, Any] = {
    "water_use": WaterUse.IRRIGATION,
    "water_site": "Mare de Kominé",
    "contract_kind": ContractKind.LEASE,
    "contract_note": "Avec la coopérative, deux ans",
    "measure_areas": [MeasureArea.ECONOMY],
    "to_enter": True,
    "jobs_expected": 12,
    "jobs_expected_women": 5,
    "jobs_expected_young": 4,
    "carry_choice": CarryChoice.COUNCIL,
}


def data_of(action: Action) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_text(canonical(action.plan)))
    return found


def lines(action: Action, **fields: Any) -> dict[str, tuple[str, str]]:
    """What is shown of the action once these columns are written."""
    before = data_of(action)
    Action.objects.filter(pk=action.pk).update(**fields)
    with translation.override("fr"):
        changes = changes_between(before, data_of(action), {})
    return {line.label: (line.before, line.after) for one in changes.actions for line in one.lines}


@pytest.mark.parametrize("column", [*SAID, "replaces"])
def test_a_change_of_any_shape_of_an_action_is_shown(place: Place, column: str) -> None:
    action = make.action(place.plan(), jobs_expected=1, carried_reason="La pluie")
    other = make.action(make.plan(make.cycle(make.framework(make.commune()))))

    assert len(lines(action, **{column: SAID.get(column, other.pk)})) == (
        2 if column == "carry_choice" else 1
    )


def test_jobs_and_water_are_told_in_words(place: Place) -> None:
    found = lines(make.action(place.plan()), **SAID)

    jobs = "12, dont 5 pour des femmes, 4 pour des personnes de 35 ans ou moins"
    assert found["Emplois attendus"] == ("", jobs)
    assert found["Eau"] == ("", "Irrigation – Mare de Kominé")


def test_a_text_sealed_before_these_could_be_said_is_compared_all_the_same(place: Place) -> None:
    action = make.action(place.plan(), wording="Semer")

    assert "water_use" not in data_of(action)["actions"][0]
    assert lines(action, wording="Bâtir") == {"Action": ("Semer", "Bâtir")}
