"""The taxes and new revenues of a year are typed on one page, in one send."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from communes.models import Commune, Role
from foundation.journal.models import Entry
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from frameworks.models import NewRevenueStream, TaxRecord
from frameworks.services import record_revenue
from tests import make
from tests.project.pages import Page, Shown, forms_of
from tests.project.routes import Route

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client: Client) -> Commune:
    """A commune with a framework, and its secretary signed in."""
    made = make.framework().commune
    client.force_login(make.secretary(made))
    return made


def address(place: Commune, year: int = 2024) -> str:
    return f"/espace/{place.slug}/recettes/{year}/"


def as_shown(client: Client, url: str) -> dict[str, Any]:
    """What the page's form holds, as a browser would send it back."""
    return as_shown_in(client.get(url), url, client)


def as_shown_in(answer: Any, url: str, client: Client) -> dict[str, Any]:
    (form,) = forms_of(Shown(Page(Route("", "", forms_of), url, "", client), answer))
    return dict(form.values)


def test_a_year_is_typed_in_one_send_and_blank_taxes_are_not_noted(
    client: Client, place: Commune
) -> None:
    answer = client.post(address(place), as_shown(client, address(place)) | {
        "tdrl-forecast": "24 000 000", "tdrl-collected": "9 120 000 F",
        "tdrl-members_liable": "160", "tdrl-members_paid": "41",
        "droits_de_marche-collected": "0", "n1-title": "Redevance de la mare",
    })  # fmt: skip

    assert answer.status_code == 302
    tax, market = TaxRecord.objects.order_by("-kind")
    assert (tax.kind, tax.year, tax.collected, tax.members_paid) == ("tdrl", 2024, 9_120_000, 41)
    assert (tax.recovery, tax.compliance) == (0.38, 41 / 160)
    assert (market.forecast, market.collected, market.recovery) == (None, 0, None)
    assert NewRevenueStream.objects.get().title == "Redevance de la mare"
    assert Entry.objects.in_scope(place.code).count() == 3


def test_a_change_keeps_the_rest_and_a_line_typed_by_mistake_goes(
    client: Client, place: Commune
) -> None:
    make.tax(place, source="Registre")
    wrong = place.revenue_streams.create(year=2024, title="Doublon")
    values = as_shown(client, address(place))

    answer = client.post(
        address(place), values | {"tdrl-collected": "700000", f"s{wrong.pk}-remove": "on"}
    )

    assert answer.status_code == 302
    tax = TaxRecord.objects.get()
    assert (tax.collected, tax.forecast, tax.source) == (700_000, 1_000_000, "Registre")
    assert not NewRevenueStream.objects.exists()


def test_two_people_who_note_the_same_tax_first_see_each_other_and_lose_nothing(
    client: Client, place: Commune
) -> None:
    values = as_shown(client, address(place)) | {"tdrl-collected": "5"}
    make.tax(place, collected=1, forecast=10)

    page = client.post(address(place), values)
    assert (page.status_code, TaxRecord.objects.get().collected) == (200, 1)
    assert "Entre-temps" in page.content.decode()

    again = as_shown_in(page, address(place), client) | {"op_id": values["op_id"]}
    assert client.post(address(place), again).status_code == 302
    tax = TaxRecord.objects.get()
    assert (tax.collected, tax.forecast) == (5, 10)


def test_the_same_tax_is_never_stored_twice(place: Commune) -> None:
    make.tax(place)
    twin = TaxRecord(commune=place, year=2024, kind="tdrl")

    with pytest.raises(NotReady, match="déjà noté"):
        record_revenue(place, [Line(twin, twin.save)], by=make.secretary(place))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"tdrl-members_liable": "3", "tdrl-members_paid": "4"}, "plus de membres à jour"),
        ({"tdrl-collected": "-5"}, "jamais négatif"),
        ({"n1-title": "Mare", "n2-title": "Mare"}, "déjà notée pour cette année"),
        ({"n1-collected": "5"}, "Remplissez"),
    ],
)
def test_a_mistake_is_told_beside_its_box_and_nothing_is_written(
    client: Client, place: Commune, typed: dict[str, str], sentence: str
) -> None:
    page = client.post(address(place), as_shown(client, address(place)) | typed)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not TaxRecord.objects.exists()
    assert not NewRevenueStream.objects.exists()


@pytest.mark.parametrize("year", [24, 1989, 2999])
def test_a_year_that_cannot_be_does_not_exist(client: Client, place: Commune, year: int) -> None:
    assert client.get(address(place, year)).status_code == 404


def test_a_partner_is_not_told_of_fewer_than_five_people(client: Client, place: Commune) -> None:
    make.tax(place, members_liable=160, members_paid=3)
    url = f"/espace/{place.slug}/recettes/"
    own = client.get(url).content.decode()
    client.force_login(make.user(Role.PARTNER, place))
    partners = client.get(url).content.decode()

    assert ("3 sur 160" in own, "3 sur 160" in partners) == (True, False)
    assert "moins de 5 personnes" in partners
