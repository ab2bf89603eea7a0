"""The next commune to visit: each reason puts it in its place, with its figures in words."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from actionplans.models import CarryChoice
from communes.models import Assignment, Commune, Role
from consult.cycle.progress import Verdict
from consult.review.next_visits import Signs, Why, place, reasons
from consult.review.visit_signs import to_visit
from tests import make, make_review
from tests.papers import plain

DAY = make.day("2025-04-01")


def ago(days: int) -> datetime.date:
    return DAY - datetime.timedelta(days=days)


SEEN = {"seen_on": ago(20)}
CASES: list[tuple[dict[str, Any], Why, str]] = [
    (
        {"planned_on": ago(4)},
        Why.PLANNED,
        "Une visite était prévue le 28 mars 2025, il y a 4 jours.",
    ),
    ({"planned_on": DAY}, Why.PLANNED, "Une visite est prévue aujourd’hui."),
    (
        {"owed": (ago(40), ago(3))},
        Why.OWED,
        "Le programme est en retard pour 2 engagements, "
        "le plus ancien dû le 20 février 2025 (40 j).",
    ),
    (
        {"verdict": Verdict.LATE, "days_late": 23, "step": "Plan"},
        Why.LATE,
        "En retard de 23 jours à l’étape « Plan ».",
    ),
    (
        {"obstacles": (47, 33)},
        Why.OBSTACLE,
        "2 obstacles attendent le conseiller, le plus ancien ouvert depuis 47 j.",
    ),
    (
        {"asked": (3,)},
        Why.ASKED,
        "L’action 3 revient pour la troisième fois : l’avis du conseiller est demandé.",
    ),
    ({"meeting_on": ago(-5)}, Why.MEETING, "Le cadre se réunit le 6 avril 2025, dans 5 jours."),
    (
        {"contested": (12, 2)},
        Why.CONTESTED,
        "Deux voix diffèrent sur 2 actions, la plus longue fois depuis 12 j.",
    ),
    ({"blocked": 3}, Why.BLOCKED, "3 actions sont bloquées."),
    (
        {"verdict": Verdict.SILENT, "silent_days": 45},
        Why.SILENT,
        "Pas de nouvelles depuis 45 jours.",
    ),
    (
        {"verdict": Verdict.WATCH, "days_late": 6, "step": "Besoins"},
        Why.WATCH,
        "À surveiller : 6 jours dépassés à l’étape « Besoins ».",
    ),
    (
        {"verdict": Verdict.WATCH, "obstacles_open": 2},
        Why.WATCH,
        "À surveiller : 2 obstacles attendent une réponse.",
    ),
    ({"planned_on": ago(-6)}, Why.SOON, "Une visite est prévue le 7 avril 2025, dans 6 jours."),
    ({"seen_on": ago(75), "called_on": ago(70)}, Why.UNSEEN, "Ni visite ni appel depuis 70 jours."),
    (
        {"seen_on": None, "opened_on": ago(9)},
        Why.UNSEEN,
        "Aucune visite ni aucun appel n’est encore noté.",
    ),
    ({"verdict": Verdict.NOT_STARTED}, Why.NOT_STARTED, "Le cadre n’a pas encore commencé."),
    ({}, Why.NOTHING, "Rien ne presse : la commune est à jour."),
    ({"pause": "Crue", "owed": (ago(9),)}, Why.PAUSED, "En pause : Crue"),
]


@pytest.mark.parametrize(("signs", "why", "sentence"), CASES, ids=lambda value: str(value)[:30])
def test_each_reason_is_said_with_its_figures(
    signs: dict[str, Any], why: Why, sentence: str
) -> None:
    with translation.override("fr"):
        first = reasons(Signs("Koula", **{**SEEN, **signs}), DAY)[0]

    assert (first.why, plain(first.sentence)) == (why, plain(sentence))


def test_the_first_reason_decides_then_its_figure_then_how_many_others() -> None:
    late = {"verdict": Verdict.LATE, "days_late": 20, "step": "Plan"}
    known = [
        Signs("F promesse tenue", pause="Crue", owed=(ago(99),), **SEEN),
        Signs("E vue hier", seen_on=ago(1), owed=(ago(99),)),
        Signs("D bloquée", blocked=9, **SEEN),
        Signs("C en retard", **late, **SEEN),
        Signs("B en retard et bloquée", blocked=1, **late, **SEEN),
        Signs("A plus en retard", **{**late, "days_late": 21}, **SEEN),
        Signs("Z attendue", planned_on=DAY, **SEEN),
    ]

    found = sorted(known, key=lambda signs: place(signs, reasons(signs, DAY), DAY))

    assert [signs.name[0] for signs in found] == ["Z", "A", "B", "C", "D", "E", "F"]


def troubled(name: str, adviser: Any, rows: int = 1) -> Commune:
    """A commune in follow-up with `rows` of everything that may bring an adviser to it."""
    of = make.framework(make.commune(name))
    make.priority(of)
    make.need(of, identified_on=make.partial("2025-03-20"))
    plan = make.plan(make.cycle(of), state="valide")
    for _ in range(rows):
        action = make.action(plan, carry_choice=CarryChoice.ADVISER)
        make.statement(action, "realisee", "responsable", done_on=make.DAY)
        make.statement(action, "bloquee", said_on=make.day("2025-03-10"), note="La route")
        make.obstacle(of, raised_on=make.day("2025-01-10"))
        make.obstacle(of, raised_on=ago(2))
        make_review.commitment(of.commune, adviser)
        make_review.visit(of.commune, adviser, next_on=ago(-60))
    make.meeting(of, held=None, planned_on=ago(-3))
    return of.commune


@pytest.mark.django_db
def test_the_record_tells_every_sign() -> None:
    adviser = make.user(Role.ADVISER)
    here = troubled("Dioro", adviser)
    make_review.visit(here, adviser, kind="appel", made_on=ago(1))

    (row,) = to_visit(Commune.objects.all(), adviser, DAY)

    assert row.signs == Signs(
        "Dioro", row.signs.verdict, row.signs.step, row.signs.days_late, row.signs.silent_days,
        blocked=1, obstacles_open=2, obstacles=(81,), asked=(1,), contested=(22,),
        owed=(make.day("2025-03-31"),), meeting_on=ago(-3), planned_on=ago(-60),
        seen_on=make.DAY, called_on=ago(1), opened_on=make.DAY,
    )  # fmt: skip
    assert row.commune.may_visit


@pytest.mark.django_db
def test_a_visit_made_since_keeps_the_day_that_was_planned() -> None:
    adviser = make.user(Role.ADVISER)
    here = make.commune()
    make_review.visit(here, adviser, next_on=ago(5))

    def planned() -> Any:
        return to_visit(Commune.objects.all(), adviser, DAY)[0].signs.planned_on

    assert planned() == ago(5)
    make_review.visit(here, adviser, kind="appel", made_on=ago(6))
    assert planned() == ago(5)
    make_review.visit(here, adviser, made_on=ago(6))
    assert planned() is None


def _cost(client: Client, who: Any) -> tuple[int, str]:
    client.force_login(who)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/suivi-communes/visites/").content.decode()
    return len(asked), page


@pytest.mark.django_db
def test_the_list_costs_the_same_for_one_commune_and_three_whoever_reads_it(
    client: Client, settings: Any
) -> None:
    settings.TODAY = DAY
    adviser, costs = make.user(Role.ADVISER), set()
    partner, programme = make.user(), make.organisation(None, "programme")
    Assignment.objects.create(user=partner, role=Role.PARTNER, programme=programme)
    for number in (1, 3):
        programme.supported_communes.add(troubled(f"Koula {number}", adviser, number))
        if number == 3:
            programme.supported_communes.add(troubled("Baguinéda", adviser))
        for who in (adviser, partner, make.user(Role.ADMINISTRATOR)):
            costs.add(_cost(client, who)[0])

    assert len(costs) == 1


@pytest.mark.django_db
def test_a_brief_is_offered_to_the_adviser_of_the_commune_alone(client: Client) -> None:
    here, other = make.commune("Koula"), make.commune("Tougouni")
    adviser = make.user(Role.ADVISER, here)
    make.assign(adviser, Role.PARTNER, other)

    _queries, page = _cost(client, adviser)

    assert f"/suivi-communes/{here.slug}/fiche-visite/" in page
    assert f"/suivi-communes/{other.slug}/" in page
    assert f"/suivi-communes/{other.slug}/fiche-visite/" not in page


@pytest.mark.django_db
def test_only_what_the_filter_chooses_is_listed_and_the_secretary_has_no_list(
    client: Client,
) -> None:
    here = make.commune("Koula")
    make.commune("Tougouni")
    client.force_login(make.user(Role.ADVISER))

    page = client.get("/suivi-communes/visites/?q=koula").content.decode()

    assert ("Koula" in page, "Tougouni" in page) == (True, False)
    client.force_login(make.secretary(here))
    assert client.get("/suivi-communes/visites/").status_code == 403
