"""Trainings are noted with audience and topic, people as totals, and counted by topic."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from communes.models import Commune, Role
from consult.learning.models import Training
from consult.learning.services.trainings import keep_learned
from consult.learning.trainings import totals
from foundation.journal.models import Entry
from tests import make
from tests.make_learning import training

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client: Client, settings: Any) -> Commune:
    """A commune with a framework and an agreed plan, and its secretary signed in."""
    settings.TODAY = make.day("2025-05-07")
    made = make.framework().commune
    client.force_login(make.secretary(made))
    return made


def address(place: Commune, end: str = "") -> str:
    return f"/espace/{place.slug}/formations/{end}"


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "title": "Tenir le cahier de caisse", "audience": "acteurs", "topic": "formalisation",
        "held_on": "04/03/2025", "women": "12", "men": "3", "young": "6", "displaced": "2",
        "cost": "75 000",
    } | fields  # fmt: skip


def test_a_training_keeps_its_people_cost_payer_and_what_it_concerns(
    client: Client, place: Commune
) -> None:
    payer = make.organisation(None, "programme")
    need = make.need(place.frameworks.get(), nature="formation")
    action = make.action(make.plan(make.cycle(place.frameworks.get()), state="valide"))
    links = {"needs": [need.pk], "actions": [action.pk], "indicators": ["I28", "I20"]}

    answer = client.post(address(place, "ajouter/"), typed(paid_by=payer.pk, **links))

    assert answer.status_code == 302
    found = Training.objects.get()
    assert (found.people, found.young, found.displaced, found.cost) == (15, 6, 2, 75_000)
    assert (found.paid_by, [*found.needs.all()], [*found.actions.all()]) == (
        payer, [need], [action],
    )  # fmt: skip
    assert found.indicators == ["I20", "I28"]
    page = client.get(address(place)).content.decode()
    assert "Plan n° 1, action 1" in page.replace("\u00a0", " ")
    assert Entry.objects.about(found).get().verb == "cree"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"topic": "ressources"}, "topic"),
        ({"audience": "commune"}, "topic"),
        ({"young": "16"}, "young"),
        ({"women": "", "men": ""}, "women"),
        ({"held_on": "08/05/2025"}, "held_on"),
        ({"title": ""}, "title"),
        ({"indicators": ["I99"]}, "indicators"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_keeps_what_was_typed(
    client: Client, place: Commune, fields: dict[str, Any], wrong: str
) -> None:
    answer = client.post(address(place, "ajouter/"), typed(place="Salle du conseil", **fields))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [wrong]
    assert "Salle du conseil" in answer.content.decode()
    assert not Training.objects.exists()


def test_the_database_refuses_a_topic_of_the_other_audience() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        training(make.commune(), audience="commune", topic="formalisation")


def test_totals_stand_by_topic_and_audience_and_nobody_counted_is_not_nobody() -> None:
    place = make.commune()
    training(place, cost=50_000)
    training(place, women=8, men=None, cost=None)
    training(place, topic="projets", women=None, men=None)
    training(place, audience="commune", topic="ressources", women=1, men=4)
    training(make.commune(), women=100)

    town, actors = totals(Training.objects.in_commune(place))

    assert (town.whole.number, town.whole.people, town.whole.cost) == (1, 5, None)
    assert [(t.number, t.uncounted, t.people, t.cost) for t in actors.topics] == [
        (2, 0, 23, 50_000), (1, 1, None, None),
    ]  # fmt: skip
    assert (actors.whole.number, actors.whole.women) == (3, 20)


def test_i28_stands_beside_the_totals_with_its_own_rule(client: Client, place: Commune) -> None:
    action = make.action(make.plan(make.cycle(place.frameworks.get()), state="valide"))
    training(place).actions.add(action)
    training(place, women=30)

    answer = client.get(address(place))

    assert (answer.context["whole"].people, answer.context["by_plans"]) == (48, 15)


def test_a_partner_reads_totals_without_few_displaced_people_and_writes_nothing(
    client: Client, place: Commune
) -> None:
    found = training(place, displaced=3)
    partner = make.user(Role.PARTNER, place)
    client.force_login(partner)

    page = client.get(address(place)).content.decode()

    assert "moins de 5 déplacés" in page
    assert "3 déplacés" not in page
    assert client.get(address(place, "ajouter/")).status_code == 403
    with pytest.raises(PermissionDenied):
        keep_learned(found, by=partner, save=found.save, fields=[])
