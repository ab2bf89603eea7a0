"""How each kind of answer is typed: its boxes, what they show, and what they make together."""

from __future__ import annotations

from typing import Any, Final, Protocol

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.learning.answers import CHOSEN_BY, IMPACTS, PARTS, approach_parts, counts_of
from consult.learning.outline import Field, Kind
from foundation.forms.fields import CountField, DayField, TextField

LONGEST_LINE, LONGEST_TEXT, MOST_LINES, MOST_APPROACHES = 200, 4000, 40, 6
Boxes = dict[str, forms.Field]
Values = dict[str, Any]


class Way(Protocol):
    """How one kind of answer is typed; names of boxes are short ends, "" for the only one."""

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes: ...

    def shown(self, stored: Any) -> Values: ...

    def read(self, typed: Values, stored: Any) -> Any: ...


class Text:
    """One box, of one line or of several."""

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes:
        return {"": _text(field, self.rows)}

    def shown(self, stored: Any) -> Values:
        return {"": stored or ""}

    def read(self, typed: Values, stored: Any) -> Any:
        return typed[""]


class Lines:
    """One box whose lines are the list."""

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes:
        box = _text(field, 4)
        box.help_text = gettext_lazy("One per line.")
        return {"": box}

    def shown(self, stored: Any) -> Values:
        return {"": "\n".join(stored or [])}

    def read(self, typed: Values, stored: Any) -> Any:
        return [line.strip() for line in typed[""].splitlines() if line.strip()][:MOST_LINES]


class Person:
    """A name; who was loaded under an identifier keeps it as long as the name stays."""

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes:
        box = _text(field, 0)
        box.help_text = gettext_lazy("The name is not shown to other communes or to partners.")
        return {"": box}

    def shown(self, stored: Any) -> Values:
        return {"": (stored or {}).get("text", "")}

    def read(self, typed: Values, stored: Any) -> Any:
        if stored and stored.get("text") == typed[""]:
            return stored
        return {"text": typed[""]} if typed[""] else {}


class Period:
    """The first and the last day."""

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes:
        return {
            "start": DayField(label=_("First day"), required=False),
            "end": DayField(label=_("Last day"), required=False),
        }

    def shown(self, stored: Any) -> Values:
        said = stored or {}
        return {
            name: DayField().to_python(said[name]) if said.get(name) else None
            for name in ("start", "end")
        }

    def read(self, typed: Values, stored: Any) -> Any:
        return {name: day.isoformat() for name, day in typed.items() if day}


class Scale:
    """How many of each; an empty box is not known."""

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes:
        return {
            key: CountField(label=str(PARTS[key]), required=False) for key in counts_of(variant)
        }

    def shown(self, stored: Any) -> Values:
        return {key: (stored or {}).get(key) for key in counts_of("B")}

    def read(self, typed: Values, stored: Any) -> Any:
        kept = {key: number for key, number in (stored or {}).items() if key not in typed}
        return _same(kept | typed, stored)


class Parts:
    """A box for each part."""

    def __init__(self, *keys: str) -> None:
        self.keys = keys

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes:
        return {key: _text(PARTS[key], 2) for key in self.keys}

    def shown(self, stored: Any) -> Values:
        return {key: (stored or {}).get(key) or "" for key in self.keys}

    def read(self, typed: Values, stored: Any) -> Any:
        said = stored or {}
        found = {key: typed[key] for key in self.keys}
        if said.get("ref") and found.get("groups") == said.get("groups"):
            found["ref"] = said["ref"]
        return _same(found, stored)


class Approaches:
    """Each approach in its own group of boxes, and one empty group for the next."""

    def boxes(self, field: Field, variant: str, stored: Any) -> Boxes:
        rows = min(len(stored or []) + 1, MOST_APPROACHES)
        return {
            f"{row}_{key}": _approach_box(key)
            for row in range(rows)
            for key in approach_parts(variant)
        }

    def shown(self, stored: Any) -> Values:
        rows = enumerate(stored or [])
        return {f"{row}_{key}": text for row, said in rows for key, text in said.items()}

    def read(self, typed: Values, stored: Any) -> Any:
        rows: dict[str, dict[str, str]] = {}
        for name, text in typed.items():
            row, _line, key = name.partition("_")
            if text:
                rows.setdefault(row, {})[key] = text
        return list(rows.values())


def _approach_box(key: str) -> forms.Field:
    if key == "chosen_by":
        choices = [("", _("Not given")), *((code, str(words)) for code, words in CHOSEN_BY.items())]
        return forms.ChoiceField(label=str(PARTS[key]), choices=choices, required=False)
    return _text(PARTS[key], 2 if key in ("application", "benefit") else 0)


def _text(label: object, rows: int) -> TextField:
    longest = LONGEST_TEXT if rows else LONGEST_LINE
    return TextField(label=str(label), rows=rows, max_length=longest, required=False)


def _same(found: Values, stored: Any) -> Any:
    """The stored answer itself when nothing but empty boxes differs from it."""
    said = {key: value for key, value in (stored or {}).items() if value not in (None, "")}
    kept = {key: value for key, value in found.items() if value not in (None, "")}
    return stored if stored is not None and said == kept else kept


WAYS: Final[dict[Kind, Way]] = {
    Kind.LINE: Text(0),
    Kind.TEXT: Text(4),
    Kind.LIST: Lines(),
    Kind.PERSON: Person(),
    Kind.PERIOD: Period(),
    Kind.SCALE: Scale(),
    Kind.IMPACT: Parts(*IMPACTS),
    Kind.BENEFICIARIES: Parts("groups", "criteria"),
    Kind.APPROACHES: Approaches(),
}
