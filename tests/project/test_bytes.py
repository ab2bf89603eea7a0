"""What travels over a slow line: every page, style, script, first visit and cookies."""

from __future__ import annotations

import gzip
import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from communes.models import Commune, Role
from tests import make
from tests.project.pages import ON_ONE_DATABASE, is_page, tree
from tests.project.recorded import Seen, seen_at
from tests.project.stages import Stage, example
from tests.project.test_html import PAPERS

pytestmark = [pytest.mark.django_db, ON_ONE_DATABASE]

PAGE, MATRIX = 8_000, 12_000
STYLE, SCRIPT, FIRST_VISIT, COOKIES = 6_000, 2_000, 14_000, 400
HEADERS = 500  # what a server adds to each answer
MORE = {"review:matrix": MATRIX}


def weight(content: bytes) -> int:
    """Compressed as the server does on the fly."""
    return len(gzip.compress(content, 6))


def file_weight(name: str) -> int:
    """Compressed once and for all, as collectstatic does."""
    return len(gzip.compress((settings.BASE_DIR / "static" / name).read_bytes(), 9))


@pytest.fixture
def dioro() -> Stage:
    return example()


def test_every_page_of_a_real_commune_is_light() -> None:
    heavy = {
        seen.name: grams
        for seen in seen_at("example")
        if (grams := weight(seen.content) + HEADERS) > MORE.get(seen.name, PAGE)
    }

    assert heavy == {}


def test_an_attendance_sheet_of_forty_people_is_light(dioro: Stage) -> None:
    place = dioro.world.commune
    meeting = make.meeting(place.frameworks.get())
    parties = list(place.organisations.all())
    for number in range(40):
        person = make.person(place, organisation=parties[number % len(parties)])
        make.attendance(meeting, person, college="secteur_prive")

    response = dioro.clients[Role.SECRETARY].get(
        f"/espace/{place.slug}/reunions/{meeting.pk}/presences/"
    )

    assert is_page(response)
    assert weight(response.content) + HEADERS <= PAGE


def test_style_script_and_first_visit_are_light() -> None:
    style, script = file_weight("css/app.css"), file_weight("js/app.js")
    front = weight(Client().get("/connexion/").content)

    assert style <= STYLE
    assert script <= SCRIPT
    assert front + style + script + 3 * HEADERS <= FIRST_VISIT


def test_a_page_asks_for_one_style_and_one_script_and_no_other_host() -> None:
    odd = {
        seen.name: found
        for seen in seen_at("example")
        if (found := _fetched(seen)) != (PAPER if seen.name in PAPERS else OWN)
    }

    assert odd == {}


OWN, PAPER = {"/static/css/app.css", "/static/js/app.js"}, {"/static/css/document.css"}


def _fetched(seen: Seen) -> set[str]:
    """What the browser fetches by itself to show a page."""
    root = tree(seen.text)
    sources = {element.get("src") for element in root.iter() if element.get("src")}
    links = {
        link.get("href")
        for link in root.iter("link")
        if link.get("rel") != "icon" or not str(link.get("href")).startswith("data:")
    }
    return sources | links


# A person opens it with a message of their own; nothing is fetched to show the page.
LED_TO = "https://wa.me/"


def test_no_link_leads_to_another_host() -> None:
    away = {
        (seen.name, link.get("href"))
        for seen in seen_at("example")
        for link in tree(seen.text).iter("a")
        if "//" in str(link.get("href")) and not str(link.get("href")).startswith(LED_TO)
    }

    assert away == set()


def test_the_cookies_of_a_signed_in_person_are_few(dioro: Stage) -> None:
    client = dioro.clients[Role.SECRETARY]
    client.get(f"/espace/{dioro.world.commune.slug}/besoins/ajouter/")
    sent = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())

    assert 0 < len(sent) <= COOKIES


def test_the_matrix_of_the_twenty_communes_is_light() -> None:
    call_command("load_territory", stdout=io.StringIO())
    client = Client()
    client.force_login(make.user(Role.ADVISER))

    response = client.get("/suivi-communes/")

    assert Commune.objects.count() == 20
    assert weight(response.content) + HEADERS <= MATRIX
