"""The pages of indicators say what can be reckoned, in words and pictures, and « n.d. » else."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

from communes.models import Role
from foundation.records.today import today
from tests import make

pytestmark = pytest.mark.django_db

DUE = make.day("2025-05-31")


def page(client: Client, place: object, rest: str = "") -> str:
    return client.get(f"/espace/{place.slug}/indicateurs/{rest}").content.decode()  # type: ignore[attr-defined]


def test_the_bars_of_a_cycle_stand_beside_the_same_figures(client: Client) -> None:
    cycle = make.cycle()
    plan = make.plan(cycle, state="valide")
    for day in ("2025-05-31", "2025-06-02"):
        done = make.action(plan, due_on=DUE)
        make.statement(done, "realisee", done_on=make.day(day))
    make.action(plan)
    make.action(plan)
    client.force_login(make.secretary(cycle.commune))

    shown = page(client, cycle.commune)
    assert 'aria-label="2 actions réalisées sur 4, dont 1 à temps"' in shown
    assert '<rect x="0%" y="0" width="49.4%"' in shown
    assert '<rect x="0%" y="16" width="24.4%"' in shown
    assert "50\u00a0% <span" in shown


def test_nothing_to_divide_by_is_n_d_and_never_nought_per_cent(client: Client) -> None:
    cycle = make.cycle(opened_on=today())  # no meeting is due yet
    client.force_login(make.secretary(cycle.commune))

    shown = page(client, cycle.commune, "1/")
    assert "0\u00a0%" not in shown
    assert shown.count("n.d.") >= 20


def test_a_commune_without_framework_is_told_when_indicators_come(client: Client) -> None:
    place = make.commune()
    client.force_login(make.secretary(place))

    assert "Les indicateurs viennent avec le premier cycle." in page(client, place)
    assert client.get(f"/espace/{place.slug}/indicateurs/1/").status_code == 404


def test_the_table_opens_in_a_spreadsheet_without_formulas_and_not_for_partners(
    client: Client,
) -> None:
    cycle = make.cycle()
    make.meeting(cycle.framework, external_id="@R1")
    client.force_login(make.secretary(cycle.commune))
    answer = client.get(f"/espace/{cycle.commune.slug}/indicateurs/indicateurs.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert rows[0] == ["part", "row", "indicator", "value", "as_of"]
    assert rows[1] == ["meetings", "'@R1", "present", "0", f"{today():%Y-%m-%d}"]
    assert ["cycle_details", "1", "I01.held"] in [row[:3] for row in rows]
    client.force_login(make.user(Role.PARTNER, cycle.commune))
    assert client.get(answer.wsgi_request.path).status_code == 403
    assert "indicateurs.csv" not in page(client, cycle.commune)


def test_a_partner_is_not_told_of_fewer_than_five_displaced_people(client: Client) -> None:
    cycle = make.cycle()
    make.meeting(cycle.framework, held="2025-03-10", displaced_present=2)
    client.force_login(make.secretary(cycle.commune))
    own = page(client, cycle.commune, "1/")
    client.force_login(make.user(Role.PARTNER, cycle.commune))
    partners = page(client, cycle.commune, "1/")

    assert ("2 déplacés" in own, "2 déplacés" in partners) == (True, False)
    assert "moins de 5 déplacés" in partners
