"""Every form of every page against everything a tired or hostile hand can put into it.

A form owes: never a server error; nothing written when it refuses; a sentence beside the field;
what was typed still there. Forms are found by walking the pages, so a new one is covered by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

import pytest
from django import forms
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils.html import escape

from foundation.forms import fields as ours
from tests.project.pages import (
    TOKENS,
    Filled,
    Shown,
    Undone,
    bound_forms,
    forms_of,
    plausible,
    send,
    shown,
    takes_away,
    typed_in,
)
from tests.project.recorded import asking, seen_at
from tests.project.stages import STAGES
from tests.wrong_input import field_refuses

pytestmark = pytest.mark.django_db

# Typed into every box of a form; the rest is tried one box at a time.
LONG = bool(os.environ.get("SOAK"))
WRONG: tuple[str, ...] = (
    "",
    "x" * 5_000,
    "12,5 millions",
    "31/02/2025",
    "a\x00b\U0001f33e",
    "9" * 20,
)
WRONG += ("   ", "x" * 500, "-5", "\U0001f33e" * 40, "<b>", "2025-13-45", "nan") if LONG else ()
FOREIGN = "999999"
# What a kind of field must never take.
NEVER: dict[type[forms.Field], tuple[str, ...]] = {
    ours.DayField: ("31/02/2025", "-5", "a\x00b\U0001f33e", "9" * 20),
    ours.PartialDayField: ("31/02/2025", "-5", "9" * 20),
    ours.HourField: ("-5", "31/02/2025"),
    ours.MoneyField: ("-5", "31/02/2025", "9" * 20),
    ours.CountField: ("-5", "12,5 millions", "9" * 20),
    ours.PercentField: ("-5", "12,5 millions", "9" * 20),
    forms.ModelChoiceField: (FOREIGN, "-5", "a\x00b"),
    forms.ChoiceField: ("-5", "a\x00b"),
}
# What a field refuses by itself is the same everywhere: a second database gets what may reach it.
REACHING = not LONG and bool(os.environ.get("WITH_PG"))
# Of the texts that every plain box takes, one stands for all.
PLAIN = ("12,5 millions", "31/02/2025")
# So many tests share the forms of a moment, for the workers to divide.
PARTS = 2
# Written by the frame of a request, not by the form.
FRAME_TABLES = {"django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"}


@cache
def _counting() -> str:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    known = sorted(tables & set(connection.introspection.table_names()) - FRAME_TABLES)
    return " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in known)


def row_counts() -> dict[str, int]:
    """How many rows each table has, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(cursor.fetchall())


