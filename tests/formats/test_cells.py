"""What a spreadsheet makes of a table: text stays text, numbers are numbers, bytes are stable."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook

from foundation.formats.cells import Column, Fact, Kind, as_csv, safe_cell
from foundation.formats.sheets import About, Sheet, as_xlsx
from tests.formulas import PAYLOADS

DAY = datetime.date(2025, 6, 30)
MIDNIGHT = datetime.datetime.combine(DAY, datetime.time())
COLUMNS = [
    Column("name", "Nom", Kind.TEXT, "Comme à l’état civil"),
    Column("members", "Membres", Kind.INT),
    Column("paid", "Payé", Kind.MONEY),
    Column("share", "Part", Kind.RATE),
    Column("days", "Jours", Kind.NUMBER),
    Column("held_on", "Tenue le", Kind.DATE),
]
FACTS = [Fact(Column("as_of", "État au", Kind.DATE), DAY)]


def book(*rows: list[object]) -> bytes:
    return as_xlsx([Sheet("Chiffres", COLUMNS, rows)], About("À propos", FACTS), DAY)


def sheet(*rows: list[object]) -> Workbook:
    return load_workbook(io.BytesIO(book(*rows)))


def lines(*rows: list[object]) -> list[list[str]]:
    text = as_csv(COLUMNS, rows, FACTS)
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_each_cell_is_written_as_its_column_says() -> None:
    row = ["Awa", 12, 2_450_000, 0.66666, Decimal("12.5"), DAY]
    opened = sheet(row)
    cells = [(cell.data_type, cell.value, cell.number_format) for cell in opened["Chiffres"][3]]

    assert cells == [
        ("s", "Awa", "@"),
        ("n", 12, "#,##0"),
        ("n", 2_450_000, "#,##0"),
        ("n", 0.6667, "0%"),
        ("n", 12.5, "General"),
        ("d", MIDNIGHT, "dd/mm/yyyy"),
    ]
    assert [cell.value for cell in opened["Chiffres"][1]] == [column.code for column in COLUMNS]
    assert [cell.value for cell in opened["Chiffres"][2]] == [column.title for column in COLUMNS]
    assert lines(row) == [
        ["name", "members", "paid", "share", "days", "held_on", "as_of"],
        ["Awa", "12", "2450000", "0,6667", "12,5", "2025-06-30", "2025-06-30"],
    ]


def test_nothing_known_is_empty_and_words_may_stand_for_a_number() -> None:
    row = [gettext_lazy("Home"), None, "< 5", None, "n.d.", "mars 2024"]

    assert [cell.value for cell in sheet(row)["Chiffres"][3]] == [
        "Accueil", None, "< 5", None, "n.d.", "mars 2024",
    ]  # fmt: skip
    assert lines(row)[1] == ["Accueil", "", "< 5", "", "n.d.", "mars 2024", "2025-06-30"]


def test_a_second_page_tells_the_day_and_what_each_column_means() -> None:
    about = About("À propos", FACTS, kinds={Kind.RATE: "Entre 0 et 1"})
    file = as_xlsx([Sheet("Chiffres", COLUMNS, [])], about, DAY)
    page = load_workbook(io.BytesIO(file))["À propos"]
    told = [[cell.value for cell in row] for row in page.iter_rows()]

    assert told[0][:2] == ["État au", MIDNIGHT]
    assert ["name", "Nom", "Comme à l’état civil"] in told
    assert ["share", "Part", "Entre 0 et 1"] in told


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_starts_a_formula_wherever_it_stands(payload: str) -> None:
    rows = [[payload] * len(COLUMNS)]
    heads = [Column(payload, payload, Kind.TEXT, payload)]
    opened = load_workbook(
        io.BytesIO(as_xlsx([Sheet(payload, heads, [[payload]])], About(payload, FACTS), DAY))
    )
    cells = [cell for page in [*opened, *sheet(*rows)] for row in page.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert all(safe_cell(cell) == cell for line in lines(*rows) for cell in line)


def test_a_writer_that_trusts_openpyxl_makes_formulas() -> None:
    naive = Workbook()
    for payload in PAYLOADS:
        naive.active.append([payload.replace("\0", "")])
    written = io.BytesIO()
    naive.save(written)

    kinds = [row[0].data_type for row in load_workbook(written).active.iter_rows()]
    assert kinds.count("f") >= 10


def test_what_a_spreadsheet_cannot_hold_is_left_out_and_never_an_error() -> None:
    row = ["a\0b\x0bc\ud800", 1, 1, 1, 1, datetime.date(1850, 1, 1)]
    opened = sheet(row, ["é" * 40_000, None, None, None, None, None])["Chiffres"]

    assert (opened["A3"].value, opened["F3"].value) == ("abc", "1850-01-01")
    assert len(opened["A4"].value) == 32_767
    as_xlsx([Sheet("[a]:b*c?d/e\\" + "f" * 40, COLUMNS, [])], About("?", []), DAY)


def test_the_same_figures_make_the_same_file() -> None:
    row = ["Awa", 12, 2_450_000, 0.5, 3, DAY]
    assert book(row) == book(row)
