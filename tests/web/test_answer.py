"""What people see when something is refused, missing or broken."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory

from consult.web import errors
from tests import make


def visitor(request: HttpRequest) -> HttpRequest:
    request.user = AnonymousUser()
    return request


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_a_fault_is_answered_without_any_database() -> None:
    request = RequestFactory().get("/en/espace/dioro/")
    request.request_id = "6964a0582abf48a1"  # type: ignore[attr-defined]

    response = errors.server_error(request)

    assert response.status_code == 500
    assert "give this number by telephone: 6964 a058" in words(response)


def test_a_fault_on_a_french_page_is_told_in_french() -> None:
    assert "Ce n’est pas votre faute." in words(
        errors.server_error(RequestFactory().get("/espace/"))
    )


def test_an_unreadable_request_gets_a_plain_page() -> None:
    response = errors.bad_request(RequestFactory().get("/en/"))

    assert (response.status_code, "Nothing was saved." in words(response)) == (400, True)


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_nothing_about_what_exists(client: Client) -> None:
    response = client.get("/en/nowhere/at-all/")

    assert response.status_code == 404
    assert "The address may be wrong, or the page is not open to you." in words(response)


def test_a_refused_act_says_why() -> None:
    request = visitor(RequestFactory().get("/en/"))

    response = errors.forbidden(request, PermissionDenied("Only the mayor closes a cycle."))

    assert (response.status_code, "Only the mayor closes a cycle." in words(response)) == (
        403,
        True,
    )


def test_an_act_somebody_else_did_first_is_a_conflict() -> None:
    request = visitor(RequestFactory().post("/"))

    response = errors.conflict(request, "The minutes were approved a moment ago.")

    sentence = "The minutes were approved a moment ago." in words(response)
    assert (response.status_code, sentence) == (409, True)


@pytest.mark.django_db
def test_an_outdated_form_offers_what_was_typed_again() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/aide/", {"what": "Kɔrɔ"}, headers={"origin": "http://testserver"})

    assert response.status_code == 403
    assert '<input type="hidden" name="what" value="Kɔrɔ">' in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_a_strangers_page_is_not_offered_again() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/aide/", {"what": "x"}, headers={"origin": "http://elsewhere.example"})

    assert (response.status_code, 'name="what"' in response.content.decode()) == (403, False)


@pytest.mark.django_db
def test_a_password_is_never_sent_back() -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"username": "maire-dioro", "password": "un secret"}

    response = client.post("/aide/", typed, headers={"origin": "http://testserver"})

    assert "un secret" not in response.content.decode()


@pytest.mark.django_db
def test_every_page_links_to_itself_in_the_other_language(client: Client) -> None:
    client.force_login(make.user(full_name="Awa (démo)"))

    page = client.get("/en/nowhere/").content.decode()

    assert re.findall(r'lang="fr" hreflang="fr">(\w+)', page) == ["Français"]


def test_the_style_sheet_fits_its_budget() -> None:
    sheet = Path(settings.BASE_DIR / "static/css/app.css").read_bytes()

    assert len(gzip.compress(sheet)) <= 6_000


def test_the_script_fits_its_budget() -> None:
    script = Path(settings.BASE_DIR / "static/js/app.js").read_bytes()

    assert len(gzip.compress(script)) <= 2_000
