"""Acts on meetings, news and obstacles."""

from __future__ import annotations

import datetime
from typing import Any

from actionplans.models import Action, ActionPlan
from actionplans.services import change_plan
from communes.models import Role
from consult.meetings import services as meetings
from foundation.accounts.models import User
from foundation.records.lines import Line as Row
from frameworks.models import Meeting, MeetingKind
from monitoring.models import Obstacle, Situation, Voice
from monitoring.services import obstacles
from monitoring.services.statements import say
from tests.machine import model as plain
from tests.machine.planning import whole
from tests.machine.run import TOWN_HALL, Run, Try

COMMITTEE = frozenset({Role.COMMITTEE, Role.SECRETARY})
SPEAKERS = {
    Voice.RESPONSIBLE: TOWN_HALL,
    Voice.COMMITTEE: COMMITTEE,
    Voice.ADVISER: frozenset({Role.ADVISER}),
}


def hold_a_meeting(run: Run) -> Try | None:
    """A meeting held today is entered with who came; the draft of the open cycle is put before it.

    What blocks comes before it by itself.
    """
    if run.model.sitting:
        return None
    day = run.model.day + datetime.timedelta(days=3 if run.maybe(0.4) else 0)
    turn, plan = run.model.open_cycle, run.model.last_plan
    draft = plan if plan and turn and plan.cycle == turn.pk and plan.state == "brouillon" else None
    if not (draft or run.wrong) and run.rng.random() < 0.8:
        return None  # most meetings agree a plan

    def do(by: User) -> Meeting:
        number = len(run.model.sittings) + 1
        kind = MeetingKind.ORDINARY
        facts = {"number": number, "kind": kind, "held_on": whole(day)}
        meeting = Meeting(framework=run.world.framework, **facts)
        meetings.call_meeting(meeting, by=by)
        marks = {run.world.person.pk: meetings.Mark("present")}
        came = meetings.Newcomer(run.world.person, marks[run.world.person.pk])
        meetings.record_attendance(meeting, by=by, marks=marks, newcomers=[came])
        if draft:
            stored = ActionPlan.objects.get(pk=draft.pk)
            change_plan(stored, by=by, starts_on=stored.starts_on, agreed_at=meeting)
        return meeting

    def then(meeting: Meeting) -> None:
        before = {pk: "" for pk, block in run.model.blocks.items() if _stands(block)}
        for pk in before:
            run.model.blocks[pk].state = "transmis"
        run.model.sittings.append(plain.Sitting(meeting.pk, day, passages=before))
        if draft:
            draft.meeting = meeting.pk

    return Try(TOWN_HALL, day == run.model.day, do, then)


def _stands(block: plain.Block) -> bool:
    return block.state in plain.OPEN_OBSTACLES


def answer_what_blocks(run: Run) -> Try | None:
    """The meeting answers every obstacle before it that has no answer yet."""
    sitting = run.pick(run.model.sittings) if run.wrong else run.model.sitting
    if sitting is None or not sitting.passages:
        return None
    silent = sitting.silent if not sitting.approved else list(sitting.passages)

    def do(by: User) -> None:
        meeting = Meeting.objects.get(pk=sitting.pk)
        rows = []
        for passage in meeting.obstacles.filter(obstacle__in=silent):
            passage.answer = "La commune y pourvoit."
            rows.append(Row(passage, passage.save, ["answer"]))
        meetings.answer_obstacles(meeting, rows, by=by)

    def then(_nothing: Any) -> None:
        sitting.passages |= dict.fromkeys(silent, "answered")

    return Try(TOWN_HALL, not sitting.approved, do, then, f"{len(silent)}")


def approve_the_minutes(run: Run) -> Try | None:
    """The mayor approves: the plan is sealed, answered obstacles are settled, the rest put off."""
    sitting = run.pick(run.model.sittings) if run.wrong else run.model.sitting
    if sitting is None:
        return None
    drafts = [
        plan
        for plan in run.model.plans.values()
        if plan.meeting == sitting.pk and plan.state == "brouillon"
    ]
    ready = not sitting.approved and not sitting.silent
    ready &= all(run.model.ready_to_seal(plan) for plan in drafts)

    def do(by: User) -> None:
        meeting = Meeting.objects.select_related("framework__commune").get(pk=sitting.pk)
        meetings.approve(meeting, by=by, on=run.model.day)

    def then(_nothing: Any) -> None:
        sitting.approved = True
        for plan in drafts:
            plan.state = "valide"
        for pk, block in run.model.blocks.items():
            _settle(sitting, pk, block)

    return Try(frozenset({Role.MAYOR}), ready, do, then, f"seals {len(drafts)}")


def _settle(sitting: plain.Sitting, pk: int, block: plain.Block) -> None:
    if not _stands(block):
        return
    said = sitting.passages.get(pk)
    if said is None and block.raised_on <= sitting.held_on:
        said, block.state = "excused", "transmis"  # noted as not dealt with
        sitting.passages[pk] = said
    if said == "answered":
        block.state = "traite"
    elif said == "excused" and block.state == "transmis":
        block.state = "reporte"


