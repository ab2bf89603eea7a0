"""Every answer carries the headers that keep strangers out: pages, papers, refusals, breakdowns."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from communes.models import Role
from consult import urls as product
from tests.project.pages import ON_ONE_DATABASE
from tests.project.recorded import answers
from tests.project.stages import STAGES

pytestmark = ON_ONE_DATABASE

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}


# What somebody uploaded is handed out shut in: nothing of it runs, whatever it is.
SHUT_IN = {"sandbox", "default-src 'none'"}
UPLOADED = ("/pieces/", "/suivi/photos/", "/fiches/photos/", "/methodes/")


def lacking(headers: Mapping[str, str], address: str) -> list[str]:
    """The headers an answer should carry and does not."""
    handed_out = "attachment" in headers.get("Content-Disposition", "")
    uploaded = handed_out and any(words in address for words in UPLOADED)
    asked = SHUT_IN if uploaded else POLICY
    policy = {part.strip() for part in headers.get("Content-Security-Policy", "").split(";")}
    wrong = [name for name, value in HEADERS.items() if headers.get(name) != value]
    return wrong + sorted(asked ^ policy)


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["empty", "agreed"])
def test_every_answer_carries_the_strict_headers(moment: str) -> None:
    found = {(seen.name, seen.role): lacking(seen.headers, seen.path) for seen in answers(moment)}

    assert {name: headers for name, headers in found.items() if headers} == {}


def breaking(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Une panne")


# The product's own addresses and error pages, and one address that breaks down.
urlpatterns = [path("panne/", breaking, name="breaking"), *product.urlpatterns]
handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nulle-part/", 404),
        ("/en/nowhere/", 404),
        ("/suivi-communes/", 403),
        ("/mon-compte/", 302),
        ("/panne/", 500),
    ],
)
@pytest.mark.urls(__name__)
def test_refusals_and_breakdowns_carry_them_too(address: str, status: int) -> None:
    stage = STAGES["empty"](1)
    client = stage.clients[Role.SECRETARY] if status in {403, 500} else Client()
    client.raise_request_exception = False

    response = client.get(address)

    assert (response.status_code, lacking(response.headers, address)) == (status, [])


@pytest.mark.django_db
def test_a_refused_csrf_token_carries_them_too() -> None:
    response = Client(enforce_csrf_checks=True).post("/connexion/", {"username": "a"})

    assert (response.status_code, lacking(response.headers, "/connexion/")) == (403, [])
