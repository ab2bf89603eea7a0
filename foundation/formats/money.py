"""Sums in FCFA: always whole francs, grouped in threes, on screen and in print."""

from foundation.formats.numbers import NARROW, NBSP, group, is_english


def fcfa(amount: int | None) -> str:
    """« 2 450 000 FCFA » or "FCFA 2,450,000", with the wide no-break space old screens can show."""
    return _written(amount, NBSP)


def fcfa_print(amount: int | None) -> str:
    """The same sum for documents, with the narrow no-break space of French typography."""
    return _written(amount, NARROW)


def amount_print(amount: int | None) -> str:
    """« 2 450 000 » alone, for table cells whose heading already says FCFA."""
    if amount is None:
        return ""
    return group(amount, "," if is_english() else NARROW)


def _written(amount: int | None, separator: str) -> str:
    if amount is None:
        return ""
    if is_english():
        return f"FCFA{NBSP}{group(amount, ',')}"
    return f"{group(amount, separator)}{NBSP}FCFA"