def tell_how_it_goes(run: Run) -> Try | None:
    """One voice says how an action goes."""
    task = run.pick(run.model.tasks.values())
    if task is None:
        return None
    plan, voice = run.model.plan_of(task), run.pick(Voice)
    said_on = run.model.day + datetime.timedelta(days=run.rng.randint(-9, 3 if run.wrong else 0))
    situation = str(run.pick(Situation))
    note = "" if run.maybe(0.5) else "La piste est coupée"
    agreed = plan.state != "brouillon"
    given_up = situation == "abandonnee" and run.model.is_over(plan)
    ready = (agreed or given_up) and said_on <= run.model.day
    ready &= bool(note) or situation not in ("bloquee", "abandonnee")
    who = SPEAKERS[voice]
    if voice == Voice.RESPONSIBLE and task.by_service:
        who |= {Role.SERVICE}

    def do(by: User) -> Any:
        action = Action.objects.get(pk=task.pk)
        facts: dict[str, Any] = {"situation": situation, "said_on": said_on, "note": note}
        return say(action, by=by, voice=voice, **facts)

    def then(_statement: Any) -> None:
        task.said.append(plain.Said(voice, situation, said_on))

    return Try(who, ready, do, then, f"{task.pk} {voice} {situation} {said_on}")


def name_what_blocks(run: Run) -> Try:
    """The committee names an obstacle, of an action or of the whole commune."""
    task = run.pick(run.model.tasks.values()) if run.rng.random() < 0.5 else None
    raised_on = run.model.day + datetime.timedelta(days=run.rng.randint(-9, 2 if run.wrong else 0))
    pk = task.pk if task else None

    def do(by: User) -> Obstacle:
        facts = {"category": "foncier", "raised_on": raised_on, "action_id": pk}
        return obstacles.raise_obstacle(Obstacle(framework=run.world.framework, **facts), by=by)

    def then(obstacle: Obstacle) -> None:
        run.model.blocks[obstacle.pk] = plain.Block(obstacle.pk, "ouvert", raised_on, pk)

    return Try(COMMITTEE, raised_on <= run.model.day, do, then)


def pass_it_on(run: Run) -> Try | None:
    """An obstacle is put before a meeting; once it stands there nothing more happens."""
    block, sitting = run.pick(run.model.blocks.values()), run.model.sitting
    if run.wrong:
        sitting = run.pick(run.model.sittings)
    if block is None or sitting is None:
        return None

    def do(by: User) -> Any:
        meeting = Meeting.objects.get(pk=sitting.pk)
        return obstacles.pass_on(Obstacle.objects.get(pk=block.pk), meeting, by=by)

    def then(_passage: Any) -> None:
        if block.pk not in sitting.passages:
            sitting.passages[block.pk], block.state = "", "transmis"

    ready = not sitting.approved and _stands(block)
    return Try(COMMITTEE | TOWN_HALL, ready, do, then, f"{block.pk}")


def lift_it(run: Run) -> Try | None:
    """An obstacle is gone; the meeting of that day or later need not answer it."""
    block = run.pick(run.model.blocks.values())
    if block is None:
        return None
    on = run.model.day + datetime.timedelta(days=2 if run.maybe(0.3) else 0)

    def do(by: User) -> None:
        obstacles.lift(Obstacle.objects.get(pk=block.pk), by=by, on=on)

    def then(_nothing: Any) -> None:
        block.state = "leve"
        _excuse(run, block)

    return Try(COMMITTEE, block.state != "leve" and on <= run.model.day, do, then, f"{block.pk}")


def put_it_off(run: Run) -> Try | None:
    """An obstacle is postponed, with a reason."""
    block = run.pick(run.model.blocks.values())
    if block is None:
        return None
    reason = "" if run.maybe(0.4) else "Après l’hivernage"

    def do(by: User) -> None:
        obstacles.postpone(Obstacle.objects.get(pk=block.pk), by=by, reason=reason)

    def then(_nothing: Any) -> None:
        block.state = "reporte"
        _excuse(run, block)

    ready = bool(reason) and block.state in ("ouvert", "transmis")
    return Try(COMMITTEE, ready, do, then, f"{block.pk}")


def _excuse(run: Run, block: plain.Block) -> None:
    sitting = run.model.sitting
    if sitting and sitting.held_on >= run.model.day and sitting.passages.get(block.pk) == "":
        sitting.passages[block.pk] = "excused"


ACTS = [
    (hold_a_meeting, 4), (answer_what_blocks, 5), (approve_the_minutes, 12),
    (tell_how_it_goes, 8), (name_what_blocks, 2), (pass_it_on, 1), (lift_it, 1), (put_it_off, 1),
]  # fmt: skip
