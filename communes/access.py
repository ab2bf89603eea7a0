"""The whole policy of who may do what: one table, one test, closed by default."""

from __future__ import annotations

import enum
from typing import Any

from django.core.exceptions import PermissionDenied

from communes.models import Assignment, Commune, Role
from communes.querysets import covers
from foundation.accounts.models import User


class Action(enum.Enum):
    """Something a person may be allowed to do."""

    READ = "read the record of a commune"
    READ_PERSONS = "read names and phone numbers"
    EDIT_ACTORS = "change the commune's organisations and people"
    EDIT_FRAMEWORK = "change the framework, its members and priority sectors"
    EDIT_NEEDS = "record needs and what becomes of them"
    RUN_MEETING = "prepare a meeting, record attendance and decisions"
    APPROVE_MINUTES = "approve the minutes of a meeting"
    EDIT_PLAN = "shape the plan, its funding and payments"
    EDIT_DELIBERATIONS = "record the council's deliberations"
    EDIT_COMMITTEE = "record the committee and its mandate"
    STATE_AS_RESPONSIBLE = "say how an action goes, as or for its responsible"
    STATE_AS_COMMITTEE = "say how an action goes, as or for the committee"
    VERIFY = "verify an action on the spot"
    RUN_CYCLE = "open and close a cycle"
    OVERRIDE = "set a rule aside, with a reason"
    PAUSE = "put a commune on pause"
    REVIEW = "compare the communes"
    VISIT = "file visits and calls, and read private notes"
    LEARN = "read what communes share with each other"
    EDIT_LEARNING = "write sheets, trainings and exchanges"
    REVIEW_SHEETS = "review experience sheets before publication"
    CAMPAIGN = "open a collection of experience sheets"
    READ_SENSITIVE = "read and write the notes in confidence on a meeting"
    ADMINISTER = "manage users, assignments and catalogues"


_EDITORS = frozenset({Role.SECRETARY, Role.MAYOR})
_EVERYONE = frozenset(Role)

GRANTS: dict[Action, frozenset[Role]] = {
    Action.READ: _EVERYONE,
    Action.READ_PERSONS: _EVERYONE - {Role.PARTNER},
    Action.EDIT_ACTORS: _EDITORS | {Role.ADMINISTRATOR},
    Action.EDIT_FRAMEWORK: _EDITORS | {Role.ADMINISTRATOR},
    Action.EDIT_NEEDS: _EDITORS | {Role.ADMINISTRATOR},
    Action.RUN_MEETING: _EDITORS,
    Action.APPROVE_MINUTES: frozenset({Role.MAYOR}),
    Action.EDIT_PLAN: _EDITORS,
    Action.EDIT_DELIBERATIONS: _EDITORS,
    Action.EDIT_COMMITTEE: _EDITORS,
    Action.STATE_AS_RESPONSIBLE: _EDITORS | {Role.SERVICE},
    Action.STATE_AS_COMMITTEE: frozenset({Role.COMMITTEE, Role.SECRETARY}),
    Action.VERIFY: frozenset({Role.ADVISER}),
    Action.RUN_CYCLE: _EDITORS,
    Action.OVERRIDE: frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
    Action.PAUSE: frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
    Action.REVIEW: frozenset({Role.ADVISER, Role.PARTNER, Role.ADMINISTRATOR}),
    Action.VISIT: frozenset({Role.ADVISER}),
    Action.LEARN: _EVERYONE,
    Action.EDIT_LEARNING: _EDITORS,
    Action.REVIEW_SHEETS: frozenset({Role.ADVISER}),
    Action.CAMPAIGN: frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
    Action.READ_SENSITIVE: _EDITORS | {Role.ADVISER},
    Action.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def roles_in(user: Any, commune: Commune) -> frozenset[Role]:
    """What the person is for this commune today; empty for a stranger."""
    running = Assignment.objects.of(user).running()
    return frozenset(
        Role(role) for role in running.filter(covers(commune.pk)).values_list("role", flat=True)
    )


def roles_anywhere(user: Any) -> frozenset[Role]:
    """Every role the person holds today, wherever."""
    running = Assignment.objects.of(user).running()
    return frozenset(Role(role) for role in running.values_list("role", flat=True))


def allowed(roles: frozenset[Role], action: Action, commune: Commune | None = None) -> bool:
    """Whether one of these roles carries the act, the commune's own choice included."""
    if roles & GRANTS[action]:
        return True
    return bool(
        action is Action.APPROVE_MINUTES
        and commune is not None
        and commune.secretary_approves
        and Role.SECRETARY in roles
    )


def may(user: Any, action: Action, commune: Commune) -> bool:
    """Whether this person may do this in this commune today."""
    return allowed(roles_in(user, commune), action, commune)


def require(user: User | None, action: Action, commune: Commune | None) -> None:
    """Stop with PermissionDenied unless the person may do this in this commune.

    Records shared by all communes (no commune) are for administrators alone.
    """
    if commune is None:
        if Role.ADMINISTRATOR not in roles_anywhere(user):
            raise PermissionDenied
        return
    if not may(user, action, commune):
        raise PermissionDenied
