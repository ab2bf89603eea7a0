"""Making many practice communes, each whole, each in its own transaction."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from communes.models import Assignment, Commune, Pause, Role
from consult.demo.populate.cycles import APART, turn
from consult.demo.populate.founding import found
from consult.demo.populate.places import commune
from consult.demo.populate.words import MARK
from foundation.accounts.models import User
from foundation.records.today import today

ACTOR = "exercice"
# How long ago the last cycle opened, in days: most run, some wait for their next meeting.
LAST_OPENED = (20, 40, 60, 80, 100, 130, 200)


def populate(communes: int, cycles: int, seed: int) -> Iterator[Commune]:
    """Fill so many communes that are not there yet; the same numbers make the same data."""
    with _actor() as by:
        for number in range(1, communes + 1):
            if not Commune.objects.filter(slug=f"exercice-{number:04d}").exists():
                yield _fill(number, cycles, random.Random(f"{seed}-{number}"), by)  # noqa: S311


@transaction.atomic
def _fill(number: int, cycles: int, rng: random.Random, by: User) -> Commune:
    now = today()
    made = commune(number, rng)
    last = now - datetime.timedelta(days=rng.choice(LAST_OPENED))
    first = last - (cycles - 1) * APART
    place = found(made, by=by, rng=rng, on=first - datetime.timedelta(days=30))
    silent = place.chance(0.2)
    for turned in range(1, cycles + 1):
        opened_on = first + (turned - 1) * APART
        until = now if turned < cycles or not silent else opened_on
        turn(place, turned, opened_on, until)
    if place.chance(0.05):
        Pause.objects.create(commune=made, reason=f"Inondation {MARK}", valid_from=last)
    return made


@contextmanager
def _actor() -> Iterator[User]:
    """Somebody who may do everything while it lasts; afterwards the account is closed."""
    by, _ = User.objects.get_or_create(
        username=ACTOR, defaults={"full_name": f"Données d’exercice {MARK}"}
    )
    by.is_active = True
    by.set_unusable_password()
    by.save()
    roles = (Role.SECRETARY, Role.MAYOR, Role.ADVISER)
    held = [Assignment.objects.create(user=by, role=role, nationwide=True) for role in roles]
    try:
        yield by
    finally:
        Assignment.objects.filter(pk__in=[row.pk for row in held]).delete()
        by.is_active = False
        by.save(update_fields=["is_active"])
