"""A meeting of 40 people, 5 points and 8 decisions, on a phone without JavaScript: how many pages.

From the invitation to approved minutes in at most 12 page loads; entered afterwards from the
paper register in at most 6. What was measured stands in `docs/walk.md`.
"""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Page

from communes.models import Commune
from frameworks.models import Framework, Meeting, MeetingState
from tests import make
from tests.walk.browser import Walker

PEOPLE, POINTS, DECISIONS = 40, 5, 8
MOST_LOADS, MOST_LOADS_FROM_PAPER = 12, 6
YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)  # noqa: DTZ011 -- the browser's day
COLLEGES = ("commune", "secteur_prive", "services_techniques")


@pytest.fixture
def commune(transactional_db: None) -> Commune:
    """Forty people of ten organisations, whose secretary may approve minutes; one need waits."""
    place = make.commune("Kolo", secretary_approves=True)
    framework = make.framework(place, state="actif")
    sector = make.priority(framework).sector
    parties = [make.organisation(place) for _ in range(10)]
    for number, party in enumerate(parties):
        framework.members.create(organisation=party, college=COLLEGES[number % 3])
    for number in range(PEOPLE):
        make.person(place, organisation=parties[number % 10], last_name=f"NOM{number:02}")
    make.need(framework, sector=sector, identified_on=make.partial("2024-01-10"))
    make.cycle(framework)
    make.user("secretaire", place, username="secretaire-kolo")
    return place


@pytest.fixture
def walker(page_no_js: Page, commune: Commune) -> Walker:
    """Signed in, on the list of meetings, with nothing counted yet."""
    who = Walker(page_no_js)
    who.sign_in("secretaire-kolo")
    who.follow("Réunions")
    who.loads = who.fields = 0
    return who


def write_the_agenda(who: Walker) -> None:
    """Fill the points up to five and save."""
    titles = who.page.locator("main input[name$='-title']")
    for place in range(POINTS):
        if not titles.nth(place).input_value():
            titles.nth(place).fill(f"Point {place + 1} de la réunion")
    who.page.get_by_role("button", name="Enregistrer", exact=True).click()


def mark_everybody(who: Walker) -> None:
    """All forty, one by one, as the sheet is read."""
    marks = who.page.locator("main input[type=radio][value=present][name^=p]")
    assert marks.count() == PEOPLE
    for place in range(PEOPLE):
        marks.nth(place).check()
    who.page.get_by_role("button", name="Enregistrer les présences").click()


def choose_the_need(who: Walker) -> None:
    """The meeting retains the one need before it."""
    who.page.locator("main input[type=radio][value=retenu]").first.check()
    who.page.locator("main form[method=post] button.btn").first.click()


def write_eight_decisions(who: Walker) -> None:
    """In one send, each with its words and its deadline; something said on each point."""
    page = who.page
    for place, said in enumerate(page.locator("main textarea[name$='-discussion']").all()):
        said.fill(f"« Il faut s’entendre », a dit le point {place} : ɛ, ɔ, ŋ.")
    for place in range(DECISIONS):
        if place:
            page.locator("summary", has_text=f"Nouvelle décision, ligne {place + 1}").click()
        page.locator(f"main [name=n{place}-wording]").fill(f"Décision {place + 1} de la réunion")
        page.locator(f"main [name=n{place}-deadline_words]").fill("avant la Tabaski")
    page.get_by_role("button", name="Enregistrer les décisions").click()


def approve(who: Walker) -> None:
    """Read the check over and approve."""
    who.page.get_by_role("button", name=re.compile("Approuver")).click()


def the_meeting() -> Meeting:
    return Framework.objects.get().meetings.get()


def holds_everything(meeting: Meeting) -> None:
    assert meeting.state == MeetingState.APPROVED
    assert meeting.attendance.filter(mode="present").count() == PEOPLE
    assert meeting.agenda.count() >= POINTS
    assert meeting.decisions.count() == DECISIONS
    assert meeting.versions.count() == 1


def test_from_the_invitation_to_approved_minutes_in_twelve_page_loads(walker: Walker) -> None:
    page = walker.page
    walker.follow("Nouvelle réunion")
    page.locator("[name=planned_on]").fill(f"{YESTERDAY:%d/%m/%Y}")
    page.locator("[name=place]").fill("Mairie")
    walker.press("Créer la réunion")
    write_the_agenda(walker)
    page.locator("main form[method=post] button.btn").first.click()  # the register of invitations
    walker.follow("Noter que la réunion s’est tenue")
    walker.press("La réunion s’est tenue")
    mark_everybody(walker)
    choose_the_need(walker)
    write_eight_decisions(walker)
    approve(walker)

    holds_everything(the_meeting())
    assert the_meeting().invitations.exists()
    assert walker.loads <= MOST_LOADS, walker.loads
    print(f"From the invitation: {walker.loads} page loads")


def test_from_the_paper_register_in_six_page_loads(walker: Walker) -> None:
    page = walker.page
    walker.follow("Nouvelle réunion")
    page.locator("[name=held_on]").fill(f"{YESTERDAY:%d/%m/%Y}")
    page.locator("[name=place]").fill("Mairie")
    walker.press("Créer la réunion")
    write_the_agenda(walker)
    mark_everybody(walker)
    write_eight_decisions(walker)
    approve(walker)

    holds_everything(the_meeting())
    assert the_meeting().entered_afterwards
    assert walker.loads <= MOST_LOADS_FROM_PAPER, walker.loads
    print(f"From paper: {walker.loads} page loads")
