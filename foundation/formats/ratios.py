"""Shares, means and medians of things counted: nothing of nothing is unknown, never 0."""

from __future__ import annotations

import statistics
from collections.abc import Iterable


def share(part: float | None, whole: float | None) -> float | None:
    """`part` ÷ `whole`, usually between 0 and 1; None (« n.d. ») when either is not known or 0."""
    if part is None or not whole:
        return None
    return part / whole


def mean(values: Iterable[float]) -> float | None:
    """The mean of the values; None of none."""
    found = list(values)
    return sum(found) / len(found) if found else None


def median(values: Iterable[float]) -> float | None:
    """The value in the middle; None of none."""
    found = list(values)
    return float(statistics.median(found)) if found else None


def known_sum(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None when nothing is."""
    found = [value for value in values if value is not None]
    return sum(found) if found else None
