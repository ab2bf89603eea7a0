"""The order of a sector's needs: points said in words, and the professionals' own rank."""

from typing import Any

import pytest
from lxml.html import document_fromstring

from communes.models import Role
from frameworks.documents import blank_needs_sheet, needs_sheet
from frameworks.models import Framework, Need
from frameworks.ranking import placed
from tests import make
from tests.frameworks.world import Place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({}, (0, 0, 0, 0, 0)),
        ({"urgency": "haute"}, (2, 0, 0, 0, 0)),
        ({"urgency": "moyenne", "men": 49}, (1, 0, 0, 0, 0)),
        ({"men": 50}, (0, 1, 0, 0, 0)),
        ({"men": 70, "women": 30}, (0, 2, 0, 0, 0)),
        ({"men": 5, "women": 5, "young": 3}, (0, 0, 1, 0, 0)),
        ({"men": 4, "women": 5, "young": 3}, (0, 0, 2, 0, 0)),
        ({"estimated_cost": 1_000_000}, (0, 0, 0, 2, 0)),
        ({"estimated_cost": 5_000_001}, (0, 0, 0, 0, 0)),
        ({"estimated_cost": 0, "nature": "infrastructure"}, (0, 0, 0, 2, 2)),
        ({"nature": "formation"}, (0, 0, 0, 0, 0)),
    ],
)
def test_points_follow_the_rules_in_words(facts: Any, points: Any) -> None:
    assert placed([Need(pk=1, **facts)])[0].points == points


def order(*ranks: int | None) -> list[int]:
    """Needs 1, 2, 3… of falling score, with the ranks the professionals typed."""
    needs = [Need(pk=n, women=100 - n, rank_in_sector=rank) for n, rank in enumerate(ranks, 1)]
    return [row.need.pk for row in placed(needs)]


@pytest.mark.parametrize(
    ("ranks", "pks"),
    [
        ((None, None, None), [1, 2, 3]),
        ((None, None, 1), [3, 1, 2]),
        ((3, None, None), [2, 3, 1]),
        ((None, 9, None), [1, 3, 2]),
        ((2, 1, None), [2, 1, 3]),
        ((4, None), [2, 1]),
        ((1, 1), [1, 2]),
    ],
)
def test_typed_ranks_overrule_and_the_others_fill_the_places_left(ranks: Any, pks: Any) -> None:
    assert order(*ranks) == pks


def ranking() -> tuple[Place, Need, Need]:
    place = Place()
    rice = make.sector("riz")
    first = make.need(place.its, sector=rice, urgency="haute", statement="Un magasin")
    second = make.need(place.its, sector=rice, statement="Un forage")
    return place, first, second


def test_another_rank_than_the_proposed_one_asks_why_beside_the_reason() -> None:
    place, _first, second = ranking()

    answer = place.post("rank-needs", {f"n{second.pk}-rank_in_sector": "1"})

    assert [list(row.errors) for row in answer.context["rows"]] == [[], ["rank_reason"]]


def test_another_rank_with_its_reason_puts_the_need_first() -> None:
    place, first, second = ranking()
    data = {
        f"n{second.pk}-rank_in_sector": "1",
        f"n{second.pk}-rank_reason": "L’eau d’abord",
    }

    place.post("rank-needs", data)

    rows = place.get("rank-needs").context["rows"]
    assert [row.place.need for row in rows] == [second, first]
    assert rows[0].place.need.rank_reason == "L’eau d’abord"


def test_the_proposed_rank_needs_no_reason() -> None:
    place, first, _second = ranking()

    answer = place.post("rank-needs", {f"n{first.pk}-rank_in_sector": "1"})

    assert (answer.status_code, Need.objects.get(pk=first.pk).rank_in_sector) == (302, 1)


@pytest.mark.parametrize("rank", ["0", "100", "-1", "un"])
def test_a_rank_that_cannot_be_is_refused(rank: str) -> None:
    place, first, _second = ranking()

    answer = place.post("rank-needs", {f"n{first.pk}-rank_in_sector": rank})

    assert list(answer.context["rows"][0].errors) == ["rank_in_sector"]


