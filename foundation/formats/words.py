"""Sums and dates written out in letters, as French acts of a commune require."""

import datetime

from num2words import num2words

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number_in_words(value: int) -> str:
    """7130000 is « sept millions cent trente mille »."""
    return str(num2words(value, lang="fr"))


def fcfa_in_words(amount: int) -> str:
    """« sept millions cent trente mille francs CFA », « un million de francs CFA »."""
    words = number_in_words(amount)
    if amount and amount % 1_000_000 == 0:
        return f"{words} de francs CFA"
    return f"{words} franc{'s' if amount > 1 else ''} CFA"


def day_in_words(day: datetime.date, *, weekday: bool = False) -> str:
    """« quinze février deux mille vingt-quatre », « premier mars … »."""
    rank = "premier" if day.day == 1 else number_in_words(day.day)
    words = f"{rank} {_MONTHS[day.month - 1]} {number_in_words(day.year)}"
    return f"{_WEEKDAYS[day.weekday()]} {words}" if weekday else words


def year_in_words(year: int) -> str:
    """« deux mille vingt-quatre », for « L’an deux mille vingt-quatre »."""
    return number_in_words(year)
