"""A person at a browser, who follows links and fills forms by the names the pages give them.

Nothing here knows an address of the product except its door. Every page read and every field
filled is counted, and every link seen is remembered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Locator, Page

from tests.make import PASSWORD

OPTIONAL = " (si possible)"


def plain(text: str) -> str:
    """Words as a person reads them: one ordinary space between two of them."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass
class Walker:
    """Somebody with a browser, the page before them, and what the walk has cost so far."""

    page: Page
    loads: int = 0
    fields: int = 0
    links: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("framenavigated", self._count)

    def _count(self, frame: Frame) -> None:
        self.loads += frame == self.page.main_frame

    def sign_in(self, username: str) -> None:
        """Through the door, whose address is the only one ever typed."""
        self.page.goto("/connexion/")
        self.fill({"Nom d’utilisateur": username, "Mot de passe": PASSWORD})
        self.press("Se connecter")

    def follow(self, name: str) -> None:
        """Open the first link of this name, in the page's own order."""
        self._remember_links()
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """Press the first button of this name."""
        self._remember_links()
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        self._remember_links()

    def unfold(self, name: str, *, nth: int = 0) -> None:
        """Open a folded part of the page."""
        self.page.locator("summary").filter(has_text=name).nth(nth).click()

    def fill(self, values: dict[str, str], *, nth: int = 0) -> None:
        """Write into the fields of these labels; `nth` on a page that asks the same often."""
        for label, value in values.items():
            self._labelled(label).nth(nth).fill(value)
            self.fields += 1

    def choose(self, choices: dict[str, str], *, nth: int = 0) -> None:
        """Choose by its words from the lists of these labels."""
        for label, words in choices.items():
            field = self._labelled(label).nth(nth)
            options = field.locator("option").all_inner_texts()
            field.select_option(index=[plain(option) for option in options].index(words))
            self.fields += 1

    def tick(self, *labels: str, nth: int = 0) -> None:
        """Tick boxes, or choose round ones, by what stands beside them."""
        for label in labels:
            self.page.get_by_label(label, exact=True).nth(nth).check()
            self.fields += 1

    def tick_row(self, *names: str) -> None:
        """Tick the boxes whose label begins so: the rest of it is a remark in small letters."""
        for name in names:
            self.page.get_by_label(re.compile(rf"^\s*{re.escape(name)}")).first.check()
            self.fields += 1

    def reads(self, words: str) -> bool:
        """Whether the page says these words."""
        return words in self.text

    @property
    def text(self) -> str:
        return plain(self.page.locator("main").inner_text())

    def now(self) -> str:
        """What the commune's home asks for first; nothing of somebody who may not do it."""
        self.follow("Accueil")
        card = self.page.get_by_role("region", name="À faire maintenant")
        return plain(" ".join(card.get_by_role("heading", level=3).all_inner_texts()))

    def _labelled(self, label: str) -> Locator:
        found = self.page.get_by_label(label, exact=True)
        return found.or_(self.page.get_by_label(label + OPTIONAL, exact=True))

    def _remember_links(self) -> None:
        hrefs = self.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
        self.links |= {urlsplit(href).path for href in hrefs}
