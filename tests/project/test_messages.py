"""The product speaks whole French and whole English, and the catalogue is the one compiled."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.project.pages import tree
from tests.project.recorded import seen_at
from tests.project.test_html import PAPERS

CATALOGUE = settings.BASE_DIR / "locale" / "fr" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
# Words of the frame that no English page may show, and no French page may lack.
FRENCH_FRAME = ("Aller au contenu", "Se déconnecter", "Menu principal", "Réunions", "Besoins")
ENGLISH_FRAME = ("Skip to content", "Sign out", "Main menu", "Meetings", "Needs")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def texts(entry: polib.POEntry) -> list[str]:
    """The French of one message: one text, or one per number."""
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def test_every_sentence_has_its_french(catalogue: polib.POFile) -> None:
    missing = [entry.msgid for entry in catalogue if not texts(entry) or not all(texts(entry))]

    assert missing == []


def test_no_translation_is_a_guess_or_left_over(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []


def test_a_translation_carries_the_same_placeholders(catalogue: polib.POFile) -> None:
    differing = [
        (entry.msgid, text)
        for entry in catalogue
        for text in texts(entry)
        if text and not _carries(entry, text)
    ]

    assert differing == []


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _carries(entry: polib.POEntry, text: str) -> bool:
    """A singular may say « une » or « ma » where the plural counts; it invents nothing."""
    if not entry.msgid_plural:
        return placeholders(text) == placeholders(entry.msgid)
    known = {*placeholders(entry.msgid), *placeholders(entry.msgid_plural)}
    singular = text == entry.msgstr_plural[0]
    return set(placeholders(text)) <= known if singular else set(placeholders(text)) == known


def test_the_compiled_catalogue_is_the_written_one(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

    assert _pairs(compiled) == _pairs(catalogue)


def _pairs(found: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str], list[str]]:
    return {(entry.msgctxt, entry.msgid): texts(entry) for entry in found if entry.msgid}


def test_the_catalogue_holds_the_sentences_of_the_code_and_no_others(
    catalogue: polib.POFile, tmp_path: Path
) -> None:
    fresh = _collected(tmp_path)

    assert {_key(entry) for entry in fresh} == {_key(entry) for entry in catalogue}


def _key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


def _collected(place: Path) -> polib.POFile:
    """What makemessages finds today, collected beside the tree, never in it."""
    wanted = [path for path in settings.BASE_DIR.iterdir() if path.name not in LEFT_OUT]
    for path in wanted:
        if path.is_dir():
            shutil.copytree(path, place / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.suffix in {".py", ".toml"}:
            shutil.copy(path, place)
    (place / "locale" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    command = [sys.executable, "manage.py", "makemessages", "-l", "fr", "--no-location", "-v0"]
    subprocess.run(command, cwd=place, check=True, capture_output=True)
    return polib.pofile(str(place / "locale" / "fr" / "LC_MESSAGES" / "django.po"))


LEFT_OUT = {".git", ".venv", "var", "locale", "tests", "docs", ".ci", "script"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "own", "foreign"),
    [("fr", FRENCH_FRAME, ENGLISH_FRAME), ("en", ENGLISH_FRAME, FRENCH_FRAME)],
)
def test_the_frame_of_every_page_speaks_the_language_of_its_address(
    language: str, own: tuple[str, ...], foreign: tuple[str, ...]
) -> None:
    strangers = {}
    for seen in seen_at("empty", language=language):
        if seen.name in PAPERS:
            continue
        root = tree(seen.text)
        frame = " ".join(
            t for part in ("header", "footer") for e in root.iter(part) for t in e.itertext()
        )
        skip = " ".join(link.text_content() for link in root.find_class("skip"))
        said = f"{skip} {frame}"
        if found := [word for word in foreign if word in said] or own[0] not in said:
            strangers[seen.name] = found

    assert strangers == {}
