"""The three months of a plan as days."""

import datetime


def month_start(first: datetime.date, month: int) -> datetime.date:
    """First day of the plan's month 1, 2 or 3; month 4 is the day after the third."""
    index = first.month - 1 + month - 1
    year, number = first.year + index // 12, index % 12 + 1
    for day in (first.day, 30, 29, 28):
        try:
            return datetime.date(year, number, day)
        except ValueError:
            continue
    raise AssertionError(first)
