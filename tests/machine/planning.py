"""Acts on needs, plans and money."""

from __future__ import annotations

import datetime
from typing import Any

from actionplans import services as plans
from actionplans.models import Action, ActionPlan, FundingLine
from actionplans.services.funding import record_payment
from communes.models import Role
from foundation.accounts.models import User
from foundation.formats.partial import PartialDate
from foundation.records.lines import Line as Row
from frameworks.models import Cycle, Need, NeedState
from frameworks.models.needs import NEED_MOVES
from frameworks.services.needs import SAYS_WHY, add_need, move_need
from tests.machine import model as plain
from tests.machine.run import TOWN_HALL, Run, Try

NEEDS = TOWN_HALL | {Role.ADMINISTRATOR}


def whole(day: datetime.date) -> PartialDate:
    return PartialDate.from_iso(day.isoformat())


def say_a_need(run: Run) -> Try:
    """Somebody notes a need."""
    day = whole(run.model.day)

    def do(by: User) -> Need:
        need = Need(framework=run.world.framework, statement="Un puits", identified_on=day)
        return add_need(need, by=by)

    def then(need: Need) -> None:
        run.model.needs[need.pk] = "identifie"

    return Try(NEEDS, ready=True, do=do, then=then)


def move_a_need(run: Run) -> Try | None:
    """Somebody says what became of a need."""
    pk = run.pick(run.model.needs)
    if pk is None:
        return None
    now = NeedState(run.model.needs[pk])
    to = NeedState(run.pick(NeedState if run.wrong else NEED_MOVES[now]))
    reason = "" if run.maybe(0.5) else "Trop cher"
    right = (to == now or to in NEED_MOVES[now]) and (bool(reason) or to not in SAYS_WHY)

    def then(_nothing: Any) -> None:
        run.model.needs[pk] = to.value

    return Try(
        NEEDS,
        right,
        lambda by: move_need(Need.objects.get(pk=pk), to, by=by, reason=reason),
        then,
        f"{pk} {now} → {to}",
    )


def draw_up(run: Run) -> Try | None:
    """The plan of a cycle is begun, to be agreed at the meeting whose minutes are open."""
    turn = run.pick(run.model.cycles) if run.wrong else run.model.open_cycle
    if turn is None:
        return None
    sitting = run.model.sitting
    has_plan = any(plan.cycle == turn.pk for plan in run.model.plans.values())

    def do(by: User) -> ActionPlan:
        meeting = run.world.framework.meetings.get(pk=sitting.pk) if sitting else None
        cycle = Cycle.objects.get(pk=turn.pk)
        return plans.draw_up(cycle, by=by, starts_on=run.model.day, agreed_at=meeting)

    def then(plan: ActionPlan) -> None:
        meeting = sitting.pk if sitting else None
        run.model.plans[plan.pk] = plain.Plan(plan.pk, turn.pk, meeting, plan.ends_on)

    return Try(TOWN_HALL, turn.closed_on is None and not has_plan, do, then, f"cycle {turn.number}")


def plan_for(run: Run) -> plain.Plan | None:
    """The plan that is worked on, or now and then any other."""
    found: plain.Plan | None = (
        run.pick(run.model.plans.values()) if run.maybe(0.5) else run.model.last_plan
    )
    return found


def add_an_action(run: Run) -> Try | None:
    """An action is added, now and then with nobody to answer for it."""
    plan = plan_for(run)
    if plan is None:
        return None
    nobody, need = run.maybe(0.2), run.pick(run.model.needs)
    by_service = run.rng.random() < 0.4
    party = run.world.service if by_service else run.world.parties[0]
    number = len(run.model.tasks) + 1

    def do(by: User) -> Action:
        return plans.add_action(
            ActionPlan.objects.get(pk=plan.pk),
            by=by,
            needs=Need.objects.filter(pk=need),
            wording=f"Action {number}",
            responsible=None if nobody else party,
            due_on=plan.ends_on,
        )

    def then(action: Action) -> None:
        task = plain.Task(action.pk, plan.pk, complete=not nobody)
        task.by_service = by_service and not nobody
        run.model.tasks[action.pk] = task

    return Try(TOWN_HALL, plan.open_to_change, do, then, f"plan {plan.pk}")


