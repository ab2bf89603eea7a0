"""Every form of every page against everything a tired or hostile hand can put into it.

A form owes: never a server error; nothing written when it refuses; a sentence beside the field;
what was typed still there. Forms are found by walking the pages, so a new one is covered by itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils.html import escape

from foundation.forms import fields as ours
from tests.project.pages import Filled, Shown, Undone, bound_forms, forms_of, plausible, send, shown
from tests.project.routes import routes
from tests.project.stages import STAGES

pytestmark = pytest.mark.django_db

# Typed into every box of a form at once; the rest is tried one box at a time.
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
ROOMS = "actionplans", "communes", "cycle", "frameworks", "meetings", "monitoring", "review", "web"
NO_FORMS = {"health-alive", "health-ready"}
TOKENS = {"op_id", "csrfmiddlewaretoken"}
# Written by the frame of a request, not by the form.
FRAME_TABLES = {"django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"}


def row_counts() -> dict[str, int]:
    """How many rows each table has, in one query."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    known = sorted(tables & set(connection.introspection.table_names()) - FRAME_TABLES)
    parts = [f"SELECT '{table}', COUNT(*) FROM {table}" for table in known]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


@pytest.mark.soak
@pytest.mark.parametrize("room", ROOMS)
def test_no_form_breaks_writes_by_halves_or_forgets_what_was_typed(room: str) -> None:
    broken: list[str] = []
    tried: set[tuple[str, ...]] = set()
    STAGES["agreed"](1)  # another commune, of which nothing may be named
    for build in reversed(STAGES.values()):
        stage = build(1)
        before = row_counts()
        for seen in shown(stage, only=room):
            for form in forms_of(seen):
                if (key := (seen.page.name, *_one_of_each_kind(form))) not in tried:
                    tried.add(key)
                    broken += _faults(seen, form, before)

    assert tried
    assert broken == []


def test_every_room_is_tried() -> None:
    assert {route.name.partition(":")[0] for route in routes()} - set(ROOMS) <= NO_FORMS


def _faults(seen: Shown, form: Filled, before: Mapping[str, int]) -> Iterator[str]:
    for what, typed, forbidden in _tries(form):
        where = f"{seen.page.name} {what}"
        with Undone():
            try:
                answer = send(seen.page, form, typed)
            except Exception as error:  # noqa: BLE001 -- whatever it is, it would have been a 500
                yield f"{where}: {type(error).__name__}: {str(error)[:120]}"
                continue
            after = row_counts() if answer.status_code != 302 else before
        if answer.status_code == 302:
            if forbidden:
                yield f"{where}: accepted"
            continue
        if answer.status_code not in {200, 403, 409}:
            yield f"{where}: status {answer.status_code}"
        if after != before:
            yield f"{where}: refused, yet something was written"
        if answer.status_code == 200:
            yield from (f"{where}: {fault}" for fault in _owed(answer, form, typed))


def _tries(form: Filled) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """What to send: a wrong value everywhere, then in one box of each kind, the rest plausible."""
    good = plausible(form)
    boxes = {
        name: controls[0] for name, controls in form.controls.items() if _typed_in(controls[0])
    }
    for text in WRONG:
        everywhere = dict.fromkeys(boxes, text)
        yield f"everywhere={text[:12]!r}", {**good, **everywhere}, False
    yield "everything doubled", {n: [*values, "x" * 40] for n, values in good.items()}, False
    yield "nothing sent", {name: good[name] for name in good if name in TOKENS}, False
    for name in _one_of_each_kind(form):
        field = form.fields.get(name)
        for text in _never(field):
            yield f"{name}={text[:12]!r}", {**good, name: text}, True
        for text in () if name in boxes else ("abc", FOREIGN, "a\x00b") if LONG else ():
            yield f"{name}={text!r}", {**good, name: [text]}, False


def _typed_in(control: Any) -> bool:
    return control.tag == "textarea" or (
        control.tag == "input"
        and control.get("type", "text") not in {"hidden", "checkbox", "radio", "file"}
    )


def _one_of_each_kind(form: Filled) -> list[str]:
    """A row of a table stands for its sisters: `points-3-title` for `points-0-title`."""
    kinds: dict[str, str] = {}
    for name, controls in form.controls.items():
        if name not in TOKENS and controls[0].get("type") != "hidden":
            kinds.setdefault(re.sub(r"\d+", "#", name), name)
    return list(kinds.values())


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
        if name not in kept or name not in typed or not _typed_in(controls[0]):
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


@pytest.mark.parametrize("moment", ["drafting", "agreed"])
def test_what_a_form_does_not_ask_for_changes_nothing(moment: str) -> None:
    stage = STAGES[moment](1)
    stored, differing, written = _keys(), [], 0
    for seen in shown(stage):
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
            for model, columns in _columns().items()
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


def _columns() -> dict[type[Model], list[Any]]:
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
    stage = STAGES["agreed"](1)
    results = []
    for seen in shown(stage):
        for form in forms_of(seen):
            with Undone():
                results.append(send(seen.page, form, plausible(form)).status_code == 302)

    assert sum(results) * 2 >= len(results)