def to_try() -> dict[str, set[tuple[str, ...]]]:
    """Every form of the product at the last moment that shows it: its page and its kinds of box."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for moment in reversed(STAGES):
        here = {(seen.name, *kinds) for seen in seen_at(moment) for kinds in seen.forms}
        found[moment] = here.difference(*found.values())
    return found


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("moment", STAGES)
def test_no_form_breaks_writes_by_halves_or_forgets_what_was_typed(moment: str, part: int) -> None:
    left, broken = set(sorted(to_try()[moment])[part::PARTS]), []
    if left:
        if moment != "empty":
            STAGES["agreed"](1)  # another commune, of which nothing may be named
        stage = STAGES[moment](1)
        before = row_counts()
        for seen in shown(stage, among={name for name, *_kinds in left}):
            for form in forms_of(seen):
                if (key := (seen.name, *form.kinds)) in left:
                    left.remove(key)
                    broken += _faults(seen, form, before)

    assert left == set(), "Seen when the pages were recorded, gone now."
    assert broken == []


def test_the_forms_of_every_room_are_tried() -> None:
    rooms = {name.partition(":")[0] for keys in to_try().values() for name, *_kinds in keys}

    assert rooms >= ROOMS


ROOMS = {"actionplans", "communes", "cycle", "frameworks", "meetings", "monitoring"}
ROOMS |= {"papers", "review", "web"}


class Try(NamedTuple):
    """One send: what is wrong in it, and the boxes that have to refuse it."""

    what: str
    typed: dict[str, Any]
    refused: tuple[str, ...] = ()


def _faults(seen: Shown, form: Filled, before: Mapping[str, int]) -> Iterator[str]:
    if not REACHING:
        yield from (f"{seen.name} {fault}" for fault in _lost_by_its_box(form))
    for one in _reaching(form) if REACHING else _tries(form):
        said: set[str] = set()
        yield from _faults_of(seen, form, before, one, said)
        for name in one.refused if len(one.refused) > 1 else ():
            if name not in said:  # a sentence beside another box may hide that this one was taken
                alone = Try(f"{name} alone", {**plausible(form), name: one.typed[name]}, (name,))
                yield from _faults_of(seen, form, before, alone, said)


def _faults_of(
    seen: Shown, form: Filled, before: Mapping[str, int], one: Try, said: set[str]
) -> Iterator[str]:
    """What is wrong with the answer to one send; `said` takes the boxes it has a sentence for."""
    where = f"{seen.name} {one.what}"
    with Undone():
        try:
            answer = send(seen.page, form, one.typed)
        except Exception as error:  # noqa: BLE001 -- whatever it is, it would have been a 500
            yield f"{where}: {type(error).__name__}: {str(error)[:120]}"
            return
        after = row_counts() if answer.status_code != 302 else before
    if answer.status_code == 302:
        if one.refused:
            yield f"{where}: accepted"
        return
    if answer.status_code not in {200, 403, 409}:
        yield f"{where}: status {answer.status_code}"
    if after != before:
        yield f"{where}: refused, yet something was written"
    if answer.status_code == 200:
        bound = [form for form in bound_forms(answer) if form.is_bound]
        said.update(form.add_prefix(name) for form in bound for name in form.errors)
        yield from (f"{where}: {fault}" for fault in _owed(answer, form, one.typed))


def _tries(form: Filled) -> Iterator[Try]:
    """What to send: wrong values everywhere, then what each kind of box must never take."""
    good = plausible(form)
    boxes = _boxes(form)
    for number, wrong in enumerate(_everywhere(form, boxes)):
        yield Try(f"everywhere {number}", {**good, **wrong})
    yield Try("everything doubled", {n: [*values, "x" * 40] for n, values in good.items()})
    if taken := {name: ["on"] for name in form.controls if takes_away(name)}:
        yield Try("taken away", {**good, **dict.fromkeys(boxes, "31/02/2025"), **taken})
    yield Try("nothing sent", {name: good[name] for name in good if name in TOKENS})
    for wrong in _forbidden(form):
        what = ", ".join(f"{name}={text[:12]!r}" for name, text in wrong.items())
        yield Try(what, {**good, **wrong}, tuple(wrong))
    for name in form.kinds.values() if LONG else ():
        for text in () if name in boxes else ("abc", FOREIGN, "a\x00b"):
            yield Try(f"{name}={text!r}", {**good, name: [text]})


def _reaching(form: Filled) -> Iterator[Try]:
    """Texts that fields take, for the columns; keys of records, for the queries."""
    good = plausible(form)
    for number, wrong in enumerate(_everywhere(form, _boxes(form))):
        yield Try(f"everywhere {number}", {**good, **wrong})
    for wrong in _forbidden(form):
        if any(isinstance(form.fields.get(name), forms.ModelChoiceField) for name in wrong):
            yield Try(", ".join(wrong), {**good, **wrong}, tuple(wrong))


def _boxes(form: Filled) -> dict[str, Any]:
    return {name: found[0] for name, found in form.controls.items() if typed_in(found[0])}


def _everywhere(form: Filled, boxes: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Every box wrong at once: with one of the values it refuses, then with each it takes.

    To the form, a second value that the field itself refuses is the same gap as the first; boxes
    that stand side by side get different ones. Under `-m soak` every value goes into every box.
    """
    if LONG:
        yield from (dict.fromkeys(boxes, text) for text in WRONG)
        return
    lists = [_worth_sending(form, name, turn) for turn, name in enumerate(boxes)]
    for row in zip_longest(*lists):
        yield {name: text for name, text in zip(boxes, row, strict=True) if text is not None}


def _worth_sending(form: Filled, name: str, turn: int) -> list[str]:
    field = form.fields.get(name)
    if field is None:
        return [*WRONG]
    refused = [text for text in WRONG if field_refuses(field, name, text)]
    taken = [text for text in WRONG if text not in refused]
    if type(field) is forms.CharField:
        taken = [text for text in taken if text not in PLAIN] or taken
    return [*([] if REACHING else refused[turn % max(1, len(refused)) :][:1]), *taken]


def _lost_by_its_box(form: Filled) -> Iterator[str]:
    """A box shows again whatever was typed, be it right or wrong."""
    for name, control in _boxes(form).items():
        field = form.fields.get(name)
        if field is None or control.get("type") == "password":
            continue
        for text in WRONG:
            again = field.prepare_value(field.bound_data(text, None))
            if escape(text) not in field.widget.render(name, again):
                yield f"{name}: shows {text[:12]!r} no more"


def _forbidden(form: Filled) -> Iterator[dict[str, str]]:
    """What may never be taken, side by side for the boxes of one and the same form."""
    sure: dict[str, dict[str, list[str]]] = {}
    for name in form.kinds.values():
        field = form.fields.get(name)
        for text in _never(field):
            if LONG or field is None or not field_refuses(field, name, text):
                yield {name: text}
            else:
                sure.setdefault(name.rpartition("-")[0], {}).setdefault(name, []).append(text)
    for found in sure.values():
        for row in zip_longest(*found.values()):
            yield {name: text for name, text in zip(found, row, strict=True) if text is not None}


def _never(field: forms.Field | None) -> list[str]:
    if field is None or field.disabled:
        return []
    values = next((NEVER[kind] for kind in type(field).__mro__ if kind in NEVER), ())
    return [*_hidden_record(field), *(values if LONG else values[:1])]


