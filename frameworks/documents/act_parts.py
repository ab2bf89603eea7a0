"""The turns of phrase of a council's act: who sat where, the votes, its articles, its copies."""

from __future__ import annotations

import datetime
import re
from typing import Any, Final

from communes.documents import Signature
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP
from foundation.formats.words import day_in_words
from frameworks.documents.act_words import SESSION_WORDS, ActText, seen
from frameworks.documents.organ import Organ, named
from frameworks.models import ActPaper, Deliberation

_SUBJECT: Final = re.compile(
    r"(portant|relative|adoptant|approuvant|autorisant|inscrivant)\b", re.IGNORECASE
)


def heading(act: Deliberation) -> str:
    """« portant création du cadre de concertation… »; an object worded otherwise stays as typed."""
    typed = act.object.strip()
    if _SUBJECT.match(typed):
        return f"{typed[:1].lower()}{typed[1:]}"
    return f"portant {typed[:1].lower()}{typed[1:]}" if _is_noun(typed) else typed


def _is_noun(typed: str) -> bool:
    """« Création du cadre… », « Adoption du plan… » read well after « portant »."""
    first = typed.split(" ", 1)[0].lower()
    return first.endswith("tion") or first in ("choix", "règlement", "avis")


def session_words(act: Deliberation, organ: Organ, when: str = "") -> str:
    """Where, when, on which notice and under whom the assembly sat; `when` instead of its day."""
    place = act.commune.chief_town or act.commune.name_on(act.dated.first_day)
    called = f", sur convocation {_in_letters(act.convened_on)}" if act.convened_on else ""
    second = ", sur deuxième convocation" if act.second_call else ""
    chair = _chair(act, organ)
    return (
        f"{organ.the} de {act.commune.name_on(act.dated.first_day)}, {organ.met} à {place} en "
        f"session {SESSION_WORDS[act.session_kind]}{second}, {when or _when(act)}{called}, "
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


def counts(act: Deliberation) -> list[tuple[str, str]]:
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


def written(text: ActText) -> dict[str, Any]:
    """Visas, reasons and numbered articles as the paper prints them, from one line for each."""
    return {
        "visas": [_ended(seen(line)) for line in _each(text.visas)],
        "considerants": [_ended(_because(line)) for line in _each(text.considerants)],
        "articles": [_article(n, line) for n, line in enumerate(_each(text.articles), 1)],
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


def signatures(act: Deliberation, organ: Organ, paper: ActPaper) -> list[Signature]:
    """Who signs: the secretary and the chair of the session; under an extract, the mayor."""
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


def representative(act: Deliberation) -> str:
    """Who represents the State near the commune on the day of the act."""
    attached = act.commune.attachment_on(act.dated.first_day)
    near = attached.arrondissement if attached else act.commune.arrondissement
    if near:
        return f"Sous-préfet de l’arrondissement de {near.name}"
    cercle = attached.cercle if attached else act.commune.cercle
    return f"Préfet du cercle de {cercle.name}"


def copies(act: Deliberation) -> list[str]:
    """The *ampliations*: who gets a copy."""
    to = representative(act)
    prefect = [] if to.startswith("Préfet") else ["Préfecture"]
    return [
        *prefect, to.split(" de l’")[0] if prefect else to, "Perception", "Services techniques",
        "Membres du cadre", "Archives", "Affichage",
    ]  # fmt: skip
