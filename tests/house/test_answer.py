"""What surrounds every answer: its identifier, its log line, its headers, its health pages."""

import json
import logging
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from communes.models import Assignment, Role
from consult.web import health
from consult.web.logs import JsonLine
from consult.web.middleware import headers, request_line
from foundation.accounts.models import User


def ordinary(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Bonjour")


def answer(address: str = "/") -> HttpResponse:
    return request_line(headers(ordinary))(RequestFactory().get(address))


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(JsonLine().format(record)) for record in caplog.records]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="consult.request")
    return caplog


def test_each_request_leaves_one_line_with_the_identifier_of_its_answer(
    log: pytest.LogCaptureFixture, client: Client
) -> None:
    response = client.get("/sante/vivant")

    [line] = lines(log)
    assert line["request_id"] == response["X-Request-ID"]
    assert (line["method"], line["status"], line["queries"]) == ("GET", 200, 0)
    assert str(line["route"]).endswith("alive")
    assert str(line["time"]).endswith("+00:00")


def test_two_requests_have_two_identifiers() -> None:
    assert answer()["X-Request-ID"] != answer()["X-Request-ID"]


def test_the_line_holds_neither_the_address_nor_what_was_typed(
    log: pytest.LogCaptureFixture, client: Client
) -> None:
    client.get("/personnes/moussa-coulibaly?telephone=76123456", headers={"user-agent": "Sékou"})

    text = json.dumps(lines(log), ensure_ascii=False)
    assert [word for word in ("moussa", "76123456", "Sékou") if word in text] == []


def failing(_request: HttpRequest) -> HttpResponse:
    raise ValueError("Moussa Coulibaly, 76123456")


def broken(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Panne", status=500)


urlpatterns = [path("panne", failing, name="failing")]
handler500 = broken


@pytest.mark.urls("tests.house.test_answer")
def test_an_unforeseen_error_is_logged_under_the_identifier_shown_to_the_visitor(
    log: pytest.LogCaptureFixture, client: Client, settings: Settings
) -> None:
    settings.MIDDLEWARE = ["consult.web.middleware.request_line"]
    client.raise_request_exception = False
    response = client.get("/panne")

    error, line = lines(log)
    assert response.status_code == 500
    assert error["request_id"] == line["request_id"] == response["X-Request-ID"]
    assert "failing" in json.dumps(error["errors"])
    assert "Moussa" not in json.dumps([error, line])


def test_an_error_with_its_cause_is_logged_with_both() -> None:
    try:
        try:
            raise KeyError("nom")
        except KeyError as error:
            raise ValueError("phrase") from error
    except ValueError as error:
        record = logging.LogRecord("a", logging.ERROR, "", 0, "Échec", None, None)
        record.exc_info = (type(error), error, error.__traceback__)

    line = json.loads(JsonLine().format(record))

    kinds = [error["kind"] for error in line["errors"]]
    assert (line["message"], kinds) == ("Échec", ["builtins.ValueError", "builtins.KeyError"])


def test_a_page_is_kept_by_no_other_cache_than_the_readers() -> None:
    assert answer()["Cache-Control"] == "private, no-cache"


def test_the_sign_in_page_is_kept_by_no_cache_at_all(settings: Settings) -> None:
    settings.LOGIN_URL = "/connexion/"

    assert answer("/connexion/")["Cache-Control"] == "no-store"


def test_a_page_may_use_neither_camera_nor_position() -> None:
    assert {"camera=()", "geolocation=()"} <= set(answer()["Permissions-Policy"].split(", "))


@pytest.fixture
def backups(settings: Settings, tmp_path: Path) -> Path:
    """A folder with a fresh backup, as the readiness page looks for."""
    settings.BACKUPS = tmp_path
    file = tmp_path / "consult-20250507T000000Z.tar.gz"
    file.touch()
    return file


def test_life_is_answered_without_the_database(client: Client) -> None:
    response = client.get("/sante/vivant")

    assert (response.status_code, response.json()) == (200, {"vivant": True})


@pytest.mark.django_db
def test_a_healthy_application_is_ready(client: Client, backups: Path) -> None:
    response = client.get("/sante/pret")

    assert (response.status_code, response.json()["pret"]) == (200, True)
    assert response.json()["migrations_en_attente"] == {"ok": True, "valeur": 0}


@pytest.mark.django_db
def test_an_old_backup_makes_it_unready(client: Client, backups: Path) -> None:
    old = time.time() - 27 * 3600
    os.utime(backups, (old, old))

    response = client.get("/sante/pret")

    assert response.status_code == 503
    assert response.json()["heures_depuis_sauvegarde"]["ok"] is False


@pytest.mark.django_db
def test_a_full_disk_makes_it_unready(
    client: Client, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)

    assert client.get("/sante/pret").json()["octets_libres"]["ok"] is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    "meta", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "41.73.1.2"}]
)
def test_a_visitor_from_elsewhere_learns_only_yes_or_no(
    backups: Path, meta: dict[str, Any]
) -> None:
    assert Client(**meta).get("/sante/pret").json() == {"pret": True}


@pytest.mark.django_db
def test_an_administrator_learns_the_details_from_anywhere(client: Client, backups: Path) -> None:
    user = User.objects.create_user("admin", full_name="Administratrice")
    Assignment.objects.create(user=user, role=Role.ADMINISTRATOR, nationwide=True)
    client.force_login(user)

    response = client.get("/sante/pret", headers={"x-forwarded-for": "41.73.1.2"})

    assert "octets_libres" in response.json()


def test_a_silent_database_makes_it_unready_without_an_error_page(
    client: Client, backups: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(health.CHECKS, "base", _silent)
        patch.setitem(health.CHECKS, "migrations_en_attente", _silent)
        response = client.get("/sante/pret")

    assert (response.status_code, response.json()) == (503, {"pret": False})


def _silent() -> health.Finding:
    raise OSError
