"""An action that keeps coming back: the third time somebody has to decide."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans import rules
from actionplans.models import Action, ActionPlan
from consult.cycle import services
from consult.cycle.carrying import Decided
from foundation.accounts.models import User
from foundation.records.errors import NotReady
from tests import make

pytestmark = pytest.mark.django_db
ON = make.day("2025-06-12")


class Waiting:
    """A framework whose action was carried over twice and waits once more, beside a fresh one."""

    def __init__(self) -> None:
        framework = make.framework()
        self.commune = framework.commune
        self.town = make.organisation(self.commune, name="Commune")
        last = None
        for number in (1, 2, 3):
            closed = make.cycle(framework, number, state="clos", closed_on=ON, end_report_on=ON)
            last = make.action(
                make.plan(closed, state="cloture"),
                carried_from=last,
                responsible=self.town,
                wording="Clôturer le marché",
                water_use="peche",
                water_site="Mare",
            )
        assert last is not None
        self.often, self.fresh = last, make.action(last.plan, wording="Former")
        self.plan: ActionPlan = make.plan(make.cycle(framework, 4))
        self.secretary: User = make.secretary(self.commune)

    def carry(self, **decided: Any) -> list[Action]:
        return services.carry_over(
            self.plan,
            [self.often],
            by=self.secretary,
            on=ON,
            reason="Pluies",
            decided={self.often.pk: Decided(**decided)},
        )

    @property
    def url(self) -> str:
        return reverse("cycle:carry", args=[self.commune.slug])


@pytest.fixture
def waiting() -> Waiting:
    return Waiting()


def test_the_third_return_is_refused_without_a_decision(waiting: Waiting) -> None:
    with pytest.raises(NotReady, match="Clôturer le marché"):
        services.carry_over(
            waiting.plan, [waiting.fresh, waiting.often], by=waiting.secretary, on=ON
        )

    assert not waiting.plan.actions.exists()


def test_a_second_return_asks_for_nothing(waiting: Waiting) -> None:
    (carried,) = services.carry_over(
        waiting.plan, [waiting.fresh], by=waiting.secretary, on=ON, reason="Pluies"
    )

    assert (carried.carry_choice, carried.carried_from) == ("", waiting.fresh)


@pytest.mark.parametrize(
    "decided",
    [
        {"choice": "autre"},
        {"choice": "autre_portee", "wording": "CLÔTURER le  marche"},
        {"choice": "autre_responsable"},
    ],
)
def test_a_decision_that_changes_nothing_is_none(waiting: Waiting, decided: Any) -> None:
    with pytest.raises(NotReady):
        waiting.carry(**decided)


def test_another_scope_is_written_and_the_choice_kept(waiting: Waiting) -> None:
    (carried,) = waiting.carry(choice="autre_portee", wording="Clôturer la moitié du marché")

    assert (carried.wording, carried.carry_choice, carried.carried_reason) == (
        "Clôturer la moitié du marché",
        "autre_portee",
        "Pluies",
    )
    assert carried.water_site == "Mare"


def test_another_responsible_takes_the_action(waiting: Waiting) -> None:
    group = make.organisation(waiting.commune)

    (carried,) = waiting.carry(choice="autre_responsable", responsible=group)

    assert (carried.wording, carried.responsible) == ("Clôturer le marché", group)


@pytest.mark.parametrize(
    ("choice", "words"), [("conseil", "conseil"), ("conseiller", "conseiller")]
)
def test_the_council_or_the_adviser_sees_what_is_asked(
    waiting: Waiting, client: Client, choice: str, words: str
) -> None:
    (carried,) = waiting.carry(choice=choice)
    client.force_login(make.user("conseiller", waiting.commune))

    sentences = [finding.sentence for finding in rules.third_return(waiting.plan)]
    page = client.get(reverse("actionplans:action", args=[waiting.commune.slug, carried.pk]))

    home = client.get(reverse("cycle:home", args=[waiting.commune.slug])).content.decode()
    assert "Reportées encore et encore" in home
    assert len(sentences) == 1
    assert words in sentences[0]
    assert "Reportée 3 fois" in page.content.decode()


def test_the_page_says_what_lacks_beside_the_row_and_keeps_what_was_typed(
    waiting: Waiting, client: Client
) -> None:
    client.force_login(waiting.secretary)
    pk = waiting.often.pk
    typed = {
        "actions": [pk],
        f"choice_{pk}": "autre_portee",
        f"wording_{pk}": "",
        "reason": "Pluie",
    }

    answer = client.post(waiting.url, typed)

    form = answer.context["form"]
    assert list(form.errors) == [f"wording_{pk}"]
    assert [row.ticked for row in answer.context["rows"]] == [True, False]
    assert form["reason"].value() == "Pluie"


def test_a_decision_on_the_page_carries_the_action(waiting: Waiting, client: Client) -> None:
    client.force_login(waiting.secretary)
    pk = waiting.often.pk
    page = client.get(waiting.url).content.decode()
    assert "déjà reportée 2 fois" in page

    client.post(waiting.url, {"actions": [pk], f"choice_{pk}": "conseil", "reason": "Pluie"})

    assert waiting.plan.actions.get().carry_choice == "conseil"


def test_an_action_of_another_commune_is_not_carried(waiting: Waiting, client: Client) -> None:
    other = Waiting()
    client.force_login(waiting.secretary)

    answer = client.post(waiting.url, {"actions": [other.often.pk]})

    assert "actions" in answer.context["form"].errors
    assert not Action.objects.filter(plan=waiting.plan).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_wait(
    waiting: Waiting, client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows - 1):
        make.action(waiting.often.plan, carried_from=make.action(waiting.often.plan))
    client.force_login(waiting.secretary)
    client.get(waiting.url)

    with django_assert_num_queries(9):
        client.get(waiting.url)
