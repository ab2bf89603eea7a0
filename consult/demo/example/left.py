"""What is checked of a file beyond the facts that are entered from it."""

from __future__ import annotations

from consult.demo.example.acts import check_lines_cited
from consult.demo.example.book import Book


def check_left(book: Book) -> None:
    """Names that point nowhere refuse the file, even in facts that are not kept."""
    check_lines_cited(book)
