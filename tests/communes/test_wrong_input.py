"""No form of the actors' pages ever fails on what is typed into it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from communes.models import Commune, FormalisationEvent, MemberCount, Organisation, Person
from tests import make
from tests.wrong_input import try_everything

pytestmark = pytest.mark.django_db
NOBODY = 9_999_999


def url(name: str, place: Commune, **kwargs: int) -> str:
    return reverse(f"communes:{name}", kwargs={"slug": place.slug, **kwargs})


def test_adding_an_organisation_survives_everything(place: Commune, client: Client) -> None:
    sector, gone = make.sector(), make.sector(retired=True)
    valid = {
        "name": "Coopérative Jigi (démo)",
        "kind": "organisation_professionnelle",
        "sectors": [sector.pk],
        "village": "Koila",
        "women": "40",
        "men": "30",
        "young": "10",
        "displaced": "2",
        "counted_on": "03/2024",
    }

    try_everything(
        client,
        url("add-organisation", place),
        valid,
        watch=[Organisation, MemberCount],
        must_refuse={
            "name": ["", "x" * 500],
            "kind": ["", "banque"],
            "sectors": [[NOBODY], ["abc"], [gone.pk]],
            "women": ["-5", "12,5 millions", ""],
            "young": ["71"],
            "displaced": ["71"],
            "counted_on": ["31/02/2025", "2199"],
        },
    )


def test_changing_an_organisation_survives_everything(place: Commune, client: Client) -> None:
    stranger = make.person(make.commune())
    changed = make.organisation(place, name="Union des pêcheurs (démo)", village="Koila")
    valid = {
        "name": "Union des pêcheurs (démo)",
        "kind": "organisation_professionnelle",
        "village": "Dioro",
        "turnover": "1 500 000",
        "latitude": "13,689",
        "longitude": "-5,831",
    }

    try_everything(
        client,
        url("change-organisation", place, pk=changed.pk),
        valid,
        watch=[Organisation],
        must_refuse={
            "president": [stranger.pk, NOBODY, "abc"],
            "treasurer": [stranger.pk],
            "latitude": ["48", "abc", ""],
            "longitude": ["-5°", "20"],
            "turnover": ["-5", "12,5 millions"],
            "phone": ["12"],
            "founded_on": ["31/02/2007", "2199"],
            "account_opened_on": ["2007"],
            "service_kind": [NOBODY],
        },
    )


def test_counting_members_survives_everything(place: Commune, client: Client) -> None:
    counted = make.organisation(place)

    try_everything(
        client,
        url("add-members", place, pk=counted.pk),
        {"counted_on": "03/2024", "women": "40", "men": "30"},
        watch=[MemberCount],
        must_refuse={"women": ["", "-5"], "young": ["71"], "counted_on": ["", "2199"]},
    )


def test_writing_a_step_survives_everything(place: Commune, client: Client) -> None:
    guided = make.organisation(place)

    try_everything(
        client,
        url("add-step", place, pk=guided.pk),
        {"stage": "immatriculee", "reached_on": "2019"},
        watch=[FormalisationEvent],
        must_refuse={"stage": ["", "abc"], "reached_on": ["", "31/02/2019", "2199"]},
    )


def test_retiring_an_organisation_survives_everything(place: Commune, client: Client) -> None:
    retired = make.organisation(place)

    try_everything(
        client,
        url("retire-organisation", place, pk=retired.pk),
        {"on": "01/03/2024"},
        must_refuse={"on": ["", "31/02/2024", "01/01/2099"]},
    )


def test_adding_a_person_survives_everything(place: Commune, client: Client) -> None:
    own, shared = make.organisation(place), make.organisation(None)
    foreign = make.organisation(make.commune())
    valid = {
        "first_name": "Awa (démo)",
        "last_name": "DIARRA",
        "sex": "F",
        "organisation": own.pk,
        "office": "president",
        "birth_year": "1985",
        "phone": "76 12 34 56",
    }

    try_everything(
        client,
        url("add-person", place),
        valid,
        watch=[Person],
        must_refuse={
            "last_name": ["", "x" * 500],
            "sex": ["", "X"],
            "organisation": [foreign.pk, NOBODY, "abc"],
            "college": ["abc"],
            "birth_year": ["85", "1850", "2150"],
            "phone": ["12", "+33 1 23 45 67 89"],
        },
    )
    assert (
        client.post(url("add-person", place), {**valid, "organisation": shared.pk})
        .context["form"]
        .errors["office"]
    )


def test_changing_a_person_survives_everything(place: Commune, client: Client) -> None:
    foreign = make.organisation(make.commune())
    changed = make.person(place)

    try_everything(
        client,
        url("change-person", place, pk=changed.pk),
        {"first_name": "Awa (démo)", "last_name": "DIARRA", "sex": "F"},
        watch=[Person],
        must_refuse={"organisation": [foreign.pk], "sex": [""], "birth_year": ["12,5 millions"]},
    )


@pytest.mark.parametrize("page", ["organisations", "people"])
@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=" + "a+" * 4000, "q=" + "x" * 500, "page=-5", "page=abc", "tri=abc",
        "tri=--nom", "nature=abc", "filiere=999999", "filiere=abc", "filiere=aucune",
        "forme=aucune", "public=x", "etat=x", "college=aucune", "organisation=abc", "sexe=X",
        "nature=a&nature=b", "q=%F0%9F%8C%BE", "organisation=99999999999999999999",
    ],
)  # fmt: skip
def test_no_address_of_a_list_fails(page: str, query: str, place: Commune, client: Client) -> None:
    make.organisation(place)
    make.person(place)

    assert client.get(f"{url(page, place)}?{query}").status_code == 200


def test_a_link_with_a_foreign_organisation_proposes_nothing(
    place: Commune, client: Client
) -> None:
    foreign = make.organisation(make.commune(), name="Étrangère (démo)")

    response = client.get(f"{url('add-person', place)}?organisation={foreign.pk}&office=abc")

    assert response.status_code == 200
    assert foreign.name not in response.content.decode()
