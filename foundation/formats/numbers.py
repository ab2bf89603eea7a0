"""Numbers, percentages, file sizes and ranks as people of each language write them."""

import decimal
from typing import Final

from django.utils.translation import get_language, gettext

NBSP: Final = "\u00a0"
NARROW: Final = "\u202f"


def is_english() -> bool:
    """True when the page is read in English; every other reader gets French."""
    return (get_language() or "fr").startswith("en")


def group(value: int, separator: str) -> str:
    """Digits in threes: 2450000 with a space is "2 450 000"."""
    return f"{value:,}".replace(",", separator)


def number(value: int | float | decimal.Decimal | None, places: int | None = None) -> str:
    """« 12 345,5 » or "12,345.5"; nothing known is an empty string."""
    if value is None:
        return ""
    if places is not None:
        text = f"{value:,.{places}f}"
    elif isinstance(value, int):
        text = f"{value:,}"
    else:
        text = f"{round(value, 2):,f}" if isinstance(value, decimal.Decimal) else f"{value:,.2f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    if is_english():
        return text
    return text.translate({ord(","): NBSP, ord("."): ","})


def round_half_up(value: decimal.Decimal, places: int = 0) -> decimal.Decimal:
    """As people round: 62.5 is 63, not the nearest even number."""
    return value.quantize(decimal.Decimal(1).scaleb(-places), decimal.ROUND_HALF_UP)


def percent(share: float | decimal.Decimal | None, places: int = 0) -> str:
    """A share between 0 and 1 as « 58 % » or "58%"; a share of nothing is « n.d. » or "n/a"."""
    if share is None:
        return gettext("n/a")
    exact = decimal.Decimal(str(share)) * 100
    text = number(round_half_up(exact, places), places)
    return f"{text}%" if is_english() else f"{text}{NBSP}%"


def filesize(size: int) -> str:
    """« 38 Ko » or "38 kB": how long the download will take, at a glance."""
    units = ("B", "kB", "MB") if is_english() else ("o", "Ko", "Mo")
    if size < 1000:
        return f"{size}{NBSP}{units[0]}"
    if size < 1_000_000:
        return f"{number(max(1, round(size / 1000)))}{NBSP}{units[1]}"
    return f"{number(size / 1_000_000, 1)}{NBSP}{units[2]}"


def ordinal(rank: int, gender: str = "") -> str:
    """« 1re » (of a feminine noun, gender "f"), « 1er », « 2e », or "1st", "2nd"."""
    if not is_english():
        return f"{rank}e" if rank != 1 else ("1re" if gender == "f" else "1er")
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{rank}{'th' if rank % 100 in (11, 12, 13) else ends.get(rank % 10, 'th')}"
