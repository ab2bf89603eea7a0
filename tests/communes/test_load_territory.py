"""The territory the application starts with: twenty communes, before and after March 2023."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from communes.models import (
    Cercle,
    Commune,
    CommuneAlias,
    Executive,
    Organisation,
    Region,
    Sector,
    ServiceKind,
)
from communes.services.territory import slug_for
from frameworks.models import LegalText

pytestmark = pytest.mark.django_db

BEFORE, SINCE = datetime.date(2023, 3, 12), datetime.date(2023, 3, 13)


@pytest.fixture(autouse=True)
def territory(db: None) -> None:
    call_command("load_territory", stdout=StringIO())


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def found(text: str) -> list[str]:
    return list(Commune.objects.matching(text).values_list("slug", flat=True))


def test_the_twenty_communes_lie_in_three_regions_and_eight_cercles() -> None:
    places = Commune.objects.values_list("cercle__region__name", "cercle__name")

    assert len(places) == 20
    assert {region for region, _cercle in places} == {"Ségou", "Koulikoro", "Bougouni"}
    assert len({cercle for _region, cercle in places}) == 8


def test_on_the_day_of_the_record_they_lay_in_two_regions_and_four_cercles() -> None:
    places = [commune.attachment_on(BEFORE) for commune in Commune.objects.all()]

    assert {place.cercle.region.name for place in places if place} == {"Ségou", "Koulikoro"}
    assert {place.cercle.name for place in places if place} == {
        "Ségou", "Macina", "Koulikoro", "Kati",
    }  # fmt: skip


def test_the_reform_moved_ten_communes_to_another_cercle_and_one_to_another_region() -> None:
    moves = [
        (commune.attachment_on(BEFORE), commune.attachment_on(SINCE))
        for commune in Commune.objects.all()
    ]

    cercles = [1 for old, new in moves if old and new and old.cercle != new.cercle]
    regions = [1 for old, new in moves if old and new and old.cercle.region != new.cercle.region]
    assert (len(cercles), len(regions)) == (10, 1)


def test_todays_place_is_that_of_the_reform_and_follows_from_the_code() -> None:
    for commune in Commune.objects.with_place():
        since = commune.attachment_on(SINCE)
        assert since
        assert (since.cercle, since.arrondissement) == (commune.cercle, commune.arrondissement)
        assert commune.arrondissement
        assert commune.code.startswith(commune.arrondissement.code)
        assert commune.arrondissement.code.startswith(commune.cercle.code)
        assert "2023-006" in since.legal_basis


def test_dioro_lies_in_its_own_cercle_of_segou_since_the_reform() -> None:
    dioro = Commune.objects.get(slug="dioro")

    assert (dioro.code, dioro.cercle.name, dioro.region.name, dioro.initials) == (
        "04060101", "Dioro", "Ségou", "CR-DIO",
    )  # fmt: skip


def test_council_seats_follow_from_the_population_and_none_is_typed() -> None:
    seats = {commune.slug: commune.seats for commune in Commune.objects.exclude(population=None)}

    assert not Commune.objects.exclude(council_seats=None).exists()
    assert (seats["dio-gare"], seats["dioro"], seats["sirakorola"], seats["kokry-centre"]) == (
        11, 29, 23, 17,
    )  # fmt: skip
    assert Commune.objects.get(slug="koula").seats is None


def test_no_mayor_is_invented_and_koula_is_not_given_a_special_delegation() -> None:
    assert set(Executive.objects.values_list("kind", "head")) == {("maire", "")}
    assert Executive.objects.count() == 20


def test_an_uncertain_position_says_so() -> None:
    assert "10 km" in Commune.objects.get(slug="kolongo").position_note


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("kokri", ["kokry-centre"]),
        ("Boky were", ["boky-were"]),
        ("sirakorala", ["sirakorola"]),
        ("wolossebougou", ["ouelessebougou"]),
        ("koula togouni", ["koula", "tougouni"]),
        ("segou sarro", ["saloba", "souleye"]),
        ("bamako", []),
    ],
)
def test_a_commune_is_found_by_any_spelling_and_by_where_it_lies(
    typed: str, slugs: list[str]
) -> None:
    assert sorted(found(typed)) == slugs


def test_the_region_typed_without_accent_finds_its_ten_communes() -> None:
    assert len(found("segou")) == 10


def test_a_homonym_carries_its_cercle_in_its_address() -> None:
    tominian = Cercle.objects.create(
        code="1801", name="Tominian", region=Region.objects.create(code="18", name="San")
    )

    assert Commune.objects.get(name="Koula").slug == "koula"
    assert slug_for("Koula", tominian) == "koula-tominian"


def test_the_programme_is_shared_and_supports_the_twenty() -> None:
    pact = Organisation.objects.get(external_id="PACT")

    assert (pact.commune, pact.kind, pact.supported_communes.count()) == (None, "programme", 20)


def test_every_commune_is_itself_a_party_that_can_answer_for_an_action() -> None:
    parties = Organisation.objects.filter(kind="commune")

    assert parties.values("commune").distinct().count() == 20
    assert parties.get(commune__slug="koula").name == "Commune rurale de Koula"


def test_the_catalogues_hold_the_codes_of_the_examples() -> None:
    codes = {"echalote", "riz", "peche_pisciculture", "maraichage", "embouche", "mangue", "lait"}

    assert codes <= set(Sector.objects.values_list("code", flat=True))
    assert ServiceKind.objects.filter(code="agriculture", name_en="Agriculture").exists()


@pytest.mark.parametrize(
    ("day", "code"), [("2011-05-01", "loi-95-034"), ("2022-01-20", "loi-2017-051"),
                      ("2024-02-15", "loi-2023-004")],
)  # fmt: skip
def test_one_code_of_communities_is_in_force_on_each_day(day: str, code: str) -> None:
    texts = LegalText.objects.filter(title_fr__contains="portant Code", valid_from__lte=day)
    in_force = texts.exclude(valid_to__lt=day)

    assert list(in_force.values_list("code", flat=True)) == [code]


def test_loading_twice_is_loading_once() -> None:
    before = rows()

    call_command("load_territory", stdout=StringIO())

    assert rows() == before


def test_what_people_typed_since_stays() -> None:
    koula = Commune.objects.get(slug="koula")
    Commune.objects.filter(pk=koula.pk).update(council_seats=23, population=30_000)
    CommuneAlias.objects.create(commune=koula, alias="Kula")
    koula.executives.update(valid_to=datetime.date(2024, 9, 1))
    Executive.objects.create(commune=koula, kind="delegation_speciale", valid_from="2024-09-02")
    Sector.objects.filter(code="riz").update(name_fr="Riz irrigué")
    Organisation.objects.get(external_id="PACT").supported_communes.remove(koula)

    call_command("load_territory", stdout=StringIO())

    koula.refresh_from_db()
    assert (koula.council_seats, koula.population) == (23, 30_000)
    assert found("kula") == ["koula"]
    assert koula.executives.count() == 2
    assert Sector.objects.get(code="riz").name_fr == "Riz irrigué"
    assert Organisation.objects.get(external_id="PACT").supported_communes.count() == 19
