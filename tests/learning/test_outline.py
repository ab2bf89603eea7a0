"""Both variants of the sheet are the table kept in docs/experience-sheet.md, no more, no less."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from consult.learning.outline import EDITIONS, Words, fields, pages, sections

PAGE = Path(settings.BASE_DIR) / "docs" / "experience-sheet.md"
LEAD = "3"  # lessons in short: said under the table, not in it
PLAIN = re.compile(r"✓(?: \([^)]*\))?|–|")


def rows() -> list[list[str]]:
    found = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1:]]


def key_of(cell: str) -> tuple[str, str]:
    """The key of a row and the number it bore in the letter."""
    found = re.fullmatch(r"\**([\w.]+)(?: – [^*]*)?\**(?: \(orig\. ([\d.]+)\))?", cell)
    assert found, cell
    return found[1], found[2] or found[1]


def asked() -> list[list[str]]:
    """Rows of fields; bold rows are sections, but for 5, which is its own field."""
    return [row for row in rows() if not row[0].startswith("**") or row[0].startswith("**5")]


def words(label: Words) -> tuple[str, str]:
    return label.en.replace("’", "'"), label.fr.replace("’", "'")


def test_each_field_stands_once_in_its_variants_and_in_no_other() -> None:
    for column, variant in ((3, "A"), (4, "B")):
        told = [key_of(row[0])[0] for row in asked() if row[column] != "–"]

        assert [field.key for field in fields(variant) if field.key != LEAD] == told
        typed = [field.key for page in pages(variant) for field in page.fields]
        assert typed == [field.key for field in fields(variant)]
        assert all(len(page.fields) <= 5 for page in pages(variant))
    assert len(pages("A")) >= 5
    assert [field.key for field in fields("A") if field.key == LEAD] == [LEAD]


def test_labels_original_numbers_and_what_only_one_variant_asks_are_those_of_the_table() -> None:
    known = {field.key: field for variant in "AB" for field in fields(variant)}
    for cell, english, french, only_a, only_b in asked():
        key, original = key_of(cell)
        field = known[key]
        if key != "5":
            assert words(field.label) == (english, french)
        assert field.original_number == original
        for variant, said in (("A", only_a), ("B", only_b)):
            assert bool(field.note(variant)) == (PLAIN.fullmatch(said.replace("*", "")) is None), (
                key,
                variant,
            )


def test_sections_bear_the_title_of_their_variant_in_both_languages() -> None:
    heads = [key_of(row[0])[0] for row in rows() if row[0].startswith("**")]
    titles = {}
    for language in ("en", "fr"):
        with override(language):
            titles[language] = [str(part.title(v)) for v in "AB" for part in sections(v)]

    assert ["G", *[part.key for part in sections("A")]] == heads
    assert [part.key for part in sections("B")] == heads
    assert "Recommandations" in titles["fr"]
    assert "Strengths, difficulties, proposals" in titles["en"]
    assert len({len(set(found)) for found in titles.values()}) == 1
    assert list(EDITIONS) == ["2013"]
