"""Acts on the cycle itself, on the sealed rows behind everybody's back, and the passing of time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from actionplans.models import Action, ActionPlan, CarryChoice, Payment, PlanVersion
from communes.models import Role
from consult.cycle import carrying, closing, services, snapshot
from foundation.accounts.models import User
from frameworks.models import Cycle, NeedState
from monitoring.models import CycleSnapshot, Statement
from tests import make
from tests.machine import model as plain
from tests.machine.following import COMMITTEE
from tests.machine.run import TOWN_HALL, Run, Try

EVERYBODY = frozenset(str(role) for role in Role) | {"voisine"}
WHY = "La pluie est venue tôt"
DAY = datetime.timedelta(days=1)


def open_the_next(run: Run) -> Try:
    """The next cycle opens, not before the last one closed."""
    last = run.model.cycles[-1] if run.model.cycles else None
    day = run.model.day + (2 * DAY if run.maybe(0.3) else 0 * DAY)
    after_last = last is None or bool(last.closed_on and day >= last.closed_on)

    def then(cycle: Cycle) -> None:
        run.model.cycles.append(plain.Turn(cycle.pk, cycle.number, day))

    return Try(
        TOWN_HALL,
        run.model.open_cycle is None and after_last and day <= run.model.day,
        lambda by: services.open_cycle(run.world.framework, by=by, opened_on=day),
        then,
    )


def close_it(run: Run) -> Try | None:
    """The cycle closes as its review says: what is left is carried or dropped, needs declared."""
    turn = run.pick(run.model.cycles) if run.wrong else run.model.open_cycle
    if turn is None or (not run.wrong and _too_young(run, turn)):
        return None
    plan = next((plan for plan in run.model.plans.values() if plan.cycle == turn.pk), None)
    fates = {task.pk: _fate(run, task) for task in run.model.left_in(turn)}
    day = run.model.day + (run.rng.choice((-500, 2)) * DAY if run.maybe(0.3) else 0 * DAY)
    report = None if run.maybe(0.3) else day
    said = ((pk, _word(run, pk, fate, day)) for pk, fate in fates.items() if fate)
    words = {pk: word for pk, word in said if word}
    ready = turn.closed_on is None and turn.opened_on <= day <= run.model.day
    ready &= report is not None and not (plan and plan.before is not None)
    ready &= ("abandonnee", "") not in fates.values()
    ready &= all(_may_be_said(run, *word) for word in words.items())
    needs: dict[int, str] = {}

    def do(by: User) -> CycleSnapshot:
        found = closing.review(cycle := Cycle.objects.get(pk=turn.pk))
        needs.update({need.pk: _declared(run, need) for need in found.needs})
        return services.close_cycle(
            cycle,
            by=by,
            closed_on=day,
            end_report_on=report,
            actions=[_choice(pk, fate) for pk, fate in fates.items() if fate],
            needs=[closing.NeedChoice(need, needs[need.pk], WHY) for need in found.needs],
        )

    def then(kept: CycleSnapshot) -> None:
        turn.closed_on = day
        if plan and plan.state != "brouillon":
            plan.state = "cloture"
        for pk, word in words.items():
            run.model.tasks[pk].said.append(word)
        run.model.needs |= needs
        _picture_is_right(run, turn, kept)

    return Try(_closers(words), ready, do, then, f"cycle {turn.number} {fates}")


def _closers(words: Mapping[int, Any]) -> frozenset[str]:
    """A mayor closes too, but speaks not for the committee."""
    return frozenset({str(Role.SECRETARY)}) if words else TOWN_HALL


def _too_young(run: Run, turn: plain.Turn) -> bool:
    """A cycle is mostly closed once there is something to leave behind."""
    tasks = [task for task in run.model.tasks.values() if run.model.plan_of(task).cycle == turn.pk]
    return not any(task.said for task in tasks) and run.rng.random() < 0.95


def _fate(run: Run, task: plain.Task) -> tuple[str, str] | None:
    """Nothing said, carried, carried with a reason, dropped with one; wrongly without."""
    offered = [None, ("a_reporter", "")]
    if run.model.plan_of(task).state != "brouillon" or run.maybe(0.3):
        offered += [("a_reporter", WHY), ("abandonnee", "" if run.maybe(0.5) else WHY)]
    found: tuple[str, str] | None = run.rng.choice(offered)
    return found


def _word(run: Run, pk: int, fate: tuple[str, str], day: datetime.date) -> plain.Said | None:
    """What closing says of an action: after what was said before, in the committee's name."""
    to, reason = fate
    if to == "a_reporter" and not reason:
        return None
    on = max([day, *(said.said_on for said in run.model.tasks[pk].said)])
    return plain.Said("comite", "abandonnee" if to == "abandonnee" else "reportee", on)


def _may_be_said(run: Run, pk: int, word: plain.Said) -> bool:
    task = run.model.tasks[pk]
    stands = word.situation == "reportee" or task.after(word) == "abandonnee"
    return stands and run.model.plan_of(task).state != "brouillon"


def _choice(pk: int, fate: tuple[str, str]) -> closing.ActionChoice:
    return closing.ActionChoice(Action.objects.get(pk=pk), closing.Fate(fate[0]), fate[1])


