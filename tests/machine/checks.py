"""What must hold after every act, read from the record by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Sum

from actionplans.models import Action, ActionPlan, FundingLine, Payment, PlanVersion
from actionplans.services.sealing import as_text, canonical
from consult.cycle import services
from foundation.journal.services import broken_lines
from frameworks.models import Cycle, Meeting, MinutesVersion, Need
from monitoring.models import CycleSnapshot, Obstacle, ObstaclePassage, Statement
from monitoring.querysets import with_situation
from tests.machine.model import OPEN_NEEDS, OPEN_OBSTACLES
from tests.machine.run import NEIGHBOUR, Run

# Everything a commune's neighbour must not see.
OURS = (
    Cycle, Need, Meeting, ActionPlan, Action, FundingLine, Payment, PlanVersion, Statement,
    Obstacle, ObstaclePassage, CycleSnapshot,
)  # fmt: skip


def after_each_act(run: Run) -> None:
    """No open item vanishes, one open cycle, sealed things unchanged, totals equal."""
    _one_cycle_at_a_time(run)
    _every_action_is_there(run)
    _everything_open_is_offered_again(run)
    _sealed_things_stand(run)


def read(run: Run, name: str, rows: Callable[[], Any]) -> list[tuple[Any, ...]]:
    """The rows of a query that is the same after every act: put into SQL once for all runs."""
    if name not in run.world.queries:
        run.world.queries[name] = rows().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(*run.world.queries[name])
        return cursor.fetchall()


def _one_cycle_at_a_time(run: Run) -> None:
    cycles = Cycle.objects.filter(framework=run.world.framework).order_by("number")
    told = read(run, "cycles", lambda: cycles.values_list("pk", "state", "opened_on", "closed_on"))
    assert [state for _pk, state, *_days in told].count("ouvert") <= 1
    assert [(pk, *map(str, days)) for pk, _state, *days in told] == [
        (turn.pk, str(turn.opened_on), str(turn.closed_on)) for turn in run.model.cycles
    ]


def _every_action_is_there(run: Run) -> None:
    """Each action says what was said last, and its money adds up."""

    def ours() -> Any:
        actions = Action.objects.filter(plan__cycle__framework=run.world.framework).with_money()
        told = ("pk", "situation", "promised", "paid", "carried_from_id")
        return with_situation(actions).order_by().values_list(*told)

    assert {pk: tuple(told) for pk, *told in read(run, "actions", ours)} == {
        task.pk: (task.situation, task.promised, task.paid, task.origin)
        for task in run.model.tasks.values()
    }
    plans = ActionPlan.objects.filter(cycle__framework=run.world.framework).order_by()
    states: Any = read(run, "plans", lambda: plans.values_list("pk", "state"))
    assert dict(states) == {plan.pk: plan.state for plan in run.model.plans.values()}


def _everything_open_is_offered_again(run: Run) -> None:
    """Open actions of closed cycles, needs and obstacles: those of the model, and no other."""
    framework, model = run.world.framework, run.model
    if any(turn.closed_on for turn in model.cycles):
        waiting = {action.pk for action in services.to_carry(framework)}
        assert waiting == {task.pk for task in model.waiting()}
    needs = Need.objects.filter(framework=framework).order_by().values_list("pk", "state")
    told: Any = read(run, "needs", lambda: needs)
    assert dict(told) == model.needs
    obstacles = Obstacle.objects.filter(framework=framework).order_by().values_list("pk", "state")
    told = read(run, "obstacles", lambda: obstacles)
    assert dict(told) == {pk: block.state for pk, block in model.blocks.items()}


def _sealed_things_stand(run: Run) -> None:
    """What was sealed once has the same text for ever, and the digest that was printed."""
    framework = run.world.framework
    found: dict[tuple[str, int], tuple[str, str]] = {}
    kept: dict[str, tuple[Any, str]] = {
        "plan": (PlanVersion.objects.filter(plan__cycle__framework=framework), "data"),
        "picture": (CycleSnapshot.objects.filter(cycle__framework=framework), "data"),
        "minutes": (MinutesVersion.objects.filter(meeting__framework=framework), "html"),
    }
    for kind, (rows, text) in kept.items():
        told = read(run, kind, partial(rows.order_by().values_list, "pk", text, "sha256"))
        found |= {(kind, pk): (words, sha256) for pk, words, sha256 in told}
    seen, run.model.sealed = run.model.sealed, {key: text for key, (text, _) in found.items()}
    for key, text in seen.items():
        assert key in found, f"{key} is gone"
        assert found[key][0] == text, f"{key} was changed"
    for key in found.keys() - seen.keys():
        text, sha256 = found[key]
        assert hashlib.sha256(text.encode()).hexdigest() == sha256, key
    said = Statement.objects.filter(action__plan__cycle__framework=framework).order_by()
    told = read(run, "statements", lambda: said.values_list("pk"))
    assert len(told) == sum(len(task.said) for task in run.model.tasks.values())


def at_the_end(run: Run) -> None:
    """What costs more to read: totals by party, the journal, the neighbours, the sealed plans."""
    model = run.model
    lines = FundingLine.objects.filter(action__in=model.tasks).order_by()
    by_party = lines.values("party").annotate(promised=Sum("promised"))
    total = sum(task.promised for task in model.tasks.values())
    assert sum(row["promised"] for row in by_party) == total
    needs = Need.objects.filter(framework=run.world.framework).unsettled()
    open_needs = {pk for pk, state in model.needs.items() if state in OPEN_NEEDS}
    assert set(needs.values_list("pk", flat=True)) == open_needs
    obstacles = Obstacle.objects.filter(framework=run.world.framework).unsettled()
    stands = {pk for pk, block in model.blocks.items() if block.state in OPEN_OBSTACLES}
    assert set(obstacles.values_list("pk", flat=True)) == stands
    for plan in ActionPlan.objects.filter(pk__in=model.plans).select_related("cycle__framework"):
        if not model.plans[plan.pk].open_to_change:
            version = plan.versions.in_force().get()
            assert as_text({**canonical(plan), "version": version.number}) == version.data
    assert broken_lines() == []
    connection.check_constraints()
    _nobody_else_sees_it(run)


def _nobody_else_sees_it(run: Run) -> None:
    """The secretary sees all of it, the neighbour nothing; the neighbour's own is untouched."""
    theirs = {}
    for model in OURS:
        rows: Any = model._default_manager
        name, world = model.__name__, run.world

        def seen_by(who: str, where: Any, rows: Any = rows) -> Any:
            seen = rows.visible_to(run.world.people[who]).in_commune(where).order_by()
            return seen.values_list("pk")

        ours = rows.in_commune(world.commune)
        mine = read(run, f"{name} mine", partial(ours.values_list, "pk"))
        seen = read(run, f"{name} seen", partial(seen_by, "secretaire", world.commune))
        assert sorted(seen) == sorted(mine), name
        assert read(run, f"{name} spied", partial(seen_by, NEIGHBOUR, world.commune)) == [], name
        theirs[name] = len(read(run, f"{name} next", partial(seen_by, NEIGHBOUR, world.neighbour)))
    assert {name for name, number in theirs.items() if number == 1} == {
        "Cycle", "Need", "ActionPlan", "Action", "Statement", "Obstacle",
    }  # fmt: skip
    assert sum(theirs.values()) == 6
