"""The quarterly reports: page, PDF and workbook tell the same; few people are not told apart."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import document_fromstring
from openpyxl import load_workbook
from pypdf import PdfReader

from communes.models import Cercle, Commune, Role
from consult.review.models import ProgrammeCommitment
from consult.review.quarters import Quarter, years_since
from consult.review.reports import Asked, Blocked, report_of
from foundation.formats.numbers import number, percent
from tests import make

pytestmark = pytest.mark.django_db

SPRING = Quarter.make(2025, 2)
DAY = make.day("2025-05-07")


@pytest.fixture(autouse=True)
def in_spring(settings: Any) -> None:
    settings.TODAY = DAY


def busy(women: int = 6, men: int = 6, **fields: Any) -> Commune:
    """A commune that met, planned, paid, was blocked and was asked something this spring."""
    place = make.commune(**fields)
    framework = make.framework(place)
    plan = make.plan(make.cycle(framework, opened_on=DAY), DAY, state="valide")
    done = make.action(plan, due_on=make.day("2025-07-01"))
    make.action(plan)
    make.statement(done, "realisee", done_on=DAY, said_on=DAY)
    town = make.organisation(place, "commune")
    make.promise(done, town, 1_200_000).payments.create(amount=300_000)
    make.promise(done, make.organisation(place, "programme"), 800_000)
    meeting = make.meeting(framework, held="2025-04-10")
    meeting.counted.create(label="Dans la salle", number=women + men, women=women, young=5)
    make.decision(meeting, owner=town, state="faite")
    make.decision(meeting, owner=town)
    make.decision(meeting)
    make.need(framework, identified_on=make.partial("2025-04"), state="retenu")
    _blocked(framework)
    return place


def _blocked(framework: Any) -> None:
    """Land: one answered after ten days, one still open. Rain: open since the winter."""
    land = make.obstacle(framework, raised_on=make.day("2025-04-01"))
    make.passage(land, framework.meetings.get(), answer="On borne le site")
    land.state, land.resolved_on = "traite", make.day("2025-04-11")
    land.save()
    make.obstacle(framework, raised_on=make.day("2025-04-20"))
    make.obstacle(framework, category="climat_saison", raised_on=make.day("2025-02-01"))
    make.obstacle(
        framework, raised_on=make.day("2024-12-01"), state="leve",
        resolved_on=make.day("2025-01-05"),
    )  # fmt: skip


def signed_in(role: str, place: Commune | None = None) -> Client:
    client = Client()
    client.force_login(make.user(role, place))
    return client


def on_the_page(client: Client, url: str) -> list[list[str]]:
    """The rows of every table as the page shows them; « n.d. » is an empty cell in a workbook."""
    tables = document_fromstring(client.get(url).content.decode()).iter("tbody")
    return [
        ["" if (text := cell.text_content().strip()) == "n.d." else text for cell in row]
        for body in tables
        for row in body.iter("tr")
    ]


def in_the_workbook(client: Client, url: str) -> list[list[str]]:
    """The same rows from the cells of the file, written as French pages write them."""
    book = load_workbook(io.BytesIO(client.get(f"{url}rapport.xlsx").content))
    rows = []
    for sheet in book.worksheets[:-1]:
        codes = [cell.value for cell in sheet[1]]
        first = codes.index("figure") if "figure" in codes else 1
        for row in sheet.iter_rows(min_row=3):
            found = {
                code: _told(cell) for code, cell in zip(codes[first:], row[first:], strict=True)
            }
            whole = found.pop("out_of", "")
            if whole and found["number"]:
                found["number"] += f" sur {whole}"
            rows.append(list(found.values()))
    return rows


def _told(cell: Any) -> str:
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    return percent(cell.value) if cell.number_format == "0%" else number(cell.value)


def test_page_paper_and_workbook_tell_the_same_numbers() -> None:
    busy(name="Dioro")
    busy(name="Togou", women=20)
    make.commune("Koula")
    client, url = signed_in(Role.ADVISER), f"/rapports/{SPRING}/"

    rows = on_the_page(client, url)
    assert ["Actions réalisées", "2 sur 4", "50\u00a0%", ""] in rows
    assert ["Réunions tenues", "2", "", "1"] in rows
    assert ["dont femmes", "26 sur 38", "68\u00a0%", "1"] in rows
    assert ["Ensemble", "4\u00a0000\u00a0000", "", "600\u00a0000", ""] in rows
    # The blocks of single figures come first in the workbook.
    assert sorted(rows) == sorted(in_the_workbook(client, url))

    drawn = PdfReader(io.BytesIO(client.get(f"{url}rapport.pdf").content))
    paper = _letters(" ".join(page.extract_text() for page in drawn.pages))
    assert [row for row in rows if _letters("".join(row)) not in paper.replace("n.d.", "")] == []
    said = "État au 7 mai 2025. Communes sans donnée : 1."
    assert _letters(said) in paper
    assert "Communes sans donnée" in client.get(url).content.decode()


def _letters(text: str) -> str:
    return "".join(text.split())


def test_the_quarter_of_a_commune_is_read_from_its_dated_record() -> None:
    place = busy()
    promise = {"commune": place, "made_by": make.user(), "made_on": DAY, "due_on": DAY}
    ProgrammeCommitment.objects.create(wording="Un technicien", **promise)
    report = report_of(Commune.objects.all(), SPRING)

    assert report.blocked("foncier") == Blocked(raised=2, passed=1, settled=1, open=1, days=(10,))
    assert report.blocked("climat_saison") == Blocked(open=1)
    assert report.blocked().median_days == 10
    assert report.asked == {
        "commune": Asked(2, 1, 1), "": Asked(1, 0, 1), "promesse_programme": Asked(1, 0, 1),
    }  # fmt: skip
    assert (report.active, report.without, report.alone) == (1, 0, "À surveiller")
    assert report_of(Commune.objects.all(), Quarter.make(2024, 1)).without == 1


def test_a_partner_is_not_told_of_fewer_than_five_people_nor_can_reckon_them() -> None:
    few, others_few = busy(women=3, men=9), busy(women=20, men=2)
    busy(women=8, men=8)
    programme = f"/rapports/{SPRING}/"

    def women(client: Client, url: str) -> list[str]:
        return next(row for row in on_the_page(client, url) if row[0].startswith("dont femmes"))

    partner, adviser = signed_in(Role.PARTNER), signed_in(Role.ADVISER)
    assert women(adviser, programme)[1] == "31 sur 50"
    assert women(partner, programme)[:2] == [
        "dont femmes (sans 2 communes où ce serait moins de 5 personnes)", "8 sur 16",
    ]  # fmt: skip
    for place in (few, others_few):
        url = f"/espace/{place.slug}/trimestres/{SPRING}/"
        assert women(partner, url)[1] == "non communiqué\u00a0: moins de 5 personnes"
        assert sorted(on_the_page(partner, url)) == sorted(in_the_workbook(partner, url))
        assert women(adviser, url)[1] != women(partner, url)[1]


def test_a_cercle_shows_only_the_communes_of_the_person_and_else_does_not_exist() -> None:
    elsewhere = Cercle.objects.create(code="C9", name="Macina", region=make.commune().cercle.region)
    mine, theirs = busy(name="Dioro"), busy(name="Kolongo", cercle=elsewhere)
    make.commune("Togou")
    adviser = signed_in(Role.ADVISER, mine)

    page = adviser.get(f"/rapports/{SPRING}/cercle/{mine.cercle_id}/")
    assert (b"Dioro" in page.content, b"Togou" in page.content) == (True, False)
    for url in (f"cercle/{elsewhere.pk}/", f"cercle/{elsewhere.pk}/rapport.xlsx", "cercle/0/"):
        assert adviser.get(f"/rapports/{SPRING}/{url}").status_code == 404
    for quarter in ("2025-t3", "2031-t1", "2006-t4", "2025-t5"):
        assert adviser.get(f"/rapports/{quarter}/").status_code == 404
    own = signed_in(Role.SECRETARY, theirs)
    assert own.get(f"/espace/{theirs.slug}/trimestres/").status_code == 200
    assert own.get("/rapports/").status_code == 403


def test_many_communes_cost_no_more_queries_and_are_told_cercle_by_cercle() -> None:
    def asked(url: str) -> int:
        client = signed_in(Role.ADVISER)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    place, url = busy(), f"/rapports/{SPRING}/"
    one = asked(url)
    busy()
    closed = {"state": "clos", "closed_on": DAY, "end_report_on": DAY}
    make.plan(make.cycle(place.frameworks.get(), 2, DAY, **closed), DAY, state="cloture")
    few = asked(url)
    Commune.objects.bulk_create(
        Commune(code=f"8{n:07}", slug=f"c-{n}", name=f"C {n}", cercle=place.cercle)
        for n in range(60)
    )

    assert (one, few) == (asked(url),) * 2
    rows = on_the_page(signed_in(Role.ADVISER), url)
    assert ["Dioro", "62", "60", "2", "2", "4", "2", "2"] in rows


def test_quarters_are_three_months_of_the_calendar() -> None:
    assert (SPRING.first, SPRING.last) == (make.day("2025-04-01"), make.day("2025-06-30"))
    assert Quarter.make(2024, 4).last == make.day("2024-12-31")
    assert (str(SPRING), str(Quarter.of(make.day("2024-12-31")))) == ("2025-t2", "2024-t4")
    years = years_since(datetime.date(2024, 8, 1), DAY)
    assert [[str(each) for each in year] for year in years] == [
        ["2025-t1", "2025-t2"],
        ["2024-t1", "2024-t2", "2024-t3", "2024-t4"],
    ]
