"""Writing trainings, exchange visits, adoptions, and what an action gave the partnership."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction

from communes.access import Action, require
from communes.models import Commune
from consult.learning.models import ActionTag, Adoption, ExchangeVisit, Training
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import Stale

Learned = Training | ExchangeVisit | Adoption
Save = Callable[[], Any]


@transaction.atomic
def keep_learned(found: Learned, *, by: User, save: Save, fields: Iterable[str]) -> None:
    """Store a training, an exchange visit or an adoption as it was typed (`save`)."""
    require(by, Action.EDIT_LEARNING, found.commune)
    new = found.pk is None
    if new and isinstance(found, Adoption):
        found.noted_by = by
    save()
    _log(found, found.commune, by=by, new=new, fields=fields)


@transaction.atomic
def tag_action(tag: ActionTag, *, by: User, save: Save, fields: Iterable[str]) -> None:
    """Say after the fact what kind of result an action gave; what was agreed stays as it is."""
    commune = tag.action.plan.cycle.framework.commune
    require(by, Action.EDIT_LEARNING, commune)
    new = tag.pk is None
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise Stale from error
    _log(tag, commune, by=by, new=new, fields=fields)


def _log(found: Any, commune: Commune, *, by: User, new: bool, fields: Iterable[str]) -> None:
    verb = Verb.CREATED if new else Verb.CHANGED
    journal(found, by=by, verb=verb, scope=commune.code, fields=fields)
