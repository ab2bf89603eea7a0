"""In which order a sector's needs come before the meeting: five criteria said in words, 0 to 2
points each, and the rank its professionals give, which overrules them with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from frameworks.models import Need, Urgency
from frameworks.models.needs import INVESTMENT_NATURES

MANY_PEOPLE: Final = 100
SOME_PEOPLE: Final = 50
CHEAP: Final = 1_000_000  # FCFA
AFFORDABLE: Final = 5_000_000  # FCFA


class Criterion(NamedTuple):
    """One question asked of every need, its rule in words, and the points it gives."""

    title: Any
    rule: Any
    points: Callable[[Need], int]


def _urgency(need: Need) -> int:
    return {Urgency.HIGH.value: 2, Urgency.MEDIUM.value: 1}.get(need.urgency, 0)


def _people(need: Need) -> int:
    people = need.people or 0
    return (people >= SOME_PEOPLE) + (people >= MANY_PEOPLE)


def _women_and_young(need: Need) -> int:
    people = need.people
    if not people:
        return 0
    return ((need.women or 0) * 2 >= people) + ((need.young or 0) * 3 >= people)


def _cost(need: Need) -> int:
    if need.estimated_cost is None:
        return 0
    return (need.estimated_cost <= AFFORDABLE) + (need.estimated_cost <= CHEAP)


def _plan(need: Need) -> int:
    return 2 if need.nature in INVESTMENT_NATURES else 0


CRITERIA: Final = (
    Criterion(_("Urgency"), _("high 2 points, medium 1, low or not given 0."), _urgency),
    Criterion(
        _("People concerned"),
        _("100 people or more 2 points, 50 to 99 people 1, fewer 0."),
        _people,
    ),
    Criterion(
        _("Women and young people"),
        _("1 point if half of the people or more are women, 1 point if a third or more are young."),
        _women_and_young,
    ),
    Criterion(
        _("Cost"),
        _("up to 1,000,000 FCFA 2 points, up to 5,000,000 FCFA 1, more or not known 0."),
        _cost,
    ),
    Criterion(
        _("Development plan (PDESC)"),
        _(
            "2 points if it is of a kind this plan can carry: infrastructure, equipment, "
            "communal service or access to land."
        ),
        _plan,
    ),
)
MOST_POINTS: Final = 2 * len(CRITERIA)


@dataclass(frozen=True)
class Placed:
    """A need in the order of its sector: its points, and the place these points propose."""

    need: Need
    points: tuple[int, ...]
    proposed: int

    @property
    def score(self) -> int:
        return sum(self.points)

    @property
    def scored(self) -> list[tuple[Criterion, int]]:
        """Each criterion with the points it gave."""
        return list(zip(CRITERIA, self.points, strict=True))


def placed(needs: Iterable[Need]) -> list[Placed]:
    """The needs of one sector in the order of the professionals.

    Ranks they typed come first; needs without one fill the places left, best score first.
    """
    given = {need.pk: tuple(each.points(need) for each in CRITERIA) for need in needs}
    best = sorted(needs, key=lambda need: (-sum(given[need.pk]), -(need.people or 0), need.pk))
    rows = [Placed(need, given[need.pk], place) for place, need in enumerate(best, 1)]
    typed = [row for row in rows if row.need.rank_in_sector is not None]
    typed.sort(key=lambda row: (row.need.rank_in_sector, row.proposed))
    others = [row for row in rows if row.need.rank_in_sector is None]
    order: list[Placed] = []
    while typed or others:
        due = typed and (typed[0].need.rank_in_sector or 0) <= len(order) + 1
        order.append((typed if due or not others else others).pop(0))
    return order
