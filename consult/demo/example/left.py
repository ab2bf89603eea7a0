"""What a file holds that the application has no place for yet: checked, counted and said."""

from __future__ import annotations

from django.utils.translation import gettext as _

from consult.demo.example.acts import check_lines_cited
from consult.demo.example.book import Book


def check_left(book: Book) -> None:
    """Names that point nowhere refuse the file, even in facts that are not kept."""
    check_lines_cited(book)


def left_out(book: Book) -> list[str]:
    """One line for each kind of fact that has no place yet, with how many there are."""
    commune = book.item
    framework = commune.part("framework")
    counted = [
        (_("experience sheets"), len(commune.rows("experience_sheets"))),
        (_("measure areas of the framework"), len(framework.words("measure_areas"))),
        (_("type of partnership of the framework"), len(framework.part("isp").facts)),
    ]
    return [
        _("%(what)s: %(count)s, no place for them yet") % {"what": what, "count": count}
        for what, count in counted
        if count
    ]
