"""The annex *à inscrire*: what the next annual revision of the PDESC is to take in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import translation
from django.utils.text import slugify

from actionplans.documents.sheet import Row, rows_of
from actionplans.models import Action, ActionPlan, PdescLine, SourceColumn
from actionplans.querysets import ActionQuerySet, PdescLineQuerySet
from communes.documents import Signature, head_of
from foundation.documents.document import Document
from frameworks.documents.organ import organ_on
from frameworks.models import Framework
from frameworks.wording import headed


@dataclass(frozen=True)
class ToEnter:
    """One action to be entered: where, at what cost, what the commune bears of it (FCFA)."""

    row: Row
    year: int

    @property
    def action(self) -> Action:
        return self.row.action

    @property
    def villages(self) -> str:
        """Those of the needs it answers."""
        found = (need.village for need in self.action.needs.all() if need.village)
        return ", ".join(dict.fromkeys(found))

    @property
    def cost(self) -> int | None:
        return self.row.cost

    @property
    def share(self) -> int:
        """What the commune promised of it."""
        cell = self.row.cells.get(SourceColumn.COMMUNE)
        return cell.total if cell else 0


class Record(NamedTuple):
    """What the annex reads of the commune: its actions to be entered, all lines of its PDESC."""

    actions: ActionQuerySet
    lines: PdescLineQuerySet


def annex_to_enter(plan: ActionPlan, record: Record, on: datetime.date) -> Document:
    """Every action to be entered, and the priority sectors' lines on which no action stands.

    An action that was carried over counts once. The annex is drawn as on that day.
    """
    framework = plan.cycle.framework
    commune = framework.commune
    year = year_proposed(plan)
    rows = [
        ToEnter(row, year_proposed(row.action.plan))
        for row in rows_of(record.actions.filter(carried_to=None))
    ]
    with translation.override("fr"):
        organ = organ_on(commune, on)
        head = headed(commune, head_of(commune, on, in_words=False), on)
        context = {
            "head": head._replace(date=""),
            "rows": rows,
            **_sums(rows),
            "idle": idle_lines(framework, record.lines, year, on),
            "pdesc": _period(framework, year),
            "signatures": [Signature(organ.chief, organ.head_name)],
            "footer": framework.name,
        }
    name = commune.name_on(on)
    return Document(
        template="documents/to_enter.html",
        filename=f"a-inscrire-au-pdesc-{slugify(name)}-{year}.pdf",
        title=f"Actions à inscrire au PDESC – Commune de {name}",
        context=context,
    )


def year_proposed(plan: ActionPlan) -> int:
    """The budget year of the act on the plan, else the year after the plan ends."""
    act = plan.deliberation
    return (act.budget_year if act else None) or plan.ends_on.year + 1


def idle_lines(
    framework: Framework, lines: PdescLineQuerySet, year: int, on: datetime.date
) -> list[PdescLine]:
    """Lines of priority sectors in the PDESC of that year on which no action stands yet."""
    sectors = framework.priority_sectors.active(on).values("sector")
    running = lines.filter(pdesc__first_year__lte=year, pdesc__last_year__gte=year)
    idle = running.filter(sector__in=sectors, actions=None)
    return list(idle.select_related("sector").order_by("code", "pk"))


def _period(framework: Framework, year: int) -> str:
    """« PDESC 2024-2028 », or PDESC alone when none covers that year."""
    pdesc = framework.commune.pdescs.filter(first_year__lte=year, last_year__gte=year).first()
    return str(pdesc or "PDESC")


def _sums(rows: list[ToEnter]) -> dict[str, int]:
    return {
        "cost": sum(row.cost or 0 for row in rows),
        "share": sum(row.share for row in rows),
        "without_cost": sum(row.cost is None for row in rows),
    }
