"""Everybody starts on the page of their role."""

import pytest
from django.test import Client

from communes.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def start(client: Client, user):  # type: ignore[no-untyped-def]
    client.force_login(user)
    return client.get("/espace/")


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.MAYOR, Role.SERVICE])
def test_people_of_one_commune_start_at_its_home(client: Client, role: Role) -> None:
    commune = make.commune()

    answer = start(client, make.user(role, commune))

    assert answer.headers["Location"] == f"/espace/{commune.slug}/"


def test_the_committee_starts_at_its_one_page_which_has_a_short_address(client: Client) -> None:
    commune = make.commune()

    answer = start(client, make.user(Role.COMMITTEE, commune))
    short = client.get("/mes-actions/")

    here = f"/espace/{commune.slug}/suivi/seance/"
    assert [answer.headers["Location"], short.headers["Location"]] == [here, here]


def test_without_one_commune_the_short_address_leads_to_the_start(client: Client) -> None:
    user = make.user(Role.COMMITTEE, make.commune())
    make.assign(user, Role.COMMITTEE, make.commune())
    client.force_login(user)

    assert client.get("/mes-actions/").headers["Location"] == "/espace/"


@pytest.mark.parametrize("role", [Role.ADVISER, Role.PARTNER, Role.ADMINISTRATOR])
def test_those_who_compare_communes_start_at_the_matrix(client: Client, role: Role) -> None:
    assert start(client, make.user(role)).status_code == 302


def test_several_communes_are_offered_by_name(client: Client) -> None:
    here, there = make.commune("Dioro"), make.commune("Sirakorola")
    user = make.secretary(there)
    make.assign(user, Role.COMMITTEE, here)

    page = start(client, user).content.decode()

    assert page.index(">Dioro<") < page.index(">Sirakorola<")


def test_without_a_role_a_calm_page_says_whom_to_call(client: Client) -> None:
    answer = start(client, make.user())

    assert (answer.status_code, answer.context["home"], answer.context["places"]) == (200, "", {})


def test_visitors_see_the_front_page_and_are_asked_to_sign_in_elsewhere(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/espace/").headers["Location"] == "/connexion/?next=/espace/"


def test_signed_in_people_go_on_from_the_front_page(client: Client) -> None:
    client.force_login(make.user())

    assert client.get("/").headers["Location"] == "/espace/"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("page", ["aide/", "accessibilite/", *(f"aide/{role}/" for role in Role)])
def test_help_is_open_to_everybody_in_both_languages(
    client: Client, prefix: str, page: str
) -> None:
    assert client.get(f"{prefix}/{page}").status_code == 200


def test_there_is_no_help_for_an_unknown_role(client: Client) -> None:
    assert client.get("/aide/roi/").status_code == 404
