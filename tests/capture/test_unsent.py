"""What was typed and not sent survives on its writer's device, sealed, until the server has it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page

from frameworks.models import AgendaItem, Meeting
from tests import make

LONG = "\n".join(f"Article {n} : l’accès au marché « Dioro », près du ŋɔmi" for n in range(220))
OFFER = "Vous aviez commencé à écrire ici"
# The text of every record on the device, as somebody reading its files would see it.
ON_THE_DEVICE = """() => new Promise((done) => {
  const opening = indexedDB.open("consult");
  opening.onsuccess = () => {
    const store = opening.result.transaction("unsent").objectStore("unsent");
    store.getAll().onsuccess = ({ target }) => {
      opening.result.close();
      done(target.result.map((kept) =>
        JSON.stringify(kept) + new TextDecoder("latin1").decode(kept.sealed)));
    };
  };
})"""


class Desk(NamedTuple):
    """A secretary at the minutes of a meeting, with a browser that keeps its storage."""

    page: Page
    meeting: Meeting

    @property
    def address(self) -> str:
        return (
            f"/espace/{self.meeting.framework.commune.slug}/reunions/{self.meeting.pk}/decisions/"
        )

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Ce qui s’est dit sur ce point")

    @property
    def offer(self) -> Locator:
        return self.page.locator("main [data-part=offer]")

    def sign_in(self, username: str = "secretaire") -> None:
        self.page.goto("/connexion/")
        self.answer_the_door(username)

    def answer_the_door(self, username: str = "secretaire") -> None:
        self.page.get_by_label("Nom d’utilisateur").fill(username)
        self.page.get_by_label("Mot de passe").fill(make.PASSWORD)
        self.page.get_by_role("button", name="Se connecter").click()
        self.page.wait_for_url(lambda url: "connexion" not in url)

    def type(self, text: str = LONG) -> None:
        self.page.goto(self.address)
        self.box.fill(text)
        self.settle(1)

    def settle(self, records: int) -> None:
        """Wait until the device holds so many texts."""
        kept = f"async () => (await ({ON_THE_DEVICE})()).length === {records}"
        for _try in range(40):
            if self.page.evaluate(kept):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{len(self.on_the_device())} texts on the device, not {records}")

    def on_the_device(self) -> list[str]:
        found: list[str] = self.page.evaluate(ON_THE_DEVICE)
        return found

    def new_tab(self) -> Desk:
        """Close the tab as a crash does, and open another one of the same browser."""
        context = self.page.context
        self.page.close()
        return self._replace(page=context.new_page())

    def send(self) -> Locator:
        return self.page.get_by_role("button", name="Enregistrer les décisions")

    def said(self) -> str:
        return AgendaItem.objects.get(meeting=self.meeting).discussion.replace("\r\n", "\n")


@pytest.fixture
def desk(transactional_db: None, page: Page) -> Desk:
    meeting = make.meeting(make.framework())
    meeting.agenda.create(position=1, title="Le marché")
    commune = meeting.framework.commune
    make.user("secretaire", commune, username="secretaire")
    make.user("secretaire", commune, username="collegue")
    here = Desk(page, meeting)
    here.sign_in()
    return here


def test_two_thousand_words_survive_a_closed_tab(desk: Desk) -> None:
    desk.type()
    assert len(LONG.split()) > 2_000

    desk = desk.new_tab()
    desk.page.goto(desk.address)
    desk.offer.wait_for()
    untouched = desk.box.input_value()
    desk.page.get_by_role("button", name="Reprendre ce texte").click()
    desk.offer.wait_for(state="detached")

    assert (untouched, desk.box.input_value()) == ("", LONG)
    assert desk.said() == ""  # nothing is sent by itself


def test_a_double_click_writes_once_and_leaves_nothing_on_the_device(desk: Desk) -> None:
    desk.type()
    desk.send().dblclick()
    desk.page.wait_for_url("**/verifier/")
    desk.settle(0)

    desk.page.goto(desk.address)

    assert (desk.said(), desk.box.input_value(), desk.offer.count()) == (LONG, LONG, 0)


def test_a_text_sent_after_the_sign_in_expired_is_recorded_and_not_offered_again(
    desk: Desk,
) -> None:
    desk.type()
    Session.objects.all().delete()
    desk.send().click()
    desk.page.wait_for_url("**/connexion/**")
    assert OFFER not in desk.page.content()

    desk.answer_the_door()
    desk.settle(0)

    assert desk.said() == LONG


def test_a_colleague_on_the_same_browser_sees_nothing_of_it(desk: Desk) -> None:
    desk.type()
    desk.page.get_by_role("button", name="Quitter", exact=True).click()
    desk.page.get_by_role("button", name="Quitter et garder le texte").click()
    desk.page.wait_for_url("**/connexion/")
    seen = desk.page.content()
    desk.answer_the_door("collegue")
    for address in ("/espace/", desk.address):
        desk.page.goto(address)
        desk.page.wait_for_load_state("networkidle")
        seen += desk.page.locator("main").inner_html()

    assert "Article" not in seen
    assert desk.page.locator("main [data-part]").count() == 0
    assert not re.search("Article|Dioro|secretaire|espace", "".join(desk.on_the_device()))


def test_its_writer_is_led_back_from_home_and_may_erase_it_at_leaving(desk: Desk) -> None:
    desk.type()
    desk.page.goto("/espace/")
    line = desk.page.locator("main [data-part=waits]")
    line.get_by_role("link").click()
    desk.page.wait_for_url(f"**{desk.address}")
    desk.offer.wait_for()

    desk.page.get_by_role("button", name="Quitter", exact=True).click()
    desk.page.get_by_role("button", name="Quitter et effacer le texte").click()
    desk.page.wait_for_url("**/connexion/")

    assert desk.on_the_device() == []


def test_a_refused_form_is_not_offered_over_itself_and_survives_too(desk: Desk) -> None:
    desk.page.goto(desk.address)
    desk.box.fill(LONG)
    desk.page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
    desk.page.get_by_label("Voix pour").first.fill("beaucoup")
    desk.send().click()
    desk.page.wait_for_url(f"**{desk.address}")
    desk.page.locator("[data-consult-errors]").wait_for()
    desk.page.wait_for_load_state("networkidle")
    shown = desk.offer.count()
    desk.settle(1)

    desk = desk.new_tab()
    desk.page.goto(desk.address)
    desk.page.get_by_role("button", name="Reprendre ce texte").click()

    assert (shown, desk.box.input_value()) == (0, LONG)
    assert desk.page.get_by_label("Voix pour").first.input_value() == "beaucoup"


def test_two_tabs_keep_their_own_text_and_an_erased_one_is_gone(desk: Desk) -> None:
    desk.type("Premier onglet")
    second = Desk(desk.page.context.new_page(), desk.meeting)
    second.page.goto(second.address)
    second.offer.wait_for()
    second.box.fill("Deuxième onglet")
    second.settle(2)

    second.page.get_by_text("Lire ou effacer ce texte").click()
    read = second.offer.locator(".typed").inner_text()
    second.page.get_by_role("button", name="Effacer", exact=True).click()
    second.settle(1)

    assert (read, second.box.input_value()) == ("Premier onglet", "Deuxième onglet")


def test_a_device_that_keeps_nothing_says_so(desk: Desk) -> None:
    desk.page.goto(desk.address)
    told = desk.page.get_by_text("n’est pas gardé sur cet appareil")
    before = told.is_visible()
    desk.page.evaluate("() => { indexedDB.open = () => { throw new Error() } }")
    desk.box.fill(LONG)
    told.wait_for()

    assert not before


def test_a_password_is_never_kept(desk: Desk) -> None:
    desk.page.goto("/mon-compte/mot-de-passe/")
    desk.page.locator("[type=password]").first.fill("un secret à moi")
    desk.page.wait_for_timeout(600)

    assert desk.on_the_device() == []
