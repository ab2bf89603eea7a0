"""The committee at its telephone: twelve actions said in one send, two of them blocked."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, Response

from communes.models import Role
from monitoring.models import Obstacle, Statement
from tests import make
from tests.monitoring.sittings import Desk, desk
from tests.walk.browser import Walker

MOST_LOADS, MOST_BYTES = 3, 60_000
SITUATIONS = ("En cours", "Réalisée", "Pas commencée")


@pytest.fixture
def here(transactional_db: None) -> Desk:
    here = desk(12)
    make.committee(here.plan.cycle.framework)
    make.user(Role.COMMITTEE, here.commune, username="comite")
    make.user(Role.SECRETARY, here.commune, username="secretaire")
    return here


class Line:
    """What comes over the line: bodies as they travel, headers included."""

    def __init__(self, page: Page) -> None:
        self.answers: list[Response] = []
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        self.answers.append(answer)

    def weight(self) -> int:
        sizes = [answer.request.sizes() for answer in self.answers]
        return sum(
            one["responseBodySize"] + one["responseHeadersSize"] + one["requestBodySize"]
            + one["requestHeadersSize"]
            for one in sizes
        )  # fmt: skip


def say(walker: Walker, number: int, situation: str) -> None:
    row = walker.page.get_by_role("group", name=f"{number}. Action {number} de la commune")
    row.get_by_label(situation, exact=True).check()
    walker.fields += 1


def block(walker: Walker, number: int, *reasons: str) -> None:
    say(walker, number, "Bloquée")
    row = walker.page.get_by_role("group", name=f"{number}. Action {number} de la commune")
    for reason in reasons:
        row.get_by_label(reason, exact=True).check()
        walker.fields += 1


def test_twelve_actions_are_said_in_three_pages_and_sixty_kilobytes(
    here: Desk, page_no_js: Page
) -> None:
    """From the door to the receipt, the style and the sign-in included."""
    line, walker = Line(page_no_js), Walker(page_no_js)
    walker.sign_in("comite")
    for number in range(1, 11):
        say(walker, number, SITUATIONS[number % 3])
    block(walker, 11, "Argent")
    block(walker, 12, "Pluie ou route", "Désaccord")
    walker.press("Enregistrer tout")

    assert walker.reads("12 actions mises à jour. 3 obstacles notés.")
    assert walker.loads <= MOST_LOADS
    assert line.weight() <= MOST_BYTES
    told = Counter(Statement.objects.values_list("situation", flat=True))
    assert told == {"realisee": 4, "prevue": 3, "en_cours": 3, "bloquee": 2}
    found = Obstacle.objects.order_by("action__number", "category")
    assert [(row.action.number, row.category) for row in found if row.action] == [
        (11, "financement"),
        (12, "climat_saison"),
        (12, "conflit"),
    ]


def test_the_tiles_stay_folded_until_blocked_is_chosen(here: Desk, page_no_js: Page) -> None:
    walker = Walker(page_no_js)
    walker.sign_in("comite")
    row = page_no_js.get_by_role("group", name="1. Action 1 de la commune")
    tile, full = row.get_by_label("Argent"), row.get_by_label("Quoi d’autre ?")

    seen = [tile.is_visible()]
    row.get_by_label("Bloquée").check()
    seen += [tile.is_visible(), full.is_visible()]
    row.get_by_label("Autre", exact=True).check()
    seen += [full.is_visible()]

    assert seen == [False, True, False, True]


def test_the_secretary_types_the_paper_sheet_in_one_send(here: Desk, page_no_js: Page) -> None:
    walker = Walker(page_no_js)
    walker.sign_in("secretaire")
    walker.follow("Suivi")
    walker.follow("Dire où en sont les actions")
    walker.unfold("Vous tapez une fiche papier")
    walker.fill({"Ordre imprimé au bas de la fiche": "12-11-10"})
    walker.press("Afficher dans cet ordre")
    walker.fill({"Dit le": "12/03/2025", "Reçu par téléphone de": "Awa (démo)"})
    for number in range(12, 0, -1):
        say(walker, number, "En cours")
    walker.press("Enregistrer tout")

    assert walker.reads("12 actions mises à jour")
    rows = {(row.said_on, row.by_phone_from, row.voice) for row in Statement.objects.all()}
    assert rows == {(make.day("2025-03-12"), "Awa (démo)", "comite")}
