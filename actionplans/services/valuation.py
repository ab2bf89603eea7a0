"""The commune's rules for what is not money: adding one, ending one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from actionplans.models import ValuationRule
from actionplans.services.valuing import unit_key
from communes.access import Action as Act
from communes.access import require
from communes.models import Commune
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady

ONE_DAY = timedelta(days=1)


@transaction.atomic
def add_valuation(rule: ValuationRule, *, by: User, save: Callable[[], object]) -> None:
    """Add a rule. The one it follows ends the day before; it ends before one that comes later."""
    commune = rule.commune
    require(by, Act.EDIT_PLAN, commune)
    Commune.objects.select_for_update().get(pk=commune.pk)
    for other in _same_unit(rule):
        if other.valid_from == rule.valid_from:
            raise NotReady(_("This unit already has a value from that day on."))
        if other.valid_from < rule.valid_from:
            other.valid_to = rule.valid_from - ONE_DAY
            other.save(update_fields=["valid_to"])
        else:
            earlier = other.valid_from - ONE_DAY
            rule.valid_to = min(rule.valid_to or earlier, earlier)
    save()
    journal(rule, by=by, verb=Verb.CREATED, scope=commune.code)


def _same_unit(rule: ValuationRule) -> list[ValuationRule]:
    """Rules of this unit that still hold on the first day of the new one, or begin later."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=rule.valid_from)
    rules = ValuationRule.objects.in_commune(rule.commune).filter(lasting, kind=rule.kind)
    return [other for other in rules if unit_key(other.unit) == unit_key(rule.unit)]


@transaction.atomic
def end_valuation(rule: ValuationRule, *, by: User, save: Callable[[], object]) -> None:
    """Set the last day on which a rule holds; what it valued before stays."""
    require(by, Act.EDIT_PLAN, rule.commune)
    save()
    journal(rule, by=by, verb=Verb.CHANGED, scope=rule.commune.code, fields=["valid_to"])
