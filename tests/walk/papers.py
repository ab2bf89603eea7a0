"""The plan as its page shows it and as its PDF prints it, read back to be compared."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from playwright.sync_api import Locator
from pypdf import PdfReader

from tests.walk.browser import Walker, plain

COLUMNS = ("Commune", "OP", "PTF / ONG", "Services techniques", "Programme", "Autre")
SOUGHT = "À rechercher"
IN_KIND = " N"


@dataclass(frozen=True)
class Row:
    """One action: what to do, who does it, until when, at what cost."""

    what: str
    responsible: str
    due: str
    cost: str


@dataclass(frozen=True)
class PlanPage:
    """What the plan's page says, with the promises of each action's own page."""

    rows: list[Row]
    total: str
    payers: dict[str, str]
    promises: dict[str, list[tuple[str, str]]]


def read_page(who: Walker) -> PlanPage:
    """The plan page before the walker, and each of its actions."""
    cells = [_cells(row) for row in who.page.locator("table.tbl").first.locator("tbody tr").all()]
    rows = [Row(what, responsible, due, _bare(cost)) for what, _in, responsible, due, cost in cells]
    money = who.page.get_by_role("region", name="Qui paie le plan")
    total = _bare(money.locator("b").first.inner_text())
    names = [plain(name) for name in money.locator("dt").all_inner_texts()]
    amounts = [_bare(amount) for amount in money.locator("dd").all_inner_texts()]
    promises = {row.what: _promises(who, row.what) for row in rows}
    return PlanPage(rows, total, dict(zip(names, amounts, strict=True)), promises)


def _promises(who: Walker, what: str) -> list[tuple[str, str]]:
    """Who promised what to one action, from the action's page; then back to the plan."""
    who.follow(what)
    table = who.page.get_by_role("region", name="Qui paie l’action").locator("tbody tr")
    cells = [_cells(row) for row in table.all()]
    who.follow("Le plan")
    return [(party, _bare(promised)) for party, _how, _what, promised, _paid in cells]


def read_pdf(who: Walker) -> tuple[str, str]:
    """The words of the plan's two sheets, fetched as the browser would when the link is tapped."""
    link = who.page.get_by_role("link", name="Imprimer le plan (PDF)")
    answer = who.page.context.request.get(str(link.evaluate("a => a.href")))
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.body())).pages
    actions, money = (plain(page.extract_text()) for page in pages)
    return actions, money


def same_actions(page: PlanPage, sheet: str) -> None:
    """Every action of the page with its party, day and cost is on the sheet, and no other."""
    for row in page.rows:
        number, words = row.what.split(". ", 1)
        line = rf" {number} {re.escape(words)}( Besoin N\d+ : .+?)? {re.escape(row.responsible)}"
        assert re.search(rf"{line} Échéance : {row.due} X {row.cost} ", sheet), row
    assert sheet.count(" Échéance : ") == len(page.rows)
    assert f"Total général {page.total} " in sheet


def same_money(page: PlanPage, sheet: str) -> None:
    """Every promise, every payer's total, what is still sought and the whole, column by column."""
    columns = [page.payers.get(name, "0") for name in (*COLUMNS, SOUGHT)]
    totals = sheet.split("Total général ")[1].replace(IN_KIND, "")
    assert totals.startswith(" ".join([*columns, page.total]))
    for row in page.rows:
        segment = _segment(sheet, row.what)
        for _party, promised in page.promises[row.what]:
            assert promised in segment, (row.what, promised)
        assert segment.endswith(f" {row.cost}")


def _segment(sheet: str, what: str) -> str:
    """What the sheet says between this action and the next one."""
    number, words = what.split(". ", 1)
    start = sheet.index(f" {number} {words} ")
    following = re.search(
        rf" {int(number) + 1} (?=[A-ZÉ])| Sous-total", sheet[start + len(words) :]
    )
    assert following
    return sheet[start : start + len(words) + following.start()]


def _cells(row: Locator) -> list[str]:
    return [plain(cell) for cell in row.locator("th, td").all_inner_texts()]


def _bare(amount: str) -> str:
    """An amount without its currency and share, or the words that stand in its place."""
    alone = re.sub(r" \(\d+ %\)$", "", plain(amount))
    return alone.removesuffix(" FCFA").removesuffix(" (valeur non renseignée)")
