"""The inclusion mirror in words: tables of a page, and the same lines for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consult.review.tables import Column, Kind
from foundation.formats.numbers import number, percent
from foundation.formats.ratios import share
from monitoring.indicators.inclusion import STAGES, Group, Mirror, Section
from monitoring.indicators.masking import Hidden
from monitoring.indicators.split_words import CellWords, TableWords
from monitoring.indicators.words import by_party


def stage_words() -> tuple[str, ...]:
    return (
        pgettext("needs", "Said"),
        pgettext("needs", "Retained"),
        pgettext("needs", "Funded"),
        pgettext("needs", "Done"),
    )


def section_word(key: str) -> str:
    return {
        "all": _("All needs"),
        "women": _("Asked by women’s organisations"),
        "youth": _("Asked by youth organisations"),
        "actor": _("By kind of actor"),
        "sector": _("By sector"),
        "people": _("People the needs concern"),
    }[key]


def group_word(section: str, group: Group) -> str:
    """The words for a line."""
    if section == "people":
        return {
            "everyone": _("Everyone"),
            "women": pgettext("group", "Women"),
            "men": pgettext("group", "Men"),
            "young": pgettext("group", "35 years or younger"),
            "displaced": pgettext("group", "Displaced people"),
        }[group.key]
    if section == "all":
        return _("Needs")
    if section == "sector":
        return group.label
    if not group.key:
        return _("Asked by no organisation")
    if section == "actor":
        return group.label
    yes = _("Women’s organisations") if section == "women" else _("Youth organisations")
    return yes if group.key == "yes" else _("Other organisations")


def cell_word(value: int | Hidden | None) -> str:
    """A number, « n.d. », « < 5 », or « masked » where it would let a small one be reckoned."""
    if value is None:
        return _("n/a")
    if value is Hidden.FEW:
        return _("< 5")
    return _("masked") if value is Hidden.REST else number(int(value))


def page_tables(mirror: Mirror) -> list[TableWords]:
    """Every section that has a line, needs first, then people."""
    if not mirror.needs[0]:
        return []
    found = [_table(each, _need_cells) for each in (_all(mirror), *mirror.sections)]
    return [*found, _table(mirror.people, _people_cells(mirror.people))]


def _all(mirror: Mirror) -> Section:
    return Section("all", (Group("", mirror.needs),))


def _table(section: Section, cells: Any) -> TableWords:
    rows = tuple((group_word(section.key, each), cells(each)) for each in section.groups)
    return TableWords(section_word(section.key), "", stage_words(), rows)


def _need_cells(group: Group) -> tuple[CellWords, ...]:
    """« 3 », then « 60 % 3/5 »: each stage out of the needs the group said."""
    counts = [int(each or 0) for each in group.counts]
    said, names = counts[0], stage_words()
    return (
        CellWords(names[0], number(said)),
        *(
            CellWords(
                name,
                percent(share(count, said)),
                f"{number(count)}/{number(said)}" if said else "",
            )
            for name, count in zip(names[1:], counts[1:], strict=True)
        ),
    )


def _people_cells(people: Section) -> Any:
    """Each number with everyone at the same stage, unless either is not told."""
    everyone = people.groups[0].counts

    def cells(group: Group) -> tuple[CellWords, ...]:
        found = []
        for name, count, whole in zip(stage_words(), group.counts, everyone, strict=True):
            both = is_told(count) and is_told(whole) and group.key != "everyone"
            shown = f"/{number(int(whole or 0))}" if both else ""
            found.append(CellWords(name, cell_word(count), shown))
        return tuple(found)

    return cells


def is_told(value: int | Hidden | None) -> bool:
    """Whether a number stands there."""
    return value is not None and not isinstance(value, Hidden)


def columns() -> list[Column]:
    """The codes never change; what is masked on the page is the same words here."""
    names = stage_words()
    return [
        Column("section", _("Table")),
        Column("group", _("Line")),
        Column("name", _("Name")),
        *(Column(stage, name, Kind.INT) for stage, name in zip(STAGES, names, strict=True)),
        *(
            Column(f"{stage}_rate", _("%(stage)s, of those said") % {"stage": name}, Kind.RATE)
            for stage, name in zip(STAGES[1:], names[1:], strict=True)
        ),
        Column("promised_xof", _("Promised"), Kind.MONEY),
        Column("promised_share", _("Share"), Kind.RATE),
        Column("paid_xof", _("Paid or valued"), Kind.MONEY),
        Column("paid_share", _("Share of what was paid"), Kind.RATE),
    ]


NO_MONEY = (None,) * 4
NO_STAGES = (None,) * 7


def lines(mirror: Mirror) -> Iterator[tuple[Any, ...]]:
    """The lines of the page: all needs, each table, then each party."""
    for section in (_all(mirror), *mirror.sections):
        for group in section.groups:
            name = group_word(section.key, group)
            counts = [int(each or 0) for each in group.counts]
            yield (section.key, group.key, name, *counts, *_rates(counts), *NO_MONEY)
    for group in mirror.people.groups:
        told = [cell_word(each) if isinstance(each, Hidden) else each for each in group.counts]
        name = group_word("people", group)
        yield ("people", group.key, name, *told, None, None, None, *NO_MONEY)
    for party in by_party(mirror.money):
        money = (party.promised, party.promised_share, party.paid, party.paid_share)
        yield ("party", party.code, party.name, *NO_STAGES, *money)


def _rates(counts: Any) -> tuple[float | None, ...]:
    """Each stage out of the needs said."""
    return tuple(share(each, counts[0]) for each in counts[1:])
