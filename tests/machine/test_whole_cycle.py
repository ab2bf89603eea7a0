"""Whole cycles by all roles, right and wrong acts, days that go by, against a small plain model.

A run that fails prints its number and every act up to the fault: the same number repeats it.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from consult.cycle import closing, services
from monitoring.models import Obstacle
from tests.machine import checks, following, planning, turning
from tests.machine.model import Model
from tests.machine.run import FIRST_DAY, Run, World, step, world

pytestmark = pytest.mark.django_db

ACTS: list[Any] = [*planning.ACTS, *following.ACTS, *turning.ACTS]


def how_many() -> tuple[int, int]:
    """Runs and steps: few in script/test, many in script/soak."""
    if os.environ.get("SOAK"):
        return 500, 50
    return (60, 30) if connection.vendor == "sqlite" else (20, 30)


@pytest.fixture
def stage(settings: Any) -> World:
    """The day is set step by step; it is the real one again afterwards."""
    settings.TODAY = FIRST_DAY
    return world()


def play(stage: World, number: int, steps: int) -> Run:
    """One run, taken back at its end."""
    run = Run(stage, random.Random(number), Model(FIRST_DAY))
    with transaction.atomic():
        try:
            for _ in range(steps):
                if step(run, ACTS):
                    checks.after_each_act(run)
            checks.at_the_end(run)
        except AssertionError as fault:
            raise AssertionError("\n".join([f"run {number}: {fault}", *run.trace])) from fault
        finally:
            transaction.set_rollback(True)
    return run


def play_all(stage: World, runs: int, steps: int) -> list[Run]:
    return [play(stage, number, steps) for number in range(runs)]


@pytest.mark.soak
def test_whole_cycles_hold_whatever_anybody_does(stage: World) -> None:
    runs, steps = how_many()
    outcomes: Counter[str] = Counter()
    closed = 0
    for run in play_all(stage, runs, steps):
        outcomes.update(run.outcomes)
        closed += sum(turn.closed_on is not None for turn in run.model.cycles)
    print(f"{runs} runs × {steps}: {closed} cycles closed;", dict(sorted(outcomes.items())))

    assert closed > runs // 4
    never = {act.__name__ for act, _ in ACTS} - {name.split()[0] for name in outcomes}
    assert never == set()
    wanted = ("open_the_next", "approve_the_minutes", "close_it", "carry_on", "tell_how_it_goes")
    assert all(outcomes[f"{name} done"] and outcomes[f"{name} refused"] for name in wanted)


# --- Planted faults: each must be found -------------------------------------------------------


def a_carry_that_forgets_one(patch: pytest.MonkeyPatch) -> None:
    carry = services.carry_over

    def forgetful(plan: Any, actions: Any, **facts: Any) -> Any:
        return carry(plan, list(actions)[:-1], **facts)

    patch.setattr(services, "carry_over", forgetful)


def a_list_that_leaves_out_what_nobody_spoke_of(patch: pytest.MonkeyPatch) -> None:
    waiting = services.to_carry

    def short(framework: Any) -> Any:
        return [action for action in waiting(framework) if action.situation != "prevue"]

    patch.setattr(services, "to_carry", short)


def a_closing_that_lifts_obstacles(patch: pytest.MonkeyPatch) -> None:
    keep = services.snapshot.keep

    def tidy(cycle: Any, **facts: Any) -> Any:
        stands = Obstacle.objects.filter(framework=cycle.framework, state="ouvert")
        stands.update(state="leve", resolved_on=cycle.closed_on)
        return keep(cycle, **facts)

    patch.setattr(services.snapshot, "keep", tidy)


def a_picture_that_miscounts(patch: pytest.MonkeyPatch) -> None:
    planned = closing.planned

    def generous(cycle: Any) -> Any:
        rows = planned(cycle)
        for row in rows:
            row.paid += 1
        return rows

    patch.setattr(services.snapshot, "planned", generous)


@pytest.mark.parametrize(
    "plant",
    [
        a_carry_that_forgets_one,
        a_list_that_leaves_out_what_nobody_spoke_of,
        a_closing_that_lifts_obstacles,
        a_picture_that_miscounts,
    ],
)
def test_a_planted_fault_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)

    with pytest.raises(AssertionError, match="run "):
        play_all(stage, 60, 30)
