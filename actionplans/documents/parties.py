"""Who brings what to a whole plan, party by party; what falls when one of them withdraws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from actionplans.documents.sheet import PlanSheet, Row, counted
from actionplans.models import Action, ActionPlan, FundingKind, FundingLine
from communes.models import Organisation

HALF = 2


@dataclass(frozen=True)
class Brought:
    """What one party, or all of them, bring: money, other things valued (FCFA), unvalued lines."""

    party: Organisation | None
    cash: int = 0
    other: int = 0
    unvalued: int = 0

    @property
    def total(self) -> int:
        return self.cash + self.other


def by_party(sheet: PlanSheet) -> list[Brought]:
    """The parties of a plan, who brings most first; the sums are those of the printed rows."""
    lines: dict[Organisation, list[FundingLine]] = {}
    for row in sheet.rows:
        for line in cast("Any", row.action).promises:  # given by with_parties()
            lines.setdefault(line.party, []).append(line)
    found = [_brought(party, own) for party, own in lines.items()]
    return sorted(found, key=lambda one: (-one.total, str(one.party)))


def together(parties: list[Brought]) -> Brought:
    """The sum of the rows above it."""
    return Brought(
        None,
        cash=sum(one.cash for one in parties),
        other=sum(one.other for one in parties),
        unvalued=sum(one.unvalued for one in parties),
    )


def _brought(party: Organisation, lines: Iterable[FundingLine]) -> Brought:
    lines = list(lines)
    return Brought(
        party,
        cash=sum(line.promised or 0 for line in lines if line.kind == FundingKind.CASH),
        other=sum(line.promised or 0 for line in lines if line.kind != FundingKind.CASH),
        unvalued=sum(line.promised is None for line in lines),
    )


@dataclass(frozen=True)
class Falling:
    """One action a party promised something to: what stands, what would fall with the party."""

    row: Row
    lines: list[FundingLine]

    @property
    def action(self) -> Action:
        return self.row.action

    @property
    def promised(self) -> int:
        return sum(line.promised or 0 for line in self.lines)

    @property
    def confirmed(self) -> int:
        return sum(line.confirmed or 0 for line in self.lines)

    @property
    def paid(self) -> int:
        return sum(_paid(line) for line in self.lines)

    @property
    def falls(self) -> int:
        """The promised part nobody paid yet; what is paid stays."""
        return sum(max((line.promised or 0) - _paid(line), 0) for line in self.lines)

    @property
    def unvalued(self) -> list[str]:
        """What would fall besides, in things and days without a value."""
        return [counted(line) for line in self.lines if line.promised is None]

    @property
    def left(self) -> int:
        """What would still be covered."""
        return self.row.covered - self.falls

    @property
    def sought(self) -> int:
        """*À rechercher* afterwards, with what was sought already."""
        return max((self.row.cost or 0) - self.left, 0)

    @property
    def below_half(self) -> bool:
        """Less than half of its cost would be covered, where half was before."""
        cost = self.row.cost or 0
        return self.left * HALF < cost <= self.row.covered * HALF


@dataclass(frozen=True)
class Withdrawal:
    """What a plan loses when one party withdraws; every total is the sum of its rows."""

    rows: list[Falling]
    leads: list[Action]
    joins: list[Action]

    @property
    def promised(self) -> int:
        return sum(row.promised for row in self.rows)

    @property
    def confirmed(self) -> int:
        return sum(row.confirmed for row in self.rows)

    @property
    def paid(self) -> int:
        return sum(row.paid for row in self.rows)

    @property
    def falls(self) -> int:
        return sum(row.falls for row in self.rows)

    @property
    def sought(self) -> int:
        return sum(row.sought for row in self.rows)

    @property
    def weak(self) -> list[Action]:
        """The actions that would fall below half of their cost."""
        return [row.action for row in self.rows if row.below_half]

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.leads or self.joins)


def withdrawal(plan: ActionPlan, sheet: PlanSheet, party: Organisation) -> Withdrawal:
    """Read what falls; records merged into the party speak for it too."""
    lines = FundingLine.objects.in_commune(plan.cycle.framework.commune).filter(action__plan=plan)
    own: dict[int, list[FundingLine]] = {}
    for line in lines.standing().with_paid().select_related("party").order_by("pk"):
        if party.pk in (line.party_id, line.party.merged_into_id):
            own.setdefault(line.action_id, []).append(line)
    actions = [row.action for row in sheet.rows]
    return Withdrawal(
        rows=[Falling(row, own[row.action.pk]) for row in sheet.rows if row.action.pk in own],
        leads=[action for action in actions if _is(action.responsible, party)],
        joins=[
            action
            for action in actions
            if any(_is(partner, party) for partner in action.partners.all())
        ],
    )


def _is(organisation: Organisation | None, party: Organisation) -> bool:
    return organisation is not None and party.pk in (organisation.pk, organisation.merged_into_id)


def _paid(line: FundingLine) -> int:
    """Given by with_paid()."""
    return int(cast("Any", line).paid)
