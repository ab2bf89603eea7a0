"""The run itself: its own var/, the database that was asked for, a served page in a browser."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.templatetags.static import static
from django.utils import timezone
from playwright.sync_api import Page

from foundation.journal.models import Entry, Verb


@pytest.mark.django_db
def test_the_suite_runs_on_the_database_that_was_asked_for() -> None:
    assert connection.vendor == ("postgresql" if os.environ.get("WITH_PG") else "sqlite")


def test_the_suite_never_touches_the_operators_var() -> None:
    assert settings.VAR not in {settings.BASE_DIR / "var", *Path(settings.BASE_DIR).parents}
    assert not settings.VAR.is_relative_to(settings.BASE_DIR)


@pytest.mark.parametrize("page", [(360, 800), (1280, 800)], indirect=True)
def test_the_browser_opens_a_page_of_the_running_application(page: Page) -> None:
    answer = page.goto("/sante/vivant")

    assert answer is not None
    assert answer.status == 200
    assert page.viewport_size is not None
    assert page.evaluate("innerWidth") == page.viewport_size["width"]


def test_the_stylesheet_reaches_the_browser_hashed_and_compressed(page: Page) -> None:
    address = static("css/app.css")
    answer = page.request.get(address)

    assert (answer.status, answer.headers["content-encoding"]) == (200, "br")
    assert address != "/static/css/app.css"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_leaves_no_row_behind_even_where_rows_are_only_added(turn: int) -> None:
    assert Entry.objects.count() == 0

    Entry.objects.create(scope="Dioro", number=1, at=timezone.now(), verb=Verb.CREATED)
