"""Three months of a calendar year, as reports count them and as their addresses write them."""

from __future__ import annotations

import datetime
from typing import Final, Self

from django.utils.translation import gettext as _

FIRST_YEAR: Final = 2007  # before it no framework existed


class Quarter(int):
    """A quarter, counted from year 0 on: the next one is one more. « 2025-t2 » in addresses."""

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """The quarter a day lies in."""
        return cls.make(day.year, (day.month + 2) // 3)

    @classmethod
    def make(cls, year: int, number: int) -> Self:
        """The quarter `number` (1 to 4) of a year."""
        return cls(year * 4 + number - 1)

    @property
    def year(self) -> int:
        return self // 4

    @property
    def number(self) -> int:
        """1 to 4."""
        return self % 4 + 1

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> datetime.date:
        return Quarter(self + 1).first - datetime.timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-t{self.number}"

    @property
    def title(self) -> str:
        """« 2e trimestre 2025 »."""
        return _QUARTERS[self.number]() % {"year": self.year}


_QUARTERS = {
    1: lambda: _("First quarter of %(year)s"),
    2: lambda: _("Second quarter of %(year)s"),
    3: lambda: _("Third quarter of %(year)s"),
    4: lambda: _("Fourth quarter of %(year)s"),
}


def years_since(first: datetime.date | None, today: datetime.date) -> list[list[Quarter]]:
    """The quarters that have begun, year by year, the last year first."""
    start = max(first.year if first else today.year, FIRST_YEAR)
    now = Quarter.of(today)
    return [
        [quarter for number in range(1, 5) if (quarter := Quarter.make(year, number)) <= now]
        for year in range(today.year, start - 1, -1)
    ]


class QuarterConverter:
    """« 2025-t2 » in an address."""

    regex = r"20\d\d-t[1-4]"

    def to_python(self, value: str) -> Quarter:
        year, _t, number = value.partition("-t")
        return Quarter.make(int(year), int(number))

    def to_url(self, value: int) -> str:
        return str(Quarter(value))
