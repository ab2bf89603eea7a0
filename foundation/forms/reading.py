"""How typed amounts, days and hours are understood; None when they are not."""

import datetime
import re
from typing import Final

from foundation.formats.numbers import is_english
from foundation.formats.search import search_key

_SPACE: Final = r"[ \u00a0\u202f\u2009]"
_UNIT: Final = rf"(?:{_SPACE}*(?:F{_SPACE}?CFA|CFA|XOF|FRS?|F)\.?)?"
_FCFA: Final = rf"(?:FCFA{_SPACE}*)?"
_DIGITS: Final = re.compile(rf"{_FCFA}(\d+){_UNIT}", re.IGNORECASE)
_GROUPS: Final = re.compile(
    rf"{_FCFA}(\d{{1,3}}(?:(?:{_SPACE}|[.,])\d{{3}})+){_UNIT}", re.IGNORECASE
)
_DAY: Final = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDED_DAY: Final = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.? (\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")
_HOUR: Final = re.compile(
    r"(\d{1,2})(?:\s*(?:h|:|\.)\s*(\d{2})?(?:\s*(?:mn|min)?)?)?", re.IGNORECASE
)
_MONTH_STARTS: Final = (
    ("jan",), ("fev", "feb"), ("mar",), ("avr", "apr"), ("mai", "may"), ("juin", "jun"),
    ("juil", "jul"), ("aou", "aug"), ("sep",), ("oct",), ("nov",), ("dec",),
)  # fmt: skip


def read_amount(text: str) -> int | None:
    """Digits alone, or in groups of exactly three; commas group only in English."""
    match = _DIGITS.fullmatch(text) or _GROUPS.fullmatch(text)
    if match is None or ("," in text and not is_english()):
        return None
    digits = re.sub(r"\D", "", match[1]).lstrip("0")
    return int(digits[:20] or "0")  # more is refused anyway, and nobody may make us count it


def read_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of « 28/8/26 », "2026-08-28" or « 28 août 2026 », not yet checked."""
    if match := _ISO_DAY.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY.fullmatch(text):
        return _full_year(match[3]), int(match[2]), int(match[1])
    if match := _WORDED_DAY.fullmatch(search_key(text)):
        month = _month_of(match[2])
        return (int(match[3]), month, int(match[1])) if month else None
    return None


def read_partial(text: str) -> tuple[int, ...] | None:
    """(2007,), (2007, 3) or (2007, 3, 15)."""
    if re.fullmatch(r"\d{4}", text):
        return (int(text),)
    if match := _ISO_MONTH.fullmatch(text):
        return int(match[1]), int(match[2])
    if match := _MONTH.fullmatch(text):
        return int(match[2]), int(match[1])
    if (match := re.fullmatch(r"([a-z]+)\.? (\d{4})", search_key(text))) and (
        month := _month_of(match[1])
    ):
        return int(match[2]), month
    return read_day(text)


def read_hour(text: str) -> datetime.time | None:
    """« 9 », « 9h », « 9:30 », « 14 h 30 »; an hour that does not exist is None."""
    match = _HOUR.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return datetime.time(int(match[1]), int(match[2] or 0))


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return 1900 + year if year >= 90 else 2000 + year


def _month_of(word: str) -> int:
    """The month whose French or English name starts so; 0 when none does."""
    for number, starts in enumerate(_MONTH_STARTS, start=1):
        if word.startswith(starts):
            return number
    return 0
