"""Dates of which the commune knows only the year, or the year and the month."""

import calendar
import dataclasses
import datetime
import functools
import re
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@functools.total_ordering
@dataclasses.dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as precise as people remember it: 2007-03-15, 2007-03 or 2007."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day needs its month.")
        month = 1 if self.month is None else self.month
        datetime.date(self.year, month, 1 if self.day is None else self.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read "2007", "2007-03" or "2007-03-15"; anything else is a ValueError."""
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"Not a year, a month or a day: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year or 0, month, day)

    @classmethod
    def from_date(cls, day: datetime.date) -> Self:
        """The same day, fully known."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> str:
        """How much is known: "year", "month" or "day"."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def first_day(self) -> datetime.date:
        """The earliest day this can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The latest day this can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return str(self) < str(other)
