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


def offices_of(person: Person) -> list[str]:
    """The offices the person holds in their organisation."""
    organisation = person.organisation
    return [o for o in OFFICES if organisation and getattr(organisation, f"{o}_id") == person.pk]


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
    office: str | None = None,
) -> None:
    """Store what a form changed (`save`), and the office unless it is None."""
    require(by, Action.EDIT_ACTORS, person.commune)
    save()
    journal(person, by=by, verb=Verb.CHANGED, scope=scope_of(person.commune), fields=fields)
    if office is not None:
        _give_office(person, office, by=by)


def _give_office(person: Person, office: str, *, by: User) -> None:
    """Make this the one office the person holds in their organisation; "" for none."""
    organisation = person.organisation
    if office and (office not in OFFICES or organisation is None):
        raise NotReady(_("Choose the organisation this office belongs to."))
    held = offices_of(person)
    if organisation is None or held == [office] or (not held and not office):
        return
    require(by, Action.EDIT_ACTORS, organisation.commune)
    changed = sorted({*held, office} - {""})
    for name in changed:
        setattr(organisation, name, person if name == office else None)
    organisation.save(update_fields=changed)
    scope = scope_of(organisation.commune)
    journal(organisation, by=by, verb=Verb.CHANGED, scope=scope, fields=changed)
