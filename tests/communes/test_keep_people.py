"""Adding and changing people: no account, no phone needed, no duplicate by mistake."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from communes.models import Commune, Person, Role
from foundation.journal.models import Entry, Verb
from tests import make

pytestmark = pytest.mark.django_db


def url(name: str, place: Commune, **kwargs: int) -> str:
    return reverse(f"communes:{name}", kwargs={"slug": place.slug, **kwargs})


def test_a_name_and_a_sex_are_enough(place: Commune, client: Client) -> None:
    data = {"first_name": "Awa", "last_name": "DIARRA", "sex": "F"}

    client.post(url("add-person", place), data)

    awa = place.people.get()
    assert (str(awa), awa.phone, awa.college) == ("Awa DIARRA", "", "")
    assert [entry.verb for entry in Entry.objects.about(awa)] == [Verb.CREATED]


def test_the_college_is_that_of_the_organisation_unless_said_otherwise(
    place: Commune, client: Client
) -> None:
    service = make.organisation(None, "service_technique")
    data = {"last_name": "DIARRA", "sex": "F", "organisation": service.pk}

    client.post(url("add-person", place), {**data, "first_name": "Awa"})
    client.post(url("add-person", place), {**data, "first_name": "Binta", "college": "autre"})

    assert dict(place.people.values_list("first_name", "college")) == {
        "Awa": "services_techniques",
        "Binta": "autre",
    }


def test_an_office_is_written_on_the_organisation(place: Commune, client: Client) -> None:
    jigi = make.organisation(place)
    data = {"first_name": "Awa", "last_name": "DIARRA", "sex": "F"}

    client.post(url("add-person", place), {**data, "organisation": jigi.pk, "office": "treasurer"})

    jigi.refresh_from_db()
    assert jigi.treasurer == place.people.get()
    assert Entry.objects.about(jigi)[0].fields == "treasurer"


def test_another_office_takes_the_place_of_the_first(place: Commune, client: Client) -> None:
    jigi = make.organisation(place)
    awa = make.person(place, first_name="Awa", last_name="DIARRA", organisation=jigi)
    data = {"first_name": "Awa", "last_name": "DIARRA", "sex": "F", "organisation": jigi.pk}
    held = []

    for office in ("president", "treasurer", ""):
        client.post(url("change-person", place, pk=awa.pk), {**data, "office": office})
        jigi.refresh_from_db()
        held.append((jigi.president, jigi.treasurer))

    assert held == [(awa, None), (None, awa), (None, None)]


def test_who_holds_two_offices_keeps_both_when_the_phone_changes(
    place: Commune, client: Client
) -> None:
    jigi = make.organisation(place)
    awa = make.person(place, first_name="Awa", last_name="DIARRA", organisation=jigi)
    type(jigi).objects.filter(pk=jigi.pk).update(secretary=awa, treasurer=awa)
    data = {"first_name": "Awa", "last_name": "DIARRA", "sex": "F", "organisation": jigi.pk}

    client.post(
        url("change-person", place, pk=awa.pk), {**data, "office": "secretary", "phone": "76123456"}
    )

    jigi.refresh_from_db()
    assert (jigi.secretary, jigi.treasurer) == (awa, awa)


@pytest.mark.parametrize(
    ("first", "last"), [("awa", "Diárra"), ("DIARRA", "Awa"), ("A wa", "DIARRA")]
)
def test_a_namesake_is_shown_before_a_second_one(
    first: str, last: str, place: Commune, client: Client
) -> None:
    old = make.person(place, first_name="Awa", last_name="DIARRA")
    data = {"first_name": first, "last_name": last, "sex": "F"}

    asked = client.post(url("add-person", place), data).content.decode()
    before = place.people.count()
    client.post(url("add-person", place), {**data, "another": "on"})

    assert url("person", place, pk=old.pk) in asked
    assert (before, place.people.count()) == (1, 2)


def test_changing_somebody_does_not_ask_whether_they_are_themselves(
    place: Commune, client: Client
) -> None:
    awa = make.person(place, first_name="Awa", last_name="DIARA")

    client.post(
        url("change-person", place, pk=awa.pk),
        {"first_name": "Awa", "last_name": "DIARRA", "sex": "F", "phone": "76123456"},
    )

    awa.refresh_from_db()
    assert (awa.last_name, awa.phone) == ("DIARRA", "+22376123456")
    assert Entry.objects.about(awa)[0].fields == "last_name, phone"


def test_the_list_is_narrowed_by_name_organisation_college_and_sex(
    place: Commune, client: Client
) -> None:
    jigi = make.organisation(place)
    make.person(place, first_name="Awa", last_name="B", organisation=jigi, college="ong")
    make.person(place, first_name="Sékou", last_name="A", sex="M")
    make.person(make.commune(), first_name="Ailleurs")

    def names(query: str) -> list[str]:
        page = client.get(f"{url('people', place)}?{query}").context["page"]
        return [person.first_name for person in page]

    assert names("") == ["Sékou", "Awa"]
    assert names("tri=organisation") == ["Awa", "Sékou"]
    assert names("q=sekou") == names("organisation=aucune") == names("sexe=M") == ["Sékou"]
    assert names(f"organisation={jigi.pk}") == names("college=ong") == ["Awa"]
    assert names("college=aucune") == ["Sékou"]


@pytest.mark.parametrize("page", ["people", "person", "add-person", "change-person"])
def test_a_partner_sees_nobody(page: str, place: Commune) -> None:
    client, awa = Client(), make.person(place)
    client.force_login(make.user(Role.PARTNER, place))
    kwargs = {"pk": awa.pk} if "person" in page and page != "add-person" else {}

    assert client.get(url(page, place, **kwargs)).status_code == 403


def test_a_shared_person_is_read_only_for_a_commune(place: Commune, client: Client) -> None:
    shared = make.person(None)

    assert client.get(url("person", place, pk=shared.pk)).status_code == 200
    assert client.get(url("change-person", place, pk=shared.pk)).status_code == 403


def test_another_communes_person_does_not_exist_here(place: Commune, client: Client) -> None:
    stranger = make.person(make.commune())

    assert client.get(url("person", place, pk=stranger.pk)).status_code == 404
    assert client.get(url("change-person", place, pk=stranger.pk)).status_code == 404
    assert Person.objects.filter(pk=stranger.pk).exists()


def test_no_form_asks_whether_somebody_is_displaced(place: Commune, client: Client) -> None:
    form = client.get(url("add-person", place)).context["form"]

    assert [name for name in form.fields if "displaced" in name] == []
    assert [f.name for f in Person._meta.get_fields() if "displaced" in f.name] == []
