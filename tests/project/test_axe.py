"""In a real browser every page can be used by everybody, fits 320 px, and breaks no policy.

One walk, three questions, because opening a page costs most: axe finds nothing, nothing has to be
scrolled sideways, the content security policy is never violated. French at 360 px in filled and
refused states here; the whole grid of languages and widths under `-m soak`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.project.pages import Shown, shown
from tests.project.stages import STAGES, Stage
from tests.project.test_html import refused

NARROW, PHONE, DESK = 320, 360, 1280
LISTEN = """
window.refusedByPolicy = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.refusedByPolicy.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
ASK_AXE = """
async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
  (v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`)
"""
TOO_WIDE = """
() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= window.innerWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter(
    (e) => e.getBoundingClientRect().right > window.innerWidth + 1);
  return [`${page.scrollWidth} px: ${wide.slice(0, 3).map((e) => e.tagName + '.' + e.className)}`];
}
"""


class Walker:
    """One browser context per person; the server's own answers, asked for or handed in."""

    def __init__(self, browser: Browser, server: LiveServer, width: int) -> None:
        self.browser, self.server, self.width = browser, server, width
        self.tabs: dict[str, Page] = {}

    def look(self, seen: Shown) -> list[str]:
        """Show the page as it was answered and say what is wrong with it."""
        tab = self.tabs.get(seen.page.role) or self._tab(seen.page.role)
        headers = {
            name: seen.response[name]
            for name in ("Content-Type", "Content-Security-Policy", "Content-Language")
            if name in seen.response
        }

        def answer(route: Route) -> None:
            route.fulfill(status=200, headers=headers, body=seen.response.content)

        tab.route("**/regard/", answer)
        tab.goto(f"{self.server.url}/regard/")
        tab.unroute("**/regard/")
        return [*self._narrow(tab), *self._axe(tab), *tab.evaluate("() => refusedByPolicy")]

    def _tab(self, role: str) -> Page:
        context: BrowserContext = self.browser.new_context(locale="fr-FR")
        context.add_init_script(LISTEN)
        self.tabs[role] = context.new_page()
        return self.tabs[role]

    def _narrow(self, tab: Page) -> list[Any]:
        tab.set_viewport_size({"width": NARROW, "height": 800})
        found = tab.evaluate(TOO_WIDE)
        tab.set_viewport_size({"width": self.width, "height": 800})
        return [f"scrolls sideways: {what}" for what in found]

    def _axe(self, tab: Page) -> list[Any]:
        tab.evaluate(AXE_SCRIPT)
        return list(tab.evaluate(ASK_AXE))

    def close(self) -> None:
        for tab in self.tabs.values():
            tab.context.close()


@pytest.fixture
def walk(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Walker]:
    walker = Walker(browser, live_server, getattr(request, "param", PHONE))
    yield walker
    walker.close()


def complaints(walk: Walker, found: Iterator[Shown]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for seen in found:
        if wrong := walk.look(seen):
            said.setdefault(seen.page.name, []).extend(wrong)
    return said


def errors(
    stage: Stage, language: str = "fr", *, among: Container[str] | None = None
) -> Iterator[Shown]:
    """One refused state of every page that has a form."""
    for seen in shown(stage, language, among=among):
        yield from list(refused(seen))[:1]


def test_the_server_is_not_in_debug_mode(live_server: LiveServer) -> None:
    assert settings.DEBUG is False


@pytest.mark.parametrize("moment", ["agreed", "drafting"])
def test_filled_pages_are_usable_narrow_and_lawful(walk: Walker, moment: str) -> None:
    news = shown(STAGES[moment](2), among=None if moment == "agreed" else CHANGES)

    assert complaints(walk, news) == {}


# Pages that look different while the plan and the minutes are still open.
CHANGES = {
    "actionplans:plan",
    "actionplans:change-plan",
    "actionplans:take-up",
    "actionplans:check",
    "actionplans:add-action",
    "actionplans:change-action",
    "actionplans:remove-action",
    "actionplans:funding",
    "actionplans:excuse",
    "cycle:carry",
    "cycle:drop",
    "cycle:home",
    "frameworks:choose-needs",
    "meetings:edit",
    "meetings:agenda",
    "meetings:invitations",
    "meetings:hold",
    "meetings:attendance",
    "meetings:decisions",
    "meetings:check",
    "meetings:meeting",
}


@pytest.mark.parametrize("moment", ["agreed", "drafting"])
def test_refused_forms_are_usable_narrow_and_lawful(walk: Walker, moment: str) -> None:
    news = errors(STAGES[moment](1), among=None if moment == "agreed" else CHANGES)

    assert complaints(walk, news) == {}


@pytest.mark.soak
@pytest.mark.soak_only
@pytest.mark.parametrize("walk", [PHONE, DESK], indirect=True)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("moment", list(STAGES))
def test_the_whole_grid_is_usable_narrow_and_lawful(
    walk: Walker, language: str, moment: str
) -> None:
    stage = STAGES[moment](2)

    assert complaints(walk, shown(stage, language)) == {}
    assert complaints(walk, errors(stage, language)) == {}


def test_a_fault_would_be_noticed(walk: Walker) -> None:
    seen = next(shown(STAGES["empty"](1)))
    seen.response.content = (
        b"<!DOCTYPE html><html lang=fr><title>Une page</title><main><h1>Page</h1>"
        b"<img src=/static/nothing.png><p style='width:900px'>a</p>"
        b"<table width=900><tr><td>b</table></main>"
    )

    said = " ".join(walk.look(seen))

    assert "image-alt" in said
    assert "style-src" in said
    assert "sideways" in said