def test_two_needs_never_share_a_rank() -> None:
    place, first, second = ranking()
    data = {f"n{need.pk}-rank_in_sector": "1" for need in (first, second)}

    answer = place.post("rank-needs", data | {f"n{second.pk}-rank_reason": "Aussi"})

    assert list(answer.context["rows"][1].errors) == ["rank_in_sector"]
    assert Need.objects.exclude(rank_in_sector=None).count() == 0


@pytest.mark.parametrize("asked", ["abc", "0", "99999999999999999999"])
def test_a_sector_the_framework_does_not_name_is_404(asked: str) -> None:
    place, *_needs = ranking()

    assert place.get("rank-needs", f"?filiere={asked}").status_code == 404


def test_an_adviser_reads_the_order_and_changes_nothing() -> None:
    place, first, _second = ranking()
    place.become(Role.ADVISER)

    assert '<input type="text"' not in place.get("rank-needs").content.decode()
    sent = place.post("rank-needs", {f"n{first.pk}-rank_in_sector": "1"})
    assert sent.status_code == 403


def words(page: str) -> str:
    return " ".join(document_fromstring(page).text_content().split())


def filled(framework: Framework) -> Need:
    rice = make.priority(framework, make.sector("riz")).sector
    party = make.organisation(
        framework.commune, sectors=[rice], name="Coopérative de l’essai",
        president=make.person(framework.commune, last_name="PRESIDENTE-TEST"),
    )  # fmt: skip
    framework.members.create(organisation=party, college="secteur_prive")
    held = make.assembly(
        framework, sector=rice, organisation=party, place="Hangar", women=30, men=12
    )
    need = make.need(
        framework, sector=rice, organisation=party, assembly=held, statement="Un magasin",
        women=86, men=12, young=31, displaced=9, urgency="haute", nature="infrastructure",
        estimated_cost=7_200_000, rank_in_sector=2, rank_reason="Après le forage",
    )  # fmt: skip
    need.proposals.create(wording="Bâtir les murs", offered_words="8 manœuvres, 3 jours")
    make.need(framework, sector=rice, statement="Un forage", rank_in_sector=1)
    make.need(framework, sector=rice, statement="Une piste", state="satisfait")
    return need


def test_the_sheet_tells_what_the_pages_tell() -> None:
    framework = make.framework()
    need = filled(framework)
    assert need.sector

    text = words(needs_sheet(framework, need.sector).html())

    told = (
        "Hangar", "Présents : 42, dont femmes 30, hommes 12", "Un magasin", "haute", "86",
        "7 200 000", "Bâtir les murs", "8 manœuvres, 3 jours", "Après le forage",
        "Une piste (satisfait)", "Pour Coopérative de l’essai", "PRESIDENTE-TEST",
    )  # fmt: skip
    plain = text.replace("\u202f", " ").replace("\xa0", " ")
    assert [words for words in told if words not in plain] == []
    assert plain.index("Un forage") < plain.index("Un magasin") < plain.index("Une piste")


def test_the_order_on_paper_is_the_order_on_the_page() -> None:
    place = Place()
    need = filled(place.its)
    assert need.sector

    rows = place.get("rank-needs", f"?filiere={need.sector_id}").context["rows"]
    places = needs_sheet(place.its, need.sector).context["places"]

    assert [row.place.need.pk for row in rows] == [row.need.pk for row in places]


def test_the_blank_sheet_has_lines_in_the_order_of_the_page() -> None:
    framework = make.framework()
    sector = make.priority(framework).sector

    page = document_fromstring(blank_needs_sheet(framework, sector).html())

    heads = [cell.text_content() for cell in page.iter("th") if cell.get("scope") == "col"]
    assert heads == [
        "N°", "Besoin", "Urgence", "Nature", "F", "H", "≤ 35", "PDI", "Coût estimé (FCFA)",
        "Actions proposées", "Part offerte",
    ]  # fmt: skip
    assert len(page.findall(".//tbody/tr")) == 8


def test_the_sheet_names_people_so_partners_get_none() -> None:
    place = Place(role=Role.PARTNER)
    sector = make.priority(place.its).sector

    assert place.get("needs-sheet", pk=sector.pk).status_code == 403


def test_a_sector_without_anything_has_a_sheet_and_a_foreign_one_none() -> None:
    place = Place()
    ours, theirs = make.priority(place.its).sector, make.sector()

    assert place.get("needs-sheet", pk=ours.pk).status_code == 200
    assert place.get("needs-sheet", pk=theirs.pk).status_code == 404
