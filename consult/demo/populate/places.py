"""Invented communes that practice data live in; real ones are never touched."""

from __future__ import annotations

import random
from decimal import Decimal

from communes.models import (
    Attachment,
    Cercle,
    Commune,
    CommuneName,
    Executive,
    Organisation,
    OrganisationKind,
    Region,
)
from consult.demo.populate.words import MARK
from foundation.journal.models import Verb
from foundation.journal.services import journal

PER_CERCLE = 12
CERCLES_PER_REGION = 6


def commune(number: int, rng: random.Random) -> Commune:
    """The practice commune with this number (from 1), in a practice cercle and region."""
    cercle = _cercle((number - 1) // PER_CERCLE + 1)
    made = Commune.objects.create(
        code=f"E{number:06d}",
        slug=f"exercice-{number:04d}",
        name=f"Commune {number} {MARK}",
        cercle=cercle,
        population=rng.randrange(8_000, 60_000),
        population_source=MARK,
        latitude=Decimal(rng.randrange(110_000, 160_000)) / 10_000,
        longitude=Decimal(rng.randrange(-110_000, 20_000)) / 10_000,
        position_note=MARK,
    )
    CommuneName.objects.create(commune=made, name=made.name)
    Attachment.objects.create(commune=made, cercle=cercle)
    Executive.objects.create(commune=made)
    Organisation.objects.create(
        commune=made,
        kind=OrganisationKind.COMMUNE,
        name=f"Mairie {number} {MARK}",
        partner_sector="government",
    )
    journal(made, by=None, verb=Verb.LOADED, scope=made.code)
    return made


def _cercle(number: int) -> Cercle:
    region_number = (number - 1) // CERCLES_PER_REGION + 1
    region, _ = Region.objects.get_or_create(
        code=f"E{region_number}", defaults={"name": f"Région {region_number} {MARK}"}
    )
    cercle, _ = Cercle.objects.get_or_create(
        code=f"E{number:03d}", defaults={"name": f"Cercle {number} {MARK}", "region": region}
    )
    return cercle
