"""The formats as template filters; every template has them without loading anything."""

import datetime
import decimal

from django import template

from foundation.formats import dates, money, numbers, phones, words
from foundation.formats.partial import PartialDate

register = template.Library()

register.filter("fcfa", money.fcfa)
register.filter("fcfa_print", money.fcfa_print)
register.filter("amount_print", money.amount_print)
register.filter("fcfa_in_words", words.fcfa_in_words)
register.filter("day_short", dates.day_short)
register.filter("day_brief", dates.day_brief)
register.filter("month", dates.month)
register.filter("hour", dates.hour)
register.filter("moment", dates.moment)
register.filter("age_days", dates.age_days)
register.filter("filesize", numbers.filesize)
register.filter("phone", phones.phone)
register.filter("phone_link", phones.phone_link)


@register.filter
def day(value: datetime.date | PartialDate | None, option: str = "") -> str:
    """`{{ d|day }}`, `{{ d|day:"weekday" }}`, `{{ d|day:"short" }}`, `{{ d|day:"words" }}`."""
    if option == "short":
        return dates.day_short(value)
    if option == "words" and isinstance(value, datetime.date):
        return words.day_in_words(value)
    return dates.day(value, weekday=option == "weekday")


@register.filter
def number(value: int | float | decimal.Decimal | None, places: int | None = None) -> str:
    """`{{ n|number }}` or `{{ n|number:1 }}` decimals."""
    return numbers.number(value, places)


@register.filter
def percent(share: float | decimal.Decimal | None, places: int = 0) -> str:
    """`{{ share|percent }}` of a share between 0 and 1."""
    return numbers.percent(share, places)


@register.filter
def ordinal(rank: int, gender: str = "") -> str:
    """`{{ n|ordinal:"f" }} réunion`."""
    return numbers.ordinal(rank, gender)


@register.simple_tag
def period(first: datetime.date | None, last: datetime.date | None) -> str:
    """`{% period plan.starts_on plan.ends_on %}`."""
    return dates.period(first, last)
