"""Where bars begin and end, as percentages an SVG attribute can hold."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from foundation.formats.numbers import percent

Part = tuple[str, float, str] | tuple[str, float, str, str]
_GAP = 0.6  # white between two neighbours, in per cent of the width


class Segment(NamedTuple):
    """One filled stretch: where it starts, how wide it is, its colour class."""

    x: str
    width: str
    css: str


def segments(parts: Iterable[tuple[float, str]], total: float) -> list[Segment]:
    """Neighbouring stretches that together fill at most the whole bar."""
    drawn: list[Segment] = []
    at = 0.0
    for amount, css in parts:
        width = min(100.0 * amount / total, 100.0 - at) if total > 0 else 0.0
        if width > 0:
            gap = _GAP if at + width < 99.9 else 0.0
            drawn.append(Segment(_written(at), _written(max(width - gap, 0.3)), css))
        at += width
    return drawn


def stacked(parts: list[Part], label: str) -> dict[str, Any]:
    """A bar of several parts, its key, and the same figures in one sentence for ears."""
    total = sum(part[1] for part in parts)
    shares = [(part[0], percent(part[1] / total if total else 0)) for part in parts]
    return {
        "segments": segments(((part[1], part[2]) for part in parts), total),
        "label": label or ", ".join(f"{name} {share}" for name, share in shares),
        "rows": [
            {"name": part[0], "css": part[2].removeprefix("f-"), "text": _text(part)}
            for part in parts
        ],
    }


def gantt(
    starts: datetime.date, ends: datetime.date, first: datetime.date, last: datetime.date
) -> dict[str, str]:
    """The stretch of one action inside the plan's months, cut at the plan's two ends."""
    whole = (last - first).days + 1
    left = min(max((starts - first).days, 0), whole - 1)
    right = min(max((ends - first).days + 1, left + 1), whole)
    late_half = left / whole > 0.55
    return {
        "x": _written(100 * left / whole),
        "width": _written(100 * (right - left) / whole),
        "anchor": "end" if late_half else "start",
        "text_x": _written(100 * (right if late_half else left) / whole),
    }


def month_marks(first: datetime.date, last: datetime.date) -> list[str]:
    """Where each month after the first begins."""
    whole = (last - first).days + 1
    starts = (datetime.date(year, month, 1) for year, month in _months(first, last)[1:])
    return [_written(100 * (start - first).days / whole) for start in starts]


def months(first: datetime.date, last: datetime.date) -> list[int]:
    """The months the two days span, 1 to 12."""
    return [month for _year, month in _months(first, last)]


def _months(first: datetime.date, last: datetime.date) -> list[tuple[int, int]]:
    start, stop = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [(number // 12, number % 12 + 1) for number in range(start, stop + 1)]


def _text(part: Part) -> str:
    return part[3] if len(part) == 4 else ""


def _written(share: float) -> str:
    """A percentage with a point, whatever the language: SVG reads no decimal comma."""
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
