"""The formats as template filters; every template has them without loading anything."""

import datetime
import decimal
import functools
from collections.abc import Callable
from typing import Any

from django import template

from foundation.formats import dates, money, numbers, phones, words
from foundation.formats.partial import PartialDate

register = template.Library()


def _tolerant(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """A variable the page does not have prints nothing instead of failing."""

    @functools.wraps(write)
    def filtered(value: Any) -> str:
        return "" if value in (None, "") else write(value)

    return filtered


register.filter("fcfa", _tolerant(money.fcfa))
register.filter("fcfa_print", _tolerant(money.fcfa_print))
register.filter("amount_print", _tolerant(money.amount_print))
register.filter("fcfa_in_words", _tolerant(words.fcfa_in_words))
register.filter("day_short", _tolerant(dates.day_short))
register.filter("day_brief", _tolerant(dates.day_brief))
register.filter("month", _tolerant(dates.month))
register.filter("hour", _tolerant(dates.hour))
register.filter("moment", _tolerant(dates.moment))
register.filter("age_days", _tolerant(dates.age_days))
register.filter("filesize", _tolerant(numbers.filesize))
register.filter("phone", _tolerant(phones.phone))
register.filter("phone_link", _tolerant(phones.phone_link))


@register.filter
def day(value: datetime.date | PartialDate | None, option: str = "") -> str:
    """`{{ d|day }}`, `{{ d|day:"weekday" }}`, `{{ d|day:"short" }}`, `{{ d|day:"words" }}`."""
    if option == "short":
        return dates.day_short(value or None)
    if option == "words" and isinstance(value, datetime.date):
        return words.day_in_words(value)
    return dates.day(value or None, weekday=option == "weekday")


@register.filter
def number(value: int | float | decimal.Decimal | None, places: int | None = None) -> str:
    """`{{ n|number }}` or `{{ n|number:1 }}` decimals."""
    return numbers.number(None if value == "" else value, places)


@register.filter
def percent(share: float | decimal.Decimal | None, places: int = 0) -> str:
    """`{{ share|percent }}` of a share between 0 and 1."""
    return numbers.percent(None if share == "" else share, places)


@register.filter
def ordinal(rank: int, gender: str = "") -> str:
    """`{{ n|ordinal:"f" }} réunion`."""
    return numbers.ordinal(rank, gender) if rank else ""


@register.simple_tag
def period(first: datetime.date | None, last: datetime.date | None) -> str:
    """`{% period plan.starts_on plan.ends_on %}`."""
    return dates.period(first, last)
