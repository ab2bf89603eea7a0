"""What every test shares: quick passwords, a database file, and the browser of `tests.plugins`."""

import gc
import itertools
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import settings as hypothesis

pytest_plugins = ["tests.plugins.browser", "tests.plugins.database", "tests.plugins.migrated"]

hypothesis.register_profile("short", max_examples=25, deadline=None, derandomize=True)
hypothesis.register_profile("long", max_examples=1_000, deadline=None)
hypothesis.load_profile("long" if os.environ.get("SOAK") else "short")


def pytest_configure() -> None:
    """Argon2 is slow on purpose; a database file serves several threads as production does.

    No power is cut during a test: waiting for the disk at each commit would only make it slow.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = Path(settings.VAR) / "test-files"
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(Path(settings.VAR) / "test.sqlite3")
        options = {**database["OPTIONS"]}
        options["init_command"] = options["init_command"].replace("FULL", "OFF")
        database["OPTIONS"] = options


# What these look at is the same on every database: pages, papers, formats, the table of access,
# the words of refusals. The run on PostgreSQL leaves them out; the wrong input of every form,
# the services, the constraints and the figures of the examples are run on both.
ON_ONE_DATABASE = (
    "tests/accounts/test_start.py",
    "tests/actionplans/test_print.py",
    "tests/actionplans/test_seal_doors.py",
    "tests/admin/test_show.py",
    "tests/communes/test_wrong_input.py",
    "tests/demo/test_refuse_example.py",
    "tests/documents/",
    "tests/files/test_refuse.py",
    "tests/formats/",
    "tests/forms/",
    "tests/frameworks/test_deliberation_papers.py",
    "tests/frameworks/test_say.py",
    "tests/frameworks/test_type.py",
    "tests/house/test_docs.py",
    "tests/house/test_floors.py",
    "tests/meetings/test_announce.py",
    "tests/meetings/test_count_letters.py",
    "tests/meetings/test_minutes.py",
    "tests/meetings/test_other_papers.py",
    "tests/meetings/test_paper_texts.py",
    "tests/meetings/test_papers.py",
    "tests/meetings/test_sheet_paper.py",
    "tests/meetings/test_wrong_input.py",
    "tests/monitoring/test_committee_papers.py",
    "tests/monitoring/test_paper_sheet.py",
    "tests/project/test_access.py",
    "tests/project/test_docs.py",
    "tests/project/test_lint.py",
    "tests/project/test_messages.py",
    "tests/project/test_queries.py",
    "tests/project/test_roles.py",
    "tests/project/test_stale.py",
    "tests/project/test_urls.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded by now stays for the whole run: no use in sorting through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what one database is enough for, by its place; leave the longest forms out.

    The gates over all pages take longest: they come first, so that no worker waits at the end.
    """
    for item in items:
        if item.nodeid.startswith(ON_ONE_DATABASE):
            item.add_marker(pytest.mark.one_database)
    if not os.environ.get("SOAK"):
        long = [item for item in items if item.get_closest_marker("soak_only")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    items.sort(key=lambda item: not item.nodeid.startswith("tests/project/"))


@pytest.fixture
def rounds() -> int:
    """How often a test marked `soak` repeats: few times in script/test, many in script/soak."""
    return 50 if os.environ.get("SOAK") else 3


@pytest.fixture(autouse=True)
def speaks_french() -> None:
    """A page asked for in English leaves its language behind; every test starts in French."""
    translation.activate("fr")


@pytest.fixture(autouse=True)
def numbers_its_own_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test names what it makes from 1 on, so that alone or after others it sees the same.

    The same content is also the same paper, which the product draws once and keeps.
    """
    monkeypatch.setattr("tests.make._next", itertools.count(1))
