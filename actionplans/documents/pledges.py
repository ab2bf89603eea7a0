"""What each party promised in a plan and answers for, in words its own people use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import prefetch_related_objects

from actionplans.models import Action, ActionPlan, FundingKind, FundingLine, SourceColumn
from communes.models import Organisation
from foundation.formats.dates import day
from foundation.formats.money import amount_print
from foundation.formats.numbers import NBSP, number
from foundation.formats.words import fcfa_in_words

KINDS: Final = {
    FundingKind.CASH: "en espèces",
    FundingKind.IN_KIND: "en nature",
    FundingKind.LABOUR: "en main-d’œuvre",
    FundingKind.SERVICE: "en service rendu",
}
THINGS: Final = {
    FundingKind.CASH: "de l’argent",
    FundingKind.IN_KIND: "des biens",
    FundingKind.LABOUR: "du travail",
    FundingKind.SERVICE: "un service",
}
NOT_SAID: Final = "à fixer"


@dataclass(frozen=True)
class Pledge:
    """One promise of a party for one action, in figures and in words (FCFA)."""

    action: Action
    line: FundingLine

    @property
    def value(self) -> int | None:
        return self.line.promised

    @property
    def things(self) -> str:
        """« 8 manœuvres pendant 3 jours »; nothing when nothing was counted."""
        line = self.line
        if line.quantity is None:
            return ""
        days = f"{line.days}{NBSP}jour{'s' if line.days > 1 else ''}" if line.days else ""
        counted = f"{number(line.quantity)}{NBSP}{line.unit}".strip()
        return f"{counted} pendant {days}" if days else counted

    @property
    def how(self) -> str:
        """« en espèces », « en main-d’œuvre »."""
        return KINDS[FundingKind(self.line.kind)]

    @property
    def until(self) -> str:
        return deadline(self.action)

    @property
    def aloud(self) -> str:
        """What follows « Nous avons promis » when it is read to everybody."""
        if self.things:
            return f"{self.things}{self._worth()}"
        if self.value is None:
            return f"{self._thing()}. Sa valeur n’est pas renseignée"
        if not self.value:
            return "de prendre part à cette action, sans rien payer"
        if self.line.kind == FundingKind.CASH:
            return spoken(self.value)
        return f"{self._thing()}, pour une valeur de {spoken(self.value)}"

    def _thing(self) -> str:
        return THINGS[FundingKind(self.line.kind)]

    def _worth(self) -> str:
        if self.value is None:
            return ". Leur valeur n’est pas renseignée"
        return f", pour une valeur de {spoken(self.value)}" if self.value else ""


@dataclass(frozen=True)
class PartyPledges:
    """A party of the plan: what it promised, and the actions it answers for."""

    party: Organisation
    pledges: list[Pledge] = field(default_factory=list)
    led: list[Action] = field(default_factory=list)

    @property
    def total(self) -> int:
        """What has a value, in FCFA."""
        return sum(pledge.value or 0 for pledge in self.pledges)

    @property
    def unvalued(self) -> int:
        """How many promises have no value yet; they are in no total."""
        return sum(pledge.value is None for pledge in self.pledges)

    @property
    def leads(self) -> list[tuple[Action, str]]:
        """Each action the party answers for, and until when."""
        return [(action, deadline(action)) for action in self.led]


def parties_of_plan(plan: ActionPlan, only: int | None = None) -> list[PartyPledges]:
    """Who promised or answers for something, as the plan's columns stand, then by name."""
    found: dict[int, PartyPledges] = {}
    for action in plan.actions.order_by("number").with_parties():
        if action.responsible:
            _of(found, action.responsible).led.append(action)
        for line in _promises(action):
            _of(found, line.party).pledges.append(Pledge(action, line))
    chosen = [one for pk, one in found.items() if only in (None, pk)]
    prefetch_related_objects([one.party for one in chosen], "president")
    return sorted(chosen, key=_order)


def _promises(action: Any) -> list[FundingLine]:
    """The promises that stand, as with_parties() gives them."""
    found: list[FundingLine] = action.promises
    return found


def _of(found: dict[int, PartyPledges], party: Organisation) -> PartyPledges:
    return found.setdefault(party.pk, PartyPledges(party))


def _order(one: PartyPledges) -> tuple[int, str]:
    columns = list(SourceColumn)
    return columns.index(column_of(one.party)), one.party.name


def column_of(party: Organisation) -> SourceColumn:
    """The column of the printed plan in which the party stands."""
    return FundingLine(party=party).column


def deadline(action: Action) -> str:
    """« avant la Tabaski (au plus tard le 6 juin 2025) », « au plus tard le 31 décembre 2024 »."""
    last = f"au plus tard le {day(action.due_on)}" if action.due_on else ""
    if action.due_words and last:
        return f"{action.due_words} ({last})"
    return action.due_words or last or NOT_SAID


def spoken(amount: int) -> str:
    """« deux cent mille francs CFA (200 000) »: to be read aloud, and to be checked."""
    return f"{fcfa_in_words(amount)} ({amount_print(amount)})"
