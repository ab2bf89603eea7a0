"""French sentences keep their no-break spaces, so that no « ? » starts a line."""

import re
from collections.abc import Iterator

import polib
from django.conf import settings

WANTED = "\u00a0\u202f"
BEFORE_SIGN = re.compile(rf"[^\s{WANTED}:;?!«(] ?[;?!»](?=\s|$)|\w :(?=\s|$)|\d %(?!\()|« ")


def _sentences() -> Iterator[str]:
    for entry in polib.pofile(str(settings.LOCALE_PATHS[0] / "fr" / "LC_MESSAGES" / "django.po")):
        yield from [entry.msgstr, *entry.msgstr_plural.values()]


def test_every_sign_has_its_no_break_space() -> None:
    assert [text for text in _sentences() if BEFORE_SIGN.search(text)] == []


def test_apostrophes_are_typographic() -> None:
    assert [text for text in _sentences() if re.search(r"\w'\w", text)] == []