def _hidden_record(field: forms.Field) -> list[str]:
    """A record that exists, of another commune, which the form does not offer."""
    if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
        return []
    offered = field.queryset.values("pk")
    others = field.queryset.model._base_manager.exclude(pk__in=offered)
    return [str(record.pk) for record in others[:1]]


def _owed(answer: Any, form: Filled, typed: dict[str, Any]) -> Iterator[str]:
    """A sentence beside each refused field, and every word typed."""
    page = answer.content.decode()
    bound = [one for one in bound_forms(answer) if one.is_bound and one.errors]
    if not bound and 'class="errors"' not in page:
        yield "neither written nor a sentence why"
    for one in bound:
        for name in set(one.errors) - {"__all__"}:
            if not one[name].is_hidden and f'id="{one[name].auto_id}_error"' not in page:
                yield f"no sentence beside {one.add_prefix(name)}"
    kept = {name for one in bound for name in map(one.add_prefix, one.fields)}
    for name, controls in form.controls.items():
        if name not in kept or name not in typed or not typed_in(controls[0]):
            continue
        last = typed[name][-1] if isinstance(typed[name], list) else typed[name]
        if controls[0].get("type") != "password" and str(escape(last)) not in page:
            yield f"{name}: what was typed is gone"


UNSEEN = {"admin", "contenttypes", "sessions", "journal", "capture", "axes"}
Keys = dict[type[Model], set[Any]]
EXTRAS = {
    "commune": FOREIGN,
    "commune_id": FOREIGN,
    "state": "clos",
    "approved_by": "1",
    "approved_on": "2020-01-01",
    "agreed_on": "2020-01-01",
    "is_active": "",
    "is_staff": "1",
    "is_superuser": "1",
    "user": "1",
    "pk": "1",
    "id": "1",
    "search_key": "x",
    "external_id": "x",
    "recorded_by": "1",
    "framework": FOREIGN,
    "plan": FOREIGN,
    "role": "administrateur",
    "nationwide": "on",
}


@pytest.mark.one_database
@pytest.mark.parametrize("moment", ["drafting", "agreed"])
def test_what_a_form_does_not_ask_for_changes_nothing(moment: str) -> None:
    names = asking(moment)
    stage = STAGES[moment](1)
    stored, differing, written = _keys(), [], 0
    for seen in shown(stage, among=names):
        for form in forms_of(seen) if _speaks_now(moment, seen) else ():
            good = plausible(form)
            extras = {name: value for name, value in EXTRAS.items() if name not in form.controls}
            plain = _after(seen, form, good, stored)
            written += bool(plain)
            loaded = _after(seen, form, {**good, **extras}, stored) if plain else plain
            if plain != loaded:
                differing.append((seen.page.name, loaded ^ plain))

    assert written
    assert differing == []


def _speaks_now(moment: str, seen: Shown) -> bool:
    """The plan and the minutes are open while drafting; the rest is tried once, afterwards."""
    drafted = {"actionplans", "meetings", "cycle"}
    return (seen.page.name.partition(":")[0] in drafted) == (moment == "drafting")


def _after(seen: Shown, form: Filled, values: dict[str, Any], stored: Keys) -> set[str]:
    """Every row of every table after one send, but for keys, moments and seals.

    Nothing when the send was refused.
    """
    with Undone():
        if send(seen.page, form, values).status_code != 302:
            return set()
        return {
            f"{model._meta.label} {_plain(columns, row, stored)}"
            for model, columns in written_columns().items()
            for row in model._base_manager.values_list(*[column.attname for column in columns])
        }


def _plain(columns: list[Any], row: tuple[Any, ...], stored: Keys) -> list[Any]:
    """A row whose links to records made by this very send carry no number of their own."""
    return [
        value if not column.is_relation or value in stored[column.related_model] else "new"
        for column, value in zip(columns, row, strict=True)
    ]


def _keys() -> Keys:
    """The records there are, by model."""
    return {
        model: {None, *model._base_manager.values_list("pk", flat=True)}
        for model in apps.get_models(include_auto_created=True)
    }


def written_columns() -> dict[type[Model], list[Any]]:
    """What is compared of each model."""
    return {
        model: [
            column
            for column in model._meta.concrete_fields
            if column.get_internal_type() not in {"DateTimeField", "BigAutoField", "AutoField"}
            and column.attname not in {"password", "last_login"}
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in FRAME_TABLES and model._meta.app_label not in UNSEEN
    }


def test_most_forms_can_be_filled_in_by_a_hurried_person() -> None:
    """The gates above would prove little if every plausible send were refused."""
    names = asking("agreed")
    stage = STAGES["agreed"](1)
    results = []
    for seen in shown(stage, among=names):
        for form in forms_of(seen):
            with Undone():
                results.append(send(seen.page, form, plausible(form)).status_code == 302)

    assert sum(results) * 2 >= len(results)
