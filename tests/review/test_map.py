"""The map: where the communes lie, told apart by shape, open to a keyboard, with the same list."""

import re

import pytest
from django.test import Client

from communes.models import Commune, Role
from consult.cycle.progress import Verdict
from consult.review import matrix
from consult.review.map import SHAPES, picture
from tests import make
from tests.project.lint import careless

pytestmark = pytest.mark.django_db


def places() -> None:
    make.commune("Dioro", latitude="13.4800", longitude="-6.2600")
    make.commune("Kokry", latitude="14.0000", longitude="-5.5000")
    make.commune("Inconnue")


def test_north_is_up_east_is_right_and_nothing_leaves_the_sheet() -> None:
    places()

    drawn = picture(matrix.rows(Commune.objects.all()))

    assert drawn is not None
    at = {
        dot.row.commune.name: [int(n) for n in re.findall(r"-?\d+", dot.path)[:2]]
        for dot in drawn.dots
    }
    assert at["Kokry"][0] > at["Dioro"][0]
    assert at["Kokry"][1] < at["Dioro"][1]
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in at.values())
    assert [row.commune.name for row in drawn.missing] == ["Inconnue"]


def test_one_commune_or_none_with_coordinates_is_no_error() -> None:
    make.commune("Inconnue")
    assert picture(matrix.rows(Commune.objects.all())) is None

    make.commune("Dioro", latitude="13.4800", longitude="-6.2600")
    drawn = picture(matrix.rows(Commune.objects.all()))
    assert drawn is not None
    assert (len(drawn.dots), drawn.placed) == (1, 1)


def test_every_verdict_has_a_shape_and_only_a_ring_shares_the_disc() -> None:
    assert set(SHAPES) == set(Verdict)
    assert len(set(SHAPES.values())) == len(Verdict) - 1


def test_the_page_links_each_dot_by_its_name_and_lists_the_same_communes(client: Client) -> None:
    places()
    client.force_login(make.user(Role.ADVISER))

    page = client.get("/suivi-communes/?vue=carte").content.decode()

    svg = page[page.index('<svg class="map"') : page.index("</figure>")]
    assert re.findall(r'aria-label="([^"]+ – [^"]+)"', svg) == [
        "Dioro – Pas commencée",
        "Kokry – Pas commencée",
    ]
    after = page[page.index("</figure>") :]
    assert all(name in after for name in ("Dioro", "Kokry", "Inconnue"))
    assert [*careless(page, shell=True)] == [], "the gates open the page without its views"
