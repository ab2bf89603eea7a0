"""The journal in words, for the pages that show what was done to a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.formats.dates import moment
from foundation.journal.models import Entry


class Line(NamedTuple):
    """One act: what, when, on which kind of record, by whom."""

    title: str
    when: str
    text: str
    who: str


def lines(entries: Iterable[Entry], *, with_kind: bool = False) -> list[Line]:
    """Journal entries as a person reads them."""
    return [_line(entry, with_kind=with_kind) for entry in entries]


def lines_about(record: models.Model, most: int = 20) -> list[Line]:
    """What was done to one record, latest first."""
    return lines(Entry.objects.about(record)[:most])


def kind_name(entry: Entry) -> str:
    """The kind of record in words; its code when the model is gone."""
    try:
        return str(apps.get_model(entry.kind)._meta.verbose_name)
    except LookupError:
        return entry.kind


def _line(entry: Entry, *, with_kind: bool) -> Line:
    verb = capfirst(str(entry.get_verb_display()))
    title = f"{capfirst(kind_name(entry))} – {verb.lower()}" if with_kind else verb
    return Line(
        title=title,
        when=moment(entry.at),
        text=entry.note,
        who=str(entry.actor) if entry.actor else _("The application"),
    )
