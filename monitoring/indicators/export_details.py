"""The details and splits of a framework as lines of the same table as its other indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communes.models import Commune
from frameworks.trust import TrustFigures
from monitoring.indicators.cycles import figures_of
from monitoring.indicators.details import (
    CycleDetails,
    FrameworkDetails,
    details_of,
    gather,
    together_of,
)
from monitoring.indicators.export import PLACES, framework_of
from monitoring.indicators.plans import PlanFigures
from monitoring.indicators.revenue import taxes_compared
from monitoring.indicators.splits import Cell, Ratio, Split
from monitoring.indicators.tables import (
    item_split,
    kind_split,
    member_split,
    obstacle_split,
    production_by_sector,
    production_split,
    programme_split,
    voice_split,
)
from monitoring.indicators.trust import trust_by_survey

Rows = Iterator[tuple[Any, ...]]


def detail_rows(commune: Commune, number: int | None = None) -> Rows:
    """One line per figure: part, what names the row, « code.indicator », value (empty: n.d.)."""
    framework = framework_of(commune)
    for tax in taxes_compared(commune, framework):
        yield "taxes_change", tax.kind.value, "I17.recovery_change", _value(tax.change)
    if framework is None:
        return
    cycles = framework.cycles.all()
    if number is not None:
        cycles = cycles.filter(number=number)
    known = gather(framework)
    figures = {each.cycle.pk: each for each in figures_of(cycles)}
    for details in details_of(known, cycles):
        own = figures[details.cycle.pk]
        yield from _cycle(details, own.plan)
        yield from _split(str(details.cycle.number), "cycle", [obstacle_split(own.obstacles)])
    for survey in trust_by_survey(cycles):
        yield from _trust(survey)
    if number is None:
        yield from _framework(together_of(known))


def _cycle(details: CycleDetails, plan: PlanFigures) -> Rows:
    row = str(details.cycle.number)
    figures: dict[str, Cell] = {
        "I01.held": details.rhythm.held,
        "I01.due": details.rhythm.due,
        "I01.rate": details.rhythm.rate,
        "I05.identified": details.needs.figures.identified,
        "I06.taken_up_rate": details.needs.figures.taken_up,
        "I07.satisfaction_strict": details.needs.figures.strict,
        "I07.satisfaction_weighted": details.needs.figures.weighted,
        "I11.cost_xof": plan.cost,
        "I16.in_pdesc_rate": plan.pdesc_share,
        "I20.newly_registered": details.registered,
        "I24.versions": details.mandates.versions,
        "I24.changed": details.mandates.changed,
        "I25.op_led_rate": plan.op_led_share,
        "I26.private_share": details.money.private_investment,
        "I27.services_satisfied": details.needs.services,
        "I28.people_trained": details.training.people,
        "I28.women": details.training.women,
        "I28.young": details.training.young,
        "I29.carried_done_rate": plan.carried_done_share,
        "I31.due": details.decisions.due,
        "I31.in_time_rate": details.decisions.executed,
    }
    for name, value in figures.items():
        yield "cycle_details", row, name, _value(value)
    yield from _split(
        row,
        "cycle",
        (
            kind_split(details.rhythm),
            *details.plan,
            *details.money.splits,
            *details.needs.splits,
            *details.came,
            voice_split(details.voices),
        ),
    )


def _framework(details: FrameworkDetails) -> Rows:
    figures: dict[str, Cell] = {
        "I01.rate": details.rhythm.rate if details.rhythm else None,
        "I06.taken_up_rate": details.needs.figures.taken_up,
        "I20.formalised_rate": details.organisations.formalised_share,
        "I24.versions": details.mandates.versions,
        "I24.changed": details.mandates.changed,
        "I27.services_satisfied": details.needs.services,
        "I31.in_time_rate": details.decisions.executed,
    }
    for name, value in figures.items():
        yield "framework_details", "", name, _value(value)
    yield from _split(
        "",
        "framework",
        (
            *details.needs.splits,
            details.formalised,
            member_split(details.organisations),
            voice_split(details.voices),
            programme_split(details.programme),
            production_by_sector(details.production),
            production_split(details.production),
        ),
    )


def _trust(figures: TrustFigures) -> Rows:
    row = str(figures.survey.cycle.number)
    yield "cycle_details", row, "I22.gap", _value(figures.gap)
    yield from _split(row, "cycle", [item_split(figures)])


def _split(row: str, of: str, splits: Iterable[Split]) -> Rows:
    for split in splits:
        for line in split.lines:
            name = f"{row} {line.key}".strip()
            for measure, cell in zip(split.measures, line.cells, strict=True):
                yield f"{of}_by_{split.by}", name, f"{measure.code}.{measure.key}", _value(cell)


def _value(cell: Cell) -> float | None:
    """Rates to four decimals, counts and sums as they are."""
    value = cell.value if isinstance(cell, Ratio) else cell
    return round(value, PLACES) if isinstance(value, float) else value
