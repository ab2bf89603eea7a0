"""A sheet section by section as page and paper show it: answers, and a number for each source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.urls import reverse

from consult.learning.answers import Part, parts_of
from consult.learning.content import Content
from consult.learning.outline import Field, Section, Words, sections


class Source(NamedTuple):
    """A record a sentence came from: its number on this sheet, its name, its page if any."""

    number: int
    label: str
    url: str


class Line(NamedTuple):
    """One line of an answer and the numbers of its sources."""

    label: str
    text: str
    sources: list[Source]


class Shown(NamedTuple):
    """One field as it is read; `sources` are those of the answer as a whole.

    `withheld`: somebody is named, whom this reader is not shown.
    """

    field: Field
    lines: list[Line]
    sources: list[Source]
    withheld: bool


class ShownSection(NamedTuple):
    """One section of a sheet, with every field its variant asks."""

    section: Section
    title: Words
    note: Words | None
    rows: list[Shown]

    @property
    def said(self) -> list[Shown]:
        """The fields somebody answered."""
        return [row for row in self.rows if row.lines]


@dataclass
class Sheet:
    """The whole sheet as it is read."""

    sections: list[ShownSection] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def shown(content: Content, slug: str = "") -> Sheet:
    """The sheet; `slug` is the commune whose pages the sources may be opened on, if any."""
    found = Sheet()
    numbered = _numbering(found, slug)
    for section in sections(content["variant"], content["edition"]):
        rows = [_row(one, content, numbered) for one in section.fields]
        variant = content["variant"]
        title, note = section.title(variant), section.note(variant)
        found.sections.append(ShownSection(section, title, note, rows))
    return found


Numbering = Callable[[dict[str, Any]], Source]


def _numbering(sheet: Sheet, slug: str) -> Numbering:
    """Gives each record one number, however many sentences came from it."""
    known: dict[tuple[str, int], Source] = {}

    def numbered(said: dict[str, Any]) -> Source:
        key = said["model"], said["id"]
        if key not in known:
            known[key] = Source(len(known) + 1, said["label"], source_url(said, slug))
            sheet.sources.append(known[key])
        return known[key]

    return numbered


def _row(one: Field, content: Content, numbered: Numbering) -> Shown:
    parts = parts_of(one, content["answers"].get(one.key))
    evidence = content["evidence"].get(one.key, []) if parts else []
    lines = [_line(part, evidence, numbered) for part in parts]
    placed = {part.text for part in parts}
    rest = [numbered(said) for said in evidence if said["text"] not in placed]
    withheld = one.key in content.get("withheld", ())
    return Shown(one, lines, list(dict.fromkeys(rest)), withheld)


def _line(part: Part, evidence: list[dict[str, Any]], numbered: Numbering) -> Line:
    sources = [numbered(said) for said in evidence if said["text"] == part.text]
    return Line(part.label, part.text, sources)


PAGES: Final = {
    "actionplans.action": "actionplans:action",
    "actionplans.actionplan": "actionplans:plan-of-cycle",
    "communes.organisation": "communes:organisation",
    "frameworks.cycle": "cycle:cycle",
    "frameworks.deliberation": "frameworks:deliberation",
    "frameworks.framework": "frameworks:framework",
    "frameworks.need": "frameworks:need",
    "monitoring.committee": "monitoring:committee",
    "monitoring.report": "monitoring:report",
}
WITHOUT_NUMBER: Final = {"frameworks.framework", "monitoring.committee"}


def source_url(said: dict[str, Any], slug: str) -> str:
    """The page of the record a sentence came from; empty where the reader has none."""
    page = PAGES.get(said["model"])
    if not slug or page is None:
        return ""
    where: dict[str, Any] = {"slug": slug}
    if "number" in said:
        where["number"] = said["number"]
    elif said["model"] not in WITHOUT_NUMBER:
        where["pk"] = said["id"]
    return reverse(page, kwargs=where)
