"""What the commune gives besides money, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from actionplans.models import Incentive
from communes.access import Action as Act
from communes.access import require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal


@transaction.atomic
def add_incentive(incentive: Incentive, *, by: User, save: Callable[[], object]) -> None:
    """Record an incentive, even one that costs nothing."""
    commune = incentive.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    save()
    journal(incentive, by=by, verb=Verb.CREATED, scope=commune.code)


@transaction.atomic
def change_incentive(
    incentive: Incentive, *, by: User, save: Callable[[], object], fields: Iterable[str]
) -> None:
    """Correct an incentive, or note what came of it."""
    commune = incentive.framework.commune
    require(by, Act.EDIT_PLAN, commune)
    save()
    journal(incentive, by=by, verb=Verb.CHANGED, scope=commune.code, fields=fields)
