"""How far an administrator's hand reaches: the whole country, or the communes of their places."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from communes.models import Assignment, Commune, Role
from communes.querysets import covers
from foundation.accounts.models import User


class Reach(NamedTuple):
    """What one administrator administers today. Other roles of the same person add nothing."""

    nationwide: bool
    communes: models.QuerySet[Commune]
    regions: frozenset[int]
    programmes: frozenset[int]

    def assignments(self) -> Q:
        """Assignments whose place lies wholly within reach."""
        if self.nationwide:
            return Q()
        return (
            Q(commune__in=self.communes.values("pk"))
            | Q(region__in=self.regions)
            | Q(programme__in=self.programmes)
        )


def reach_of(user: Any) -> Reach | None:
    """The reach of a person; None for somebody who is no administrator today."""
    posts = Assignment.objects.of(user).running().filter(role=Role.ADMINISTRATOR)
    rows = list(posts.values_list("nationwide", "region", "programme"))
    if not rows:
        return None
    covered = Exists(posts.filter(covers(OuterRef("pk"))))
    return Reach(
        nationwide=any(row[0] for row in rows),
        communes=Commune.objects.filter(covered).order_by(),
        regions=frozenset(row[1] for row in rows if row[1]),
        programmes=frozenset(row[2] for row in rows if row[2]),
    )


def reach(request: HttpRequest) -> Reach | None:
    """The reach of the request's person, asked of the database once per request."""
    kept: dict[str, Any] = request.__dict__
    if "administers" not in kept:
        kept["administers"] = reach_of(request.user)
    found: Reach | None = kept["administers"]
    return found


def users_in_reach(users: models.QuerySet[User], over: Reach) -> models.QuerySet[User]:
    """People all of whose roles lie within reach; somebody without a role is everybody's."""
    if over.nationwide:
        return users
    elsewhere = Assignment.objects.filter(user=OuterRef("pk")).exclude(
        pk__in=Assignment.objects.filter(over.assignments()).values("pk")
    )
    return users.exclude(Exists(elsewhere))


def path_to_commune(model: type[models.Model]) -> str:
    """How records of this kind lead to their commune; "" when they belong to none."""
    if model is Assignment:
        return "commune"
    return str(getattr(model._default_manager.all(), "commune_path", ""))


def commune_of(record: models.Model) -> Commune | None:
    """The commune a record belongs to; None for what all communes share."""
    if isinstance(record, Commune):
        return record
    path = path_to_commune(type(record))
    found: Any = record if path else None
    for step in path.split("__"):
        found = getattr(found, step, None)
    return found if isinstance(found, Commune) else None


def scope_of(record: models.Model) -> str:
    """The journal a record belongs to: its commune's code, or "" for the country."""
    commune = commune_of(record)
    return commune.code if commune else ""
