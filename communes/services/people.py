"""Adding and changing the people of a commune. They need no account and no telephone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Organisation, OrganisationKind, Person
from communes.models.people import COLLEGE_OF_KIND
from communes.services.organisations import scope_of
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady

OFFICES = ("president", "secretary", "treasurer")


def college_of(organisation: Organisation | None) -> str:
    """The college a member of this organisation sits with; nothing without an organisation."""
    return COLLEGE_OF_KIND[OrganisationKind(organisation.kind)] if organisation else ""


@transaction.atomic
def add_person(person: Person, *, by: User, office: str = "") -> Person:
    """Enter somebody; with an office, they become an officer of their organisation."""
    require(by, Action.EDIT_ACTORS, person.commune)
    person.college = person.college or college_of(person.organisation)
    person.save(force_insert=True)
    journal(person, by=by, verb=Verb.CREATED, scope=scope_of(person.commune))
    _give_office(person, office, by=by)
    return person


@transaction.atomic
def change_person(
    person: Person,
    *,
    by: User,
    save: Callable[[], Any],
    fields: Iterable[str],
    office: str = "",
) -> None:
    """Store what a form changed (`save`), and the office if one is given."""
    require(by, Action.EDIT_ACTORS, person.commune)
    save()
    journal(person, by=by, verb=Verb.CHANGED, scope=scope_of(person.commune), fields=fields)
    _give_office(person, office, by=by)


def _give_office(person: Person, office: str, *, by: User) -> None:
    """Name the person president, secretary or treasurer of their own organisation."""
    if not office:
        return
    organisation = person.organisation
    if office not in OFFICES or organisation is None:
        raise NotReady(_("Choose the organisation this office belongs to."))
    require(by, Action.EDIT_ACTORS, organisation.commune)
    if getattr(organisation, f"{office}_id") == person.pk:
        return
    setattr(organisation, office, person)
    organisation.save(update_fields=[office])
    scope = scope_of(organisation.commune)
    journal(organisation, by=by, verb=Verb.CHANGED, scope=scope, fields=[office])
