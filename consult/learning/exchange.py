"""A sheet as the example files tell it, there and back: nothing is lost, nothing is invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from consult.learning.answers import APPROACH, APPROACH_A, COUNTS, IMPACTS, WIDER_COUNTS
from consult.learning.outline import Field, Kind, fields

HEAD: Final = ("variant", "title_fr", "as_of")
NameOf = Callable[[str], str]


class Unknown(Exception):
    """A fact the outline has no place for, or of the wrong make; the text is its path."""


def told(content: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet in the structure of `experience_sheets`; what nobody said is null or empty."""
    found: dict[str, Any] = {
        "variant": content["variant"],
        "title_fr": content["title"],
        "as_of": content["as_of"],
    }
    for field in fields(content["variant"], content["edition"]):
        value = content["answers"].get(field.key)
        if value or not field.left_out_when_empty:
            _put(found, field.path, _TOLD[field.kind](value))
    return found


def _put(found: dict[str, Any], path: str, value: Any) -> None:
    *groups, last = path.split(".")
    for group in groups:
        found = found.setdefault(group, {})
    found[last] = value


def _text(value: Any) -> Any:
    return value or None


def _person(value: Any) -> Any:
    return (value.get("ref") or value.get("text") or None) if value else None


def _scale(value: Any) -> dict[str, Any]:
    said = value or {}
    wider = {key: said[key] for key in WIDER_COUNTS if said.get(key) is not None}
    return {**wider, **{key: said.get(key) for key in COUNTS}}


def _group(*keys: str) -> Callable[[Any], dict[str, Any]]:
    def tell(value: Any) -> dict[str, Any]:
        return {key: (value or {}).get(key) or None for key in keys}

    return tell


def _beneficiaries(value: Any) -> dict[str, Any]:
    said = value or {}
    return {
        "groups": said.get("ref") or said.get("groups") or None,
        "selection_criteria_fr": said.get("criteria") or None,
    }


def _approaches(value: Any) -> list[dict[str, Any]]:
    return [
        {key: row.get(key) or None for key in APPROACH}
        | {key: row[key] for key in APPROACH_A if row.get(key)}
        for row in value or []
    ]


_TOLD: Final[dict[Kind, Callable[[Any], Any]]] = {
    Kind.LINE: _text,
    Kind.TEXT: _text,
    Kind.LIST: lambda value: list(value or []),
    Kind.PERSON: _person,
    Kind.PERIOD: _group("start", "end"),
    Kind.SCALE: _scale,
    Kind.IMPACT: _group(*IMPACTS),
    Kind.BENEFICIARIES: _beneficiaries,
    Kind.APPROACHES: _approaches,
}


def answers_of(facts: Mapping[str, Any], variant: str, name_of: NameOf) -> dict[str, Any]:
    """The answers of a told sheet; `name_of` says who an identifier of the file is, "" if nobody.

    Raises Unknown for a fact the outline of this variant does not ask.
    """
    left = _leaves(facts, {field.path for field in fields(variant)})
    answers: dict[str, Any] = {}
    for field in fields(variant):
        raw = left.pop(field.path, None)
        if raw not in (None, "", []):
            answers[field.key] = _read(field, raw, name_of)
    for path, value in left.items():
        if path not in HEAD and value not in (None, "", [], {}):
            raise Unknown(path)
    return answers


def _leaves(facts: Mapping[str, Any], paths: set[str], before: str = "") -> dict[str, Any]:
    """Every fact by its path; what a field takes whole is not opened."""
    found: dict[str, Any] = {}
    for key, value in facts.items():
        path = f"{before}{key}"
        if isinstance(value, dict) and path not in paths:
            found |= _leaves(value, paths, f"{path}.")
        else:
            found[path] = value
    return found


def _read(field: Field, raw: Any, name_of: NameOf) -> Any:
    made_of: Any = _MADE_OF.get(field.kind, dict)
    if not isinstance(raw, made_of):
        raise Unknown(field.path)
    if field.kind is Kind.PERSON:
        return _named(raw, name_of)
    if field.kind is Kind.BENEFICIARIES:
        who = _named(str(raw.get("groups") or ""), name_of)
        said = {"groups": who["text"], "criteria": raw.get("selection_criteria_fr") or ""}
        return said | ({"ref": who["ref"]} if "ref" in who else {})
    if field.kind is Kind.APPROACHES:
        return [{key: text for key, text in row.items() if text} for row in raw]
    return raw


_MADE_OF: Final[dict[Kind, type]] = {
    Kind.LINE: str,
    Kind.TEXT: str,
    Kind.PERSON: str,
    Kind.LIST: list,
    Kind.APPROACHES: list,
}


def _named(raw: str, name_of: NameOf) -> dict[str, str]:
    """An identifier with the name it stands for, or a name as it is written."""
    name = name_of(raw)
    return {"text": name, "ref": raw} if name else {"text": raw}
