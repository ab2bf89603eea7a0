"""The council's file: one paper for the session, bound from the papers the record already has."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import pypdf
import pytest
from django.utils import timezone

from actionplans.documents import paper_of
from actionplans.documents.council import council_file
from actionplans.documents.to_enter import Record
from actionplans.models import Action, ActionPlan, FundingKind, PdescLine, PlanState
from actionplans.services.council import compared
from actionplans.services.sealing import keep_version
from foundation.documents.document import Document
from frameworks.models import Cycle, Meeting, MeetingState
from tests import make
from tests.actionplans.conftest import Place
from tests.papers import plain, tags_of

CLOSED = make.day("2025-06-30")
START, AGREED, TODAY = (make.day(on) for on in ("2024-10-01", "2024-09-26", "2024-10-15"))


@pytest.fixture
def plan(place: Place, settings: Any, tmp_path: Any) -> ActionPlan:
    settings.VAR = tmp_path
    meeting = make.meeting(place.cycle.framework, state=MeetingState.HELD)
    make.decision(meeting, nature="plan", wording="Le plan est adopté", owner=place.group)
    make.decision(meeting, nature="autre", wording="La salle sera repeinte")
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.APPROVED, approved_on=AGREED)
    meeting.refresh_from_db()
    plan = place.plan(starts_on=START, state=PlanState.AGREED, agreed_on=AGREED, agreed_at=meeting)
    action = make.action(plan, wording="Borner le site", estimated_cost=1_000_000)
    make.promise(action, place.town, 350_000)
    make.promise(action, place.group, 81_000, kind=FundingKind.IN_KIND)
    make.promise(action, place.group, None, kind=FundingKind.LABOUR)
    return plan


def file(plan: ActionPlan, on: datetime.date = TODAY) -> Document:
    commune = plan.cycle.framework.commune
    actions = Action.objects.in_commune(commune).to_be_entered()
    record = Record(actions, PdescLine.objects.in_commune(commune))
    return council_file(plan, compared(plan), sectors={}, record=record, on=on)


def words(plan: ActionPlan) -> str:
    return plain(file(plan).html())


def pieces(html: str) -> list[str]:
    return re.findall(r'<div class="piece[^"]*" id="([^"]+)"', html)


def test_the_file_holds_every_piece_in_order_and_lists_it_on_the_cover(plan: ActionPlan) -> None:
    make.seal(plan)
    html = file(plan).html()

    found = pieces(html)
    assert found == [
        "plan", "financement", "changements", "proces-verbal", "deliberation", "a-inscrire",
    ]  # fmt: skip
    assert re.findall(r'<a href="#([^"]+)"', html) == found
    assert html.count("<h1") == 1


def test_the_plan_in_the_file_is_the_sealed_text(plan: ActionPlan, place: Place) -> None:
    sealed = make.seal(plan).html
    place.group.name = "Un autre nom"
    place.group.save()

    sheets = re.search(r"<main>(.*)</main>", sealed, re.DOTALL)

    assert sheets is not None
    assert sheets[1].replace("<h1", "<h2").replace("</h1", "</h2") in file(plan).html()
    assert paper_of(plan).html() == sealed


def test_the_money_stands_in_figures_and_in_words(plan: ActionPlan) -> None:
    make.seal(plan)
    said = words(plan)

    assert "quatre-vingt-un mille francs CFA<small>et 1 promesse sans valeur" in said
    assert "Reste à rechercher : <b>cinq cent soixante-neuf mille francs CFA</b>" in said
    assert "Part de la commune : <b>trois cent cinquante mille francs CFA</b>" in said


def test_the_extract_holds_the_decisions_on_the_plan_alone(plan: ActionPlan) -> None:
    make.seal(plan)
    said = words(plan)

    assert ("Le plan est adopté" in said, "La salle sera repeinte" in said) == (True, False)
    assert "Pour extrait conforme, le Maire" in said


def test_without_an_act_in_the_register_the_file_proposes_one_from_the_seal(
    plan: ActionPlan, place: Place
) -> None:
    code = make.seal(plan).code

    said = words(plan)

    assert f"(plan scellé, code {code})" in said
    assert "Délibération (projet)" in said
    assert "Délibération n° ……………" in said
    assert place.commune.deliberations.filter(kind="plan").count() == 0


def test_the_act_of_the_register_takes_the_place_of_the_proposal(
    plan: ActionPlan, place: Place
) -> None:
    act = make.deliberation(
        place.commune, kind="plan", state="projet", number="2024-031/CR", budget_year=2025,
        articles="La part communale est approuvée.",
    )  # fmt: skip
    ActionPlan.objects.filter(pk=plan.pk).update(deliberation=act)
    plan.refresh_from_db()
    make.seal(plan)

    said = words(plan)

    assert ("2024-031/CR" in said, "La part communale est approuvée." in said) == (True, True)
    assert "Délibération (projet)" in said


def test_an_act_that_was_annulled_gives_way_to_a_new_proposal(
    plan: ActionPlan, place: Place
) -> None:
    act = make.deliberation(place.commune, kind="plan", state="annulee", number="2024-031/CR")
    ActionPlan.objects.filter(pk=plan.pk).update(deliberation=act)
    plan.refresh_from_db()

    assert "2024-031/CR" not in words(plan)


def test_a_version_is_compared_with_the_one_before(plan: ActionPlan, place: Place) -> None:
    make.seal(plan)
    make.amendment(plan, place.by)
    plan.actions.update(estimated_cost=1_200_000)
    plan.versions.in_force().update(withdrawn_at=timezone.now(), withdrawn_reason="Avenant")
    keep_version(plan, by=place.by, on=make.day("2024-10-10"))

    said = words(plan)

    assert "Par rapport à la version n° 1 de ce plan, scellée le 26 septembre 2024" in said
    assert "<td>1 000 000 FCFA</td><td>1 200 000 FCFA</td>" in said


def test_a_first_version_is_compared_with_the_plan_of_the_cycle_before(
    plan: ActionPlan, place: Place
) -> None:
    make.seal(plan)
    Cycle.objects.filter(pk=place.cycle.pk).update(
        state="clos", closed_on=CLOSED, end_report_on=CLOSED
    )
    then = make.cycle(place.cycle.framework, 2)
    later = make.plan(then, starts_on=make.day("2025-01-01"))
    make.action(later, wording="Borner encore", carried_from=plan.actions.get())
    make.action(later, wording="Semer")

    said = words(later)

    assert "Par rapport au plan d’action n° 1, validé le 26 septembre 2024" in said
    assert "Borner encore (plan n° 1)" in said
    assert re.search(r"Actions nouvelles</h3> <ul><li>Action n° \d+ : Semer</li></ul>", said)


def test_a_draft_says_so_and_proposes_no_act(place: Place) -> None:
    plan = place.plan()
    make.action(plan)

    html = file(plan).html()

    assert "deliberation" not in pieces(html)
    assert 'class="piece plan unvoted"' in html


def test_the_pdf_turns_its_pages_and_numbers_them_right_through(plan: ActionPlan) -> None:
    make.seal(plan)
    document = file(plan)
    pages = pypdf.PdfReader(io.BytesIO(document.pdf())).pages

    across = [page.mediabox.width > page.mediabox.height for page in pages]
    assert across[:4] == [False, True, True, False]
    assert across.count(True) == 2
    total = len(pages)
    assert all(f"{n}/{total}" in page.extract_text() for n, page in enumerate(pages, 1))
    assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= tags_of(document)
