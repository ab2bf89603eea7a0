"""Why a file is not kept, in one word; the sentence is found in `errors`. Knows no Django."""


class Refused(Exception):
    """`code` names the reason, `number` is the count the sentence speaks of."""

    def __init__(self, code: str, number: int = 0) -> None:
        self.code, self.number = code, number
        super().__init__(code)


DAMAGED, LOCKED, ACTIVE, PAGES, POINTS = "damaged", "locked", "active", "pages", "points"
