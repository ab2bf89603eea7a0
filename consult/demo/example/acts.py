"""The council's deliberations and the development plan they register actions in."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from actionplans.models import Pdesc, PdescLine
from consult.demo.example.book import Book, find_needed
from consult.demo.example.reading import Item
from frameworks.models import Deliberation, DeliberationKind, DeliberationState, SessionKind

STATE_REPRESENTATIVES = {
    "sous-prefet": "Sous-préfet",
    "prefet": "Préfet",
    "gouverneur": "Gouverneur",
}


def load_deliberations(book: Book) -> None:
    """The acts of the council; what each is about follows from who cites it."""
    kinds = _kinds(book.item)
    for item in book.item.items("deliberations", _("deliberation"), known_by="number"):
        number = item.text("number")
        known = Deliberation.objects.filter(commune=book.commune, number=number).first()
        kind = kinds.get(number, DeliberationKind.OTHER)
        book.deliberations[number] = known or _deliberation(book, item, kind)


def _kinds(commune: Item) -> dict[str, DeliberationKind]:
    founding = commune.part("framework").text("founded_by")
    plans = [
        cycle.part("plan").text("deliberation")
        for cycle in commune.items("cycles", _("cycle"), known_by="no")
    ]
    return {**dict.fromkeys(plans, DeliberationKind.PLAN), founding: DeliberationKind.FOUNDING}


def _state(item: Item) -> DeliberationState:
    """As far as the dates prove: nothing is said enforceable without its day."""
    if not item.flag("adopted", default=True):
        return DeliberationState.DRAFT
    if item.day("enforceable_on"):
        return DeliberationState.ENFORCEABLE
    return DeliberationState.SENT if item.day("transmitted_on") else DeliberationState.VOTED


def _deliberation(book: Book, item: Item, kind: DeliberationKind) -> Deliberation:
    counts = (
        "in_office", "present", "represented", "absent", "votes_for", "votes_against",
        "abstentions", "not_voting",
    )  # fmt: skip
    days = ("convened_on", "transmitted_on", "posted_on", "enforceable_on")
    to = item.text("transmitted_to")
    return book.enter(
        item,
        Deliberation,
        commune=book.commune,
        kind=kind,
        number=item.text("number"),
        dated=item.partial("date", needed=True),
        state=_state(item),
        session_kind=item.code("session_kind", SessionKind.values),
        object=item.text("object_fr", needed=True),
        second_call=item.flag("second_call"),
        articles="\n".join(item.words("articles_fr")),
        chair=book.person(item, "chair"),
        secretary=book.person(item, "secretary"),
        transmitted_to=STATE_REPRESENTATIVES.get(to, to),
        receipt_reference=item.text("receipt_ref"),
        **{count: item.count(count) for count in counts},
        **{day: item.day(day) for day in days},
    )


def load_pdesc(book: Book) -> None:
    """The five-year development plan and its lines."""
    facts = book.item.part("pdesc")
    if not facts.facts:
        return
    item = Item(facts.facts, facts.place, "PDESC")
    years = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{4})", item.text("period", needed=True))
    if not years:
        raise item.refuse(_("The period is written 2022-2026."))
    first, last = (int(year) for year in years.groups())
    known = Pdesc.objects.filter(commune=book.commune, first_year=first).first()
    pdesc = known or book.enter(
        item,
        Pdesc,
        commune=book.commune,
        first_year=first,
        last_year=last,
        adopted_on=item.day("adopted_on"),
    )
    for line in item.items("lines", _("line"), known_by="code"):
        _line(book, line.within(item), pdesc)


def _line(book: Book, item: Item, pdesc: Pdesc) -> None:
    code = item.text("code")
    known = pdesc.lines.filter(code=code).first()
    book.pdesc_lines[code] = known or book.enter(
        item, PdescLine, pdesc=pdesc, code=code, title=item.text("title_fr", needed=True)
    )


def check_lines_cited(book: Book) -> None:
    """The PDESC lines a deliberation cites exist (the application keeps no such link yet)."""
    for item in book.item.items("deliberations", _("deliberation"), known_by="number"):
        for code in item.words("pdesc_lines"):
            cited = Item({"pdesc_lines": code}, item.place, item.name)
            find_needed(cited, "pdesc_lines", book.pdesc_lines)
