"""Grace, silence and fatigue are figures an administrator sets; every page follows at once."""

import datetime

import pytest
from django.test import Client

from communes.models import Commune, Role, Thresholds
from communes.thresholds import thresholds
from consult.cycle.progress import Verdict
from consult.review import matrix
from foundation.journal.models import Entry
from monitoring.querysets import with_situation
from tests import make

pytestmark = pytest.mark.django_db

DAY = make.day("2025-04-01")


def verdict(commune: Commune) -> Verdict:
    (row,) = matrix.rows(Commune.objects.filter(pk=commune.pk), DAY)
    return row.progress.verdict


def late_by(days: int) -> Commune:
    cycle = make.cycle(opened_on=DAY - datetime.timedelta(days=14 + days))
    make.need(cycle.framework, identified_on=make.partial("2025-03-20"))
    return cycle.commune


def test_without_a_row_the_usual_figures_hold() -> None:
    assert not Thresholds.objects.exists()

    assert (thresholds().grace_days, thresholds().silent_days) == (10, 30)
    assert [verdict(late_by(10)), verdict(late_by(11))] == [Verdict.WATCH, Verdict.LATE]


def test_the_figures_set_decide_the_verdicts_and_when_an_action_is_late() -> None:
    place, silent = late_by(15), late_by(-5)
    action = make.action(make.plan(make.cycle()))
    assert [verdict(place), verdict(silent)] == [Verdict.LATE, Verdict.ON_TIME]

    Thresholds.objects.create(pk=1, grace_days=20, silent_days=7)

    assert [verdict(place), verdict(silent)] == [Verdict.WATCH, Verdict.SILENT]
    assert with_situation(type(action).objects.all()).get().grace_days == 20


def test_an_administrator_enters_them_once_then_changes_them_and_the_page_says_so(
    client: Client,
) -> None:
    boss = make.user(Role.ADMINISTRATOR)
    client.force_login(boss)
    figures = {
        "grace_days": "21", "silent_days": "45", "months_without_meeting": "9",
        "mobilisation_percent": "40", "cycles_without_investment": "3",
    }  # fmt: skip

    added = client.post("/gestion/communes/thresholds/add/", figures)
    again = client.get("/gestion/communes/thresholds/add/")
    refused = client.post("/gestion/communes/thresholds/1/change/", figures | {"grace_days": "0"})
    client.post("/gestion/communes/thresholds/1/change/", figures | {"grace_days": "22"})

    assert (added.status_code, again.status_code, refused.status_code) == (302, 403, 200)
    assert (thresholds().grace_days, thresholds().cycles_without_investment) == (22, 3)
    assert Entry.objects.filter(actor=boss).count() >= 2
    page = client.get("/suivi-communes/").content.decode()
    assert ("22 jours" in page, "45 jours" in page, "9 mois" in page) == (True, True, True)


def test_an_adviser_sets_no_figure(client: Client) -> None:
    client.force_login(make.user(Role.ADVISER))

    assert client.get("/gestion/communes/thresholds/add/").status_code == 403
