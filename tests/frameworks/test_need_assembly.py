"""Assemblies of a profession, their needs typed line by line, and what their people propose."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from communes.models import Role
from frameworks import services
from frameworks.models import Need, NeedAssembly, ProposedAction
from tests import make
from tests.frameworks.world import Place
from tests.wrong_input import WRONG, try_everything

pytestmark = pytest.mark.django_db


def paper(sector: Any, **more: str) -> dict[str, Any]:
    return {"sector": sector.pk, "held_on": "05/03/2024", "method": "assemblee_op", **more}


def test_one_send_records_the_assembly_with_its_needs() -> None:
    place = Place()
    rice = make.sector("riz")
    party = make.organisation(place.commune, sectors=[rice])
    lines = {
        "organisation": party.pk, "women": "30", "men": "12",
        "b1-statement": "Un magasin", "b1-urgency": "haute", "b1-women": "30", "b1-men": "12",
        "b1-proposal": "Bâtir les murs", "b1-share": "8 manœuvres, 3 jours",
        "b4-statement": "Un forage",
    }  # fmt: skip

    place.post("add-assembly", paper(rice) | lines)

    held = NeedAssembly.objects.get()
    had = "sector", "organisation", "assembly", "method", "statement", "people"
    store, well = Need.objects.order_by("pk")
    assert [getattr(store, name) for name in had] == [
        rice, party, held, "assemblee_op", "Un magasin", 42,
    ]  # fmt: skip
    assert (str(store.identified_on), well.statement) == ("2024-03-05", "Un forage")
    proposed = ProposedAction.objects.get()
    assert (proposed.need, proposed.offered_by, proposed.offered) == (store, party, None)
    assert proposed.offered_words == "8 manœuvres, 3 jours"


def test_a_line_begun_without_its_sentence_is_asked_for_and_nothing_is_written() -> None:
    place = Place()

    answer = place.post("add-assembly", paper(make.sector()) | {"b2-women": "5"})

    assert list(answer.context["lines"][1].errors) == ["statement"]
    assert NeedAssembly.objects.count() == 0


def test_a_share_without_what_it_is_for_is_asked_for() -> None:
    sent = {"b1-statement": "Un puits", "b1-share": "2 000 briques"}

    answer = Place().post("add-assembly", paper(make.sector()) | sent)

    assert list(answer.context["lines"][0].errors) == ["proposal"]
    assert "2 000 briques" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"sector": ""}, "sector"),
        ({"held_on": "2031"}, "held_on"),
        ({"women": "3", "young": "4"}, "young"),
        ({"men": "3", "displaced": "4"}, "displaced"),
    ],
)
def test_what_cannot_be_stands_beside_its_field(sent: Any, field: str) -> None:
    answer = Place().post("add-assembly", paper(make.sector()) | sent)

    assert list(answer.context["form"].errors) == [field]


def test_an_organisation_of_one_sector_names_it() -> None:
    place = Place()
    milk = make.sector("lait")
    party = make.organisation(place.commune, sectors=[milk])

    place.post("add-assembly", paper(milk) | {"sector": "", "organisation": party.pk})

    assert NeedAssembly.objects.get().sector == milk


def test_a_date_corrected_on_the_assembly_is_corrected_on_its_needs() -> None:
    place = Place()
    held = make.assembly(place.its, held_on=make.partial("2024-03-05"))
    from_it = make.need(place.its, assembly=held, identified_on=make.partial("2024-03-05"))
    its_own = make.need(place.its, assembly=held, identified_on=make.partial("2024-02"))

    place.post("change-assembly", paper(held.sector) | {"held_on": "07/03/2024"}, pk=held.pk)

    from_it.refresh_from_db()
    its_own.refresh_from_db()
    assert [str(from_it.identified_on), str(its_own.identified_on)] == ["2024-03-07", "2024-02"]


def test_needs_forgotten_are_added_on_the_assembly_s_page() -> None:
    place = Place()
    held = make.assembly(place.its)

    place.post("change-assembly", paper(held.sector) | {"b1-statement": "Un four"}, pk=held.pk)

    assert held.needs.get().statement == "Un four"


def test_recording_an_assembly_survives_every_wrong_input() -> None:
    place = Place()

    try_everything(
        place.client,
        place.url("add-assembly"),
        paper(make.sector()),
        watch=[NeedAssembly, Need],
        must_refuse={"organisation": [make.organisation(make.commune()).pk]},
    )


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_in_a_line_is_never_a_500(wrong: Any) -> None:
    place = Place()
    boxes = ("statement", "urgency", "nature", "women", "young", "estimated_cost", "proposal")
    data = paper(make.sector()) | {f"b1-{box}": wrong for box in boxes}

    assert place.post("add-assembly", data).status_code in (200, 302)


def test_several_actions_are_proposed_in_one_send() -> None:
    place = Place()
    need, party = make.need(place.its), make.organisation(place.commune)
    data = {
        "n1-wording": "Bâtir", "n1-offered_by": party.pk, "n1-kind": "main_oeuvre",
        "n1-offered_words": "8 manœuvres, 3 jours",
        "n3-wording": "Acheter la clôture", "n3-offered": "150 000",
    }  # fmt: skip

    place.post("need-proposals", data, pk=need.pk)

    rows = list(need.proposals.values_list("wording", "offered", "offered_words"))
    assert rows == [
        ("Bâtir", None, "8 manœuvres, 3 jours"),
        ("Acheter la clôture", 150_000, ""),
    ]


def test_a_proposal_typed_by_mistake_is_taken_away() -> None:
    place = Place()
    need = make.need(place.its)
    row = need.proposals.create(wording="Bâtir")

    place.post("need-proposals", {f"p{row.pk}-remove": "on"}, pk=need.pk)

    assert need.proposals.count() == 0


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_in_a_proposal_is_never_a_500(wrong: Any) -> None:
    place = Place()
    need = make.need(place.its)
    boxes = ("wording", "offered_by", "kind", "offered", "offered_words")

    answer = place.post("need-proposals", {f"n1-{box}": wrong for box in boxes}, pk=need.pk)

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.PARTNER, Role.COMMITTEE])
def test_those_who_only_read_record_no_assembly(role: Any) -> None:
    framework = make.framework()
    reader = make.user(role, framework.commune)

    with pytest.raises(PermissionDenied):
        services.hold_assembly(NeedAssembly(framework=framework), by=reader)


def test_a_partner_reads_neither_who_led_nor_a_small_number_of_displaced_people() -> None:
    place = Place(role=Role.PARTNER)
    held = make.assembly(place.its, led_by="Awa MEMBRE-TEST", women=9, men=1, displaced=2)

    text = place.get("assembly", pk=held.pk).content.decode()

    assert ("MEMBRE-TEST" in text, "moins de 5" in text) == (False, True)
