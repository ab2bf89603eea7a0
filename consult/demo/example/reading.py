"""Reading a file of examples: every fact is asked for by name and kind, or refused."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from foundation.formats.partial import PartialDate

Facts = dict[str, Any]


class Refused(Exception):
    """The whole file is refused; the sentence names the commune, the item and the rule."""


def read_file(path: Path) -> Facts:
    """The facts of one file, as the YAML says them."""
    try:
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(_("%(file)s cannot be opened.") % {"file": path}) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = _(" (line %(line)s)") % {"line": mark.line + 1} if mark else ""
        sentence = _("%(file)s is not well-formed YAML%(where)s.") % {"file": path, "where": where}
        raise Refused(sentence) from error
    if not isinstance(facts, dict) or not isinstance(facts.get("communes"), list):
        raise Refused(_("%(file)s holds no list “communes”.") % {"file": path})
    return facts


@dataclass(frozen=True)
class Item:
    """One thing of the file, with what is needed to name it when it is refused."""

    facts: Facts
    place: str
    name: str

    def refuse(self, sentence: str, code: str = "") -> Refused:
        """The refusal that names the commune, this thing and the rule."""
        names = {
            "place": self.place,
            "item": f"{self.name} ({code})" if code else self.name,
            "sentence": sentence,
        }
        return Refused(_("%(place)s, %(item)s: %(sentence)s") % names)

    def _wrong(self, key: str, expected: str) -> Refused:
        said = {"key": key, "value": self.facts.get(key), "expected": expected}
        return self.refuse(_("“%(key)s” says “%(value)s”; expected: %(expected)s.") % said)

    def text(self, key: str, *, needed: bool = False) -> str:
        """A text; a number is read as written, nothing as an empty text."""
        value = self.facts.get(key)
        if isinstance(value, bool | list | dict):
            raise self._wrong(key, _("a text"))
        if needed and value in (None, ""):
            raise self.refuse(_("“%(key)s” is missing.") % {"key": key})
        return "" if value is None else str(value).strip()

    def count(self, key: str, *, needed: bool = False) -> int | None:
        """A whole number, zero or more: people, votes or FCFA."""
        value = self.facts.get(key)
        if value is None and not needed:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(key, _("a whole number, zero or more"))
        return value

    def number(self, key: str) -> int:
        """A whole number that must be there."""
        return self.count(key, needed=True) or 0

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.facts.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self._wrong(key, _("true or false"))
        return value

    def day(self, key: str) -> datetime.date | None:
        """A day, written 2024-03-20."""
        value = self.facts.get(key)
        if value in (None, ""):
            return None
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError as error:
            raise self._wrong(key, _("a day such as 2024-03-20")) from error

    def day_needed(self, key: str) -> datetime.date:
        day = self.day(key)
        if day is None:
            raise self.refuse(_("“%(key)s” is missing.") % {"key": key})
        return day

    def partial(self, key: str, *, needed: bool = False) -> PartialDate | None:
        """A day, a month or a year."""
        value = self.text(key, needed=needed)
        try:
            return PartialDate.from_iso(value) if value else None
        except ValueError as error:
            raise self._wrong(key, _("a day, a month or a year such as 2024-03")) from error

    def hour(self, key: str) -> datetime.time | None:
        """An hour; an unquoted 15:30 is a number of minutes to YAML."""
        value = self.facts.get(key)
        if value in (None, ""):
            return None
        if isinstance(value, int) and 0 <= value < 24 * 60:
            return datetime.time(*divmod(value, 60))
        try:
            return datetime.time.fromisoformat(str(value))
        except ValueError as error:
            raise self._wrong(key, _("an hour such as 09:30")) from error

    def code(self, key: str, known: Iterable[str], *, needed: bool = True) -> str:
        """A word of a closed list."""
        value, words = self.text(key, needed=needed), [str(word) for word in known]
        if value and value not in words:
            raise self._wrong(key, ", ".join(words))
        return value

    def words(self, key: str) -> list[str]:
        """A list of texts, of names or of numbers."""
        value = self.facts.get(key) or []
        plain = isinstance(value, list) and all(isinstance(word, str | int) for word in value)
        if not plain:
            raise self._wrong(key, _("a list of texts"))
        return [str(word) for word in value]

    def part(self, key: str) -> Item:
        """A group of facts within this one; empty when the file has none."""
        value = self.facts.get(key) or {}
        if not isinstance(value, dict):
            raise self._wrong(key, _("a group of facts"))
        return Item(value, self.place, self.name)

    def items(self, key: str, noun: str, known_by: str = "id") -> list[Item]:
        """The things of a list, each named by `noun` and its identifier, none twice."""
        value = self.facts.get(key) or []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._wrong(key, _("a list of groups of facts"))
        found = [Item(each, self.place, f"{noun} {each.get(known_by, '?')}") for each in value]
        seen: set[str] = set()
        for item in found:
            identifier = item.text(known_by, needed=True)
            if identifier in seen:
                raise item.refuse(_("This stands twice in the file."))
            seen.add(identifier)
        return found

    def rows(self, key: str) -> list[Item]:
        """The things of a list that bear no identifier, named by their place in it."""
        value = self.facts.get(key) or []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.refuse(_("“%(key)s” is a list of groups of facts.") % {"key": key})
        return [Item(row, self.place, f"{self.name}, {key} {n}") for n, row in enumerate(value, 1)]

    def within(self, outer: Item) -> Item:
        """The same thing, named after the thing it belongs to."""
        return Item(self.facts, self.place, f"{outer.name}, {self.name}")
