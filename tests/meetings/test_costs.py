"""What a meeting costs: typed by party, never invented, paid long after the minutes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from communes.models import Organisation, Role
from consult.meetings.costs import costs_of
from consult.meetings.documents import travel_list, travel_sheet
from consult.meetings.documents.minutes import drawn_minutes
from consult.meetings.services import Line, record_costs
from foundation.documents.document import Document
from foundation.formats.words import fcfa_in_words, number_in_words
from foundation.journal.models import Entry
from foundation.records.errors import NotReady
from frameworks.models import Meeting, MeetingCost, MeetingState
from tests import make
from tests.meetings.room import Room
from tests.papers import plain


def approve(meeting: Meeting) -> None:
    Meeting.objects.update(state=MeetingState.APPROVED, approved_on=make.DAY)
    meeting.refresh_from_db()


def row(prefix: str, party: Organisation, **typed: Any) -> dict[str, Any]:
    said = {"party": party.pk, "category": "logistique_salle", "kind": "nature", **typed}
    return {f"{prefix}-{name}": value for name, value in said.items()}


def shown(room: Room) -> str:
    return plain(re.sub(r"<[^>]*>", " ", room.client.get(room.url("costs")).content.decode()))


def test_several_costs_are_typed_in_one_send(room: Room) -> None:
    sent = {
        **row("n0", room.town, planned="60 000", paid="60.000 F", wording="Salle du conseil"),
        **row("n1", room.group, category="restauration", kind="especes", planned="45000"),
        **row("n4", room.group, category="radio", kind="especes", evidence="Reçu n° 4"),
    }

    answer = room.client.post(room.url("costs"), sent)

    assert answer.status_code == 302
    assert [*room.meeting.costs.values_list("party", "category", "planned", "paid")] == [
        (room.town.pk, "logistique_salle", 60_000, 60_000),
        (room.group.pk, "restauration", 45_000, None),
        (room.group.pk, "radio", None, None),
    ]
    assert Entry.objects.about(room.meeting).filter(fields="costs").count() == 1


def test_the_page_offers_five_blank_lines_more_than_are_written(room: Room) -> None:
    for _line in range(7):
        room.meeting.costs.create(party=room.town)

    page = room.client.get(room.url("costs")).content.decode()

    assert len(re.findall(r'name="n\d-party"', page)) == 5
    assert len(re.findall(r'name="c\d+-party"', page)) == 7


def test_an_empty_amount_is_not_given_and_counted_apart(room: Room) -> None:
    room.meeting.costs.create(party=room.town, category="logistique_salle")
    room.meeting.costs.create(party=room.group, planned=30_000, paid=20_000)

    costs = costs_of(room.meeting)

    assert costs
    assert (costs.total, costs.unvalued, costs.share) == (20_000, 1, 1.0)
    assert [(each.planned, each.paid) for each in costs.parties] == [(30_000, 20_000), (None, None)]
    assert "1 ligne sans montant" in shown(room)


def test_nothing_valued_has_no_share(room: Room) -> None:
    room.meeting.costs.create(party=room.town)

    text = shown(room)

    assert "Coût de la réunion non renseigné" in text
    assert "Pris en charge hors programme n.d." in text


def test_the_share_leaves_the_programme_out(room: Room) -> None:
    programme = make.organisation(None, "programme", name="PACT")
    room.meeting.costs.create(party=programme, planned=350_000, paid=350_000)
    room.meeting.costs.create(party=room.town, planned=115_000)

    costs = costs_of(room.meeting)

    assert costs
    assert costs.share is not None
    assert (costs.total, round(costs.share, 4)) == (465_000, 0.2473)


def test_the_lines_of_last_time_are_taken_up_when_ticked(room: Room) -> None:
    earlier = make.meeting(room.framework, 2, "2024-07-04")
    hall = earlier.costs.create(party=room.town, planned=50_000, paid=60_000, wording="Salle")
    earlier.costs.create(party=room.group, planned=45_000)
    assert "Salle" in shown(room)

    room.client.post(room.url("costs"), {"last-take": [hall.pk]})
    room.client.post(room.url("costs"), {"last-take": [hall.pk]})

    assert [*room.meeting.costs.values_list("party", "wording", "planned", "paid")] == [
        (room.town.pk, "Salle", 60_000, None)
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"planned": "-5"}, "jamais négatif"),
        ({"paid": "beaucoup"}, "en chiffres"),
        ({"paid_on": "01/01/2099"}, "encore à venir"),
        ({"party": ""}, "Qui paie"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
    room: Room, typed: dict[str, str], said: str
) -> None:
    mistaken = {f"n0-{name}": value for name, value in typed.items()}
    sent = row("n0", room.town, wording="Chaises ɲɔgɔn") | mistaken

    page = room.client.post(room.url("costs"), sent).content.decode()

    assert said in page
    assert "Chaises ɲɔgɔn" in page
    assert not room.meeting.costs.exists()


def test_a_party_of_another_commune_cannot_pay(room: Room) -> None:
    stranger = make.organisation(make.commune())
    cost = MeetingCost(meeting=room.meeting, party=stranger)

    page = room.client.post(room.url("costs"), row("n0", stranger, planned="5"))
    with pytest.raises(NotReady):
        record_costs(room.meeting, [Line(cost, cost.save)], by=make.secretary(room.commune))

    assert (page.status_code, room.meeting.costs.count()) == (200, 0)


def test_after_the_approval_payments_are_noted_and_what_was_planned_stays(room: Room) -> None:
    cost = room.meeting.costs.create(party=room.town, planned=60_000)
    approve(room.meeting)
    page = room.client.get(room.url("costs")).content.decode()

    sent = {f"c{cost.pk}-paid": "55 000", f"c{cost.pk}-paid_on": "02/05/2025"}
    answer = room.client.post(room.url("costs"), sent)

    cost.refresh_from_db()
    assert answer.status_code == 302
    assert (cost.planned, cost.paid, str(cost.paid_on)) == (60_000, 55_000, "2025-05-02")
    assert f'name="c{cost.pk}-planned"' not in page
    assert Entry.objects.about(cost).filter(fields="paid, paid_on").count() == 1


def test_a_page_from_before_the_approval_is_not_half_written(room: Room) -> None:
    cost = room.meeting.costs.create(party=room.town, planned=60_000)
    approve(room.meeting)
    sent = row(f"c{cost.pk}", room.town, planned="1", paid="55 000")

    answer = room.client.post(room.url("costs"), sent)

    cost.refresh_from_db()
    assert answer.status_code == 409
    assert (cost.planned, cost.paid) == (60_000, None)


def test_approved_minutes_take_no_new_cost_by_any_door(room: Room) -> None:
    approve(room.meeting)
    cost = MeetingCost(meeting=room.meeting, party=room.town, planned=5)

    with pytest.raises(NotReady):
        record_costs(room.meeting, [Line(cost, cost.save)], by=make.secretary(room.commune))

    assert not room.meeting.costs.exists()


def test_readers_see_the_costs_and_change_none(room: Room) -> None:
    room.meeting.costs.create(party=room.town, planned=60_000, evidence="Reçu d’Awa")
    partner = make.user(Role.PARTNER, room.commune)
    room.client.force_login(partner)

    page = room.client.get(room.url("costs")).content.decode()
    sent = room.client.post(room.url("costs"), row("n0", room.town, planned="5"))

    assert (sent.status_code, room.meeting.costs.count()) == (403, 1)
    assert "60\u00a0000" in page
    assert "Awa" not in page
    with pytest.raises(PermissionDenied):
        record_costs(room.meeting, [], by=partner)


def test_the_costs_stand_in_an_annex_of_the_minutes_with_the_same_sums(room: Room) -> None:
    room.meeting.costs.create(party=room.town, planned=60_000, paid=60_000)
    room.meeting.costs.create(party=room.group)

    text = words(drawn_minutes(room.meeting))

    assert "hors programme. 1 apport non renseigné en sus." in text
    assert "n’entre pas dans le total du plan" in text


def words(document: Document) -> str:
    return plain(re.sub(r"<[^>]*>", " ", document.html()))


def test_the_list_of_travel_money_says_each_sum_and_the_total_in_letters(room: Room) -> None:
    first, second = room.meeting.attendance.present().order_by("pk")
    type(first).objects.filter(pk=first.pk).update(travel_from="Kominé", travel_paid=2_500)
    type(first).objects.filter(pk=second.pk).update(travel_from="Dioro")

    text = words(travel_list(room.meeting))

    assert "Kominé" in text
    assert "deux mille cinq cents francs CFA" in text
    assert "1 montant non renseigné, hors de ce total." in text
    assert "COMMUNE" in text.upper()


def test_nobody_is_said_to_have_received_what_is_not_noted(room: Room) -> None:
    assert "Aucune somme n’est notée" in words(travel_list(room.meeting))


def test_the_blank_list_bears_the_names_of_those_present_and_no_sum(room: Room) -> None:
    text = words(travel_sheet(room.meeting))

    assert "Bakary SACKO" in text
    assert "Issa SAMAKÉ" not in text
    assert "(en lettres)" in text


@pytest.mark.parametrize("name", ["travel", "travel-sheet"])
def test_the_lists_of_travel_money_name_people_and_are_not_for_partners(
    room: Room, name: str
) -> None:
    seen = room.client.get(room.url(name)).status_code
    room.client.force_login(make.user(Role.PARTNER, room.commune))

    assert (seen, room.client.get(room.url(name)).status_code) == (200, 403)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "zéro"),
        (1, "un"),
        (21, "vingt et un"),
        (71, "soixante et onze"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (100, "cent"),
        (200, "deux cents"),
        (1_000, "mille"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (1_000_000, "un million"),
        (2_345_671, "deux millions trois cent quarante-cinq mille six cent soixante et onze"),
        (1_000_000_000, "un milliard"),
    ],
)
def test_an_amount_in_letters_is_written_as_in_acts(amount: int, said: str) -> None:
    assert number_in_words(amount) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "zéro franc CFA"),
        (1, "un franc CFA"),
        (200, "deux cents francs CFA"),
        (80_000_000, "quatre-vingts millions de francs CFA"),
        (1_000_000_000, "un milliard de francs CFA"),
    ],
)
def test_a_sum_in_letters_agrees_with_its_francs(amount: int, said: str) -> None:
    assert fcfa_in_words(amount) == said
