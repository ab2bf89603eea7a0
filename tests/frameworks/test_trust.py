"""The trust survey is typed from its paper tallies, on each side apart, and never by name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from communes.models import Commune
from frameworks.models import Cycle, TrustSurvey
from frameworks.trust import read
from tests import make

pytestmark = pytest.mark.django_db

FIRST = "dialogue_frequency"


@pytest.fixture
def cycle(client: Client) -> Cycle:
    """An open cycle, and the commune's secretary signed in."""
    made = make.cycle()
    client.force_login(make.secretary(made.commune))
    return made


def address(place: Commune, page: str = "ajouter/") -> str:
    return f"/espace/{place.slug}/confiance/{page}"


def typed(cycle: Cycle, **answers: str) -> dict[str, str]:
    return {
        "cycle": str(cycle.pk), "asked_on": "03/03/2025",
        "respondents_commune": "5", "respondents_op": "12", **answers,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "mean"),
    [
        ("2,4", "2.40"), ("3", "3.00"), ("2.75", "2.75"),
        ("1 3 5 2", "2.73"), ("0/0/0/4", "4.00"), ("1, 3, 5, 2", "2.73"),
    ],
)  # fmt: skip
def test_a_mean_or_a_tally_is_read(client: Client, cycle: Cycle, said: str, mean: str) -> None:
    answer = client.post(address(cycle.commune), typed(cycle, **{f"{FIRST}_op": said}))

    assert answer.status_code == 302
    score = TrustSurvey.objects.get().scores.get()
    assert (score.item, score.side, score.mean) == (FIRST, "op", Decimal(mean))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({f"{FIRST}_op": "5"}, "comprise entre 1 et 4"),
        ({f"{FIRST}_op": "beaucoup"}, "Écrivez une moyenne"),
        ({f"{FIRST}_op": "0 0 0 0"}, "Personne n’a répondu"),
        ({f"{FIRST}_op": "5 5 5 5"}, "Plus de personnes ont répondu à cette question"),
        ({f"{FIRST}_op": "2", "respondents_op": "0"}, "dites combien de personnes"),
        ({}, "une question au moins"),
        ({f"{FIRST}_op": "2", "asked_on": "03/03/2099"}, "pas encore venu"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    client: Client, cycle: Cycle, answers: dict[str, str], sentence: str
) -> None:
    page = client.post(address(cycle.commune), typed(cycle, **answers))

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not TrustSurvey.objects.exists()


def test_a_survey_is_changed_and_an_answer_taken_away(client: Client, cycle: Cycle) -> None:
    survey = make.survey(cycle)
    answers = {f"{FIRST}_commune": "", f"{FIRST}_op": "2,25", "respect_of_commitments_op": "3"}

    answer = client.post(address(cycle.commune, f"{survey.pk}/modifier/"), typed(cycle, **answers))

    assert answer.status_code == 302
    means = {(s.item, s.side): str(s.mean) for s in survey.scores.all()}
    assert means == {(FIRST, "op"): "2.25", ("respect_of_commitments", "op"): "3.00"}


def test_the_same_day_is_not_noted_twice(client: Client, cycle: Cycle) -> None:
    make.survey(cycle)

    page = client.post(address(cycle.commune), typed(cycle, **{f"{FIRST}_op": "2"}))
    assert "Une enquête de ce jour est déjà notée." in page.content.decode()


def test_the_distance_is_drawn_between_both_sides_and_said_in_words(
    client: Client, cycle: Cycle
) -> None:
    survey = make.survey(cycle)
    item = read(survey).items[0]
    page = client.get(address(cycle.commune, "")).content.decode()

    assert (item.commune_at, item.organisations_at, item.gap) == ("50.0%", "34.7%", 0.5)
    assert 'aria-label="De 1 à 4\u00a0: la commune 2,5, les organisations 2,0"' in page
    assert 'cx="50.0%"' in page
    assert "n.d." in page  # four questions nobody answered


def test_a_commune_without_cycle_is_told_what_to_do_first(client: Client) -> None:
    place = make.framework().commune
    client.force_login(make.secretary(place))

    assert "Ouvrez le premier cycle" in client.get(address(place)).content.decode()
