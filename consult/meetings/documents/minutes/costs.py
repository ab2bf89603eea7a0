"""What holding the meeting cost, by party, outside any plan's total (I15)."""

from __future__ import annotations

from typing import Any

from consult.meetings.costs import costs_of
from frameworks.models import Meeting


def costs(meeting: Meeting) -> dict[str, Any]:
    """The annex on costs: an empty amount means not valued, never 0."""
    return {"costs": costs_of(meeting)}
