"""Saying what kind of partnership a framework is, and what each party brings to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, models, transaction

from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import Stale
from frameworks.models import Framework, PartnerShare, Partnership

Save = Callable[[], Any]


def say_type(found: Partnership, *, by: User, save: Save, fields: Iterable[str]) -> None:
    """Store the type of partnership and the measure areas of a framework (`save`)."""
    _keep(found, found.framework, by=by, save=save, fields=fields)


def say_share(found: PartnerShare, *, by: User, save: Save, fields: Iterable[str]) -> None:
    """Store what one party brings and hopes for (`save`)."""
    _keep(found, found.framework, by=by, save=save, fields=fields)


@transaction.atomic
def _keep(
    found: models.Model, framework: Framework, *, by: User, save: Save, fields: Iterable[str]
) -> None:
    """One record per framework, or per party of it: said first by two people, the second reads."""
    require(by, Action.EDIT_FRAMEWORK, framework.commune)
    verb = Verb.CREATED if found.pk is None else Verb.CHANGED
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise Stale from error
    journal(found, by=by, verb=verb, scope=framework.commune.code, fields=fields)
