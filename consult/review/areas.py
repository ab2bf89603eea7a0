"""Totals by measure area and by type of partnership (domain § 9), in a fixed number of queries.

A record may name several areas: it counts in each, so areas do not add up to a whole. An action
that names none counts in those of its framework.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from actionplans.models import FundingLine, Payment, PlanState
from communes.models import Commune, MeasureArea, Organisation
from foundation.formats.ratios import known_sum
from frameworks.models import Cycle, Framework, FrameworkMember, Need, PartnershipForm
from frameworks.partnership import is_intersectoral, sectors_present
from monitoring.indicators.plans import actions_agreed
from monitoring.models import Situation

Sums = dict[str, int | None]
Groups = list[tuple[list[str], int, Sums]]
JOBS = ("jobs_expected", "jobs_expected_women", "jobs_created", "jobs_created_women")
AGREED = [state for state in PlanState if state != PlanState.DRAFT]


@dataclass(frozen=True)
class AreaTotal:
    """One measure area over some communes; FCFA, jobs and people are None (« n.d. ») if unknown.

    People are those concerned by the needs its actions answer, each need counted once.
    """

    code: str
    name: str
    frameworks: int = 0
    actions: int = 0
    done: int = 0
    sheets: int = 0
    promised: int | None = None
    paid: int | None = None
    jobs_expected: int | None = None
    jobs_expected_women: int | None = None
    jobs_created: int | None = None
    jobs_created_women: int | None = None
    women: int | None = None
    men: int | None = None

    @property
    def people(self) -> int | None:
        """Everybody concerned."""
        return known_sum((self.women, self.men))


@dataclass(frozen=True)
class FormTotal:
    """The frameworks of one form of partnership; amounts in FCFA, None when unknown."""

    code: str
    name: str
    frameworks: int = 0
    intersectoral: int = 0
    actions: int = 0
    done: int = 0
    promised: int | None = None
    paid: int | None = None


class Totals(NamedTuple):
    """What the page shows, and how many communes named no measure area."""

    areas: list[AreaTotal]
    forms: list[FormTotal]
    communes: int
    without: int


def totals_of(communes: QuerySet[Commune]) -> Totals:
    """Areas and types of the frameworks that are not closed, in these communes."""
    keys = communes.order_by().values("pk")
    open_now = Framework.objects.current().filter(commune__in=keys).order_by()
    said: list[Any] = list(
        open_now.values(
            "pk",
            "commune",
            form=F("partnership__form"),
            measure_areas=F("partnership__measure_areas"),
        )
    )
    told = {row["commune"] for row in said if row["measure_areas"]}
    number = communes.count()
    money = _money(open_now)
    areas, forms = _areas(communes, open_now, said, money), _forms(open_now, said, money)
    return Totals(areas, forms, number, number - len(told))


def _areas(
    communes: QuerySet[Commune], frameworks: QuerySet[Framework], said: list[Any], money: Groups
) -> list[AreaTotal]:
    """Each of the five areas, those without anything too."""
    of_framework = {row["pk"]: row["measure_areas"] or [] for row in said}
    found: defaultdict[str, Sums] = defaultdict(dict)
    for areas in of_framework.values():
        _add(found, areas, {"frameworks": 1})
    for areas, framework, sums in money:
        _add(found, areas or of_framework[framework], sums)
    for areas, number in _sheets(communes):
        _add(found, areas, {"sheets": number})
    for area, people in _people(frameworks, of_framework).items():
        _add(found, [area], people)
    return [
        AreaTotal(code=area.value, name=str(area.label), **found[area.value])  # type: ignore[arg-type]
        for area in MeasureArea
    ]


def _add(found: defaultdict[str, Sums], keys: Iterable[str] | None, more: Sums) -> None:
    """Add to each of these lines what is known of it."""
    for key in keys or ():
        line = found[key]
        for name, value in more.items():
            line[name] = known_sum((line.get(name), value))


def _money(frameworks: QuerySet[Framework]) -> Groups:
    """Actions with their jobs, promises and payments of agreed plans, in three queries.

    Each group: the areas the actions name themselves, their framework, and the sums.
    """
    pks = frameworks.values("pk")
    actions = actions_agreed(Cycle.objects.filter(framework__in=pks))
    lines = FundingLine.objects.standing().filter(action__plan__cycle__framework__in=pks)
    paid = Payment.objects.filter(line__action__plan__cycle__framework__in=pks)
    agreed = lines.exclude(action__plan__state=PlanState.DRAFT).order_by()
    spent = paid.exclude(line__action__plan__state=PlanState.DRAFT).order_by()
    counts = {"actions": Count("pk"), "done": Count("pk", filter=Q(situation=Situation.DONE))}
    jobs = {name: Sum(name) for name in JOBS}
    groups = [
        actions.values(*_keys("")).annotate(**counts, **jobs),
        agreed.values(*_keys("action__")).annotate(promised=Sum("promised")),
        spent.values(*_keys("line__action__")).annotate(paid=Sum("amount")),
    ]
    return [
        (row.pop(f"{way}measure_areas"), row.pop(f"{way}plan__cycle__framework"), row)
        for way, group in zip(("", "action__", "line__action__"), groups, strict=True)
        for row in group
    ]


def _keys(way: str) -> tuple[str, str]:
    """What the rows are grouped by, from where the action is reached."""
    return f"{way}measure_areas", f"{way}plan__cycle__framework"


def _sheets(communes: QuerySet[Commune]) -> list[Any]:
    """Published experience sheets, by the areas they name."""
    published = communes.order_by().filter(sheets__versions__isnull=False)
    rows = published.values_list("sheets__measure_areas")
    return list(rows.annotate(number=Count("sheets", distinct=True)))


def _people(frameworks: QuerySet[Framework], of_framework: dict[int, list[str]]) -> dict[str, Sums]:
    """Women and men of the needs the actions answer; a need counts once in an area."""
    answered = Need.objects.filter(
        framework__in=frameworks.values("pk"), actions__plan__state__in=AGREED
    )
    rows = answered.order_by().values_list(
        "pk", "framework", "women", "men", "actions__measure_areas"
    )
    counted: defaultdict[str, dict[int, Sums]] = defaultdict(dict)
    for pk, framework, women, men, areas in rows:
        for area in areas or of_framework[framework]:
            counted[area][pk] = {"women": women, "men": men}
    return {
        area: {name: known_sum(one[name] for one in needs.values()) for name in ("women", "men")}
        for area, needs in counted.items()
    }


def _forms(frameworks: QuerySet[Framework], said: list[Any], money: Groups) -> list[FormTotal]:
    """Each form a framework has, in the order of the list; those nobody said come last."""
    form_of = {row["pk"]: row["form"] or "" for row in said}
    found: defaultdict[str, Sums] = defaultdict(dict)
    between = _intersectoral(frameworks)
    for pk, form in form_of.items():
        _add(found, [form], {"frameworks": 1, "intersectoral": int(pk in between)})
    for _areas_named, framework, sums in money:
        known = {name: value for name, value in sums.items() if name not in JOBS}
        _add(found, [form_of[framework]], known)
    names = [*PartnershipForm.choices, ("", _("form not said"))]
    return [
        FormTotal(code=str(code), name=str(name), **found[code])  # type: ignore[arg-type]
        for code, name in names
        if code in found
    ]


def _intersectoral(frameworks: QuerySet[Framework]) -> set[int]:
    """Frameworks at whose table two of the three sectors sit today."""
    seats = FrameworkMember.objects.sitting().filter(framework__in=frameworks.values("pk"))
    told = seats.order_by().values_list(
        "framework", "organisation__kind", "organisation__partner_sector"
    )
    there: defaultdict[int, list[Organisation]] = defaultdict(list)
    for framework, kind, sector in told.distinct():
        there[framework].append(Organisation(kind=kind, partner_sector=sector))
    return {pk for pk, parties in there.items() if is_intersectoral(sectors_present(parties))}
