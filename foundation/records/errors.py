"""What stops an act. Each one carries the sentences a person reads."""

from collections.abc import Iterable


class NotReady(Exception):
    """An act is refused: `reasons` are sentences that say what is missing and what to do."""

    def __init__(self, *reasons: str, code: str = "") -> None:
        self.reasons: list[str] = [str(reason) for reason in reasons]
        self.code = code
        super().__init__(" ".join(self.reasons))

    @classmethod
    def unless_empty(cls, reasons: Iterable[str]) -> None:
        """Raise when at least one reason is given."""
        found = list(reasons)
        if found:
            raise cls(*found)


class Stale(Exception):
    """Somebody else moved the record first; the page must be read again."""
