"""Everything a tired or hostile hand can put into a form, and what a form owes in return.

A form owes: never a server error; nothing written when it refuses; a sentence for the field; what
was typed still in the page. Values a form accepts (an emoji in a name) are not its mistakes.

tests/project/test_wrong_input.py finds every form by itself and tries the same values in its
boxes. Here a test says what only it knows: which values this very form must refuse. In script/test
the rest is therefore one send of each kind; script/soak tries every value in every field.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from django import forms
from django.db import models, transaction
from django.http import QueryDict
from django.test import Client
from django.utils.html import escape

from foundation.journal.models import Entry

WRONG: tuple[str, ...] = (
    "",
    "   ",
    "x" * 500,
    "-5",
    "12,5 millions",
    "31/02/2025",
    "99999999999999999999",
    "2025-13-45",
    "nan",
    "🌾🌾🌾",
    "a\x00b",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
)

LONG = bool(os.environ.get("SOAK"))

# One field at a time gets only these; all fields together get every one.
NASTIEST = ("", "x" * 500, "-5", "31/02/2025", "9" * 20, "a\x00b")

# Every field at once, in script/test: nothing at all, and what hardly any field takes.
EVERYWHERE = ("", "a\x00b")
TWICE = ["1", "x" * 40]


class Answer(NamedTuple):
    """How the form answered one wrong value: written, or the form with its mistakes."""

    written: bool
    errors: dict[str, list[str]]


def try_everything(
    client: Client,
    url: str,
    valid: Mapping[str, Any],
    *,
    watch: Iterable[type[models.Model]] = (),
    must_refuse: Mapping[str, Iterable[Any]] | None = None,
) -> None:
    """Put wrong values into every field of a valid form, together and (long form) alone.

    `watch` are the tables a refusal must leave alone. `must_refuse` are values, by field, that
    have to be refused: keys of another commune's records, figures out of range.
    """
    tables: list[type[models.Model]] = [Entry, *watch]
    opened = _form(client.get(url))
    fields = opened.fields
    assert set(valid) <= set(fields), f"Unknown fields: {set(valid) - set(fields)}"
    for name, value, data in _tries(opened, valid):
        _send(client, url, data, name, value, tables)
    for wrong in together(opened, must_refuse or {}):
        answer = _send(client, url, {**valid, **wrong}, "", wrong, tables)
        assert not answer.written, f"{wrong} was accepted"
        mute = set(wrong) - set(answer.errors)
        assert not mute, f"{wrong}: no sentence beside {mute}"


def _tries(
    form: forms.BaseForm, valid: Mapping[str, Any]
) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """What is sent: its name, the wrong value, and the whole form with it."""
    for value in (*WRONG, TWICE) if LONG else (*EVERYWHERE, TWICE):
        yield "every field", value, dict.fromkeys(form.fields, value)
    for name in form.fields if LONG else ():
        for value in alone(form, name):
            yield name, value, {**valid, name: value}


def alone(form: forms.BaseForm, name: str) -> list[Any]:
    """What to send in one field, the others being right: all it takes, and one that it refuses.

    To the form, a second value that the field itself refuses is the same gap as the first; that it
    stands in the page again was seen when every field held it.
    """
    values = wrong_for(form.fields[name])
    refused = [value for value in values if refuses(form, name, value)]
    return [value for value in values if value not in refused[1:]]


def together(
    form: forms.BaseForm, must_refuse: Mapping[str, Iterable[Any]]
) -> Iterable[dict[str, Any]]:
    """The values to refuse: those a field refuses by itself side by side, the others one by one."""
    sure, unsure = {}, []
    for name, values in must_refuse.items():
        sure[name] = [value for value in values if refuses(form, name, value)]
        unsure += [{name: value} for value in values if value not in sure[name]]
    for row in zip_longest(*sure.values(), fillvalue=MISSING):
        yield {name: value for name, value in zip(sure, row, strict=True) if value is not MISSING}
    yield from unsure


MISSING = object()


def refuses(form: forms.BaseForm, name: str, value: Any) -> bool:
    """Whether the field says no by itself, whatever stands in the others."""
    return field_refuses(form.fields[name], form.add_prefix(name), value)


def field_refuses(field: forms.Field, key: str, value: Any) -> bool:
    """Whether a field of the form says no to what is sent under its key."""
    sent = QueryDict(mutable=True)
    sent.setlist(key, [str(one) for one in (value if isinstance(value, list) else [value])])
    try:
        field.clean(field.widget.value_from_datadict(sent, {}, key))
    except forms.ValidationError:
        return not field.disabled
    return False


def wrong_for(field: forms.Field) -> list[Any]:
    """What to try in one field alone, the others being right."""
    if isinstance(field, forms.BooleanField):
        return ["abc"]
    if isinstance(field, forms.ChoiceField):
        return ["abc", "9" * 20, ["1", "a\x00b"]]
    return [*NASTIEST, TWICE]


def _send(
    client: Client,
    url: str,
    data: dict[str, Any],
    name: str,
    value: Any,
    tables: list[type[models.Model]],
) -> Answer:
    """One try, undone afterwards; the test client raises whatever would have been a 500."""
    where = f"{name}={value!r}"
    with transaction.atomic():
        before = [table._base_manager.count() for table in tables]
        response = client.post(url, data)
        after = [table._base_manager.count() for table in tables]
        transaction.set_rollback(True)
    if response.status_code == 302:
        return Answer(written=True, errors={})
    assert response.status_code == 200, f"{where}: {response.status_code}"
    assert after == before, f"{where}: refused, yet something was written"
    form = _form(response)
    assert form.errors, f"{where}: refused without a sentence"
    _assert_kept(form, response.content.decode(), data, where)
    return Answer(
        written=False,
        errors={key: [str(one) for one in found] for key, found in form.errors.items()},
    )


def _assert_kept(form: forms.BaseForm, page: str, data: dict[str, Any], where: str) -> None:
    """Every text typed stands in the page again, and every mistake beside its field."""
    for name, value in data.items():
        last = value[-1] if isinstance(value, list) else value
        if isinstance(form.fields[name].widget, forms.TextInput | forms.Textarea):
            assert escape(str(last)) in page, f"{where}: what was typed in {name} is gone"
    for name, found in form.errors.items():
        if name == "__all__" or form.fields[name].widget.is_hidden:
            continue
        assert f'id="{form[name].auto_id}_error"' in page, f"{where}: no sentence beside {name}"
        assert all(escape(sentence) in page for sentence in found), where


def _form(response: Any) -> forms.BaseForm:
    form: forms.BaseForm = response.context["form"]
    return form
