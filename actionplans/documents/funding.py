"""The money of a plan in figures and words, read from its agreed text: who promised what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actionplans.documents.changes import Data
from actionplans.models import ActionPlan, FundingKind
from communes.models import OrganisationKind


@dataclass
class Promised:
    """What one party promises in the whole plan (FCFA): money, other things valued, unvalued."""

    party: str
    cash: int = 0
    other: int = 0
    unvalued: int = 0

    @property
    def total(self) -> int:
        return self.cash + self.other

    def add(self, line: Data) -> None:
        """One more promise."""
        if line["promised"] is None:
            self.unvalued += 1
        elif line["kind"] == FundingKind.CASH:
            self.cash += line["promised"]
        else:
            self.other += line["promised"]


@dataclass(frozen=True)
class Money:
    """The sums of a plan; each is that of the rows shown."""

    parties: list[Promised]
    cost: int
    missing: int
    without_cost: int
    communal: list[Promised] = field(default_factory=list)

    @property
    def cash(self) -> int:
        return sum(one.cash for one in self.parties)

    @property
    def other(self) -> int:
        return sum(one.other for one in self.parties)

    @property
    def covered(self) -> int:
        return self.cash + self.other

    @property
    def unvalued(self) -> int:
        return sum(one.unvalued for one in self.parties)

    @property
    def share(self) -> int:
        """What the commune itself promised."""
        return sum(one.total for one in self.communal)

    @property
    def share_cash(self) -> int:
        return sum(one.cash for one in self.communal)


def funding_in_words(plan: ActionPlan, data: Data) -> dict[str, Any]:
    """What the sheet of the council's file prints of the text it was given."""
    town = plan.cycle.framework.commune.organisations.filter(kind=OrganisationKind.COMMUNE)
    money = money_of(data, frozenset(town.values_list("name", flat=True)))
    return {"money": money}


def money_of(data: Data, communal: frozenset[str]) -> Money:
    """Party by party, who brings most first; promises taken over by another count once."""
    actions = data.get("actions", [])
    found: dict[str, Promised] = {}
    missing = 0
    for action in actions:
        standing = [line for line in action["funding"] if not line["taken_over"]]
        for line in standing:
            found.setdefault(line["party"], Promised(line["party"])).add(line)
        covered = sum(line["promised"] or 0 for line in standing)
        missing += max((action["cost"] or 0) - covered, 0)
    parties = sorted(found.values(), key=lambda one: (-one.total, one.party))
    return Money(
        parties=parties,
        cost=sum(action["cost"] or 0 for action in actions),
        missing=missing,
        without_cost=sum(action["cost"] is None for action in actions),
        communal=[one for one in parties if one.party in communal],
    )
