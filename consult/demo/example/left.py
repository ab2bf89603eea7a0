"""What a file holds that the application has no place for yet: checked, counted and said."""

from __future__ import annotations

from django.utils.translation import gettext as _

from consult.demo.example.acts import check_lines_cited
from consult.demo.example.book import Book, find, find_needed
from consult.demo.example.reading import Item


def check_left(book: Book) -> None:
    """Names that point nowhere refuse the file, even in facts that are not kept."""
    check_lines_cited(book)
    for meeting in book.item.items("meetings", _("meeting")):
        for cost in _rows(meeting, "logistics_costs"):
            find_needed(cost, "party", book.organisations)
    for stream in _rows(book.item, "new_revenue_streams"):
        find(stream, "decided_by", book.deliberations)
    for survey in _rows(book.item, "surveys"):
        find_needed(survey, "cycle", book.cycles)


def _rows(item: Item, key: str) -> list[Item]:
    """A list whose things bear no identifier."""
    rows = item.facts.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise item.refuse(_("“%(key)s” is a list of groups of facts.") % {"key": key})
    return [Item(row, item.place, f"{item.name}, {key} {n}") for n, row in enumerate(rows, 1)]


def left_out(book: Book) -> list[str]:
    """One line for each kind of fact that has no place yet, with how many there are."""
    commune = book.item
    reports = commune.items("reports", _("report"))
    meetings = commune.items("meetings", _("meeting"))
    framework = commune.part("framework")
    counted = [
        (_("texts of monitoring reports"), len(reports)),
        (_("costs of meetings"), sum(len(_rows(each, "logistics_costs")) for each in meetings)),
        (_("tax records"), len(_rows(commune, "taxes"))),
        (_("new revenue streams"), len(_rows(commune, "new_revenue_streams"))),
        (_("trust surveys"), len(_rows(commune, "surveys"))),
        (_("experience sheets"), len(_rows(commune, "experience_sheets"))),
        (_("measure areas of the framework"), len(framework.words("measure_areas"))),
        (_("type of partnership of the framework"), len(framework.part("isp").facts)),
    ]
    return [
        _("%(what)s: %(count)s, no place for them yet") % {"what": what, "count": count}
        for what, count in counted
        if count
    ]
