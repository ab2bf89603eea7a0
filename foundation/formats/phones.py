"""Malian telephone numbers: eight digits, stored with the country's +223."""

import re

from foundation.formats.numbers import NBSP

_MOBILE = r"5[0-3]\d{6}|6\d{7}|7\d{7}|8[2-59]\d{6}|9\d{7}|200[12]\d{4}|2079\d{4}|217\d{5}"
_FIXED = r"202\d{5}|21[14-689]\d{5}|40\d{6}|44\d{6}"
_MALI = re.compile(rf"(?:{_MOBILE}|{_FIXED})")


def parse_phone(text: str) -> str | None:
    """« 76 12 34 56 » or « 00223-76123456 » as "+22376123456"; None when no such number exists."""
    digits = re.sub(r"[\s.\-/()\u00a0\u202f]", "", text)
    digits = re.sub(r"^(?:\+|00)223", "", digits)
    return f"+223{digits}" if _MALI.fullmatch(digits) else None


def phone(stored: str | None) -> str:
    """ "+22376123456" as « +223 76 12 34 56 »; a foreign or older number as it was stored."""
    if not stored:
        return ""
    match = re.fullmatch(r"(?:\+223)?(\d{2})(\d{2})(\d{2})(\d{2})", stored.replace(" ", ""))
    return NBSP.join(("+223", *match.groups())) if match else stored


def phone_link(stored: str | None) -> str:
    """The tel: address a telephone can dial."""
    digits = re.sub(r"[^\d+]", "", stored or "")
    return f"tel:{digits if digits.startswith('+') else f'+223{digits}'}" if digits else ""
