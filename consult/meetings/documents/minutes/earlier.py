"""What earlier meetings left: their decisions, their minutes corrected, the running plan."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from consult.meetings.balance import Balance, balance_of
from consult.meetings.documents.minutes.talks import WITH_DECISION, Taken, decision_row
from consult.meetings.documents.words import deadline, in_charge
from consult.meetings.followed import followed, previous_meeting
from frameworks.models import Meeting, OpenSubject
from monitoring.models import ObstaclePassage


class Blocked(NamedTuple):
    """An obstacle before the meeting, its answer, and who carries it out by when."""

    what: str
    where: str
    answer: str
    who: str
    until: str


class LeftOut(NamedTuple):
    """Something that does not come back, and why."""

    what: str
    why: str


def earlier(meeting: Meeting) -> dict[str, Any]:
    """Follow-up, balance of the running plan, obstacles, corrections asked for."""
    before = previous_meeting(meeting)
    passages = list(
        meeting.obstacles.select_related(
            "obstacle__action", "obstacle__party", "decision__owner", "decision__owner_person"
        )
    )
    balance: Balance | None = balance_of(meeting)
    return {
        "earlier": before,
        "followed": _followed(meeting, before),
        "left_out": _left_out(meeting, passages),
        "corrected": list(meeting.corrections_made.select_related("meeting")),
        "balance": balance,
        "obstacles": [_blocked(row) for row in passages if not row.left_out_reason],
    }


def _followed(meeting: Meeting, before: Meeting | None) -> list[Taken]:
    rows = followed(meeting, before)
    prefetch_related_objects([row.decision for row in rows], *WITH_DECISION, "resumes__meeting")
    return [decision_row(row.decision, row.situation) for row in rows]


def _left_out(meeting: Meeting, passages: list[ObstaclePassage]) -> list[LeftOut]:
    subjects = meeting.subjects.filter(item=None).select_related(
        "decision__meeting", "need", "put_off"
    )
    return [
        *(LeftOut(_subject(row), row.left_out_reason) for row in subjects),
        *(
            LeftOut(f"Obstacle «\u00a0{row.obstacle}\u00a0»", row.left_out_reason)
            for row in passages
            if row.left_out_reason
        ),
    ]


def _subject(row: OpenSubject) -> str:
    if row.decision:
        where = f"(réunion n°\u00a0{row.decision.meeting.number})"
        return f"Décision n°\u00a0{row.decision.number} {where}\u00a0: {row.decision}"
    if row.need:
        return f"Besoin {row.need.code}\u00a0: {row.need.statement}"
    return f"Point reporté\u00a0: {row.put_off}"


def _blocked(row: ObstaclePassage) -> Blocked:
    obstacle, decision = row.obstacle, row.decision
    where = obstacle.action or obstacle.party or obstacle.place
    answer = row.answer
    if decision:
        answer = f"{answer} (décision n°\u00a0{decision.number})".strip()
    return Blocked(
        str(obstacle),
        str(where or ""),
        answer,
        in_charge(decision) if decision else "",
        deadline(decision) if decision else "",
    )
