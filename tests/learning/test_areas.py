"""Totals by measure area and type of partnership, over the communes a person follows."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.models import Payment
from communes.models import Commune, Role
from consult.review.areas import totals_of
from frameworks.models import Framework
from tests import make
from tests.make_learning import partnership

pytestmark = pytest.mark.django_db

BOTH = ["economie_emploi", "accueil_pdi"]


def seated(form: str = "coordination_body") -> Framework:
    """A framework in two areas whose agreed plan pays half of 100 000 FCFA and expects 12 jobs."""
    of = make.framework()
    partnership(of, measure_areas=BOTH, form=form)
    for kind in ("organisation_professionnelle", "service_technique"):
        of.members.create(organisation=make.organisation(of.commune, kind), college="autre")
    tagged = {"measure_areas": ["economie_emploi"], "jobs_expected": 12, "jobs_expected_women": 7}
    over = {"state": "clos", "closed_on": make.DAY, "end_report_on": make.DAY}
    plan = make.plan(make.cycle(of, **over), state="cloture")
    need = make.need(of, women=30, men=20)
    for action in (
        make.action(plan, **tagged),
        make.action(plan, **tagged | {"jobs_expected": 1, "jobs_expected_women": 1}),
    ):
        action.needs.add(need)
    Payment.objects.create(line=make.promise(action), amount=50_000)
    make.promise(make.action(plan), amount=1_000)  # names no area: it counts in both
    make.action(make.plan(make.cycle(of, 2)), **tagged)  # a draft counts for nothing
    return of


def test_an_area_adds_frameworks_actions_money_jobs_and_people_once() -> None:
    seated()
    seated(form="")
    make.framework()

    found = totals_of(Commune.objects.all())

    area = {one.code: one for one in found.areas}
    economy, hosting = area["economie_emploi"], area["accueil_pdi"]
    assert (economy.frameworks, economy.actions, economy.promised, economy.paid) == (
        2, 6, 202_000, 100_000,
    )  # fmt: skip
    assert (economy.jobs_expected, economy.jobs_expected_women, economy.jobs_created) == (
        26, 16, None,
    )  # fmt: skip
    assert (economy.people, economy.women) == (100, 60)
    assert (hosting.frameworks, hosting.actions, hosting.promised) == (2, 2, 2_000)
    assert (found.communes, found.without) == (3, 1)


def test_forms_of_partnership_count_the_frameworks_where_two_sectors_sit() -> None:
    seated()
    alone = make.framework()
    partnership(alone, form="coordination_body")
    make.framework()

    forms = totals_of(Commune.objects.all()).forms

    told = [(one.code, one.frameworks, one.intersectoral, one.promised) for one in forms]
    assert told == [("coordination_body", 2, 1, 101_000), ("", 1, 0, None)]


def test_a_partner_reads_the_totals_of_its_communes_alone_and_takes_them_along(
    client: Client, settings: Any
) -> None:
    settings.TODAY = make.day("2025-05-07")
    mine, other = seated().commune, seated().commune
    client.force_login(make.user(Role.PARTNER, mine))

    page = client.get("/mesures/")
    file = client.get("/mesures/mesures.csv").content.decode("utf-8-sig")
    book = client.get("/mesures/mesures.xlsx")

    assert page.context["totals"].communes == 1
    text = page.content.decode().replace("\u00a0", " ")
    assert "État au 7 mai 2025" in text
    assert "Communes sans donnée : 0" in text
    rows = {row["area"]: row for row in csv.DictReader(io.StringIO(file), delimiter=";")}
    assert rows["economie_emploi"]["promised_xof"] == "101000"
    assert rows["budget_transparent"]["promised_xof"] == ""
    assert book.content[:2] == b"PK"
    client.force_login(make.secretary(other))
    assert client.get("/mesures/").status_code == 403


def test_the_page_asks_the_same_for_one_commune_and_for_three(client: Client) -> None:
    client.force_login(make.user(Role.ADVISER))
    client.get("/mesures/")  # the first page of a session writes down who signed in
    asked = []
    for more in (1, 2):
        for _ in range(more):
            seated()
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/mesures/").status_code == 200
        asked.append(len(captured))

    assert asked[0] == asked[1]
