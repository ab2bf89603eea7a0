"""Every page of every stage, opened as the person it is made for, and the forms found on it.

The walk reads the resolver: a new address is covered by itself, or fails with what to add.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

import pytest
from django import forms
from django.db import transaction
from django.forms.formsets import BaseFormSet
from django.test import Client
from django.test.utils import ContextList
from django.urls import resolve, reverse
from django.utils import translation
from lxml.html import document_fromstring

from communes.access import GRANTS
from communes.models import Role
from tests.project.routes import PUBLIC, Route, routes
from tests.project.stages import Stage

# The person for whom a page is first of all made: the first of these who may open it.
FIRST_READERS = ("", Role.SECRETARY, Role.MAYOR, Role.COMMITTEE, Role.ADVISER, Role.ADMINISTRATOR)
# Said by the frame of every page, not by the page.
FRAME = {"web:sign-out"}
# What a form carries besides what is asked.
TOKENS = {"op_id", "csrfmiddlewaretoken"}
# Markup, weight and headers are the same on every database: the run on SQLite is enough.
ON_ONE_DATABASE = pytest.mark.one_database


class Page(NamedTuple):
    """One address of one stage and who opens it."""

    route: Route
    url: str
    role: str
    client: Client

    @property
    def name(self) -> str:
        return self.route.name


def pages(stage: Stage, language: str = "fr") -> Iterator[Page]:
    """Every address the stage has a record for, with its first reader."""
    for route in routes():
        if not _lacks_a_record(stage, route):
            role = first_reader(route)
            yield Page(route, address(stage, route, language), role, stage.clients[role])


def readers(route: Route) -> list[str]:
    """Everybody who may open a page; "" is a visitor."""
    if route.name in PUBLIC:
        return [""]
    if route.guards is None:
        return [Role.SECRETARY]
    return [*GRANTS[route.guards]]


def first_reader(route: Route) -> str:
    return next(role for role in FIRST_READERS if role in readers(route))


def _lacks_a_record(stage: Stage, route: Route) -> bool:
    """Only a complete stage must have them all: there world.address says what to add."""
    words = [word for word, _name in route.objects]
    return not stage.complete and not set(words) <= set(stage.world.numbers)


def address(stage: Stage, route: Route, language: str = "fr") -> str:
    """The route's address in this stage and language."""
    with translation.override(language):
        return _address(stage, route)


def _address(stage: Stage, route: Route) -> str:
    if route.below_a_commune or "<" not in route.words:
        return stage.world.address(route)
    assert route.name in stage.elsewhere, (
        f"Route {route.name}: say in tests/project/stages.py, elsewhere, what stands for "
        f"the parameters of « {route.words} »."
    )
    return reverse(route.name, kwargs=stage.elsewhere[route.name])


def is_page(response: Any) -> bool:
    """Whether an answer is an HTML page of the product rather than a file or a way elsewhere."""
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


class Shown(NamedTuple):
    """A page as it was answered."""

    page: Page
    response: Any

    @property
    def text(self) -> str:
        return str(self.response.content.decode())

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def path(self) -> str:
        return str(self.response.wsgi_request.get_full_path())


def shown(
    stage: Stage, language: str = "fr", *, among: Container[str] | None = None
) -> Iterator[Shown]:
    """Every page that answers with HTML in this stage, or those `among` some names only."""
    for page in pages(stage, language):
        if among is not None and page.name not in among:
            continue
        response = page.client.get(page.url)
        if is_page(response):
            yield Shown(page, response)


class Filled(NamedTuple):
    """A form as the page shows it: where it goes and what it holds, by the name of the control."""

    action: str
    values: dict[str, list[str]]
    controls: dict[str, list[Any]]
    fields: dict[str, forms.Field]

    def filled_in(self, **changes: Any) -> dict[str, Any]:
        return {**self.values, **changes}

    @property
    def kinds(self) -> dict[str, str]:
        """A row of a table stands for its sisters: `points-#-title` with `points-0-title`."""
        found: dict[str, str] = {}
        for name, controls in self.controls.items():
            if name not in TOKENS and controls[0].get("type") != "hidden":
                found.setdefault(re.sub(r"\d+", "#", name), name)
        return found


