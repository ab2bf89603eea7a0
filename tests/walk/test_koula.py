"""An empty commune, two cycles, a browser without JavaScript: nothing but the pages themselves.

Koula's secretary types what happened in 2024 from old papers; the mayor approves the minutes.
What the walk costs them is in `docs/walk.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from communes.models import Commune
from tests import make
from tests.walk import first_steps as first
from tests.walk import later_steps as later
from tests.walk import papers
from tests.walk.browser import Walker

# What docs/first-cycle.md promises for the first closed cycle, typed from old papers.
MOST_PAGES, MOST_FIELDS = 130, 130
Steps = tuple[tuple[Callable[[Walker], None], str], ...]

# Each step, and what the commune's home asks for once it is done.
UP_TO_THE_MEETING: Steps = (
    (first.create_the_framework, "Ouvrir le cycle"),
    (first.open_the_cycle, "Choisir deux ou trois filières prioritaires"),
    (first.choose_two_sectors, "Noter la délibération de création"),
    (first.record_the_founding_act, "Recenser les organisations de chaque filière"),
    (first.list_the_organisations, "Dire qui siège au cadre"),
    (first.seat_the_members, "Noter les besoins de chaque filière"),
    (first.record_the_needs, "Fixer la date de la réunion"),
    (first.hold_the_meeting, "Fixer les trois mois du plan"),
)
THE_PLAN: Steps = (
    (later.set_the_three_months, "Ajouter les actions"),
    (later.take_up_the_needs, "Nommer un responsable par action"),
    (later.add_an_action, "Nommer un responsable par action"),
    (later.complete_the_actions, "Faire approuver le PV : le plan est alors validé"),
    (later.say_who_pays, "Faire approuver le PV : le plan est alors validé"),
)
THE_FOLLOW_UP: Steps = (
    (later.set_up_the_committee, "Dire où en est chaque action"),
    (later.write_the_mandate, "Dire où en est chaque action"),
    (later.say_how_it_goes, "Clore le cycle"),
    (later.close_the_cycle, "Ouvrir le cycle"),
)
THE_NEXT_CYCLE: Steps = (
    # The need of one sector was declared satisfied: what it needs now is asked again.
    (later.open_the_second_cycle, "Noter les besoins de chaque filière"),
    (later.carry_over_what_is_unfinished, "Noter les besoins de chaque filière"),
)


@pytest.fixture
def accounts(transactional_db: None) -> None:
    """The communes as `load_territory` leaves them, and the accounts an administrator opens."""
    call_command("load_territory", verbosity=0)
    for role, slug in (("secretaire", "koula"), ("maire", "koula"), ("secretaire", "sirakorola")):
        make.user(role, Commune.objects.get(slug=slug), username=f"{role}-{slug}")


@pytest.fixture
def mayor(browser: Browser, live_server: LiveServer, accounts: None) -> Iterator[Walker]:
    """The mayor, at a computer of his own."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield Walker(context.new_page())
    context.close()


def walk(who: Walker, steps: Steps) -> None:
    """Do each step and read on the home page what comes next; `-s` shows what each one cost."""
    for step, following in steps:
        pages, fields = who.loads, who.fields
        step(who)
        assert who.now() == following, step.__name__
        print(f"{step.__name__}: {who.loads - pages} pages, {who.fields - fields} fields")


def test_an_empty_commune_walks_through_two_cycles_by_its_pages_alone(
    accounts: None, page_no_js: Page, mayor: Walker
) -> None:
    who = Walker(page_no_js)
    who.sign_in("secretaire-koula")
    assert who.now() == "Créer le cadre"
    walk(who, UP_TO_THE_MEETING + THE_PLAN)

    mayor.sign_in("maire-koula")
    later.approve_the_minutes(mayor)
    assert who.now() == "Installer le comité de suivi"
    the_paper_says_what_the_page_says(who)

    walk(who, THE_FOLLOW_UP)
    the_first_cycle_took_an_afternoon(who, mayor)

    walk(who, THE_NEXT_CYCLE)
    print(f"in all: {who.loads + mayor.loads} pages, {who.fields + mayor.fields} fields")
    a_neighbour_sees_none_of_it(mayor, who.links | mayor.links)


def the_first_cycle_took_an_afternoon(*people: Walker) -> None:
    """From nothing to a closed cycle: as many pages and fields as docs/first-cycle.md tells."""
    pages, fields = (sum(getattr(who, name) for who in people) for name in ("loads", "fields"))
    print(f"first cycle closed: {pages} pages, {fields} fields")
    assert pages <= MOST_PAGES
    assert fields <= MOST_FIELDS


def the_paper_says_what_the_page_says(who: Walker) -> None:
    """The same actions, parties, amounts and totals on the plan's page and on its two sheets."""
    who.follow("Plan")
    page = papers.read_page(who)
    assert len(page.rows) == len(later.PLANNED)
    assert (page.total, page.payers["Commune"]) == ("2 305 500", "1 625 500")
    actions, money = papers.read_pdf(who)
    papers.same_actions(page, actions)
    papers.same_money(page, money)
    who.follow("Accueil")


def a_neighbour_sees_none_of_it(walker: Walker, links: set[str]) -> None:
    """Sirakorola's secretary asks for every address that Koula's pages gave: none exists."""
    walker.page.context.clear_cookies()
    walker.sign_in("secretaire-sirakorola")
    ours = sorted(link for link in links if "/espace/koula/" in link)
    assert any(link.endswith("plan.pdf") for link in ours)
    for link in ours:
        assert walker.page.context.request.get(link).status == 404, link
