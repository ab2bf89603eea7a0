"""Adding, changing and retiring organisations: named once, journaled, never lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from communes.models import Commune, MemberCount, Organisation, Role
from communes.rules import r15_member_band
from communes.services import organisations as services
from foundation.journal.models import Entry, Verb
from foundation.records.errors import NotReady
from tests import make

pytestmark = pytest.mark.django_db
KIND = "organisation_professionnelle"


def url(name: str, place: Commune, **kwargs: int) -> str:
    return reverse(f"communes:{name}", kwargs={"slug": place.slug, **kwargs})


def test_an_organisation_enters_with_its_members_and_its_journal(
    place: Commune, client: Client
) -> None:
    riz = make.sector("riz")

    client.post(
        url("add-organisation", place),
        {"name": "Jigi", "kind": KIND, "sectors": [riz.pk], "women": "40", "men": "30"},
    )

    jigi = Organisation.objects.get(name="Jigi")
    assert (jigi.commune, list(jigi.sectors.all())) == (place, [riz])
    assert jigi.latest_count().total == 70  # type: ignore[union-attr]
    assert [e.verb for e in Entry.objects.about(jigi)] == [Verb.RECORDED, Verb.CREATED]


@pytest.mark.parametrize("typed", ["COOPERATIVE  jigi sɛmɛ", "Coopérative Jigi-Sèmè", "c.j.s."])
def test_a_name_already_there_is_shown_before_a_second_one(
    typed: str, place: Commune, client: Client
) -> None:
    old = make.organisation(place, name="Coopérative Jigi Sèmè", acronym="CJS")
    data = {"name": typed, "kind": KIND}

    asked = client.post(url("add-organisation", place), data)
    client.post(url("add-organisation", place), {**data, "another": "on"})

    assert url("organisation", place, pk=old.pk) in asked.content.decode()
    assert asked.context["form"].errors["name"] == [
        "Une organisation porte déjà ce nom\N{NO-BREAK SPACE}: Coopérative Jigi Sèmè."
    ]
    assert place.organisations.count() == 2


def test_the_very_same_name_is_never_written_twice(place: Commune, client: Client) -> None:
    make.organisation(place, name="Jigi")

    data = {"name": "Jigi", "kind": KIND, "another": "on"}
    refused = client.post(url("add-organisation", place), data).context["form"]

    assert refused.errors["name"] == [
        "Rendez le nom différent, par exemple en ajoutant le village."
    ]
    assert place.organisations.count() == 1


def test_two_hands_at_the_same_moment_write_one_organisation(place: Commune) -> None:
    make.organisation(place, name="Jigi")

    with pytest.raises(NotReady):
        services.add_organisation(
            Organisation(commune=place, name="Jigi"), by=make.secretary(place)
        )


def test_a_change_names_its_fields_and_no_value(place: Commune, client: Client) -> None:
    jigi = make.organisation(place, name="Jigi")

    client.post(
        url("change-organisation", place, pk=jigi.pk),
        {"name": "Jigi", "kind": KIND, "village": "Koila", "phone": "76 12 34 56"},
    )

    jigi.refresh_from_db()
    entry = Entry.objects.about(jigi)[0]
    assert (jigi.village, jigi.phone) == ("Koila", "+22376123456")
    assert (entry.verb, entry.fields, entry.note) == (Verb.CHANGED, "village, phone", "")


def test_what_somebody_else_wrote_meanwhile_is_kept(place: Commune, client: Client) -> None:
    jigi = make.organisation(place, name="Jigi")
    page = client.get(url("change-organisation", place, pk=jigi.pk)).context["form"]
    Organisation.objects.filter(pk=jigi.pk).update(village="Koila")

    client.post(
        url("change-organisation", place, pk=jigi.pk),
        {"name": "Jigi", "kind": KIND, "acronym": "J", "seen": page["seen"].value()},
    )

    jigi.refresh_from_db()
    assert (jigi.village, jigi.acronym) == ("Koila", "J")


def test_a_step_written_again_is_corrected(place: Commune, client: Client) -> None:
    jigi = make.organisation(place)

    for year in ("2018", "2019"):
        data = {"stage": "immatriculee", "reached_on": year}
        client.post(url("add-step", place, pk=jigi.pk), data)

    reached = jigi.formalisation.values_list("reached_on", flat=True)
    assert [str(day) for day in reached] == ["2019"]


def test_a_retired_organisation_stays_and_comes_back(place: Commune, client: Client) -> None:
    jigi = make.organisation(place)

    client.post(url("retire-organisation", place, pk=jigi.pk), {"on": "01/03/2024"})
    retired = Organisation.objects.get(pk=jigi.pk).retired_on
    client.post(url("bring-back-organisation", place, pk=jigi.pk))

    assert retired == make.day("2024-03-01")
    assert Organisation.objects.get(pk=jigi.pk).retired_on is None
    assert [e.verb for e in Entry.objects.about(jigi)] == [Verb.REOPENED, Verb.REMOVED]


EDITS = [
    "change-organisation", "add-members", "add-step", "retire-organisation",
    "bring-back-organisation",
]  # fmt: skip


@pytest.mark.parametrize("page", EDITS)
def test_a_shared_organisation_is_read_only_for_a_commune(
    page: str, place: Commune, client: Client
) -> None:
    pact = make.organisation(None, "programme")

    assert client.get(url("organisation", place, pk=pact.pk)).status_code == 200
    assert client.get(url(page, place, pk=pact.pk)).status_code == 403
    assert client.post(url(page, place, pk=pact.pk)).status_code == 403


@pytest.mark.parametrize("page", ["organisation", *EDITS])
def test_another_communes_organisation_does_not_exist_here(
    page: str, place: Commune, client: Client
) -> None:
    elsewhere = make.organisation(make.commune())

    assert client.get(url(page, place, pk=elsewhere.pk)).status_code == 404


def test_an_organisation_of_my_other_commune_is_not_shown_in_this_one(place: Commune) -> None:
    other, client = make.commune(), Client()
    both = make.secretary(place)
    make.assign(both, Role.SECRETARY, other)
    client.force_login(both)
    theirs = make.organisation(other)

    assert client.get(url("organisation", other, pk=theirs.pk)).status_code == 200
    assert client.get(url("organisation", place, pk=theirs.pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.SERVICE, Role.ADVISER, Role.PARTNER])
def test_others_read_and_change_nothing(role: str, place: Commune) -> None:
    client, jigi = Client(), make.organisation(place)
    reader = make.user(role, place)
    client.force_login(reader)

    assert client.get(url("organisation", place, pk=jigi.pk)).status_code == 200
    assert client.get(url("add-organisation", place)).status_code == 403
    assert client.get(url("change-organisation", place, pk=jigi.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        services.retire_organisation(jigi, by=reader, on=make.day("2024-03-01"))


def test_a_partner_reads_no_name_and_no_phone(place: Commune) -> None:
    client = Client()
    client.force_login(make.user(Role.PARTNER, place))
    awa = make.person(place, last_name="TANGARA")
    jigi = make.organisation(place, president=awa, phone="+22376123456")
    make.member_count(jigi, displaced=3)

    page = client.get(url("organisation", place, pk=jigi.pk)).content.decode()

    secrets = ("TANGARA", "76\u00a012\u00a034", "76123456", "éplacé")
    assert [word for word in secrets if word in page] == []


@pytest.mark.parametrize(
    ("kind", "women", "found"),
    [(KIND, 59, 1), (KIND, 60, 0), (KIND, 120, 0), (KIND, 121, 1), ("ong", 5, 0)],
)
def test_the_usual_band_of_members_informs(
    kind: str, women: int, found: int, place: Commune
) -> None:
    organisation = make.organisation(place, kind)
    count = MemberCount(organisation=organisation, women=women, men=0)

    assert len(r15_member_band(organisation, count)) == found
