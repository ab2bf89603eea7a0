"""The one page an adviser prints before leaving: state, promises, obstacles, phones, questions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.utils import translation
from django.utils.text import Truncator, slugify

from communes.models import Commune
from consult.review.commune_file import CommuneFile, contacts_of, file_of, verified_last
from consult.review.questions import questions_of
from foundation.documents.document import Document
from foundation.formats.dates import day as in_words
from monitoring.lateness import SETTLED
from monitoring.models import Situation

# Lines of each block and letters of each line, so that the paper stays one page.
MOST: Final = {
    "reasons": 4, "late": 4, "commitments": 4, "obstacles": 4, "contacts": 8, "verified": 3,
    "questions": 8, "tired": 2,
}  # fmt: skip
LONGEST: Final = 150


class Block(NamedTuple):
    """The first lines of one block, and how many others there are."""

    rows: list[Any]
    more: int


def visit_brief(commune: Commune, user: Any, day: datetime.date) -> Document:
    """What the adviser takes along to a commune, on one A4 page."""
    with translation.override("fr"):
        file = file_of(commune, user, day)
        context = {
            "file": file,
            "seen": file.verdict_seen,
            "tally": _tally(file),
            "footer": f"Fiche avant visite – {commune.name_on(day)} – à ne pas diffuser",
            **_blocks(file),
        }
    place = commune.name_on(day)
    return Document(
        template="documents/brief.html",
        filename=f"fiche-visite-{slugify(place)}-{day:%Y-%m-%d}.pdf",
        title=f"Fiche avant visite – Commune de {place}",
        context=context,
    )


def _blocks(file: CommuneFile) -> dict[str, Block]:
    late = [action for action in file.actions if action.days_late]
    for action in file.actions:
        action.words = Situation(action.situation).label
    contacts = contacts_of(file.commune, file.day)
    return {
        "reasons": _cut("reasons", [reason.sentence for reason in file.standing.reasons]),
        "tired": _cut("tired", [sign.sentence for sign in file.tired]),
        "late": _cut("late", late),
        "commitments": _cut("commitments", file.commitments),
        "obstacles": _cut("obstacles", file.obstacles),
        "contacts": _cut("contacts", contacts),
        "verified": _cut("verified", verified_last(file.plan)),
        "questions": _cut("questions", [_short(line) for line in questions_of(file)]),
    }


def _cut(name: str, rows: Sequence[Any]) -> Block:
    most = MOST[name]
    return Block(list(rows[:most]), max(len(rows) - most, 0))


def _short(words: str) -> str:
    return Truncator(words).chars(LONGEST)


def _tally(file: CommuneFile) -> str:
    """« Cycle 3, plan du … au … : 8 actions, dont réalisées : 3, bloquées : 1 »."""
    if file.plan is None:
        return "Aucun plan n’est encore préparé."
    plan, many = file.plan, len(file.actions)
    span = f"du {in_words(plan.starts_on)} au {in_words(plan.ends_on)}"
    counts = [
        f"{str(one.label).lower()}\u00a0: {sum(a.situation == one for a in file.actions)}"
        for one in Situation
        if any(a.situation == one for a in file.actions)
    ]
    left = sum(action.situation not in SETTLED for action in file.actions)
    told = f" ({', '.join(counts)})" if counts else ""
    actions = f"{many} action{'s' if many > 1 else ''}"
    return f"Cycle {plan.cycle.number}, plan {span}\u00a0: {actions}{told}, {left} à suivre."
