"""The agenda, proposed and adopted; what was said on each point; what was decided."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, NamedTuple

from consult.meetings.documents.words import deadline, in_charge, listed, taken
from foundation.formats.dates import day
from foundation.formats.numbers import NBSP
from frameworks.models import (
    AgendaItem,
    AgendaOrigin,
    AgendaState,
    Decision,
    DecisionPart,
    Meeting,
)

# The block of the minutes in which a point the rules wrote is told; the others stand together.
BLOCKS: Final = {
    AgendaOrigin.COMMITMENTS: "follow",
    AgendaOrigin.BALANCE: "balance",
    AgendaOrigin.OBSTACLES: "obstacles",
    AgendaOrigin.NEEDS: "needs",
    AgendaOrigin.PLAN: "plan",
    AgendaOrigin.COMMITTEE: "committee",
    AgendaOrigin.OTHER_BUSINESS: "divers",
}
CHANGED: Final = {
    AgendaState.ADDED: "ajouté",
    AgendaState.WITHDRAWN: "retiré",
    AgendaState.PUT_OFF: "reporté",
}
# What the table prints of a decision besides itself.
WITH_DECISION: Final = ("parts__owner", "parts__owner_person", "concerns")


class Part(NamedTuple):
    """A part of a decision with its own owner and deadline."""

    number: str
    wording: str
    who: str
    until: str
    situation: str


class Taken(NamedTuple):
    """A decision as the table prints it."""

    decision: Decision
    how: str
    who: str
    until: str
    parts: list[Part]
    notes: list[str]
    situation: str = ""


class Line(NamedTuple):
    """A point of the agenda with what the paper says of it in brackets."""

    item: AgendaItem
    notes: list[str]


class Point(NamedTuple):
    """A point of the agenda and what was decided on it."""

    item: AgendaItem
    decisions: list[Taken]


def talks(meeting: Meeting) -> dict[str, Any]:
    """Agenda, discussions by block, and the table of decisions."""
    decisions = [decision_row(row) for row in with_parts(meeting.decisions).order_by("number")]
    items: list[AgendaItem] = list(meeting.agenda.prefetch_related("concerns"))
    points: dict[str, list[Point]] = {}
    for point in _points(items, decisions):
        block = BLOCKS.get(AgendaOrigin(point.item.origin), "others")
        points.setdefault(block, []).append(point)
    return {
        "items": [Line(item, _notes(item)) for item in items],
        "adopted": _adopted(items),
        "points": points,
        "decisions": decisions,
    }


def with_parts(decisions: Any) -> Any:
    """Decisions with all that their table prints, in a fixed number of queries."""
    return decisions.select_related("owner", "owner_person", "resumes__meeting").prefetch_related(
        *WITH_DECISION
    )


def _adopted(items: list[AgendaItem]) -> str:
    """What adopting the agenda changed in it; nothing while nobody said that it was adopted."""
    states = Counter(item.state for item in items)
    changes = [
        f"{states[state]}{NBSP}point{'s' if states[state] > 1 else ''} "
        f"{word}{'s' if states[state] > 1 else ''}"
        for state, word in CHANGED.items()
        if states[state]
    ]
    if changes:
        return f"L’ordre du jour a été adopté avec {listed(changes)}."
    if states[AgendaState.ADOPTED] and not states[AgendaState.PROPOSED]:
        return "L’ordre du jour proposé a été adopté sans changement."
    return ""


def _notes(item: AgendaItem) -> list[str]:
    return [
        *([str(item.get_state_display())] if item.state in CHANGED else []),
        *([f"proposé par {item.proposed_by}"] if item.proposed_by else []),
        *(["parvenu après l’envoi des invitations"] if item.late else []),
        *_concerning(item.concerns.all()),
    ]


def _concerning(communes: Any) -> list[str]:
    """« concerne Dioro et Farako » in a joint meeting; nothing when it concerns all."""
    names = sorted(str(commune.name) for commune in communes)
    return [f"concerne {listed(names)}"] if names else []


def _points(items: list[AgendaItem], decisions: list[Taken]) -> list[Point]:
    """The points on which something was said or decided; the table has every decision."""
    points = [
        Point(item, [row for row in decisions if row.decision.agenda_item_id == item.pk])
        for item in items
    ]
    return [point for point in points if point.decisions or point.item.discussion]


def decision_row(decision: Decision, situation: str = "") -> Taken:
    """One decision with its parts, and in brackets what else the paper says of it."""
    notes = _concerning(decision.concerns.all())
    if decision.review_on:
        notes.append(f"à revoir le {day(decision.review_on)}")
    if decision.resumes:
        before = decision.resumes
        notes.append(
            f"reprend la décision n°{NBSP}{before.number} de la réunion n°{NBSP}"
            f"{before.meeting.number}"
        )
    parts = [_part(decision, row) for row in decision.parts.all()]
    who, until = in_charge(decision), deadline(decision)
    return Taken(decision, taken(decision), who, until, parts, notes, situation)


def _part(decision: Decision, row: DecisionPart) -> Part:
    return Part(
        f"{decision.number}.{row.position}",
        row.wording,
        in_charge(row),
        deadline(row),
        str(row.get_state_display()),
    )
