"""Acts of the adviser on a commune."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Commune, Pause
from communes.querysets import running_on
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady


@transaction.atomic
def pause(
    commune: Commune,
    *,
    by: User,
    reason: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
) -> Pause:
    """Put a commune on pause: until it ends, the commune is late with nothing."""
    require(by, Action.PAUSE, commune)
    if valid_to and valid_to < valid_from:
        raise NotReady(_("The end comes before the beginning."))
    made = Pause.objects.create(
        commune=commune, reason=reason, valid_from=valid_from, valid_to=valid_to
    )
    journal(made, by=by, verb=Verb.STATE, scope=commune.code, note=reason)
    return made


@transaction.atomic
def end_pause(commune: Commune, *, by: User, on: datetime.date) -> int:
    """End every pause in force; answers how many there were."""
    require(by, Action.PAUSE, commune)
    running = list(commune.pauses.filter(running_on(on)))
    for found in running:
        found.valid_to = on - datetime.timedelta(days=1)
        if found.valid_from and found.valid_to < found.valid_from:
            found.valid_from = found.valid_to
        found.save(update_fields=["valid_from", "valid_to"])
        journal(found, by=by, verb=Verb.CHANGED, scope=commune.code, fields=["valid_to"])
    return len(running)
