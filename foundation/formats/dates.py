"""Days, hours and months as each language writes them, whatever the computer's settings."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from foundation.formats.numbers import NBSP, is_english
from foundation.formats.partial import PartialDate

_MONTHS_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT_FR = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
)  # fmt: skip
_WEEKDAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month_name(month: int) -> str:
    """« août » or "August"; a month is 1 to 12."""
    return (_MONTHS_EN if is_english() else _MONTHS_FR)[month - 1]


def day(value: datetime.date | PartialDate | None, *, weekday: bool = False) -> str:
    """« 1er septembre 2026 » or "1 September 2026"; a partial date shows what is known of it."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return _partial(value)
    value = _local(value)
    name = (_WEEKDAYS_EN if is_english() else _WEEKDAYS_FR)[value.weekday()]
    text = f"{_rank(value.day)}{NBSP}{month_name(value.month)} {value.year}"
    return f"{name} {text}" if weekday else text


def day_short(value: datetime.date | PartialDate | None) -> str:
    """« 28/08/2026 » in both languages: the order Malian paper uses."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        parts = reversed(str(value).split("-"))
        return "/".join(parts)
    return f"{_local(value):%d/%m/%Y}"


def day_brief(value: datetime.date | None) -> str:
    """« 7 sept. » or "7 Sept": the year is known from the page around it."""
    if value is None:
        return ""
    value = _local(value)
    if is_english():
        month = _MONTHS_EN[value.month - 1]
        return f"{value.day}{NBSP}{month if len(month) < 5 else month[:3]}"
    return f"{_rank(value.day)}{NBSP}{_SHORT_FR[value.month - 1]}"


def month(value: datetime.date | None) -> str:
    """« septembre 2026 » or "September 2026"."""
    return "" if value is None else f"{month_name(value.month)} {value.year}"


def hour(value: datetime.time | datetime.datetime | None) -> str:
    """« 9 h », « 14 h 30 » or "9:00", "14:30"."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = _local_moment(value)
    if is_english():
        return f"{value.hour}:{value.minute:02}"
    minutes = f"{NBSP}{value.minute:02}" if value.minute else ""
    return f"{value.hour}{NBSP}h{minutes}"


def moment(value: datetime.datetime | None) -> str:
    """« 28 août 2026 à 10 h 42 »: when something was written down."""
    if value is None:
        return ""
    return gettext("%(day)s at %(hour)s") % {"day": day(value), "hour": hour(value)}


def age_days(days: int | None) -> str:
    """« il y a 6 j »: how long ago somebody last gave news."""
    if days is None:
        return ""
    if days <= 0:
        return gettext("today")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def period(first: datetime.date | None, last: datetime.date | None) -> str:
    """« du 1er mars 2026 au 31 mai 2026 »; one known end is enough."""
    if first and last:
        return gettext("from %(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    if last:
        return gettext("until %(last)s") % {"last": day(last)}
    return gettext("from %(first)s") % {"first": day(first)} if first else ""


def _rank(number: int) -> str:
    return "1er" if number == 1 and not is_english() else str(number)


def _partial(value: PartialDate) -> str:
    if value.precision == "day":
        return day(value.first_day)
    return month(value.first_day) if value.precision == "month" else str(value)


def _local(value: datetime.date) -> datetime.date:
    return _local_moment(value).date() if isinstance(value, datetime.datetime) else value


def _local_moment(value: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
