"""What was entered of one commune, found again by the identifiers of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from actionplans.models import Action, ActionPlan, PdescLine
from communes.models import Commune, Organisation, Person, Sector
from consult.demo.example.reading import Item
from frameworks.models import Cycle, Deliberation, Framework, Meeting, Need

Record = TypeVar("Record", bound=models.Model)
Found = TypeVar("Found")


@dataclass
class Book:
    """One commune of the file: its records so far, what was new, and what is worth saying."""

    item: Item
    commune: Commune
    sectors: dict[str, Sector] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    displaced: set[str] = field(default_factory=set)
    deliberations: dict[str, Deliberation] = field(default_factory=dict)
    pdesc_lines: dict[str, PdescLine] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    cycles: dict[str, Cycle] = field(default_factory=dict)
    actions: dict[tuple[str, str], Action] = field(default_factory=dict)
    new: list[models.Model] = field(default_factory=list)
    items: dict[tuple[type[models.Model], int], Item] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    framework: Framework = field(init=False)

    def enter(self, item: Item, model: type[Record], /, **fields: Any) -> Record:
        """Write one record of the file, checked as a form would check it."""
        record = model(**fields)
        try:
            links = [each.name for each in model._meta.fields if each.is_relation]
            record.clean_fields(exclude=links)
            record.validate_unique()
            record.validate_constraints()
        except ValidationError as error:
            raise item.refuse(" ".join(_sentences(record, error))) from error
        record.save(force_insert=True)
        self.new.append(record)
        self.items[type(record), record.pk] = item
        return record

    def entered(self, model: type[Record]) -> list[tuple[Item, Record]]:
        """The new records of one kind, each with the thing of the file it comes from."""
        return [
            (self.items[model, record.pk], record)
            for record in self.new
            if isinstance(record, model)
        ]

    def plan_entered(self) -> list[tuple[Item, ActionPlan]]:
        return self.entered(ActionPlan)

    def organisation(self, item: Item, key: str) -> Organisation | None:
        return find(item, key, self.organisations)

    def person(self, item: Item, key: str) -> Person | None:
        return find(item, key, self.people)

    def sector(self, item: Item, key: str = "sector") -> Sector | None:
        return find(item, key, self.sectors)


def _sentences(record: models.Model, error: ValidationError) -> list[str]:
    """What is wrong, each sentence after the name of its field."""
    found = []
    plain = {field.name for field in record._meta.fields}
    for name, sentences in error.message_dict.items():
        label = getattr(record._meta.get_field(name), "verbose_name", "") if name in plain else ""
        found += [f"« {label} » – {each}" if label else each for each in sentences]
    return found


def find(item: Item, key: str, known: Mapping[str, Found]) -> Found | None:
    """What an identifier of the file points to; nothing when the file names nothing."""
    identifier = item.text(key)
    return pointed(item, key, identifier, known) if identifier else None


def find_needed(item: Item, key: str, known: Mapping[str, Found]) -> Found:
    return pointed(item, key, item.text(key, needed=True), known)


def find_all(item: Item, key: str, known: Mapping[str, Found]) -> list[Found]:
    """Everything a list of identifiers points to."""
    return [pointed(item, key, identifier, known) for identifier in item.words(key)]


def pointed(item: Item, key: str, identifier: str, known: Mapping[str, Found]) -> Found:
    if identifier not in known:
        said = {"key": key, "id": identifier}
        raise item.refuse(_("“%(key)s” names %(id)s, which nothing in the file bears.") % said)
    return known[identifier]
