"""Strings that stand nowhere else, planted in what is typed, and the search for them in answers."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import models
from django.db.models.signals import pre_save
from django.test import Client
from pypdf import PdfReader

from foundation.accounts.models import User
from foundation.records.search import SearchKeyField

# Names, telephone numbers and what is told in confidence: for the commune and its adviser alone.
PERSONAL: Final = {
    "accounts.User": {"full_name", "email"},
    "communes.Organisation": {"phone"},
    "communes.Person": {"first_name", "last_name", "phone"},
    "consult_review.Visit": {"people_met", "private_note"},
    "frameworks.AgendaItem": {"proposed_by"},
    "frameworks.Attendance": {"represented_by"},
    "frameworks.ConflictNote": {"tension", "mitigation"},
    "frameworks.Cycle": {"default_signed_by"},
    "frameworks.NeedAssembly": {"led_by"},
    "monitoring.ProductionMeasure": {"measured_by"},
    "monitoring.Report": {"received_by", "signed_by"},
    "monitoring.Statement": {"by_phone_from"},
}
# What every commune may read: the territory, the catalogues, what was published on purpose.
SHARED: Final = {
    "communes.Region", "communes.Cercle", "communes.Arrondissement", "communes.Sector",
    "communes.ServiceKind", "frameworks.LegalText", "consult_learning.MethodSheet",
    "monitoring.PublishedAnswer", "consult_learning.ExperienceSheet",
    "consult_learning.SheetVersion", "consult_learning.SheetPhoto", "consult_learning.Campaign",
    "consult_learning.WocatDraft", "consult_learning.WocatAnswer",
}  # fmt: skip
# Printed on what a commune publishes: who heads it, and what its framework is called.
PUBLIC: Final = {("communes.Executive", "head"), ("frameworks.Framework", "name")}
SHORTEST = 20
CANARY = re.compile(r"kan(\d)([pt])\d{4}")


@contextmanager
def planting(where: int) -> Iterator[None]:
    """Until it ends, everything saved for the first time carries canaries of that place (0–9)."""
    numbers = itertools.count()

    def plant(sender: type[models.Model], instance: models.Model, raw: bool, **_: Any) -> None:
        if instance._state.adding and not raw:
            _plant(instance, where, numbers)

    pre_save.connect(plant, weak=False)
    try:
        yield
    finally:
        pre_save.disconnect(plant)


def _plant(record: models.Model, where: int, numbers: Iterator[int]) -> None:
    label = record._meta.label
    personal = PERSONAL.get(label, set())
    for field in record._meta.concrete_fields:
        if field.name in personal:
            setattr(record, field.attname, f"Kan{where}p{next(numbers):04d}")
        elif (label, field.name) in PUBLIC or label in SHARED or isinstance(record, User):
            continue
        elif _is_free_text(field):
            typed = getattr(record, field.attname)
            if typed:
                setattr(record, field.attname, f"Kan{where}t{next(numbers):04d}")


def _is_free_text(field: Any) -> bool:
    """What a person may write at length; codes, choices and digests are not."""
    if isinstance(field, SearchKeyField) or not field.editable or field.choices:
        return False
    if isinstance(field, models.TextField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or 0) > SHORTEST * 4


def found_in(content: bytes, kind: str) -> set[str]:
    """The canaries an answer holds, whatever its kind: page, table, workbook or paper."""
    text = _read(content, kind).lower()
    return {match.group() for match in CANARY.finditer(text)}


def _read(content: bytes, kind: str) -> str:
    if content.startswith(b"%PDF") and b"%%EOF" in content:
        reader = PdfReader(io.BytesIO(content))
        pages = "".join(page.extract_text() for page in reader.pages)
        return re.sub(r"\s+", "", f"{pages} {reader.metadata}")
    if "spreadsheetml" in kind or kind.startswith("application/zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode(errors="replace") for name in book.namelist())
    return content.decode(errors="replace")


def heard(client: Client, addresses: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """By page, the canaries its answer holds; a page that holds none is left out."""
    found: dict[str, set[str]] = {}
    for name, address in addresses:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        if canaries := found_in(content, response.get("Content-Type", "")):
            found.setdefault(name, set()).update(canaries)
    return found


def of_place(found: dict[str, set[str]], wanted: str) -> dict[str, set[str]]:
    """Only the canaries whose place and sort match a pattern, as « [23]. » or « .p »."""
    kept = {
        name: {one for one in canaries if re.fullmatch(f"kan{wanted}\\d{{4}}", one)}
        for name, canaries in found.items()
    }
    return {name: canaries for name, canaries in kept.items() if canaries}
