"""A secretary with a bad day: double clicks, the back button, a lost session, two tabs open."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from communes.models import Commune, Organisation
from frameworks.models import Need
from tests import make
from tests.walk.browser import Walker

SAID = "Un « dɔgɔ » pour l’ɛlɛ, près du ŋɔmi"


@pytest.fixture
def commune(transactional_db: None) -> Commune:
    place = make.framework().commune
    make.user("secretaire", place, username="secretaire")
    return place


@pytest.fixture
def who(commune: Commune, page_no_js: Page) -> Walker:
    walker = Walker(page_no_js)
    walker.sign_in("secretaire")
    return walker


@pytest.fixture
def typing(who: Walker) -> Walker:
    """Before a need that is typed and not yet sent."""
    who.follow("Besoins")
    who.follow("Ajouter un besoin")
    who.fill({"Le besoin en une phrase": SAID, "Dit le": "03/2024", "Femmes": "40"})
    return who


def only_need() -> Need:
    return Need.objects.get()


def test_a_double_click_records_one_need(typing: Walker) -> None:
    typing.page.get_by_role("button", name="Enregistrer", exact=True).dblclick()
    typing.page.wait_for_url("**/besoins/")

    assert only_need().statement == SAID


def test_a_form_sent_again_after_going_back_is_recorded_once(typing: Walker) -> None:
    """This browser asks for the page afresh: it has a new number, and the same words."""
    typing.press("Enregistrer")
    typing.page.go_back()
    typing.press("Enregistrer")

    assert typing.reads("Ce formulaire a déjà été reçu")
    assert only_need().statement == SAID
    typing.follow("Voir ce qui est enregistré")
    assert typing.reads(SAID)


def test_the_same_words_are_recorded_again_when_they_are_meant(typing: Walker) -> None:
    typing.press("Enregistrer et")
    typing.page.go_back()
    typing.press("Enregistrer et")
    typing.press("Enregistrer aussi")

    assert [need.statement for need in Need.objects.all()] == [SAID, SAID]


def test_going_back_finds_what_was_typed(typing: Walker) -> None:
    typing.follow("Acteurs")
    typing.page.go_back()

    for label, value in (("Le besoin en une phrase", SAID), ("Dit le", "03/2024")):
        assert typing.page.get_by_label(label).input_value() == value


def test_a_need_typed_while_the_session_ended_is_recorded_once_after_signing_in(
    typing: Walker,
) -> None:
    Session.objects.all().delete()
    typing.press("Enregistrer")
    assert not Need.objects.exists()

    typing.fill({"Nom d’utilisateur": "secretaire", "Mot de passe": make.PASSWORD})
    typing.press("Se connecter")

    assert (only_need().statement, only_need().women) == (SAID, 40)
    assert typing.reads(SAID)


def test_a_refused_form_keeps_what_was_typed(typing: Walker) -> None:
    typing.fill({"Hommes": "-5", "Coût estimé": "12,5 millions", "Village": "Ŋɔ « bas »"})
    typing.press("Enregistrer")

    for label, value in (("Hommes", "-5"), ("Coût estimé", "12,5 millions")):
        assert typing.page.get_by_label(label).first.input_value() == value
        assert typing.page.get_by_label(label).first.get_attribute("aria-invalid") == "true"
    assert typing.page.get_by_label("Village").first.input_value() == "Ŋɔ « bas »"
    assert typing.page.get_by_label("Le besoin en une phrase").input_value() == SAID
    assert not Need.objects.exists()


def test_two_tabs_on_one_organisation_overwrite_nothing_in_silence(
    who: Walker, commune: Commune
) -> None:
    found = make.organisation(commune, name="Coopérative Jigi (démo)")
    other = Walker(who.page.context.new_page())
    other.page.goto(who.page.url)
    for walker in (who, other):
        walker.follow("Acteurs")
        walker.follow(found.name)
        walker.follow("Compléter ou corriger")
    who.fill({"Village": "Sirimou"})
    who.press("Enregistrer")
    other.fill({"Village": "Koulabalé"})
    other.press("Enregistrer")

    assert Organisation.objects.get(pk=found.pk).village == "Sirimou"
    assert other.reads("Sirimou")
    assert other.page.get_by_label("Village").first.input_value() == "Koulabalé"
    other.press("Enregistrer")
    assert Organisation.objects.get(pk=found.pk).village == "Koulabalé"


def test_tabs_that_change_different_fields_both_count(who: Walker, commune: Commune) -> None:
    found = make.organisation(commune, name="Coopérative Jigi (démo)")
    other = Walker(who.page.context.new_page())
    other.page.goto(who.page.url)
    for walker in (who, other):
        walker.follow("Acteurs")
        walker.follow(found.name)
        walker.follow("Compléter ou corriger")
    who.fill({"Village": "Sirimou"})
    who.press("Enregistrer")
    other.fill({"Sigle": "JIGI"})
    other.press("Enregistrer")

    stored = Organisation.objects.get(pk=found.pk)
    assert (stored.village, stored.acronym) == ("Sirimou", "JIGI")
