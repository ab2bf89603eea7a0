"""Splits in the words of the pages: a title, columns, lines; « n.d. » where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.formats.money import fcfa
from foundation.formats.numbers import number, percent
from monitoring.indicators.meetings import FEW
from monitoring.indicators.splits import Cell, Line, Measure, Ratio, Split


class CellWords(NamedTuple):
    """One cell: the title of its column, its value, and what it was reckoned from."""

    title: str
    text: str
    counted: str = ""


class TableWords(NamedTuple):
    """A split as a page shows it."""

    title: str
    codes: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellWords, ...]], ...]


def tables(splits: Iterable[Split], *, show_few: bool) -> list[TableWords]:
    """The splits that have a line; few displaced people are told to those who may know alone."""
    return [_table(each, show_few) for each in splits if each.lines]


def _table(split: Split, show_few: bool) -> TableWords:
    titles = tuple(_column(each.key) for each in split.measures)
    return TableWords(
        _title(split.by),
        ", ".join(dict.fromkeys(each.code for each in split.measures)),
        titles,
        tuple((line.label, _cells(split, line, titles, show_few)) for line in split.lines),
    )


def _cells(
    split: Split, line: Line, titles: tuple[str, ...], show_few: bool
) -> tuple[CellWords, ...]:
    found = []
    for measure, cell, title in zip(split.measures, line.cells, titles, strict=True):
        if line.private and not show_few and is_few(measure, cell):
            found.append(CellWords(title, _("fewer than 5")))
        else:
            found.append(CellWords(title, _text(measure, cell), _counted(measure, cell)))
    return tuple(found)


def is_few(measure: Measure, cell: Cell) -> bool:
    """Whether a cell counts so few people that somebody might be recognised (needs do not)."""
    return isinstance(cell, Ratio) and measure.key != "needs_retained" and 0 < cell.part < FEW


def _text(measure: Measure, cell: Cell) -> str:
    value = cell.value if isinstance(cell, Ratio) else cell
    if value is None:
        return _("n/a")
    match measure.kind:
        case "rate" | "progress":
            return percent(value)
        case "change":
            return f"+{percent(value)}" if value > 0 else percent(value)
        case "points":
            return f"+{number(100 * value, 1)}" if value > 0 else number(100 * value, 1)
        case "money":
            return fcfa(int(value))
        case "mean":
            return number(value, 2)
    return number(value)


def _counted(measure: Measure, cell: Cell) -> str:
    if measure.kind != "rate" or not isinstance(cell, Ratio) or not cell.whole:
        return ""
    return f"{number(cell.part)}/{number(cell.whole)}"


def _title(by: str) -> str:
    return {
        "sector": _("By sector"),
        "responsible": _("By who answers for them"),
        "deliberation": _("By deliberation of the council"),
        "party": _("By party"),
        "input": _("By kind of input"),
        "nature": _("By nature"),
        "method": _("By how they were said"),
        "women": _("By whether they concern women"),
        "college": _("By college"),
        "category": _("By kind of obstacle"),
        "kind": _("By kind of meeting"),
        "voice": _("Women, young and displaced people"),
        "members": _("Who the members are"),
        "item": _("Question by question"),
        "year": _("Year by year"),
        "organisation": _("By organisation"),
    }[by]


def _column(key: str) -> str:
    return {
        "completion_rate": pgettext("actions", "Done"),
        "on_time_rate": pgettext("actions", "On time"),
        "weighted_progress": _("Weighted progress"),
        "cost_xof": _("Cost"),
        "in_pdesc_rate": _("Entered in the PDESC"),
        "promised_xof": _("Promised"),
        "paid_xof": _("Paid or valued"),
        "mobilisation_rate": _("Mobilisation"),
        "share_promised": _("Share"),
        "share_paid": _("Share of what was paid"),
        "identified": pgettext("needs", "Said"),
        "retained_rate": pgettext("needs", "Retained"),
        "satisfaction_strict": pgettext("needs", "Satisfied"),
        "satisfaction_weighted": pgettext("needs", "Partly counting half"),
        "services_satisfied": _("Services rendered"),
        "present": _("Present"),
        "ops_present_rate": _("Organisations present"),
        "formalised_rate": pgettext("organisations", "Registered"),
        "members_share": _("Members"),
        "raised": pgettext("obstacles", "Raised"),
        "passed_rate": pgettext("obstacles", "Passed on"),
        "solved_rate": pgettext("obstacles", "Solved"),
        "median_days": _("Days until solved"),
        "held": _("Meetings held"),
        "present_share": _("Present"),
        "committee_share": _("Seats of the committee"),
        "needs_retained": _("Their needs taken up"),
        "commune": _("Commune"),
        "op": _("Organisations"),
        "gap": _("Distance"),
        "programme_xof": _("Annual programme"),
        "priority_share": _("Share of the priority sectors"),
        "sold_change": _("Quantity sold"),
        "loss_change": _("Losses, in points"),
    }[key]
