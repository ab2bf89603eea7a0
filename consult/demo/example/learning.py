"""The experience sheets the file tells: handed in, so that the adviser finds them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from consult.demo.example.book import Book
from consult.demo.example.reading import Item
from consult.learning.exchange import Unknown, answers_of
from consult.learning.models import ExperienceSheet, SheetState, Variant
from consult.learning.outline import EDITION


def load_sheets(book: Book) -> None:
    """Every sheet that is not there yet: with its answers, submitted on the day it tells of."""
    for item in book.item.rows("experience_sheets"):
        title = item.text("title_fr", needed=True)
        known = ExperienceSheet.objects.filter(commune=book.commune, framework=book.framework)
        if not known.filter(title=title).exists():
            _sheet(book, item, title)


def _sheet(book: Book, item: Item, title: str) -> None:
    variant, dated = item.code("variant", Variant.values), item.day_needed("as_of")
    try:
        answers = answers_of(item.facts, variant, lambda identifier: _name(book, identifier))
    except Unknown as fact:
        raise item.refuse(_("“%(key)s” has no place in this sheet.") % {"key": fact}) from fact
    sheet = book.enter(
        item,
        ExperienceSheet,
        commune=book.commune,
        framework=book.framework,
        variant=variant,
        edition=EDITION,
        title=title,
        as_of=dated,
        state=SheetState.SUBMITTED,
        submitted_on=dated,
        answers=answers,
    )
    party = book.organisations.get(answers.get("1.9", {}).get("ref", ""))
    if party:
        sheet.sectors.set(party.sectors.all())


def _name(book: Book, identifier: str) -> str:
    """Who an identifier of the file stands for; nothing when it is no identifier."""
    found = book.people.get(identifier) or book.organisations.get(identifier)
    return str(found) if found else ""
