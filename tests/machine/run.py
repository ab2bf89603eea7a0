"""One run: a commune, its people, a day that moves, and one act after another."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from communes.models import Commune, Organisation, Person, Role
from foundation.accounts.models import User
from foundation.records.errors import NotReady, Stale
from frameworks.models import Framework
from tests import make
from tests.machine.model import Model

FIRST_DAY = make.day("2024-01-08")
NEIGHBOUR = "voisine"
REFUSALS = (PermissionDenied, NotReady, Stale, DatabaseError)
TOWN_HALL = frozenset({Role.SECRETARY, Role.MAYOR})


@dataclass
class Try:
    """An act with its details chosen: who may do it, whether it is right now, what it changes."""

    who: frozenset[str]
    ready: bool
    do: Callable[[User], Any]
    then: Callable[[Any], None]
    note: str = ""
    writes: bool = True


@dataclass
class World:
    """What stands before anything happens; every run finds it again as it was."""

    commune: Commune
    framework: Framework
    people: dict[str, User]
    person: Person
    parties: list[Organisation]
    service: Organisation
    neighbour: Commune
    queries: dict[str, tuple[str, Any]] = field(default_factory=dict)


def world() -> World:
    """A commune with its founding act, a person of each role, and a neighbour."""
    commune, neighbour = make.commune(), make.commune()
    act = make.deliberation(commune, state="executoire", dated=make.partial("2024-01-01"))
    framework = make.framework(commune, founding_deliberation=act)
    service = make.organisation(commune, "service_technique", name="Élevage (démo)")
    people = {str(role): make.user(role, commune) for role in Role if role != Role.SERVICE}
    people[Role.SERVICE] = make.user()
    make.assign(people[Role.SERVICE], Role.SERVICE, commune, organisation=service)
    people[NEIGHBOUR] = make.secretary(neighbour)
    cycle = make.cycle(make.framework(neighbour))
    action = make.action(make.plan(cycle, state="valide"))
    make.statement(action)
    make.need(cycle.framework)
    make.obstacle(cycle.framework)
    parties = [make.organisation(commune) for _ in range(2)]
    return World(commune, framework, people, make.person(commune), parties, service, neighbour)


@dataclass
class Run:
    """Where one run stands."""

    world: World
    rng: random.Random
    model: Model
    wrong: bool = False
    trace: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)

    def maybe(self, share: float) -> bool:
        """Now and then; never while everything is to be right."""
        return self.wrong and self.rng.random() < share

    def pick(self, rows: Any) -> Any:
        """One of these, or nothing where there is none."""
        found = list(rows)
        return self.rng.choice(found) if found else None


def step(run: Run, acts: list[tuple[Callable[[Run], Try | None], int]]) -> bool:
    """Do one act, four times out of five a right one by the right person; whether it wrote."""
    run.wrong = run.rng.random() < 0.2
    name, chosen = _choose(run, acts)
    if chosen is None:
        return False
    roles = sorted(run.world.people) if run.wrong else sorted(chosen.who)
    by = run.rng.choice(roles)
    settings.TODAY = run.model.day
    run.trace.append(f"{run.model.day} {by}: {name} {chosen.note}")
    allowed = by in chosen.who
    refusal, answer = _attempt(chosen, run.world.people[by])
    told = f"{type(refusal).__name__} {refusal}" if refusal else "done"
    run.trace[-1] += f" → {told}"
    _as_expected(allowed, chosen.ready, refusal)
    if refusal is None:
        chosen.then(answer)
    outcome = "done" if refusal is None else "refused"
    run.outcomes[f"{name} {outcome}"] = run.outcomes.get(f"{name} {outcome}", 0) + 1
    return refusal is None and chosen.writes


def _choose(
    run: Run, acts: list[tuple[Callable[[Run], Try | None], int]]
) -> tuple[str, Try | None]:
    """Any act when it may be wrong; otherwise one the model says is right now."""
    left = [*acts]
    while left:
        weights = [1 if run.wrong else weight for _act, weight in left]
        index = run.rng.choices(range(len(left)), weights)[0]
        act, _weight = left.pop(index)
        found = act(run)
        if found and (found.ready or run.wrong):
            return act.__name__, found
    return "", None


def _attempt(chosen: Try, by: User) -> tuple[Exception | None, Any]:
    """Do it; what is refused is taken back whole, as a request would."""
    try:
        with transaction.atomic():
            return None, chosen.do(by)
    except REFUSALS as refusal:
        return refusal, None


def _as_expected(allowed: bool, ready: bool, refusal: Exception | None) -> None:
    if allowed and ready:
        assert refusal is None, "refused, though it was right"
        return
    assert refusal is not None, "done, though it was not allowed" if ready else "done, though wrong"
    if allowed:
        assert not isinstance(refusal, PermissionDenied), "forbidden to the right person"
    elif ready:
        assert isinstance(refusal, PermissionDenied), "refused for the wrong reason"
