"""The inclusion mirror: whose needs were said, retained, funded and done, and who contributed.

Groups are counted in needs; people are those the needs concern. Whatever could tell of fewer than
five people is masked: the number itself, what is left of the whole, and what differs from stage to
stage. Nobody sees it, whatever their role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from actionplans.models import Action, FundingLine, PlanState
from communes.models import Commune, LegalForm, OrganisationKind
from frameworks.models import Cycle, Need
from frameworks.querysets import TAKEN_UP
from monitoring.indicators.masking import Hidden, told
from monitoring.indicators.money import MoneyFigures, money_by_cycle, together
from monitoring.indicators.splits import BY_SECTOR, SECTOR_COLUMNS, By, Row
from monitoring.models import Situation
from monitoring.querysets import with_situation

COLUMNS = (
    "pk", "framework__commune", "state", "women", "men", "young", "displaced", "organisation",
    "organisation__womens_organisation", "organisation__youth_organisation", "organisation__kind",
    "organisation__legal_form", *SECTOR_COLUMNS,
)  # fmt: skip
ASKERS = ("women", "youth")
STAGES = ("said", "retained", "funded", "done")
PEOPLE = ("everyone", "women", "men", "young", "displaced")
Counts = tuple[int, int, int, int]


class Group(NamedTuple):
    """One kind of asker, or of people concerned: needs, or people, at each of the four stages.

    A stage that could tell of fewer than five people says so instead of its number; people whom no
    need ever counted are None.
    """

    key: str
    counts: tuple[int | Hidden | None, ...]
    label: str = ""


@dataclass(frozen=True)
class Section:
    """Groups that answer one question."""

    key: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Mirror:
    """The needs of one commune or of many, and their people; communes without any need apart."""

    needs: Counts
    sections: tuple[Section, ...]
    people: Section
    money: MoneyFigures
    communes: int
    without: int


def mirror_of(communes: QuerySet[Commune]) -> Mirror:
    """The mirror of these communes as their records stand today, in six queries."""
    chosen = communes.order_by().values("pk")
    needs = Need.objects.filter(framework__commune__in=chosen).order_by()
    funded, done = _answered(_funded(chosen)), _answered(_done(chosen))
    rows: list[Row] = [
        {**row, "stages": _stages(row, funded, done)} for row in needs.values(*COLUMNS)
    ]
    money = money_by_cycle(Cycle.objects.filter(commune__in=chosen))
    number = len(set(chosen.values_list("pk", flat=True)))
    return Mirror(
        needs=_needs(rows),
        sections=tuple(_section(key, rows, by) for key, by in SECTIONS.items()),
        people=_people(rows),
        money=together(money.values()),
        communes=number,
        without=number - len({row["framework__commune"] for row in rows}),
    )


def _agreed(chosen: Any) -> Any:
    return Action.objects.filter(plan__cycle__commune__in=chosen).exclude(
        plan__state=PlanState.DRAFT
    )


def _funded(chosen: Any) -> Any:
    """Actions of agreed plans for which somebody promised something of value."""
    lines = FundingLine.objects.standing().filter(promised__gt=0, action__in=_agreed(chosen))
    return Action.objects.filter(pk__in=lines.values("action"))


def _done(chosen: Any) -> Any:
    """Actions of agreed plans that are done, as said last by who counts."""
    situated: Any = with_situation(_agreed(chosen))
    return situated.filter(situation=Situation.DONE)


def _answered(actions: Any) -> set[int]:
    """The needs these actions answer."""
    answered = actions.order_by().exclude(needs=None)
    return set(answered.values_list("needs", flat=True))


def _stages(row: Row, funded: set[int], done: set[int]) -> tuple[bool, ...]:
    """Said; retained by a meeting; money promised for an action that answers it; such one done."""
    return True, row["state"] in TAKEN_UP, row["pk"] in funded, row["pk"] in done


def _needs(rows: Sequence[Row]) -> Counts:
    said, retained, funded, done = (
        sum(row["stages"][stage] for row in rows) for stage in range(len(STAGES))
    )
    return said, retained, funded, done


def _section(key: str, rows: Sequence[Row], by: By) -> Section:
    """Needs group by group; what has no name comes last.

    Women's and youth organisations have their line even when they asked for nothing.
    """
    groups: dict[str, list[Row]] = {"yes": []} if key in ASKERS else {}
    for row in rows:
        groups.setdefault(by.key(row), []).append(row)
    found = [Group(each, _needs(of), by.label(of[0]) if of else "") for each, of in groups.items()]
    return Section(
        key,
        tuple(sorted(found, key=lambda group: (group.key == "", group.key != "yes", group.label))),
    )


def _yes_no(column: str) -> By:
    """Said by such an organisation, by another one, or by none (the sector, the committee)."""

    def key(row: Row) -> str:
        if not row["organisation"]:
            return ""
        return "yes" if row[column] else "no"

    return By(column, key, lambda _row: "")


def _kind(row: Row) -> str:
    """A professional organisation by its legal form, another party by what it is."""
    if row["organisation__kind"] == OrganisationKind.PROFESSIONAL:
        return str(row["organisation__legal_form"] or OrganisationKind.PROFESSIONAL)
    return str(row["organisation__kind"] or "")


def kind_word(key: str) -> str:
    words: dict[str, Any] = {**dict(OrganisationKind.choices), **dict(LegalForm.choices)}
    return str(words.get(key, ""))


SECTIONS = {
    "women": _yes_no("organisation__womens_organisation"),
    "youth": _yes_no("organisation__youth_organisation"),
    "actor": By("actor", _kind, lambda row: kind_word(_kind(row))),
    "sector": By("sector", BY_SECTOR.key, BY_SECTOR.label),
}


def _counter(part: str) -> Callable[[Row], int]:
    if part == "everyone":
        return lambda row: (row["women"] or 0) + (row["men"] or 0)
    return lambda row: row[part] or 0


def _people(rows: Iterable[Row]) -> Section:
    """The people the needs concern, at each stage; one person may be named by several needs."""
    every = list(rows)
    table = {
        part: tuple(
            sum(count(row) for row in every if row["stages"][stage]) for stage in range(len(STAGES))
        )
        for part, count in ((part, _counter(part)) for part in PEOPLE)
    }
    found = told(table)
    return Section(
        "people",
        tuple(
            Group(part, found[part] if _is_counted(part, every) else (None,) * len(STAGES))
            for part in PEOPLE
        ),
    )


def _is_counted(part: str, rows: Sequence[Row]) -> bool:
    """Whether some need says how many: nothing typed is not known, never 0."""
    columns = ("women", "men") if part == "everyone" else (part,)
    return any(row[column] is not None for row in rows for column in columns)
