"""A collection as it stands: who answered when, who did not, and the answers side by side."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from communes.access import GRANTS, Action
from communes.models import Assignment, Commune
from communes.querysets import covers
from consult.learning.content import Content, content_at, content_of, without_persons
from consult.learning.documents.shown import Line, shown
from consult.learning.models import Campaign, ExperienceSheet, SheetState
from consult.learning.outline import Field, Section, Words, sections
from foundation.records.today import today


class Answered(NamedTuple):
    """One commune asked, the sheet it handed in (the first to arrive), and whether in time.

    Its title, as published or, for its authors and reviewers, as handed in.
    """

    commune: Commune
    sheet: ExperienceSheet | None
    days_late: int
    title: str  # empty where the person may not read the sheet yet

    @property
    def readable(self) -> bool:
        return bool(self.title)

    @property
    def is_late(self) -> bool:
        """Handed in after the day, or not yet although the day has passed."""
        return self.days_late > 0


def standing(campaign: Campaign, user: Any) -> list[Answered]:
    """Every commune asked that the person may see, by name."""
    seen = Commune.objects.visible_to(user).order_by().values("pk")
    asked = campaign.communes.filter(pk__in=seen).with_place().order_by("name", "pk")
    given = {sheet.commune_id: sheet for sheet in reversed(handed_in(campaign, user))}
    own = _inside(campaign, user)
    return [_answered(campaign, commune, given.get(commune.pk), own) for commune in asked]


def _inside(campaign: Campaign, user: Any) -> set[int]:
    """The communes asked whose unpublished sheets the person reads: as author or reviewer."""
    acts = GRANTS[Action.EDIT_LEARNING] | GRANTS[Action.REVIEW_SHEETS]
    held = Assignment.objects.of(user).running().filter(role__in=acts)
    asked = campaign.communes.filter(Exists(held.filter(covers(OuterRef("pk")))))
    return set(asked.order_by().values_list("pk", flat=True))


def handed_in(campaign: Campaign, user: Any) -> list[ExperienceSheet]:
    """The sheets submitted, reviewed or published for it, the first to arrive first."""
    sheets = ExperienceSheet.objects.visible_to(user).filter(campaign=campaign)
    rows = sheets.handed_in().select_related("commune__cercle__region")
    rows = rows.prefetch_related("sectors", "photos", "versions")
    return list(rows.order_by("submitted_on", "pk"))


def _answered(
    campaign: Campaign, commune: Commune, sheet: ExperienceSheet | None, own: set[int]
) -> Answered:
    until = _day_of(sheet) if sheet else today()
    content = _content(sheet, commune.pk in own) if sheet else None
    title = str(content["title"]) if content else ""
    return Answered(commune, sheet, max((until - campaign.due_on).days, 0), title)


def _day_of(sheet: ExperienceSheet) -> datetime.date:
    """The day it was handed in; one begun again was handed in when it was first published."""
    if sheet.submitted_on:
        return sheet.submitted_on
    first = min((version.kept_at for version in sheet.versions.all()), default=None)
    return first.date() if first else sheet.as_of


class Said(NamedTuple):
    """What one commune answered to one field."""

    commune: str
    lines: list[Line]


class Asked(NamedTuple):
    """One field and everybody's answers to it."""

    field: Field
    said: list[Said]


class Compared(NamedTuple):
    """One section with the answers of all sheets side by side."""

    section: Section
    title: Words
    variant: str
    asked: list[Asked]


def synthesis(campaign: Campaign, user: Any, section: str = "") -> list[Compared]:
    """Section by section, the answers of every sheet handed in; one section when one is named."""
    own = _inside(campaign, user)
    given = handed_in(campaign, user)
    told = ((sheet, _content(sheet, sheet.commune_id in own)) for sheet in given)
    sheets = [(sheet, content) for sheet, content in told if content]
    variants = sorted({content["variant"] for _sheet, content in sheets})
    return [row for variant in variants for row in _compared(sheets, variant, section)]


def _compared(
    sheets: list[tuple[ExperienceSheet, Content]], variant: str, only: str
) -> Iterator[Compared]:
    told = [
        (str(sheet.commune), _lines(content))
        for sheet, content in sheets
        if content["variant"] == variant
    ]
    for section in sections(variant):
        if only and section.key != only:
            continue
        asked = []
        for field in section.fields:
            said = [Said(name, lines[field.key]) for name, lines in told if lines.get(field.key)]
            if said:
                asked.append(Asked(field, said))
        yield Compared(section, section.title(variant), variant, asked)


def _content(sheet: ExperienceSheet, inside: bool) -> Content | None:
    """What was handed in; of a sheet begun again, and for outsiders, what was published."""
    versions = list(sheet.versions.all())
    if inside and sheet.state in (SheetState.SUBMITTED, SheetState.REVIEWED):
        return without_persons(content_of(sheet))
    return without_persons(content_at(versions[0])) if versions else None


def _lines(content: Content) -> dict[str, list[Line]]:
    """The answers by field."""
    read = shown(content)
    return {row.field.key: row.lines for part in read.sections for row in part.said}
