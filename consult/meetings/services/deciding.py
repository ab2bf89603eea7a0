"""What the meeting said and decided, point by point; what follows; what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import ngettext

from actionplans.models import ActionPlan
from actionplans.services.actions import add_action
from communes.access import Action, require
from consult.meetings.services.lines import Line, log, require_open, write_lines
from consult.meetings.services.obstacles import answer_obstacles
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.today import today
from frameworks.models import Decision, DecisionPart, DecisionState, Meeting
from frameworks.services import NeedChoice, retain_needs
from monitoring.models import ObstaclePassage

SETTLED = (DecisionState.DONE, DecisionState.DROPPED)
LONGEST_ANSWER = 400


@dataclass(frozen=True)
class Consequence:
    """What follows at once from a decision that was typed or changed on the page."""

    decision: Decision
    parts: list[str] = field(default_factory=list)
    needs: list[NeedChoice] = field(default_factory=list)
    answers: bool = False  # whether the page says which obstacle it answers
    passage: ObstaclePassage | None = None
    plan: ActionPlan | None = None  # the plan that gets an action of the same words


@dataclass(frozen=True)
class PartSettled:
    """What became of a part of a decision, and when."""

    part: DecisionPart
    state: str
    on: datetime.date | None = None


@transaction.atomic
def record_decisions(
    meeting: Meeting,
    *,
    by: User,
    discussions: Iterable[Line] = (),
    decisions: Iterable[Line] = (),
    parts: Iterable[Line] = (),
    consequences: Iterable[Consequence] = (),
) -> None:
    """Store what was said on each point, each decision and what follows from it.

    New decisions take the next numbers. All of it is written, or nothing.
    """
    require_open(meeting, by=by)
    write_lines(meeting, discussions, by=by)
    number = next_number(meeting)
    lines = list(decisions)
    for line in lines:
        decision: Any = line.record
        if decision.pk is None:
            decision.meeting, decision.number, number = meeting, number, number + 1
    write_lines(meeting, [*parts, *_parts_going(lines), *lines], by=by)
    for consequence in consequences:
        _follow(meeting, consequence, by=by)


def next_number(meeting: Meeting) -> int:
    """The number the next decision of this meeting takes."""
    return (meeting.decisions.aggregate(last=Max("number"))["last"] or 0) + 1


def _parts_going(lines: Iterable[Line]) -> list[Line]:
    """The parts of a decision typed by mistake go with it."""
    gone: list[Any] = [line.record for line in lines if line.remove]
    parts = [part for decision in gone for part in decision.parts.all()]
    return [Line(part, part.save, remove=True) for part in parts]


def _follow(meeting: Meeting, consequence: Consequence, *, by: User) -> None:
    decision = consequence.decision
    _add_parts(meeting, decision, consequence.parts, by=by)
    if consequence.needs:
        retain_needs(meeting, consequence.needs, by=by)
    if consequence.answers:
        answer_obstacles(meeting, _answers(decision, consequence.passage), by=by)
    if consequence.plan:
        _make_action(consequence.plan, decision, by=by)


def _add_parts(meeting: Meeting, decision: Decision, parts: list[str], *, by: User) -> None:
    last = decision.parts.aggregate(last=Max("position"))["last"] or 0
    rows = [
        DecisionPart(decision=decision, position=place, wording=wording)
        for place, wording in enumerate(parts, start=last + 1)
    ]
    write_lines(meeting, [Line(row, row.save) for row in rows], by=by)


def _answers(decision: Decision, passage: ObstaclePassage | None) -> list[Line]:
    """The obstacle the decision answers, in the decision's words if it has no answer yet."""
    before = decision.obstacles_answered.all()
    if passage:
        before = before.exclude(pk=passage.pk)
    lines = []
    for other in before.select_related("obstacle__framework__commune"):
        other.decision = None
        lines.append(Line(other, other.save, ["decision"]))
    if passage:
        passage.decision, passage.left_out_reason = decision, ""
        passage.answer = passage.answer or decision.wording[:LONGEST_ANSWER]
        lines.append(Line(passage, passage.save, ["answer", "decision"]))
    return lines


def _make_action(plan: ActionPlan, decision: Decision, *, by: User) -> None:
    """An action of the plan in the decision's words; a sealed plan takes none."""
    needs = list(decision.needs.all())
    sectors = {need.sector_id for need in needs}
    add_action(
        plan,
        by=by,
        needs=needs,
        wording=decision.wording,
        responsible=decision.owner,
        due_words=decision.deadline_words,
        due_on=decision.deadline_on,
        sector_id=sectors.pop() if len(sectors) == 1 else None,
        decided_in=decision,
    )


@transaction.atomic
def settle_decision(
    decision: Decision,
    *,
    by: User,
    state: str,
    note: str = "",
    on: datetime.date | None = None,
    parts: Iterable[PartSettled] = (),
) -> None:
    """Say what became of a decision and of its parts, even long after the minutes were approved.

    Done while parts are open, it says why.
    """
    require(by, Action.RUN_MEETING, decision.meeting.framework.commune)
    for settled in parts:
        _settle(decision.meeting, settled.part, settled.state, settled.on, by=by)
    left = decision.parts.exclude(state__in=SETTLED).count()
    if sentence := needs_a_word(state, note, left):
        raise NotReady(sentence)
    _settle(decision.meeting, decision, state, on, by=by, settled_note=note)


def needs_a_word(state: str, note: str, open_parts: int) -> str:
    """Why a decision is not simply done: parts of it are open and nobody says why."""
    if state != DecisionState.DONE or note or not open_parts:
        return ""
    words = ngettext(
        "%(count)s part of this decision is still open. Settle it, or say why all is done.",
        "%(count)s parts of this decision are still open. Settle them, or say why all is done.",
        open_parts,
    )
    return words % {"count": open_parts}


def _settle(
    meeting: Meeting,
    record: Decision | DecisionPart,
    state: str,
    on: datetime.date | None,
    *,
    by: User,
    **words: str,
) -> None:
    """Write a state with its day; the same one sent again writes nothing."""
    new = {"state": state, "settled_on": (on or today()) if state in SETTLED else None, **words}
    if all(getattr(record, name) == value for name, value in new.items()):
        return
    move(record, to=new.pop("state"), field="state", **new)
    note = words.get("settled_note") or str(record.get_state_display())
    log(meeting, record, Verb.STATE, by=by, note=note)
