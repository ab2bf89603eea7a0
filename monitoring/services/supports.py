"""What technical services say and do, and what organisations produce, written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require, roles_in
from communes.models import Assignment, Commune, Organisation, OrganisationKind, Role
from communes.querysets import OrganisationQuerySet, covers, standing
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.today import today
from monitoring.models import ProductionMeasure, ServiceSupport

Save = Callable[[], Any]


def services_of(user: User, commune: Commune) -> OrganisationQuerySet:
    """The technical services this person writes for: all of them, or the one it belongs to."""
    services = Organisation.objects.usable_in(commune).filter(kind=OrganisationKind.SERVICE)
    if roles_in(user, commune) & {Role.SECRETARY, Role.MAYOR}:
        return services.active()
    mine = Assignment.objects.of(user).running().filter(covers(commune.pk), role=Role.SERVICE)
    return services.filter(pk__in=mine.values_list(standing("organisation"), flat=True))


@transaction.atomic
def give_support(support: ServiceSupport, *, by: User) -> ServiceSupport:
    """Write down an opinion or a support; who speaks for a service speaks for no other."""
    commune = support.framework.commune
    require(by, Action.STATE_AS_RESPONSIBLE, commune)
    if not services_of(by, commune).filter(pk=support.service_id).exists():
        raise PermissionDenied
    if support.given_on > today():
        raise NotReady(_("This day has not come yet."))
    support.save(force_insert=True)
    journal(support, by=by, verb=Verb.CREATED, scope=commune.code)
    return support


@transaction.atomic
def measure(found: ProductionMeasure, *, by: User) -> ProductionMeasure:
    """Note what an organisation produced in a season."""
    _check(found, by)
    found.save(force_insert=True)
    _log(found, Verb.CREATED, by=by)
    return found


@transaction.atomic
def correct_measure(
    found: ProductionMeasure, *, by: User, save: Save, fields: Iterable[str]
) -> None:
    """Correct what was noted of a season."""
    _check(found, by)
    save()
    _log(found, Verb.CHANGED, by=by, fields=fields)


def _check(found: ProductionMeasure, by: User) -> None:
    require(by, Action.EDIT_ACTORS, found.organisation.commune)
    if found.measured_on > today():
        raise NotReady(_("This day has not come yet."))


def _log(found: ProductionMeasure, verb: Verb, *, by: User, fields: Iterable[str] = ()) -> None:
    commune = found.organisation.commune
    journal(found, by=by, verb=verb, scope=commune.code if commune else "", fields=fields)
