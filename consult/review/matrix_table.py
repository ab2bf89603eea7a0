"""The matrix as a table for a spreadsheet: stable codes, typed columns, one line per commune."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consult.review.matrix import Row
from consult.review.tables import Column, Kind
from frameworks.models import Step


def columns() -> list[Column]:
    """The codes never change; a step is told by its shape (ok, go, late, watch, no)."""
    return [
        Column("commune_code", _("Code of the commune")),
        Column("commune", _("Commune")),
        Column("cercle", _("Cercle")),
        Column("region", _("Region")),
        Column("verdict", _("Verdict")),
        Column("reason", _("Why")),
        Column("days_late", _("Days late"), Kind.INT),
        Column("step", _("Step")),
        *(
            Column(f"step_{number}", f"{number}. {step.label}")
            for number, step in enumerate(Step, 1)
        ),
        Column("actions", _("Actions"), Kind.INT),
        Column("actions_done", _("Actions done"), Kind.INT),
        Column("actions_blocked", _("Actions blocked"), Kind.INT),
        Column("obstacles_open", _("Obstacles without an answer"), Kind.INT),
        Column("last_news", _("Last news"), Kind.DATE),
        Column("fatigue", _("Signs of fatigue")),
        Column("paused_from", _("Paused from"), Kind.DATE),
        Column("paused_to", _("Paused until"), Kind.DATE),
    ]


def lines(found: list[Row]) -> Iterator[tuple[Any, ...]]:
    """One line per commune, as the page shows it; without a cycle nothing is counted."""
    for row in found:
        commune, progress, counts = row.commune, row.progress, row.counts
        known = counts if commune.cycle_pk else None
        yield (
            commune.code, commune.name, commune.cercle.name, commune.cercle.region.name,
            progress.verdict.value, row.reason, progress.days_late,
            progress.current.value if commune.cycle_pk else None,
            *(cell.kind for cell in row.cells),
            known and known.actions, known and known.done, known and known.blocked,
            commune.obstacles_open if commune.framework_pk else None, progress.news_on,
            " ".join(sign.code for sign in row.signs), counts.paused_from, counts.paused_to,
        )  # fmt: skip


def without_data(found: list[Row]) -> int:
    """How many communes have neither an open cycle nor any news."""
    return sum(not row.commune.cycle_pk and row.progress.news_on is None for row in found)
