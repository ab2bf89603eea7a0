"""Plain functions that make the adviser's records, beside `tests/make.py`. All is invented."""

from __future__ import annotations

from typing import Any

from communes.models import Commune
from consult.review.models import ProgrammeCommitment, Visit
from foundation.accounts.models import User
from tests import make


def visit(of: Commune, by: User, **fields: Any) -> Visit:
    fields = {"made_on": make.DAY} | fields
    return Visit.objects.create(commune=of, made_by=by, **fields)


def commitment(of: Commune, by: User, **fields: Any) -> ProgrammeCommitment:
    """Fencing stakes promised for the end of March 2025."""
    fields = {
        "wording": "Apporter les piquets", "made_on": make.DAY, "due_on": make.day("2025-03-31"),
    } | fields  # fmt: skip
    return ProgrammeCommitment.objects.create(commune=of, made_by=by, **fields)


def kept(of: Commune, by: User, rows: int = 1) -> dict[str, int]:
    """`rows` visits, each with a commitment, and the numbers their addresses carry."""
    numbers = {}
    for _ in range(rows):
        made = visit(of, by, people_met="Le maire", private_note="À revoir")
        promised = commitment(of, by, visit=made)
        numbers = {"visites": made.pk, "engagements": promised.pk}
    return numbers
