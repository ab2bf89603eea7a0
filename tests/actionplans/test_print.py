"""Document D: what the paper says is what the page says, and every total is the sum of its rows."""

import datetime
import io
import re
from typing import Any

import pikepdf
import pypdf
import pytest

from actionplans.documents import plan_document, plan_sheet
from actionplans.models import FundingKind, FundingLine, PlanState
from communes.models import Attachment, Cercle, Executive, OrganisationKind
from foundation.documents.document import Document
from frameworks.models import FrameworkMember
from tests import make
from tests.actionplans.conftest import Place
from tests.bench.plans import full_plan

START = datetime.date(2024, 10, 1)


def _text(document: Document) -> str:
    """The words of the PDF, spaces made plain."""
    reader = pypdf.PdfReader(io.BytesIO(document.pdf()))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def document(place: Place, settings: Any, tmp_path: Any) -> Document:
    settings.VAR = tmp_path
    plan = place.plan(starts_on=START, state=PlanState.AGREED, agreed_on=datetime.date(2024, 9, 26))
    first = make.action(
        plan, sector=place.sector, responsible=place.town, wording="Borner le site",
        estimated_cost=7_000_000, due_words="avant la Tabaski", due_on=plan.ends_on, month_1=True,
    )  # fmt: skip
    first.needs.add(make.need(place.cycle.framework, code="N07"))
    first.partners.add(place.group)
    make.promise(first, place.town, 350_000)
    make.promise(first, place.group, 200_000, kind=FundingKind.IN_KIND)
    make.promise(
        first, place.group, None, kind=FundingKind.LABOUR, quantity=8, unit="manœuvres", days=3
    )
    second = make.action(plan, wording="Former 40 productrices ŋaniya", estimated_cost=130_000)
    make.promise(second, make.organisation(None, OrganisationKind.PROGRAMME), 30_000)
    FrameworkMember.objects.create(
        framework=place.cycle.framework, organisation=place.group, college="secteur_prive"
    )
    return plan_document(plan)


@pytest.mark.parametrize(
    "words",
    [
        "Plan d’action n° 1 – période du 1er octobre 2024 au 31 décembre 2024",
        "RÉPUBLIQUE DU MALI",
        "Un Peuple – Un But – Une Foi",
        "le vingt-six septembre deux mille vingt-quatre",
        "Filière : Échalote / oignon",
        "Borner le site",
        "Besoin N07",
        "Former 40 productrices ŋaniya",
        "Coopérative Jɛkafɔ",
        "avant la Tabaski – au plus tard le 31/12/2024",
        "200 000 N",
        "8 manœuvres × 3 j : non renseigné",
        "Total général 7 130 000",
        "sept millions cent trente mille francs CFA",
        "Le (la) président(e) du comité de suivi",
        "Cadre de concertation de Dioro",
    ],
)
def test_the_paper_says(document: Document, words: str) -> None:
    assert words in _text(document)


def test_every_total_is_the_sum_of_the_rows_above(document: Document) -> None:
    sheet = document.context["sheet"]

    assert (sheet.cost, sheet.covered, sheet.missing) == (7_130_000, 580_000, 6_550_000)
    assert sheet.total == sum(cell.total for cell in sheet.columns) + sheet.missing
    assert sum(group.total for group in sheet.groups) == sheet.total


def test_page_preview_and_pdf_carry_the_same_sums(place: Place, document: Document) -> None:
    page = place.client.get(place.url("plan")).content.decode()
    paper = place.client.get(place.url("preview")).content.decode()

    spaces = {ord("\u00a0"): " ", ord("\u202f"): " "}
    for found in (page, paper, _text(document)):
        assert "7 130 000" in found.translate(spaces)


def test_the_page_sends_the_pdf_under_its_readable_name(place: Place, document: Document) -> None:
    answer = place.client.get(place.url("plan-pdf"))

    assert answer.content.startswith(b"%PDF")
    assert "plan-1-dioro-2024-10.pdf" in answer["Content-Disposition"]


def test_the_paper_is_french_on_an_english_page(place: Place, document: Document) -> None:
    french = place.client.get(place.url("plan-pdf")).content

    assert place.client.get("/en" + place.url("plan-pdf")).content == french


def test_a_draft_says_so_across_the_sheet(place: Place) -> None:
    plan = place.plan()
    assert "PROJET" in plan_document(plan).html()


def test_the_paper_names_the_cercle_of_its_day(place: Place, document: Document) -> None:
    old = Cercle.objects.create(code="S1", name="Ancien cercle", region=place.commune.region)
    Attachment.objects.create(commune=place.commune, cercle=old, valid_to=START)

    assert "Cercle de Ancien cercle" in plan_document(document.context["plan"]).html()


def test_a_special_delegation_signs_in_place_of_the_mayor(place: Place, document: Document) -> None:
    Executive.objects.create(commune=place.commune, kind="delegation_speciale", head="Awa X")

    html = plan_document(document.context["plan"]).html()

    assert ("Le président de la délégation spéciale" in html, "Le maire" in html) == (True, False)


def _tags(element: Any, found: list[str]) -> list[str]:
    """The structure of the PDF, tag by tag."""
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found.append(str(child.S))
            _tags(child, found)
    return found


def test_the_pdf_can_be_read_aloud(document: Document) -> None:
    with pikepdf.open(io.BytesIO(document.pdf())) as pdf:
        tags = set(_tags(pdf.Root.StructTreeRoot, []))
        fonts = [
            font.DescendantFonts[0].FontDescriptor
            for page in pdf.pages
            for font in page.Resources.Font.values()
        ]

        assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/Caption"} <= tags
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("fr", True)
        assert str(pdf.docinfo.Title) == "Plan d’action n° 1 – Commune de Dioro"
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_fifteen_actions_with_sixty_promises_weigh_little(
    place: Place, settings: Any, tmp_path: Any
) -> None:
    settings.VAR = tmp_path
    plan = full_plan(place.cycle, state=PlanState.AGREED, agreed_on=START)

    drawn = plan_document(plan, code="3FK7Q2MNHA").pdf()

    assert FundingLine.objects.filter(action__plan=plan).count() == 60
    assert len(drawn) <= 80_000


def test_sixty_long_actions_are_printed_whole(place: Place, settings: Any, tmp_path: Any) -> None:
    settings.VAR = tmp_path
    plan = place.plan()
    long = " ".join(["Réhabiliter les magasins de conservation de l’échalote à Dioro"] * 6)[:400]
    for number in range(1, 61):
        action = make.action(
            plan, wording=f"A{number} {long}"[:400], expected_result=long, indicator=long[:200]
        )
        if number == 30:
            needs = [
                make.need(place.cycle.framework, statement=f"B{n} {long}"[:400]) for n in range(18)
            ]
            action.needs.set(needs)

    document = plan_document(plan)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document.pdf())).pages]

    text = " ".join(pages)
    assert all(text.count(f"A{number} ") == 2 for number in range(1, 61))
    assert all(f"B{number} " in text for number in range(18))
    assert all("Actions (besoin visé)" in page or "À rechercher" in page for page in pages[:-1])


def test_a_promise_taken_over_counts_once(place: Place) -> None:
    action = make.action(place.plan(), estimated_cost=100_000)
    late = make.promise(action, place.town, 100_000)
    make.promise(
        action, place.group, 100_000,
        replaced_by=late, replaced_on=START, replaced_reason="Retrait",
    )  # fmt: skip

    assert plan_sheet(action.plan).covered == 100_000
