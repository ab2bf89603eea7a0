"""What the commune gives besides money, and what came of it."""

from __future__ import annotations

from typing import Any

import pytest

from actionplans.models import Incentive
from communes.models import Role
from foundation.journal.models import Entry
from tests import make
from tests.actionplans.conftest import Place
from tests.wrong_input import try_everything

LINK: dict[str, Any] = {
    "kind": "mise_en_relation", "description": "Un commerçant de Ségou rencontré",
    "beneficiary": "", "action": "", "given_on": "03/03/2025", "plot": "", "act_reference": "",
    "value": "0", "outcome": "", "outcome_on": "",
}  # fmt: skip
LAND = LINK | {"kind": "acces_foncier", "plot": "Lot 12", "act_reference": "Arrêté n° 7"}


def test_an_incentive_of_nothing_is_an_incentive(place: Place) -> None:
    answer = place.client.post(place.url("add-incentive"), LINK, follow=True)

    assert Incentive.objects.get().value == 0
    assert "Un commerçant de Ségou" in answer.content.decode()
    assert Entry.objects.filter(kind="actionplans.incentive", verb="cree").exists()


@pytest.mark.parametrize("missing", ["plot", "act_reference"])
def test_land_asks_for_its_plot_and_its_act(place: Place, missing: str) -> None:
    answer = place.client.post(place.url("add-incentive"), LAND | {missing: ""})

    assert list(answer.context["form"].errors) == [missing]
    assert not Incentive.objects.exists()


def test_what_came_of_it_is_noted_later(place: Place) -> None:
    one = make.incentive(place.cycle.framework)
    sent = LINK | {"seen": "", "outcome": "Deux contrats", "outcome_on": "05/03/2025"}

    place.client.post(place.url("change-incentive", pk=one.pk), sent)

    one.refresh_from_db()
    assert (one.outcome, one.outcome_on) == ("Deux contrats", make.day("2025-03-05"))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ({"outcome": "Deux contrats"}, "outcome_on"),
        ({"outcome_on": "05/03/2025"}, "outcome"),
        ({"outcome": "Deux contrats", "outcome_on": "01/03/2025"}, "outcome_on"),
    ],
)
def test_an_outcome_has_its_day_and_a_day_its_outcome(
    place: Place, typed: dict[str, str], asked: str
) -> None:
    answer = place.client.post(place.url("add-incentive"), LINK | typed)

    assert list(answer.context["form"].errors) == [asked]


def test_the_beneficiary_and_the_action_are_of_this_commune(place: Place) -> None:
    stranger = make.organisation(make.commune())
    abroad = make.action(make.plan())
    own = make.action(place.plan())

    refused = place.client.post(
        place.url("add-incentive"), LINK | {"beneficiary": stranger.pk, "action": abroad.pk}
    )
    place.client.post(
        place.url("add-incentive"), LINK | {"beneficiary": place.group.pk, "action": own.pk}
    )

    one = Incentive.objects.get()
    assert set(refused.context["form"].errors) == {"beneficiary", "action"}
    assert (one.beneficiary, one.action) == (place.group, own)


def test_everybody_reads_them_and_only_the_commune_writes(place: Place) -> None:
    one = make.incentive(place.cycle.framework)
    place.client.force_login(make.user(Role.ADVISER, place.commune))

    shown = place.client.get(place.url("incentives"))
    opened = place.client.get(place.url("change-incentive", pk=one.pk))

    assert one.description in shown.content.decode()
    assert place.url("change-incentive", pk=one.pk) not in shown.content.decode()
    assert opened.status_code == 403


def test_wrong_incentives_are_refused_beside_their_field(place: Place) -> None:
    try_everything(
        place.client, place.url("add-incentive"), LAND, watch=[Incentive],
        must_refuse={"kind": ["credit"], "given_on": ["01/01/2099", ""], "value": ["-1"]},
    )  # fmt: skip
