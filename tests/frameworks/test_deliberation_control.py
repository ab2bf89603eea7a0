"""What the State's representative answers to an act: an act of its own, with its number and day."""

from __future__ import annotations

from typing import Any

import pytest

from frameworks.documents import act_paper
from frameworks.models import Deliberation
from tests import make
from tests.frameworks.world import Place
from tests.papers import plain

pytestmark = pytest.mark.django_db
ANSWER = {
    "outcome": "approuvee",
    "dated": "01/03/2024",
    "number": "12/SP",
    "authority": "",
    "note": "",
}


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
def act(place: Place) -> Deliberation:
    founding = place.its.founding_deliberation
    assert founding is not None
    founding.state, founding.transmitted_on = "transmise", make.day("2024-02-19")
    founding.save()
    return founding


def answer(place: Place, act: Deliberation, **changes: Any) -> Any:
    page = place.post("act-control", ANSWER | changes, pk=act.pk)
    act.refresh_from_db()
    return page


def test_an_approval_is_kept_with_its_number_and_leaves_the_state(
    place: Place, act: Deliberation
) -> None:
    answer(place, act)

    kept = act.controls.values_list("outcome", "dated", "number")
    assert (list(kept), act.state) == (
        [("approuvee", make.day("2024-03-01"), "12/SP")],
        "transmise",
    )


@pytest.mark.parametrize("outcome", ["observations", "annulee", "approbation_refusee"])
def test_another_answer_gives_the_act_its_state(
    place: Place, act: Deliberation, outcome: str
) -> None:
    answer(place, act, outcome=outcome, note="Corriger l’article 4.")

    assert act.state == outcome


def test_silence_then_a_late_answer_are_both_kept(place: Place, act: Deliberation) -> None:
    answer(place, act, outcome="silence", number="")
    answer(place, act, outcome="observations", dated="10/03/2024", note="Corriger l’article 4.")

    assert [control.outcome for control in act.controls.all()] == ["silence", "observations"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dated": "18/02/2024"}, "__all__"),
        ({"dated": "01/03/2030"}, "__all__"),
        ({"outcome": "silence"}, "__all__"),
        ({"outcome": "observations"}, "__all__"),
        ({"dated": ""}, "dated"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_keeps_what_was_typed(
    place: Place, act: Deliberation, changes: dict[str, str], field: str
) -> None:
    page = answer(place, act, **changes)

    assert list(page.context["form"].errors) == [field]
    assert act.controls.count() == 0


def test_an_act_not_sent_has_no_answer(place: Place, act: Deliberation) -> None:
    Deliberation.objects.filter(pk=act.pk).update(state="votee", transmitted_on=None)

    page = answer(place, act)

    assert (page.status_code, act.controls.count()) == (200, 0)
    assert place.get("act-control", pk=act.pk).status_code == 302


def test_page_and_paper_tell_the_answer(place: Place, act: Deliberation) -> None:
    answer(place, act)

    assert "12/SP" in place.get("deliberation", pk=act.pk).content.decode()
    assert "n° 12/SP" in plain(act_paper(act).html())


def test_the_committee_records_no_answer(place: Place, act: Deliberation) -> None:
    place.become("comite")

    assert answer(place, act).status_code == 403
