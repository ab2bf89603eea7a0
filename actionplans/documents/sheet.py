"""The plan as a table: page, PDF and export read these rows, and every total is their sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from actionplans.models import Action, ActionPlan, FundingKind, FundingLine, SourceColumn
from actionplans.querysets import ActionQuerySet
from communes.models import Sector
from foundation.formats.numbers import NBSP, number

FEW_NEEDS, FEW_PARTNERS = 5, 15


@dataclass(frozen=True)
class Cell:
    """What one kind of party brings to one action: money, other things valued, unvalued ones."""

    cash: int = 0
    other: int = 0
    unvalued: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Valued promises, in FCFA."""
        return self.cash + self.other

    @property
    def is_empty(self) -> bool:
        return not self.parties


@dataclass(frozen=True)
class Row:
    """One action as the plan prints it."""

    action: Action
    cells: dict[str, Cell]

    @property
    def cost(self) -> int | None:
        return self.action.estimated_cost

    @property
    def covered(self) -> int:
        """Sum of the valued promises (R13)."""
        return sum(cell.total for cell in self.cells.values())

    @property
    def missing(self) -> int:
        """*À rechercher*: what nobody promised yet."""
        return max((self.cost or 0) - self.covered, 0)

    @property
    def total(self) -> int:
        """The last column of the funding sheet: what is covered and what is still sought."""
        return self.covered + self.missing

    @property
    def unvalued(self) -> int:
        """How many promises have no value yet."""
        return sum(len(cell.unvalued) for cell in self.cells.values())

    @property
    def columns(self) -> list[Cell]:
        return [self.cells.get(column, Cell()) for column in SourceColumn]

    @property
    def is_long(self) -> bool:
        """Its needs or partners may fill a page: its row may then be cut, the others never."""
        needs, partners = self.action.needs.all(), self.action.partners.all()
        return len(needs) > FEW_NEEDS or len(partners) > FEW_PARTNERS

    @property
    def over(self) -> int:
        """Promised beyond the estimated cost; 0 when the cost is not known."""
        return max(self.covered - self.cost, 0) if self.cost is not None else 0


@dataclass(frozen=True)
class Totals:
    """Sums of the rows above them, in FCFA."""

    rows: list[Row]

    @property
    def cost(self) -> int:
        return sum(row.cost or 0 for row in self.rows)

    @property
    def covered(self) -> int:
        return sum(row.covered for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def unvalued(self) -> int:
        return sum(row.unvalued for row in self.rows)

    @property
    def without_cost(self) -> int:
        """Actions whose cost nobody estimated: the sum says nothing of them."""
        return sum(row.cost is None for row in self.rows)

    @property
    def columns(self) -> list[Cell]:
        """What each kind of party brings altogether."""
        by_row = [row.columns for row in self.rows]
        return [_sum(cells) for cells in zip(*by_row, strict=True)] if by_row else []


@dataclass(frozen=True)
class Group(Totals):
    """The actions of one sector; None gathers those without any."""

    sector: Sector | None = None

    @property
    def subtotal(self) -> str:
        """The words before its sums on the paper."""
        return f"Sous-total {self.sector}" if self.sector else "Sous-total sans filière"


@dataclass(frozen=True)
class PlanSheet(Totals):
    """The whole plan, sector by sector."""

    groups: list[Group] = field(default_factory=list)

    @property
    def by_column(self) -> list[tuple[SourceColumn, Cell]]:
        return list(zip(SourceColumn, self.columns, strict=False))

    @property
    def over(self) -> list[Row]:
        """Actions for which more is promised than they cost."""
        return [row for row in self.rows if row.over]


def plan_sheet(plan: ActionPlan, actions: ActionQuerySet | None = None) -> PlanSheet:
    """The plan's rows by sector, priority sectors first; `actions` narrows them to some."""
    chosen = plan.actions.order_by("number") if actions is None else actions
    rows = rows_of(chosen)
    ranks = {
        priority.sector_id: priority.rank
        for priority in plan.cycle.framework.priority_sectors.active(plan.starts_on)
    }
    sectors: dict[int | None, Sector | None] = {}
    for row in rows:
        sectors.setdefault(row.action.sector_id, row.action.sector)
    order = sorted(sectors, key=lambda pk: (pk is None, ranks.get(pk or 0, 9), pk or 0))
    groups = [
        Group([row for row in rows if row.action.sector_id == pk], sector=sectors[pk])
        for pk in order
    ]
    return PlanSheet(rows, groups=groups)


def rows_of(actions: ActionQuerySet) -> list[Row]:
    """The actions as the plan prints them, in the order given."""
    return [Row(action, _cells(action)) for action in actions.with_parties()]


def _cells(action: Action) -> dict[str, Cell]:
    lines: dict[str, list[FundingLine]] = {}
    for line in cast("Any", action).promises:  # given by with_parties()
        lines.setdefault(line.column, []).append(line)
    return {column: _cell(found) for column, found in lines.items()}


def _cell(lines: list[FundingLine]) -> Cell:
    return Cell(
        cash=sum(line.promised or 0 for line in lines if line.kind == FundingKind.CASH),
        other=sum(line.promised or 0 for line in lines if line.kind != FundingKind.CASH),
        unvalued=tuple(counted(line) for line in lines if line.promised is None),
        parties=tuple(dict.fromkeys(line.party.acronym or line.party.name for line in lines)),
    )


def counted(line: FundingLine) -> str:
    """A promise in things and days: « 8 manœuvres × 3 j »; its kind when nothing was counted."""
    what = line.unit or line.get_kind_display()
    if line.quantity is None:
        return str(what)
    words = f"{number(line.quantity)}{NBSP}{what}"
    return f"{words} ×{NBSP}{line.days}{NBSP}j" if line.days else words


def _sum(cells: Iterable[Cell]) -> Cell:
    cells = list(cells)
    return Cell(
        cash=sum(cell.cash for cell in cells),
        other=sum(cell.other for cell in cells),
        unvalued=tuple(words for cell in cells for words in cell.unvalued),
        parties=tuple(dict.fromkeys(name for cell in cells for name in cell.parties)),
    )
