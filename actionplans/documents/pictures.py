"""What the pictures of a plan are drawn from: its three months, and who pays."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from actionplans.calendar import month_start
from actionplans.documents.sheet import PlanSheet
from actionplans.models import COLUMN_OF_KIND, Action, ActionPlan, SourceColumn
from communes.models import OrganisationKind
from foundation.formats.money import fcfa

COLOURS = {
    SourceColumn.COMMUNE: "f-co",
    SourceColumn.PROFESSIONAL: "f-pr",
    SourceColumn.SERVICES: "f-et",
    SourceColumn.DONORS: "f-go",
    SourceColumn.PROGRAMME: "f-no",
    SourceColumn.OTHER: "f-late",
}


def bar(found: ActionPlan, action: Action) -> dict[str, Any]:
    """One row of the table and its bar in the three months."""
    months, who = action.months, action.responsible
    starts = month_start(found.starts_on, months[0]) if months else None
    end = month_start(found.starts_on, months[-1] + 1) if months else None
    ends = action.due_on or (end - datetime.timedelta(days=1) if end else None)
    return {
        "action": action,
        "starts": min(starts or found.starts_on, ends) if ends else None,
        "ends": ends,
        "css": COLOURS[COLUMN_OF_KIND[OrganisationKind(who.kind)]] if who else "f-no",
    }


def paying(sheet: PlanSheet) -> list[tuple[str, int, str, str]]:
    """Who pays, for the stacked bar: one part per column with money, and what is still sought."""
    parts = [
        (str(column.label), cell.total, COLOURS[column], fcfa(cell.total))
        for column, cell in sheet.by_column
        if cell.total
    ]
    if sheet.missing:
        parts.append((_("Still to be found"), sheet.missing, "f-lack", fcfa(sheet.missing)))
    return parts
