"""What the pages of a framework show, to whom, and at what price in queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Role
from frameworks import services
from frameworks.models import FrameworkState, NeedState
from tests import make
from tests.frameworks.world import Place

pytestmark = pytest.mark.django_db

PAGES = ["framework", "members", "sectors", "needs", "deliberations"]


def fill(place: Place, rows: int) -> None:
    for rank in range(1, rows + 1):
        sector = make.sector()
        seated = make.organisation(place.commune, sectors=[sector])
        make.priority(place.its, sector, rank=min(rank, 3))
        make.need(place.its, sector=sector, organisation=seated)
        make.need(place.its, organisation=seated)
        make.deliberation(place.commune, kind="autre")
        make.meeting(place.its)
        make.cycle(place.its, rank, state="clos", closed_on=make.DAY, end_report_on=make.DAY)
        services.add_members(place.its, [seated], by=place.user)


def queries(place: Place, page: str) -> int:
    """What a page asks of the database, once another has opened the session."""
    place.get(page)
    with CaptureQueriesContext(connection) as counted:
        answer = place.get(page)
    assert answer.status_code == 200
    return len(counted)


def test_the_choice_asks_as_many_queries_for_four_needs_as_for_two() -> None:
    two, four = Place(), Place()
    fill(two, 2)
    fill(four, 4)

    assert queries(two, "choose-needs") == queries(four, "choose-needs")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_many_queries_for_three_rows_as_for_one(page: Any) -> None:
    one, three = Place(), Place()
    fill(one, 1)
    fill(three, 3)

    assert queries(one, page) == queries(three, page)


@pytest.mark.parametrize("page", ["members", "sectors", "needs", "founding-deliberation"])
def test_without_a_framework_every_page_leads_to_its_creation(page: Any) -> None:
    place = Place(framework=False)

    answer = place.get(page)

    assert (answer.status_code, answer["Location"]) == (302, place.url("framework"))


def test_the_page_without_a_framework_offers_to_create_it() -> None:
    place = Place(framework=False)

    assert place.url("create-framework") in place.get("framework").content.decode()


def test_an_adviser_is_not_offered_what_only_the_commune_may_do() -> None:
    place = Place(framework=False, role=Role.ADVISER)

    assert place.url("create-framework") not in place.get("framework").content.decode()


def test_the_page_says_what_is_missing_before_the_framework_is_founded() -> None:
    place = Place(state=FrameworkState.PREPARING, founding_deliberation=None)

    found = [finding.code for finding in place.get("framework").context["findings"]]

    assert found == ["R1", "R2"]


def test_sectors_of_before_stand_apart() -> None:
    place = Place()
    now = make.priority(place.its, rank=1)
    before = make.priority(place.its, rank=2, active_to=make.day("2024-12-31"))

    shown = place.get("framework").context

    assert (shown["sectors"], shown["past_sectors"]) == ([now], [before])


def test_a_partner_reads_no_name_of_a_person() -> None:
    place = Place()
    chair = make.person(place.commune, last_name="COULIBALY-TEST")
    place.its.chair = chair
    place.its.save()
    place.become(Role.PARTNER)

    assert "COULIBALY-TEST" not in place.get("framework").content.decode()


def test_a_need_of_another_commune_does_not_exist_here() -> None:
    place, other = Place(), Place()
    theirs = make.need(other.its)

    assert place.get("need", pk=theirs.pk).status_code == 404


def test_a_deliberation_of_another_commune_does_not_exist_here() -> None:
    place = Place()
    theirs = make.deliberation(make.commune())

    assert place.get("deliberation", pk=theirs.pk).status_code == 404


def test_a_need_of_my_other_commune_is_not_shown_under_this_address() -> None:
    place, other = Place(), Place()
    make.assign(place.user, Role.SECRETARY, other.commune)
    theirs = make.need(other.its)

    assert place.get("need", pk=theirs.pk).status_code == 404


def test_needs_without_a_sector_stand_in_a_row_of_their_own() -> None:
    place = Place()
    make.need(place.its, women=10, men=5)

    figures = place.get("needs").context["figures"]

    assert [(row["sector"], row["number"], row["people"]) for row in figures] == [(None, 1, 15)]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["N02", "N01", "N03"]),
        ("?filiere=aucune", ["N03"]),
        ("?situation=retenu", ["N02"]),
        ("?nature=aucune", ["N02", "N01", "N03"]),
        ("?urgence=haute", ["N01"]),
        ("?q=FORAGE", ["N03"]),
        ("?tri=code", ["N01", "N02", "N03"]),
        ("?tri=-code", ["N03", "N02", "N01"]),
        ("?tri=urgence", ["N01", "N02", "N03"]),
        ("?tri=personnes", ["N01", "N03", "N02"]),
        ("?tri=n'importe", ["N02", "N01", "N03"]),
        ("?page=99&tri=code", ["N01", "N02", "N03"]),
        ("?filiere=abc&tri=code", ["N01", "N02", "N03"]),
    ],
)
def test_the_list_of_needs_is_narrowed_and_sorted_by_its_address(query: Any, codes: Any) -> None:
    place = Place()
    milk, rice = make.sector("lait"), make.sector("riz")
    make.need(place.its, code="N01", sector=rice, urgency="haute")
    make.need(place.its, code="N02", sector=milk, state=NeedState.RETAINED, women=40)
    make.need(place.its, code="N03", statement="Un forage", men=2)

    page = place.get("needs", query).context["page"]

    assert [need.code for need in page] == codes


def test_a_need_shows_the_decisions_it_stands_in() -> None:
    place = Place()
    need = make.need(place.its)
    make.decision(make.meeting(place.its), wording="Le magasin sera bâti").needs.add(need)

    assert "Le magasin sera bâti" in place.get("need", pk=need.pk).content.decode()


def test_a_partner_sees_no_small_number_of_displaced_people() -> None:
    place = Place(role=Role.PARTNER)
    need = make.need(place.its, women=10, men=5, displaced=3)

    rows = place.get("need", pk=need.pk).context["rows"]

    assert [row["value"] for row in rows if "déplacé" in row["label"]] == ["moins de 5"]


def test_a_signed_act_shows_what_does_not_add_up_on_paper() -> None:
    place = Place()
    act = make.deliberation(place.commune, state="signee")

    findings = place.get("deliberation", pk=act.pk).context["findings"]

    assert [finding.code for finding in findings] == ["R16"]
