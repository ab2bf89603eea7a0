"""Documents E and F: a deliberation, the extract of the register, the slip that sends it."""

from __future__ import annotations

import datetime
import re
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify

from communes.documents import Head, Signature, head_of
from foundation.documents.document import Document
from foundation.documents.kept import KeptDocument
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP
from foundation.formats.words import day_in_words
from frameworks.documents.act_words import (
    COLLEGES,
    SESSION_WORDS,
    on,
    proposed_text,
    seen,
)
from frameworks.documents.organ import Organ, named, organ_on
from frameworks.models import (
    ActPaper,
    Deliberation,
    DeliberationKind,
    DeliberationState,
    Framework,
)
from frameworks.rules import is_adopted, is_frozen
from frameworks.wording import headed

TITLES: Final = {ActPaper.ACT: "Délibération", ActPaper.EXTRACT: "Extrait du registre"}
NAMES: Final = {ActPaper.ACT: "deliberation", ActPaper.EXTRACT: "extrait"}
DOTS: Final = "……………"
_SUBJECT: Final = re.compile(
    r"(portant|relative|adoptant|approuvant|autorisant|inscrivant)\b", re.IGNORECASE
)


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
    organ = organ_on(act.commune, act.dated.first_day)
    with translation.override("fr"):
        context = {
            "act": act,
            "extract": paper == ActPaper.EXTRACT,
            "head": _head(act),
            "organ": organ,
            "draft": act.state == DeliberationState.DRAFT,
            "lost": act.state != DeliberationState.DRAFT and not _passed(act),
            "heading": _heading(act),
            "session": _session(act, organ),
            "counts": _counts(act),
            **_text(act, framework),
            "lines": _lines(act),
            "members": _members(act, framework),
            "signatures": _signatures(act, organ, paper),
            "copies": _copies(act),
            "footer": framework.name if framework else act.commune.name_on(act.dated.first_day),
            **({} if alone or not is_frozen(act) else _after(act)),
        }
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


def representative(act: Deliberation) -> str:
    """Who represents the State near the commune on the day of the act."""
    attached = act.commune.attachment_on(act.dated.first_day)
    near = attached.arrondissement if attached else act.commune.arrondissement
    if near:
        return f"Sous-préfet de l’arrondissement de {near.name}"
    cercle = attached.cercle if attached else act.commune.cercle
    return f"Préfet du cercle de {cercle.name}"


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


def _heading(act: Deliberation) -> str:
    """« portant création du cadre de concertation… »; an object worded otherwise stays as typed."""
    typed = act.object.strip()
    if re.match(
        r"(portant|relative|adoptant|approuvant|autorisant|inscrivant)\b", typed, re.IGNORECASE
    ):
        return f"{typed[:1].lower()}{typed[1:]}"
    return f"portant {typed[:1].lower()}{typed[1:]}" if _is_noun(typed) else typed


def _is_noun(typed: str) -> bool:
    """« Création du cadre… », « Adoption du plan… » read well after « portant »."""
    first = typed.split(" ", 1)[0].lower()
    return first.endswith("tion") or first in ("choix", "règlement", "avis")


def _session(act: Deliberation, organ: Organ) -> str:
    """Where, when, on which notice and under whom the assembly sat."""
    place = act.commune.chief_town or act.commune.name_on(act.dated.first_day)
    called = f", sur convocation {_in_letters(act.convened_on)}" if act.convened_on else ""
    second = ", sur deuxième convocation" if act.second_call else ""
    chair = _chair(act, organ)
    return (
        f"{organ.the} de {act.commune.name_on(act.dated.first_day)}, {organ.met} à {place} en "
        f"session {SESSION_WORDS[act.session_kind]}{second}, {_when(act)}{called}, "
        f"sous la présidence de {chair}"
    )


def _when(act: Deliberation) -> str:
    if act.dated.precision == "day":
        return f"le {day_in_words(act.dated.first_day)}"
    return f"en {day(act.dated)}"


def _in_letters(when: datetime.date) -> str:
    return f"du {day_in_words(when)}"


def _chair(act: Deliberation, organ: Organ) -> str:
    """The chair by name; the head of the commune is named with the office."""
    if act.chair is None:
        return f"{organ.head_name}, {organ.chief_after}" if organ.head_name else named(None)
    known = named(act.chair)
    if organ.head_name and organ.is_head(act.chair):
        return f"{known}, {organ.chief_after}"
    return f"{known}, {act.chair.function}" if act.chair.function else known


def _counts(act: Deliberation) -> list[tuple[str, str]]:
    """The table of members and votes (R16); dots are filled by hand."""
    rows = (
        ("En exercice", act.in_office),
        ("Présents", act.present),
        ("Représentés", act.represented),
        ("Absents", act.absent),
        ("Pour", act.votes_for),
        ("Contre", act.votes_against),
        ("Abstentions", act.abstentions),
        ("N’ont pas pris part au vote", act.not_voting),
    )
    return [(label, "………" if value is None else str(value)) for label, value in rows]


def _text(act: Deliberation, framework: Framework | None) -> dict[str, Any]:
    """The text as typed; before signature, what is not written yet is what would be proposed."""
    proposal = proposed_text(act, framework) if not act.visas else None
    visas = act.visas or (proposal.visas if proposal else "")
    return {
        "visas": [_ended(seen(line)) for line in _each(visas)],
        "considerants": [_ended(_because(line)) for line in _each(act.considerants)],
        "articles": [_article(n, line) for n, line in enumerate(_each(act.articles), 1)],
    }


def _each(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _because(line: str) -> str:
    return line if line.lower().startswith("considérant") else f"Considérant {line}"


def _ended(line: str) -> str:
    """Each visa and each reason ends with a semicolon."""
    return f"{line.rstrip(' .;,')}{NBSP};"


def _article(number: int, line: str) -> tuple[str, str]:
    """« Article 1er », « Article 2 »; a number typed by hand is not printed twice."""
    title = "Article 1er" if number == 1 else f"Article {number}"
    typed = re.match(r"article\s+(?:premier|1er|\d+)\s*[:.–-]?\s*", line, re.IGNORECASE)
    return title, line[typed.end() :] if typed else line


def _lines(act: Deliberation) -> dict[str, Any]:
    """The actions entered in the programme, the sums of their rows, and those not estimated."""
    rows = list(act.lines.order_by("position"))
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


def _signatures(act: Deliberation, organ: Organ, paper: ActPaper) -> list[Signature]:
    chair = act.chair
    if paper == ActPaper.EXTRACT:
        return [Signature(f"Pour extrait conforme, {organ.chief_after}", organ.head_name)]
    name = f"{chair.first_name} {chair.last_name.upper()}" if chair else organ.head_name
    capacity = f"{organ.chief}, président de séance"
    if not organ.is_head(chair):
        capacity = "Le président de séance"
    secretary = act.secretary
    scribe = f"{secretary.first_name} {secretary.last_name.upper()}" if secretary else ""
    return [Signature("Le secrétaire de séance", scribe), Signature(capacity, name)]


def _copies(act: Deliberation) -> list[str]:
    """The *ampliations*: who gets a copy."""
    to = representative(act)
    prefect = [] if to.startswith("Préfet") else ["Préfecture"]
    return [
        *prefect, to.split(" de l’")[0] if prefect else to, "Perception", "Services techniques",
        "Membres du cadre", "Archives", "Affichage",
    ]  # fmt: skip


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


__all__ = ["act_paper", "dispatch_slip", "drawn_act", "framework_of"]
