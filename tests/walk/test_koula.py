"""An empty commune, two cycles, a browser without JavaScript: nothing but the pages themselves."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from communes.models import Commune
from tests import make
from tests.walk import first_steps as first
from tests.walk import later_steps as later
from tests.walk.browser import Walker

BEFORE_APPROVAL = (
    (first.create_the_framework, "Ouvrir le cycle"),
    (first.open_the_cycle, "Choisir deux ou trois filières prioritaires"),
    (first.choose_two_sectors, "Noter la délibération de création"),
    (first.record_the_founding_act, "Recenser les organisations de chaque filière"),
    (first.list_the_organisations, "Dire qui siège au cadre"),
    (first.seat_the_members, "Noter les besoins de chaque filière"),
    (first.record_the_needs, "Fixer la date de la réunion"),
    (first.hold_the_meeting, "Fixer les trois mois du plan"),
    (later.set_the_three_months, "Ajouter les actions"),
    (later.take_up_the_needs, "Nommer un responsable par action"),
    (later.add_an_action, "Nommer un responsable par action"),
    (later.complete_the_actions, "Faire approuver le PV : le plan est alors validé"),
    (later.say_who_pays, "Faire approuver le PV : le plan est alors validé"),
)
AFTER_APPROVAL = (
    (later.set_up_the_committee, "Dire où en est chaque action"),
    (later.write_the_mandate, "Dire où en est chaque action"),
    (later.say_how_it_goes, "Clore le cycle"),
    (later.close_the_cycle, "Ouvrir le cycle"),
    (later.open_the_second_cycle, "Fixer la date de la réunion"),
    (later.carry_over_what_is_unfinished, "Fixer la date de la réunion"),
)


@pytest.fixture
def koula(transactional_db: None) -> Commune:
    """The commune as `load_territory` leaves it, with its secretary's and its mayor's accounts."""
    call_command("load_territory", verbosity=0)
    commune = Commune.objects.get(slug="koula")
    make.user("secretaire", commune, username="secretaire-koula")
    make.user("maire", commune, username="maire-koula")
    return commune


def test_walk(koula: Commune, page_no_js: Page) -> None:
    who = Walker(page_no_js)
    who.sign_in("secretaire-koula")
    assert who.now() == "Créer le cadre"
    walk(who, BEFORE_APPROVAL)
    mayor = Walker(page_no_js.context.browser.new_context(base_url=page_no_js.url, java_script_enabled=False).new_page())
    mayor.sign_in("maire-koula")
    walk(mayor, ((later.approve_the_minutes, "Installer le comité de suivi"),))
    mayor.page.context.close()
    who.now()
    walk(who, AFTER_APPROVAL)


def walk(who, steps) -> None:
    for step, following in steps:
        try:
            step(who)
        except BaseException:
            print("AT", step.__name__, who.page.url, who.text)
            raise
        print(step.__name__, who.loads, who.fields)
        assert who.now() == following
