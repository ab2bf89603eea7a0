"""An indicator split by sector, kind or party: lines, columns, what each cell was reckoned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from foundation.formats.numbers import is_english
from foundation.formats.ratios import share

Row = Mapping[str, Any]
NOTHING = "-"


class Ratio(NamedTuple):
    """A part of a whole; nothing of nothing is « n.d. »."""

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        return share(self.part, self.whole)


Cell = Ratio | float | None


class Measure(NamedTuple):
    """A column of a split: the indicator's code, a stable key, what it measures, how it is got."""

    code: str
    key: str
    kind: str  # rate, count, money, days or mean
    of: Callable[[list[Any]], Cell]


@dataclass(frozen=True)
class Line:
    """One sector, kind or party, with its figures."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    private: bool = False  # about displaced people: few of them are not told to partners


@dataclass(frozen=True)
class Split:
    """Some indicators, line by line: `by` names what divides them."""

    by: str
    measures: tuple[Measure, ...]
    lines: tuple[Line, ...]


class By(NamedTuple):
    """What divides rows: its stable name, the key of a row, and the words for it."""

    name: str
    key: Callable[[Any], str]
    label: Callable[[Any], str]


def split(rows: Iterable[Any], by: By, measures: Sequence[Measure]) -> Split:
    """The rows of each key together, in the order of the words; what has no key comes last."""
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(by.key(row) or NOTHING, []).append(row)
    lines = [
        Line(key, by.label(group[0]), tuple(each.of(group) for each in measures))
        for key, group in groups.items()
    ]
    lines.sort(key=lambda line: (line.key == NOTHING, line.label))
    return Split(by.name, tuple(measures), tuple(lines))


def count_where(test: Callable[[Any], bool] = bool) -> Callable[[list[Any]], Cell]:
    """How many rows pass a test."""
    return lambda rows: sum(test(row) for row in rows)


def ratio_where(
    part: Callable[[Any], bool], whole: Callable[[Any], bool] = bool
) -> Callable[[list[Any]], Cell]:
    """Rows that pass both tests ÷ rows that pass the second one."""
    return lambda rows: Ratio(
        sum(part(row) and whole(row) for row in rows), sum(whole(row) for row in rows)
    )


SECTOR_COLUMNS = ("sector__code", "sector__name_fr", "sector__name_en")


def sector_word(row: Row) -> str:
    name = row["sector__name_en"] if is_english() else row["sector__name_fr"]
    return str(name) if name else _("Without a sector")


BY_SECTOR = By("sector", lambda row: row["sector__code"] or "", sector_word)


def by_choice(name: str, column: str, choices: Any) -> By:
    """Divides rows by a closed list; a word missing from it is « not given »."""
    words = dict(choices.choices)
    return By(
        name,
        lambda row: row[column] or "",
        lambda row: str(words.get(row[column]) or _("Not given")),
    )
