"""What organisations produce, season by season, with the share that is lost."""

from __future__ import annotations

import decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from communes.models import Commune, Role
from monitoring.models import ProductionMeasure
from monitoring.services import supports as services
from tests import make

pytestmark = pytest.mark.django_db


def typed(commune: Commune, **changes: Any) -> dict[str, Any]:
    return {
        "organisation": make.organisation(commune).pk, "sector": make.sector("echalote").pk,
        "season": "hivernage 2024", "measured_on": "03/03/2025", "unit": "sac de 100 kg",
        "quantity": "1 250,5", "sold": "900", "lost": "125,05", "price": "17 500",
    } | changes  # fmt: skip


def url(commune: Commune, name: str) -> str:
    return reverse(f"monitoring:{name}", kwargs={"slug": commune.slug})


def test_quantities_are_typed_as_people_write_them(client: Client, commune: Commune) -> None:
    client.force_login(make.secretary(commune))

    answer = client.post(url(commune, "production-add"), typed(commune))

    measure = ProductionMeasure.objects.get()
    assert answer.status_code == 302
    assert (measure.quantity, measure.price) == (decimal.Decimal("1250.5"), 17_500)


def test_the_share_that_was_lost_stands_beside_the_quantity(
    client: Client, commune: Commune
) -> None:
    client.force_login(make.secretary(commune))
    client.post(url(commune, "production-add"), typed(commune))

    page = client.get(url(commune, "production"))

    assert [round(lost, 3) for _row, lost in page.context["rows"]] == [0.1]
    assert "10\u00a0%" in page.content.decode()


def test_what_was_not_measured_is_not_taken_for_nothing(client: Client, commune: Commune) -> None:
    client.force_login(make.secretary(commune))
    client.post(url(commune, "production-add"), typed(commune, lost=""))

    assert [lost for _row, lost in client.get(url(commune, "production")).context["rows"]] == [None]


@pytest.mark.parametrize(
    ("field", "text"), [("lost", "2 000"), ("quantity", "beaucoup"), ("quantity", "-3")]
)
def test_a_wrong_quantity_is_said_beside_its_field(
    client: Client, commune: Commune, field: str, text: str
) -> None:
    client.force_login(make.secretary(commune))

    answer = client.post(url(commune, "production-add"), typed(commune, **{field: text}))

    assert list(answer.context["form"].errors) == [field]
    assert text in answer.content.decode()


def test_a_season_is_noted_once_for_an_organisation(client: Client, commune: Commune) -> None:
    client.force_login(make.secretary(commune))
    facts = typed(commune)
    answers = [client.post(url(commune, "production-add"), facts).status_code for _ in range(2)]

    assert (answers, ProductionMeasure.objects.count()) == ([302, 200], 1)


def test_the_committee_writes_no_production(commune: Commune) -> None:
    measure = ProductionMeasure(
        organisation=make.organisation(commune), sector=make.sector(), season="2024",
        measured_on=make.DAY, unit="sac", quantity=1,
    )  # fmt: skip

    with pytest.raises(PermissionDenied):
        services.measure(measure, by=make.user(Role.COMMITTEE, commune))
