"""Whoever comes second reads a calm page; what was typed first stands."""

import pytest
from django.http import HttpRequest

from consult.web.middleware import ConflictMiddleware
from foundation.records.errors import NotReady, Stale
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_somebody(rf: object) -> HttpRequest:
    request: HttpRequest = rf.post("/espace/koula/")  # type: ignore[attr-defined]
    request.user = make.user()
    return request


def answer(request: HttpRequest, exception: Exception) -> object:
    return ConflictMiddleware(lambda _request: None).process_exception(request, exception)  # type: ignore[arg-type,return-value]


def test_a_move_somebody_else_made_first_is_a_conflict(request_of_somebody: HttpRequest) -> None:
    assert answer(request_of_somebody, Stale()).status_code == 409  # type: ignore[attr-defined]


def test_a_refusal_no_page_explained_shows_its_sentence(request_of_somebody: HttpRequest) -> None:
    page = answer(request_of_somebody, NotReady("Le PV est déjà approuvé."))

    assert "Le PV est déjà approuvé." in page.content.decode()  # type: ignore[attr-defined]


def test_other_faults_stay_faults(request_of_somebody: HttpRequest) -> None:
    assert answer(request_of_somebody, ValueError()) is None
