"""Two records of one become one by the pages: compared, chosen, sent once."""

from __future__ import annotations

import pytest
from django.test import Client

from communes.models import Commune, Person, Role
from communes.services.merging import merge
from tests import make
from tests.communes.twins import two, url

pytestmark = pytest.mark.django_db


def test_the_likely_ones_are_offered_first_and_others_are_searched(
    place: Commune, client: Client
) -> None:
    gone, stays = two(place)
    other = make.person(place, first_name="Sékou", last_name="COULIBALY")
    make.person(make.commune(), first_name="Fatoumata", last_name="TRAORE")

    page = client.get(url("same-person", place, pk=gone.pk), {"q": "sekou"})

    assert (page.context["likely"], list(page.context["others"])) == ([stays], [other])


def test_the_secretary_compares_chooses_and_sends_once(place: Commune, client: Client) -> None:
    gone, stays = two(place)
    make.attendance(make.meeting(make.framework(place)), gone)
    address = url("merge-person", place, pk=gone.pk, other=stays.pk)

    page = client.get(address)
    form = page.context["form"]
    proposed = {name: form[name].initial for name in form.fields if name != "seen"}
    answer = client.post(address, {"seen": form["seen"].initial, **proposed})

    assert proposed == {"first_name": "reste", "last_name": "reste", "phone": "fusionnee"}
    assert "ne peut pas être défaite" in page.content.decode()
    assert [(share.moves, share.stays) for share in page.context["shares"]] == [(1, 0)]
    assert answer["Location"] == url("person", place, pk=stays.pk)
    stays.refresh_from_db()
    assert (str(stays), stays.phone, stays.attendance.count()) == (
        "Traoré Fatoumata", "+22376123456", 1,
    )  # fmt: skip


def test_a_change_between_reading_and_sending_is_shown_again(
    place: Commune, client: Client
) -> None:
    gone, stays = two(place)
    address = url("merge-person", place, pk=gone.pk, other=stays.pk)
    seen = client.get(address).context["form"]["seen"].initial
    Person.objects.filter(pk=gone.pk).update(function="Présidente")
    typed = {"seen": seen, "first_name": "reste", "last_name": "reste", "phone": "reste"}

    answer = client.post(address, typed)

    assert (answer.status_code, "seen" in answer.context["form"].errors) == (200, True)
    assert list(Person.objects.exclude(merged_into=None)) == []
    assert "Présidente" in answer.content.decode()


def test_the_old_address_leads_on_and_the_history_is_read_on_the_new_page(
    place: Commune, client: Client
) -> None:
    gone, stays = two(place)
    merge(gone, stays, by=make.secretary(place), take=[])

    for name in ("person", "change-person"):
        answer = client.get(url(name, place, pk=gone.pk))
        assert (answer.status_code, answer["Location"]) == (301, url(name, place, pk=stays.pk))
    page = client.get(url("person", place, pk=stays.pk))

    assert f"Fusionnée avec «\u00a0{gone}\u00a0»" in page.content.decode()
    assert {entry.record for entry in page.context["entries"]} == {str(gone.pk), str(stays.pk)}
    assert str(gone) not in client.get(url("people", place)).content.decode()


def test_the_old_address_of_an_organisation_leads_on_for_those_who_see_it(place: Commune) -> None:
    gone, stays = make.organisation(place), make.organisation(place)
    merge(gone, stays, by=make.secretary(place), take=[])
    answers = []
    for who in (make.user(Role.PARTNER, place), make.secretary(make.commune())):
        client = Client()
        client.force_login(who)
        answers.append(client.get(url("organisation", place, pk=gone.pk)).status_code)

    assert answers == [301, 404]


def test_records_of_a_neighbour_are_not_found(place: Commune, client: Client) -> None:
    gone, stays = two(place)
    elsewhere = make.person(make.commune())

    for pk, other in ((gone.pk, elsewhere.pk), (elsewhere.pk, gone.pk), (gone.pk, gone.pk)):
        for send in (client.get, client.post):
            assert send(url("merge-person", place, pk=pk, other=other)).status_code == 404
    assert stays.merged_into is None


def test_a_shared_organisation_is_not_merged_by_a_commune(place: Commune, client: Client) -> None:
    gone, stays = make.organisation(None), make.organisation(None)

    assert client.get(url("same-organisation", place, pk=gone.pk)).status_code == 403
    address = url("merge-organisation", place, pk=gone.pk, other=stays.pk)
    assert client.post(address).status_code == 403
