"""A real browser for tests: a headless Chromium, and the application served as in production.

Ask for `page` (JavaScript on) or `page_no_js`; the window is 360 × 800 unless the test says
`@pytest.mark.parametrize("page", [(1280, 800)], indirect=True)`. A test that asks for a browser
is marked `browser` by itself. A script error or a refused resource (CSP) fails the test.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

EXECUTABLES = ["chromium-headless-shell", "chromium", "google-chrome"]
PHONE = (360, 800)
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


class _NoHandler(WSGIHandler):
    """Adds nothing to the application: WhiteNoise, among the middlewares, serves the files."""

    def __new__(cls, application: Any) -> Any:
        return application


class ProductionServer(LiveServer):
    """pytest-django's server, whose static files come from WhiteNoise as in production."""

    def __init__(self, addr: str) -> None:
        super().__init__(addr, start=False)
        self.thread = LiveServerThread(addr, static_handler=_NoHandler, connections_override={})
        self.thread.daemon = True
        self.start()


def executable() -> str:
    """The browser of this machine; without one the test fails, it is never skipped."""
    for name in EXECUTABLES:
        if path := shutil.which(name):
            return path
    raise RuntimeError("No Chromium found: run script/bootstrap test.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The server for a browser shows hashed static files to the end: none of it beside the rest."""
    for item in items:
        if {"browser", "live_server"} & {*getattr(item, "fixturenames", [])}:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def production_static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files collected, hashed and compressed once, as script/server does."""
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="session")
def live_server(production_static: None) -> Iterator[LiveServer]:
    """The application on a loopback port, with its own connections to the test database."""
    server = ProductionServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; Playwright's loop makes Django fear asynchronous callers."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable())
        yield chromium
        chromium.close()


def _open(
    browser: Browser, live_server: LiveServer, request: Any, *, script: bool
) -> Iterator[Page]:
    width, height = getattr(request, "param", PHONE)
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=script,
        locale="fr-FR",
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def page(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Page]:
    yield from _open(browser, live_server, request, script=True)


@pytest.fixture
def page_no_js(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Page]:
    yield from _open(browser, live_server, request, script=False)
