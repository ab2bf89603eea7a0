"""What the commune collects, its new revenues, and the trust surveys of its cycles."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from consult.demo.example.book import Book, find, find_needed
from consult.demo.example.reading import Item
from frameworks.models import (
    Cycle,
    NewRevenueStream,
    TaxKind,
    TaxRecord,
    TrustItem,
    TrustScore,
    TrustSide,
    TrustSurvey,
)

Key = TypeVar("Key", bound=tuple[object, ...])

YEARS = range(1990, 2101)


def load_taxes(book: Book) -> None:
    """Each tax of each year once, as forecast and collected."""
    seen: set[tuple[int, str]] = set()
    for item in book.item.rows("taxes"):
        key = (_year(item), item.code("kind", TaxKind.values))
        _once(item, key, seen)
        year, kind = key
        if not TaxRecord.objects.filter(commune=book.commune, year=year, kind=kind).exists():
            book.enter(
                item,
                TaxRecord,
                commune=book.commune,
                year=year,
                kind=kind,
                forecast=item.count("forecast_xof"),
                collected=item.count("collected_xof"),
                members_liable=item.count("op_members_liable"),
                members_paid=item.count("op_members_paid"),
            )


def load_streams(book: Book) -> None:
    """Revenues the commune did not have before the framework."""
    seen: set[tuple[int, str]] = set()
    for item in book.item.rows("new_revenue_streams"):
        year, title = key = (_year(item), item.text("title_fr", needed=True))
        _once(item, key, seen)
        act = find(item, "decided_by", book.deliberations)
        known = NewRevenueStream.objects.filter(commune=book.commune, year=year, title=title)
        if not known.exists():
            book.enter(
                item,
                NewRevenueStream,
                commune=book.commune,
                year=year,
                title=title,
                collected=item.count("collected_xof"),
                decided_by=act,
            )


def load_surveys(book: Book) -> None:
    """The trust survey of each cycle, with the mean of each side to each question."""
    seen: set[tuple[str, str]] = set()
    for item in book.item.rows("surveys"):
        cycle: Cycle = find_needed(item, "cycle", book.cycles)
        asked_on = item.day_needed("date")
        _once(item, (item.text("cycle"), str(asked_on)), seen)
        scores = _scores(item)
        if not TrustSurvey.objects.filter(cycle=cycle, asked_on=asked_on).exists():
            survey = book.enter(
                item,
                TrustSurvey,
                cycle=cycle,
                asked_on=asked_on,
                respondents_commune=item.number("respondents_commune"),
                respondents_op=item.number("respondents_op"),
            )
            for (question, side), mean in scores.items():
                book.enter(item, TrustScore, survey=survey, item=question, side=side, mean=mean)


def _scores(item: Item) -> dict[tuple[str, str], Decimal]:
    """By question and side; a question or side nobody knows is refused."""
    questions = item.part("mean_scores_1_to_4")
    found = {}
    for question in questions.facts:
        _among(item, str(question), TrustItem.values)
        sides = questions.part(str(question))
        for side in sides.facts:
            _among(item, str(side), TrustSide.values)
            mean = _mean(sides, str(question), str(side))
            if mean is not None:
                found[str(question), str(side)] = mean
    return found


def _mean(item: Item, question: str, side: str) -> Decimal | None:
    value = item.facts.get(side)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 4:
        said = {"item": f"{question}, {side}", "value": value}
        raise item.refuse(_("“%(item)s” says “%(value)s”; a mean lies between 1 and 4.") % said)
    return Decimal(str(value)).quantize(Decimal("0.01"))


def _year(item: Item) -> int:
    year = item.number("year")
    if year not in YEARS:
        raise item.refuse(_("“%(year)s” is no year. Write it in four figures.") % {"year": year})
    return year


def _once(item: Item, key: Key, seen: set[Key]) -> None:
    if key in seen:
        raise item.refuse(_("This stands twice in the file."))
    seen.add(key)


def _among(item: Item, word: str, known: list[str]) -> None:
    if word not in known:
        said = {"word": word, "known": ", ".join(known)}
        raise item.refuse(_("“%(word)s” is not known; expected: %(known)s.") % said)