def remove_an_action(run: Run) -> Try | None:
    """An action is taken out of a draft."""
    task = run.pick(run.model.tasks.values())
    if task is None:
        return None
    free = not (task.said or task.went_on or any(line.payments for line in task.lines))
    free &= not any(block.action == task.pk for block in run.model.blocks.values())

    def then(_nothing: Any) -> None:
        del run.model.tasks[task.pk]
        if task.origin in run.model.tasks:
            run.model.tasks[task.origin].went_on = None

    return Try(
        TOWN_HALL,
        free and run.model.plan_of(task).open_to_change,
        lambda by: plans.remove_action(Action.objects.get(pk=task.pk), by=by),
        then,
        f"{task.pk}",
    )


def promise(run: Run) -> Try | None:
    """A party promises an amount for an action."""
    task = run.pick(run.model.tasks.values())
    if task is None:
        return None
    plan, amount = run.model.plan_of(task), run.rng.randrange(1, 500) * 1_000
    party = run.pick(run.world.parties)

    def do(by: User) -> FundingLine:
        action = Action.objects.select_related("plan").get(pk=task.pk)
        line = FundingLine(action=action, party=party, promised=amount)
        plans.record_promises(action.plan, [Row(line, line.save, ["promised"])], by=by)
        return line

    def then(line: FundingLine) -> None:
        task.lines.append(plain.Line(line.pk, amount))

    return Try(TOWN_HALL, plan.open_to_change, do, then, f"{task.pk} {amount}")


def pay(run: Run) -> Try | None:
    """Something is paid, or a payment put right; after the closing with its day and why."""
    owed = [(task, line) for task in run.model.tasks.values() for line in task.lines]
    found = run.pick(owed)
    if found is None:
        return None
    task, line = found
    over, less = run.model.is_over(run.model.plan_of(task)), run.rng.random() < 0.2
    amount = run.rng.randrange(1, 300) * 1_000
    if less and not run.wrong:
        amount = min(amount, line.paid)
    note = "" if run.maybe(0.5) else "Reçu n° 4"
    ready = (bool(note) or not (over or less)) and (not less or 0 < amount <= line.paid)

    def do(by: User) -> Any:
        stored = FundingLine.objects.get(pk=line.pk)
        return record_payment(
            stored, by=by, amount=amount, paid_on=run.model.day, note=note, less=less
        )

    def then(_payment: Any) -> None:
        line.paid += -amount if less else amount
        line.payments += 1

    return Try(TOWN_HALL, ready, do, then, f"{line.pk} {'-' if less else ''}{amount}")


def open_an_amendment(run: Run) -> Try | None:
    """A sealed plan is opened again, with a reason."""
    plan = plan_for(run)
    if plan is None:
        return None

    def do(by: User) -> Any:
        return plans.open_amendment(ActionPlan.objects.get(pk=plan.pk), by=by, reason="La pluie")

    def then(_amendment: Any) -> None:
        plan.before = run.model.shape(plan)

    return Try(TOWN_HALL, plan.state == "valide" and plan.before is None, do, then)


def seal_an_amendment(run: Run) -> Try | None:
    """The amended plan is sealed as its next version."""
    plan = plan_for(run)
    if plan is None or plan.before is None:
        return None
    ready = run.model.changed(plan) and run.model.ready_to_seal(plan)

    def do(by: User) -> Any:
        amendment = ActionPlan.objects.get(pk=plan.pk).amendments.unfinished().get()
        return plans.seal_amendment(amendment, by=by, on=run.model.day)

    def then(_version: Any) -> None:
        plan.before = None

    return Try(frozenset({Role.MAYOR}), ready, do, then)


def drop_an_amendment(run: Run) -> Try | None:
    """An amendment for which nothing changed is closed again."""
    plan = plan_for(run)
    if plan is None or plan.before is None:
        return None

    def do(by: User) -> Any:
        amendment = ActionPlan.objects.get(pk=plan.pk).amendments.unfinished().get()
        return plans.drop_amendment(amendment, by=by)

    def then(_nothing: Any) -> None:
        plan.before = None

    return Try(TOWN_HALL, not run.model.changed(plan), do, then)


ACTS = [
    (say_a_need, 2), (move_a_need, 2), (draw_up, 20), (add_an_action, 6), (remove_an_action, 1),
    (promise, 4), (pay, 2), (open_an_amendment, 2), (seal_an_amendment, 6), (drop_an_amendment, 4),
]  # fmt: skip
