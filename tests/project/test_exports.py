"""Every file for a spreadsheet: what people typed reopens as text, whatever it starts with."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from openpyxl import load_workbook

from communes.models import Role
from foundation.formats import cells, sheets
from tests import make
from tests.formulas import PAYLOADS
from tests.project.pages import ON_ONE_DATABASE, address, first_reader
from tests.project.recorded import answers
from tests.project.routes import Route, routes
from tests.project.stages import STAGES, Stage

pytestmark = [pytest.mark.django_db, ON_ONE_DATABASE]

SPREADSHEETS = ("text/csv", "application/vnd.openxmlformats")
ROOMS = {"actionplans", "communes", "frameworks", "learning", "meetings", "monitoring", "review"}
# Names in addresses and words between machines; nobody types them freely.
NOT_TYPED = {"slug", "code", "sha256", "html", "external_id_key"}
# A short run gives every column a few payloads, each another one; the long one gives it all.
ROUNDS = len(PAYLOADS) if os.environ.get("SOAK") else 3
# Tables in which nobody typed anything, each with its reason.
ONLY_FIGURES = {
    "reports:commune-xlsx": "the commune's name stands inside a sentence",
    "review:areas-csv": "sums by measure area",
    "review:areas-xlsx": "sums by measure area",
}
ENDINGS = (".csv", ".xlsx")
NUMBER = re.compile(r"-?\d+(,\d+)?")


def exports() -> list[Route]:
    """The addresses whose words say that a spreadsheet opens them."""
    return [route for route in routes() if route.words.endswith(ENDINGS)]


def plant(turn: int) -> set[str]:
    """Puts a payload into every text that people type, in every record; which ones."""
    planted = set()
    for number, (model, field) in enumerate(_typed()):
        payload = PAYLOADS[(number + turn * 7) % len(PAYLOADS)]
        if len(payload) <= (field.max_length or len(payload)) and _written(model, field, payload):
            planted.add(payload)
    return planted


def _typed() -> Iterator[tuple[Any, Any]]:
    for model in apps.get_models():
        if model._meta.app_label not in ROOMS or model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            if type(field) not in (models.CharField, models.TextField):
                continue
            if not (field.choices or field.unique or field.name in NOT_TYPED):
                yield model, field


def _written(model: Any, field: Any, payload: str) -> bool:
    """Sealed and counted rows refuse to change; where a name must differ, one row gets it."""
    first = model._base_manager.order_by("pk").values("pk")[:1]
    for rows in (model._base_manager.all(), model._base_manager.filter(pk__in=first)):
        try:
            with transaction.atomic():
                return bool(rows.update(**{field.name: payload}))
        except DatabaseError:
            continue
    return False


def cells_of(response: Any) -> list[tuple[str, Any]]:
    """Each cell of the file: « f » runs, « s » is text, and what it holds."""
    if response["Content-Type"].startswith("text/csv"):
        text = response.content.decode("utf-8-sig")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
        return [(_kind(cell), cell) for row in rows for cell in row]
    book = load_workbook(io.BytesIO(response.content))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [(cell.data_type, cell.value) for cell in found if cell.value is not None]


def _kind(cell: str) -> str:
    if NUMBER.fullmatch(cell):
        return "n"
    return "f" if cell.startswith(cells.FORMULA_STARTS) else "s"


def opened(stage: Stage, route: Route) -> list[tuple[str, Any]]:
    response = stage.clients[first_reader(route)].get(address(stage, route))
    assert response.status_code == 200, route.name
    return cells_of(response)


def running(found: dict[str, list[tuple[str, Any]]]) -> dict[str, Any]:
    """The files with a cell that a spreadsheet would run or take for an error."""
    return {
        name: kinds
        for name, cells in found.items()
        if (kinds := [value for kind, value in cells if kind in ("f", "e")])
    }


def readable(payload: str) -> set[str]:
    """As a cell may show it: itself, without what a file cannot hold, or disarmed."""
    kept = payload.replace("\0", "")
    return {kept, f"'{kept}", kept.replace("\r", "\n"), f"'{kept}".replace("\r", "\n")}


def test_every_table_for_a_spreadsheet_says_so_in_its_address() -> None:
    answered = {
        seen.name
        for seen in answers("agreed")
        if seen.headers.get("Content-Type", "").startswith(SPREADSHEETS)
    }

    assert {route.name for route in exports()} == answered


@pytest.mark.soak
def test_no_table_for_a_spreadsheet_holds_a_formula() -> None:
    found = exports()
    assert {route.name for route in found} >= {"review:table", "indicators:table"}
    neighbour, stage, reached = STAGES["agreed"](1), STAGES["agreed"](1), set()
    # Reports of several communes name each of them.
    make.assign(stage.world.people[Role.ADVISER], Role.ADVISER, neighbour.world.commune)

    for turn in range(ROUNDS):
        shown = [readable(payload) for payload in plant(turn)]
        files = {route.name: opened(stage, route) for route in found}
        assert running(files) == {}
        for name, held in files.items():
            values = {value for _kind, value in held}
            reached |= {name} if any(values & each for each in shown) else set()

    assert {route.name for route in found} - reached == set(ONLY_FIGURES)


def test_tables_of_several_communes_say_their_day_and_who_gave_no_data() -> None:
    stage, neighbour = STAGES["empty"](1), make.commune()
    make.assign(stage.world.people[Role.ADVISER], Role.ADVISER, neighbour)
    across = [route for route in exports() if not route.below_a_commune]

    for route in across:
        held = {value for _kind, value in opened(stage, route)}
        assert held >= {"as_of", "without_data"} or held >= {"État au", "Communes sans donnée"}, (
            route.name
        )


def test_a_writer_that_trusts_what_was_typed_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [route for route in exports() if route.name.startswith("review:table")]
    monkeypatch.setattr(cells, "safe_cell", lambda value: value)
    monkeypatch.setattr(
        sheets, "_text", lambda page, text, *_style: sheets.WriteOnlyCell(page, value=str(text))
    )
    stage = STAGES["agreed"](1)
    stage.world.commune.name = "=1+1"
    stage.world.commune.save()

    files = {route.name: opened(stage, route) for route in found}
    assert set(running(files)) == {route.name for route in found}
