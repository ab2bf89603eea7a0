"""The development plan on which actions stand, typed line by line from the paper."""

from __future__ import annotations

import datetime

from django.db import transaction

from actionplans.models import Pdesc, PdescLine
from communes.access import Action as Act
from communes.access import require
from communes.models import Commune
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal


@transaction.atomic
def add_pdesc(
    commune: Commune,
    *,
    by: User,
    first_year: int,
    last_year: int,
    adopted_on: datetime.date | None = None,
) -> Pdesc:
    """Record a five-year development plan of the commune."""
    require(by, Act.EDIT_PLAN, commune)
    pdesc = Pdesc.objects.create(
        commune=commune, first_year=first_year, last_year=last_year, adopted_on=adopted_on
    )
    journal(pdesc, by=by, verb=Verb.CREATED, scope=commune.code)
    return pdesc


@transaction.atomic
def add_pdesc_line(pdesc: Pdesc, *, by: User, code: str, title: str, axis: str = "") -> PdescLine:
    """Add one line of the development plan."""
    require(by, Act.EDIT_PLAN, pdesc.commune)
    line = PdescLine.objects.create(pdesc=pdesc, code=code, title=title, axis=axis)
    journal(line, by=by, verb=Verb.CREATED, scope=pdesc.commune.code)
    return line
