"""Small words about code, for the pages that are written from it."""


def first_line(text: str) -> str:
    """The first sentence block of a docstring, on one line."""
    return " ".join(text.strip().split("\n\n")[0].split())