def forms_of(seen: Shown) -> list[Filled]:
    """The forms of a page that write something, but not the frame's own."""
    fields = {name: field for form in bound_forms(seen.response) for name, field in _named(form)}
    found = [_read(form, seen.page.url, fields) for form in tree(seen.text).iter("form")]
    return [form for form in found if form and resolve(form.action).view_name not in FRAME]


def tree(text: str) -> Any:
    """The page's elements; that it is well formed is another test's business."""
    return document_fromstring(text)


def _read(form: Any, url: str, fields: dict[str, forms.Field]) -> Filled | None:
    if (form.get("method") or "get").lower() != "post":
        return None
    action = form.get("action") or url
    values: dict[str, list[str]] = {}
    controls: dict[str, list[Any]] = {}
    for control in form.iter("input", "select", "textarea", "button"):
        name, kind = control.get("name"), control.get("type", "")
        if not name or control.get("disabled") is not None:
            continue
        if control.tag == "button" or kind == "submit":
            continue
        controls.setdefault(name, []).append(control)
        values.setdefault(name, []).extend(_value(control, kind))
    return Filled(action.split("?")[0] if action != url else url, values, controls, fields)


def _value(control: Any, kind: str) -> list[str]:
    """What a browser would send for one control left as it is."""
    if control.tag == "textarea":
        return ["".join(control.itertext()).removeprefix("\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None]
        if not chosen and control.get("multiple") is None:
            chosen = options[:1]
        return [o.get("value", "".join(o.itertext())) for o in chosen]
    if kind in {"checkbox", "radio"}:
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [control.get("value", "")]


def bound_forms(response: Any) -> list[forms.BaseForm]:
    """Every form the templates of a page were given, those in lists and sheets too."""
    found: dict[int, forms.BaseForm] = {}
    for context in response.context if isinstance(response.context, ContextList) else []:
        for layer in context.dicts if hasattr(context, "dicts") else [context]:
            for value in layer.values():
                for form in _forms_in(value):
                    found[id(form)] = form
    return list(found.values())


def _forms_in(value: Any) -> Iterable[forms.BaseForm]:
    if isinstance(value, forms.BaseForm):
        return [value]
    if isinstance(value, BaseFormSet):
        return [*value.forms, value.management_form]
    if isinstance(value, list | tuple):
        return [form for item in value for form in _forms_in(item)]
    return []


def _named(form: forms.BaseForm) -> Iterator[tuple[str, forms.Field]]:
    for name, field in form.fields.items():
        yield form.add_prefix(name), field


def plausible(form: Filled) -> dict[str, list[str]]:
    """The form with every blank filled as a hurried person would: a word, a day, a first choice.

    Nothing is taken away: what is wrong in a line that goes is nobody's business.
    """
    return {
        name: form.values[name] if takes_away(name) else _guess(form, name) for name in form.values
    }


def takes_away(name: str) -> bool:
    """Whether a control is the tick that takes its line away (`RowForm.remove`)."""
    return name.rpartition("-")[2] == "remove"


def typed_in(control: Any) -> bool:
    """Whether a control is a box that people type in."""
    return control.tag == "textarea" or (
        control.tag == "input"
        and control.get("type", "text") not in {"hidden", "checkbox", "radio", "file"}
    )


def _guess(form: Filled, name: str) -> list[str]:
    given = form.values[name]
    if any(given):
        return given
    control, field = form.controls[name][0], form.fields.get(name)
    if control.tag == "select":
        options = [option.get("value") for option in control.iter("option")]
        return [value for value in options if value][:1] or given
    if control.get("type") in {"checkbox", "radio"}:
        return [control.get("value", "on")]
    kind = type(field).__name__
    return [GUESSES.get(kind, "Un texte")] if control.get("type") != "hidden" else given


GUESSES = {
    "DayField": "01/03/2025",
    "PartialDayField": "2024",
    "HourField": "9 h",
    "MoneyField": "1 000",
    "CountField": "2",
    "PercentField": "50",
    "PhoneField": "76 12 34 56",
    "ScoreField": "2,5",
    "QuantityField": "12,5",
    "IntegerField": "2",
    "DecimalField": "14,0",
}


def send(page: Page, form: Filled, values: dict[str, Any]) -> Any:
    """One send; the caller takes back what it wrote."""
    return page.client.post(form.action, values)


class Undone:
    """A transaction that is always taken back."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *error: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*error)
