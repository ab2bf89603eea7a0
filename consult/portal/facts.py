"""What the public reads of a sealed plan: an allow-list, with nothing of a person in it."""

from __future__ import annotations

import datetime
import json
from typing import NamedTuple

from actionplans.models import PlanVersion


class PublicSeal(NamedTuple):
    """A sealed paper as its code tells it; amounts in FCFA. `holds` is false once replaced."""

    commune: str
    number: int
    version: int
    starts_on: datetime.date
    ends_on: datetime.date
    agreed_on: datetime.date
    actions: int
    cost: int
    sha256: str
    holds: bool
    replaced_by: str


def seal_of(code: str) -> PublicSeal | None:
    """The sealed plan a code stands for, read from its sealed data; None for an unknown code."""
    version = PlanVersion.objects.filter(code=code.upper()).first()
    if version is None:
        return None
    data = json.loads(version.data)
    later = version.plan.versions.filter(number__gt=version.number).order_by("-number").first()
    return PublicSeal(
        commune=data["commune"]["name"],
        number=data["cycle"],
        version=version.number,
        starts_on=datetime.date.fromisoformat(data["starts_on"]),
        ends_on=datetime.date.fromisoformat(data["ends_on"]),
        agreed_on=version.agreed_on,
        actions=len(data["actions"]),
        cost=data["cost"],
        sha256=version.sha256,
        holds=version.withdrawn_at is None,
        replaced_by=later.code if later else "",
    )