def _declared(run: Run, need: Any) -> str:
    """What is suggested, or something else that may be said."""
    wanted = need.proposed if run.rng.random() < 0.6 else run.pick(closing.final_states(need))
    return str(NeedState(wanted).value)


def _picture_is_right(run: Run, turn: plain.Turn, kept: CycleSnapshot) -> None:
    """What is kept of the closing day says what the model says."""
    tasks = [task for task in run.model.tasks.values() if run.model.plan_of(task).cycle == turn.pk]
    data = snapshot.read(kept)
    assert {row["id"]: row["situation"] for row in data["actions"]} == {
        task.pk: task.situation for task in tasks
    }
    for name in ("promised", "paid"):
        total = sum(getattr(task, name) for task in tasks)
        assert data[name] == total == sum(row[name] for row in data["parties"]), name
    stands = [pk for pk, block in run.model.blocks.items() if block.state in plain.OPEN_OBSTACLES]
    assert sorted(row["id"] for row in data["obstacles"]) == sorted(stands)


def carry_on(run: Run) -> Try | None:
    """The open cycle's plan takes up what waits; the third time with a decision."""
    turn, plan = run.model.open_cycle, run.model.last_plan
    if turn is None or plan is None or plan.cycle != turn.pk:
        return None
    waiting = run.model.waiting()
    chosen = [task for task in waiting if run.rng.random() < 0.7]
    other = run.pick(run.model.tasks.values()) if run.maybe(0.3) else None
    if other and other not in chosen:
        chosen.append(other)
    if not chosen:
        return None
    often = [task for task in chosen if task.carries >= plain.OFTEN]
    decide = not run.maybe(0.5)
    known = {task.pk for task in waiting}
    ready = plan.state == "brouillon" and {task.pk for task in chosen} <= known
    ready &= decide or not often

    def do(by: User) -> list[Action]:
        stored = ActionPlan.objects.get(pk=plan.pk)
        actions = list(Action.objects.filter(pk__in=[task.pk for task in chosen]).order_by("pk"))
        council = carrying.Decided(CarryChoice.COUNCIL)
        decided = {task.pk: council for task in often} if decide else {}
        return services.carry_over(
            stored, actions, by=by, on=run.model.day, reason=WHY, decided=decided
        )

    def then(carried: list[Action]) -> None:
        for action in carried:
            origin = run.model.tasks[action.carried_from_id or 0]
            origin.went_on = action.pk
            task = plain.Task(action.pk, plan.pk, complete=origin.complete, origin=origin.pk)
            task.carries, task.by_service = origin.carries + 1, origin.by_service
            run.model.tasks[action.pk] = task
        for task in chosen:
            assert task.went_on, f"action {task.pk} was forgotten"

    return Try(TOWN_HALL, ready, do, then, f"{[task.pk for task in chosen]}")


def give_it_up(run: Run) -> Try | None:
    """A waiting action is dropped, with a reason."""
    task = run.pick(run.model.waiting())
    if task is None:
        return None
    reason = "" if run.maybe(0.4) else WHY
    word = plain.Said("comite", "abandonnee", run.model.day)

    def do(by: User) -> Any:
        action = Action.objects.get(pk=task.pk)
        return services.drop(action, by=by, on=run.model.day, reason=reason)

    def then(_statement: Any) -> None:
        task.said.append(word)

    ready = bool(reason) and task.after(word) == "abandonnee"
    return Try(COMMITTEE, ready, do, then, f"{task.pk}")


def tamper(run: Run) -> Try | None:
    """Somebody at the database itself: what is sealed or only added to refuses by itself."""
    sealed = [plan.pk for plan in run.model.plans.values() if not plan.open_to_change]
    tables: list[tuple[Any, dict[str, Any]]] = [
        (Statement.objects.all(), {"note": "X"}),
        (PlanVersion.objects.all(), {"data": "{}"}),
        (CycleSnapshot.objects.all(), {"sha256": "0" * 64}),
        (Payment.objects.all(), {"amount": 1}),
        (Action.objects.filter(plan__in=sealed), {"wording": "X"}),
    ]
    rows, change = run.pick(tables)
    if run.model.open_cycle and run.rng.random() < 0.2:
        return Try(EVERYBODY, False, lambda _by: _second_cycle(run), lambda _nothing: None)
    return Try(EVERYBODY, False, lambda _by: _rewrite(rows, change), lambda _nothing: None)


def _rewrite(rows: Any, change: dict[str, Any]) -> None:
    """Nothing to rewrite is a refusal too: no row was harmed."""
    if not rows.update(**change):
        raise services.NotReady("nothing there")


def _second_cycle(run: Run) -> Cycle:
    return make.cycle(run.world.framework, 99, run.model.day)


def let_time_pass(run: Run) -> Try:
    """Days or weeks go by."""

    def then(_nothing: Any) -> None:
        run.model.day += run.rng.randint(1, 40) * DAY

    return Try(EVERYBODY, True, lambda _by: None, then, writes=False)


ACTS = [
    (open_the_next, 20), (close_it, 8), (carry_on, 20), (give_it_up, 1), (tamper, 2),
    (let_time_pass, 5),
]  # fmt: skip
