"""Visits between communes and adoptions of the approach are noted by one commune for itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from communes.models import Commune
from consult.learning.models import Adoption, ExchangeVisit
from tests import make
from tests.make_learning import adoption, exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client: Client, settings: Any) -> Commune:
    settings.TODAY = make.day("2025-05-07")
    made = make.commune("Dioro")
    client.force_login(make.secretary(made))
    return made


def visit(place: Commune, client: Client, **fields: Any) -> Any:
    typed = {"other": "Sirakorola", "held_on": "04/03/2025", "subject": "La mare"} | fields
    return client.post(f"/espace/{place.slug}/echanges/ajouter/", typed)


def test_the_other_commune_is_typed_by_its_name_and_stays_when_the_visit_is_corrected(
    client: Client, place: Commune
) -> None:
    other = make.commune("Sirakorola")

    answer = visit(place, client, other="sirakorola", women="4", lessons="Payer d’avance.")

    found = ExchangeVisit.objects.get()
    assert (answer.status_code, found.other, found.people) == (302, other, 4)
    page = f"/espace/{place.slug}/echanges/{found.pk}/modifier/"
    form = client.get(page).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value()}
    assert shown["other"] == "Sirakorola (Dioro)"
    assert client.post(page, shown | {"lessons": "Payer après."}).status_code == 302
    found.refresh_from_db()
    assert (found.other, found.lessons) == (other, "Payer après.")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Nulle part", "Aucune commune ne porte ce nom"),
        ("Togou", "Togou (Dioro), Togou (Dioro)"),
        ("Sira", "Possible : Sirakorola (Dioro)"),
        ("Dioro", "une autre commune que la vôtre"),
    ],
)
def test_a_name_that_leads_to_no_other_commune_is_refused_in_a_sentence(
    client: Client, place: Commune, name: str, sentence: str
) -> None:
    for known in ("Togou", "Togou", "Sirakorola"):
        make.commune(known)

    answer = visit(place, client, other=name)

    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors["other"]).replace("\u00a0", " ")
    assert not ExchangeVisit.objects.exists()


def test_an_adoption_names_a_commune_or_a_body_one_of_the_two(
    client: Client, place: Commune
) -> None:
    other = make.commune("Sirakorola")
    page = f"/espace/{place.slug}/adoptions/ajouter/"
    typed = {"adopted_on": "2024", "adaptation": "Deux filières au lieu de trois."}

    neither = client.post(page, typed)
    both = client.post(page, typed | {"by_commune": "Sirakorola", "by_other": "Un programme"})
    done = client.post(page, typed | {"by_commune": "Sirakorola"})

    assert [*neither.context["form"].errors] == [*both.context["form"].errors] == ["by_other"]
    assert done.status_code == 302
    found = Adoption.objects.get()
    assert (found.by_commune, str(found.adopted_on), found.noted_by is None) == (
        other, "2024", False,
    )  # fmt: skip


def test_each_commune_sees_its_own_visits_and_adoptions_alone(
    client: Client, place: Commune
) -> None:
    other = make.commune("Sirakorola")
    exchange(other, place, subject="Vu chez les autres")
    adoption(other, adaptation="Repris ailleurs")

    pages = [
        client.get(f"/espace/{place.slug}/{page}/").content.decode()
        for page in ("echanges", "adoptions")
    ]

    assert "Vu chez les autres" not in pages[0]
    assert "Repris ailleurs" not in pages[1]
