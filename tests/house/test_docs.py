"""The papers say what is true."""

import re

from django.conf import settings

READ = re.compile(r"""["'](CONSULT_[A-Z_]+|DATABASE_URL)["']""")
SOURCES = ["consult/settings.py", "consult/gunicorn.py"]


def test_every_variable_that_is_read_is_explained_and_no_other() -> None:
    read = {
        name
        for source in SOURCES
        for name in READ.findall((settings.BASE_DIR / source).read_text())
    }
    page = (settings.BASE_DIR / "docs" / "deploy.md").read_text()

    assert set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE)) == read


def test_the_requirements_name_no_address_and_carry_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (settings.BASE_DIR / name).read_text()
        pins = re.findall(r"^[A-Za-z0-9_.-]+(?:\[[^]]*\])?==", text, re.MULTILINE)

        assert "://" not in text
        assert len(re.findall(r"^\S+==\S+.*\\\n +--hash=sha256:", text, re.MULTILINE)) == len(pins)


def test_what_runs_is_part_of_what_is_tested() -> None:
    runs, tests = (
        set(re.findall(r"^(\S+==\S+)", (settings.BASE_DIR / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert runs <= tests
