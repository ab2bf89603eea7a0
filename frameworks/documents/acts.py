"""Documents E and F: a deliberation, the extract of the register, the slip that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify

from communes.documents import Head, Signature, head_of
from foundation.documents.document import Document
from foundation.documents.kept import KeptDocument
from foundation.formats.dates import day
from foundation.formats.words import day_in_words
from frameworks.documents.act_parts import (
    copies,
    counts,
    heading,
    representative,
    session_words,
    signatures,
    written,
)
from frameworks.documents.act_words import COLLEGES, ActText, on, proposed_text
from frameworks.documents.organ import organ_on
from frameworks.models import (
    ActPaper,
    Deliberation,
    DeliberationKind,
    DeliberationLine,
    DeliberationState,
    Framework,
)
from frameworks.rules import is_adopted, is_frozen
from frameworks.wording import headed

TITLES: Final = {ActPaper.ACT: "Délibération", ActPaper.EXTRACT: "Extrait du registre"}
NAMES: Final = {ActPaper.ACT: "deliberation", ActPaper.EXTRACT: "extrait"}
DOTS: Final = "……………"


def act_paper(act: Deliberation, paper: ActPaper = ActPaper.ACT) -> Document:
    """A signed act as it was signed, what became of it after it; else the act as it now reads.

    An act signed before its papers were kept is drawn from the register.
    """
    kept = act.texts.filter(paper=paper).first() if is_frozen(act) else None
    if kept is None:
        return drawn_act(act, paper)
    with translation.override("fr"):
        joined = render_to_string("documents/acts/_after.html", _after(act))
    return KeptDocument(
        template="",
        filename=_filename(act, NAMES[paper]),
        context={},
        title=_title(act, TITLES[paper]),
        kept=kept.html,
        joined=joined,
    )


def drawn_act(
    act: Deliberation, paper: ActPaper = ActPaper.ACT, *, alone: bool = False
) -> Document:
    """The act as its record reads now; `alone` leaves out what becomes of it after signature."""
    framework = framework_of(act)
    with translation.override("fr"):
        context = {
            **_frame(act, framework, paper),
            "lost": act.state != DeliberationState.DRAFT and not _passed(act),
            **written(_text(act, framework)),
            "lines": _lines(list(act.lines.order_by("position"))),
            "members": _members(act, framework),
            **({} if alone or not is_frozen(act) else _after(act)),
        }
    return _document(act, paper, context)


def proposed_act(
    act: Deliberation, text: ActText, lines: Sequence[DeliberationLine], framework: Framework
) -> Document:
    """The draft of an act that does not stand in the register yet; its day is left in dots."""
    with translation.override("fr"):
        framed = _frame(act, framework, ActPaper.ACT)
        context = {
            **framed,
            "head": framed["head"]._replace(date=DOTS),
            "session": session_words(act, framed["organ"], f"le {DOTS}"),
            **written(text),
            "lines": _lines(lines),
        }
    return _document(act, ActPaper.ACT, context)


def _frame(act: Deliberation, framework: Framework | None, paper: ActPaper) -> dict[str, Any]:
    """What stands around the text: the heading, the session, the votes, who signs."""
    organ = organ_on(act.commune, act.dated.first_day)
    return {
        "act": act,
        "extract": paper == ActPaper.EXTRACT,
        "head": _head(act),
        "organ": organ,
        "draft": act.state == DeliberationState.DRAFT,
        "heading": heading(act),
        "session": session_words(act, organ),
        "counts": counts(act),
        "signatures": signatures(act, organ, paper),
        "copies": copies(act),
        "footer": framework.name if framework else act.commune.name_on(act.dated.first_day),
    }


def _document(act: Deliberation, paper: ActPaper, context: dict[str, Any]) -> Document:
    return Document(
        template="documents/acts/deliberation.html",
        filename=_filename(act, NAMES[paper]),
        title=_title(act, TITLES[paper]),
        context=context,
    )


def dispatch_slip(act: Deliberation) -> Document:
    """The *bordereau d'envoi* that goes with the act to the representative of the State."""
    organ = organ_on(act.commune, act.dated.first_day)
    sent_on = act.transmitted_on
    with translation.override("fr"):
        head = head_of(act.commune, sent_on or act.dated.first_day, in_words=sent_on is not None)
        context = {
            "act": act,
            "head": headed(act.commune, head, sent_on),
            "organ": organ,
            "to": _addressee(act),
            "sent_words": on(act.dated),
            "annexes": bool(act.lines.all()) or act.kind == DeliberationKind.FOUNDING,
            "draft": act.state == DeliberationState.DRAFT,
            "signatures": [Signature(organ.chief, organ.head_name)],
            "footer": act.commune.name_on(act.dated.first_day),
        }
    return Document(
        template="documents/acts/slip.html",
        filename=_filename(act, "bordereau"),
        title=_title(act, "Bordereau d’envoi"),
        context=context,
    )


