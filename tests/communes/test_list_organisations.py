"""The list of a commune's organisations: everything is in it, and its figures are its rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Commune, Organisation, Role
from tests import make

pytestmark = pytest.mark.django_db


def signed_in(place: Commune, role: str = Role.SECRETARY) -> Client:
    client = Client()
    client.force_login(make.user(role, place))
    return client


def listed(client: Client, place: Commune, query: str = "") -> Any:
    url = reverse("communes:organisations", kwargs={"slug": place.slug})
    return client.get(f"{url}?{query}").context


def names(context: Any) -> list[str]:
    return [organisation.name for organisation in context["page"]]


def test_the_members_are_those_of_the_latest_count(place: Commune) -> None:
    jigi = make.organisation(place)
    make.member_count(jigi, 80, 20, counted_on="2023", young=9)
    make.member_count(jigi, 40, 30, counted_on="2024-03", young=12, displaced=3)
    make.member_count(jigi, 50, 30, counted_on="2024-03", young=20, displaced=5)

    parts = ("members", "members_young", "members_displaced")
    assert list(Organisation.objects.with_members().values_list(*parts)) == [(80, 20, 5)]


def test_figures_are_the_totals_of_the_rows(place: Commune) -> None:
    make.member_count(make.organisation(place), 40, 30, young=12, displaced=3)
    make.member_count(make.organisation(place), 10, 10)
    make.organisation(place)
    make.organisation(None, "programme")
    make.member_count(make.organisation(make.commune()), 500, 500)

    figures = listed(signed_in(place), place)["figures"]

    assert figures == {
        "organisations": 4, "members": 90, "women": 50, "young": 12, "displaced": 3, "uncounted": 1,
    }  # fmt: skip


def test_each_filter_keeps_its_own(place: Commune) -> None:
    client, riz = signed_in(place), make.sector("riz")
    make.organisation(place, name="Coopérative Sɛnɛ", sectors=[riz], legal_form="scoops")
    make.organisation(place, name="Femmes de Koila", womens_organisation=True, village="Koïla")
    make.organisation(place, "ong", name="Aide", youth_organisation=True, sectors=[riz])

    kept = {
        query: names(listed(client, place, query))
        for query in (
            "q=cooperative+sene", "q=koila", "nature=ong", f"filiere={riz.pk}", "filiere=aucune",
            "forme=scoops", "forme=aucune", "public=femmes", "public=jeunes",
        )
    }  # fmt: skip

    assert kept == {
        "q=cooperative+sene": ["Coopérative Sɛnɛ"],
        "q=koila": ["Femmes de Koila"],
        "nature=ong": ["Aide"],
        f"filiere={riz.pk}": ["Aide", "Coopérative Sɛnɛ"],
        "filiere=aucune": ["Femmes de Koila"],
        "forme=scoops": ["Coopérative Sɛnɛ"],
        "forme=aucune": ["Aide", "Femmes de Koila"],
        "public=femmes": ["Femmes de Koila"],
        "public=jeunes": ["Aide"],
    }


def test_retired_organisations_are_a_tick_away(place: Commune) -> None:
    client = signed_in(place)
    make.organisation(place, name="Vivante")
    make.organisation(place, name="Ancienne", retired_on=make.day("2024-01-01"))

    assert names(listed(client, place)) == ["Vivante"]
    assert names(listed(client, place, "etat=retirees")) == ["Ancienne"]
    assert names(listed(client, place, "etat=toutes")) == ["Ancienne", "Vivante"]


def test_rows_are_sorted_by_name_or_by_members(place: Commune) -> None:
    client = signed_in(place)
    make.member_count(make.organisation(place, name="Étoile"), 10, 0)
    make.member_count(make.organisation(place, name="Baara"), 50, 0)
    make.organisation(place, name="Faso")

    assert names(listed(client, place)) == ["Baara", "Étoile", "Faso"]
    assert names(listed(client, place, "tri=-nom")) == ["Faso", "Étoile", "Baara"]
    assert names(listed(client, place, "tri=membres")) == ["Étoile", "Baara", "Faso"]
    assert names(listed(client, place, "tri=-membres")) == ["Baara", "Étoile", "Faso"]


def test_the_second_page_begins_with_the_fifty_first(place: Commune) -> None:
    for number in range(51):
        make.organisation(place, name=f"Groupement {number:02}")

    assert names(listed(signed_in(place), place, "page=2")) == ["Groupement 50"]


@pytest.mark.parametrize("page", ["organisations", "people"])
def test_a_list_asks_the_same_questions_for_one_row_and_for_three(
    page: str, place: Commune
) -> None:
    client = signed_in(place)
    url = reverse(f"communes:{page}", kwargs={"slug": place.slug})

    def add() -> None:
        organisation = make.organisation(place, sectors=[make.sector()])
        make.member_count(organisation)
        make.person(place, organisation=organisation)

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(url)
        return len(asked)

    add()
    questions()
    with_one = questions()
    add()
    add()

    assert questions() == with_one


def test_a_partner_reads_no_small_number_of_displaced_people(place: Commune) -> None:
    partner = signed_in(place, Role.PARTNER)
    make.member_count(make.organisation(place, name="Jigi"), 40, 30, displaced=4)

    assert listed(partner, place)["show_displaced"] is False
    make.member_count(make.organisation(place, name="Baara"), 40, 30, displaced=6)
    assert listed(partner, place)["show_displaced"] is True
    assert listed(partner, place, "q=baara")["show_displaced"] is False
    assert listed(signed_in(place), place, "q=jigi")["show_displaced"] is True