def framework_of(act: Deliberation) -> Framework | None:
    """The framework an act founds, else the one that stands in the commune."""
    founded: Framework | None = act.frameworks.order_by("pk").first()
    return founded or act.commune.frameworks.current().first()


def _addressee(act: Deliberation) -> str:
    """Who the act is sent to, in full: « Sous-préfet » alone gets the name of the district."""
    usual = representative(act)
    short = usual.lower().startswith(act.transmitted_to.lower())
    return usual if short else act.transmitted_to


def _head(act: Deliberation) -> Head:
    """The heading of the day; a day nobody knows is not invented."""
    usual = head_of(act.commune, act.dated.first_day, in_words=True)
    head = headed(act.commune, usual, act.dated.last_day if is_frozen(act) else None)
    return head._replace(number="", date=_dated(act))


def _dated(act: Deliberation) -> str:
    """The day in letters, as far as it is known."""
    if act.dated.precision == "day":
        return day_in_words(act.dated.first_day)
    return f"{DOTS} {day(act.dated)}"


def _text(act: Deliberation, framework: Framework | None) -> ActText:
    """The text as typed; before signature, what is not written yet is what would be proposed."""
    proposal = proposed_text(act, framework) if not act.visas else None
    visas = act.visas or (proposal.visas if proposal else "")
    return ActText(visas, act.considerants, act.articles)


def _lines(rows: Sequence[DeliberationLine]) -> dict[str, Any]:
    """The actions entered in the programme, the sums of their rows, and those not estimated."""
    return {
        "rows": rows,
        "cost": sum(row.cost or 0 for row in rows),
        "share": sum(row.communal_share for row in rows),
        "without_cost": sum(row.cost is None for row in rows),
    }


def _members(act: Deliberation, framework: Framework | None) -> list[tuple[str, list[str]]]:
    """The annex of the founding act: who sits in the framework that day, by college."""
    if act.kind != DeliberationKind.FOUNDING or framework is None:
        return []
    rows = framework.members.sitting(act.dated.last_day).select_related("organisation")
    found: dict[str, list[str]] = {}
    for row in rows.order_by("organisation__name"):
        found.setdefault(row.college, []).append(row.organisation.name)
    return [(words, found[code]) for code, words in COLLEGES.items() if code in found]


def _passed(act: Deliberation) -> bool:
    """Annulled or repealed later, an act was still voted on its day."""
    return is_adopted(act) or (act.votes_for or 0) >= (act.votes_against or 0)


def _after(act: Deliberation) -> dict[str, Any]:
    """What became of a signed act: sending, control, posting, effect."""
    return {"after": act, "controls": list(act.controls.order_by("dated", "pk"))}


def _title(act: Deliberation, what: str) -> str:
    return f"{what} n° {act.number} – Commune de {act.commune.name_on(act.dated.first_day)}"


def _filename(act: Deliberation, kind: str) -> str:
    parts = (kind, slugify(act.number.replace("/", "-")), slugify(act.commune.name))
    return f"{'-'.join(parts)}.pdf"


__all__ = ["act_paper", "dispatch_slip", "drawn_act", "framework_of", "proposed_act"]
