"""Adding, changing and retiring the organisations of a commune. None is ever deleted."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import (
    Commune,
    FormalisationEvent,
    FormalisationStage,
    MemberCount,
    Organisation,
    Sector,
)
from foundation.accounts.models import User
from foundation.formats.partial import PartialDate
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.today import today


def scope_of(commune: Commune | None) -> str:
    """The journal a record belongs to: its commune's, or the country's for shared ones."""
    return commune.code if commune else ""


@transaction.atomic
def add_organisation(
    organisation: Organisation,
    *,
    by: User,
    sectors: Iterable[Sector] = (),
    count: MemberCount | None = None,
) -> Organisation:
    """Enter an organisation in the commune's list, with its members as counted if known."""
    require(by, Action.EDIT_ACTORS, organisation.commune)
    _once(organisation.save)
    organisation.sectors.set(sectors)
    journal(organisation, by=by, verb=Verb.CREATED, scope=scope_of(organisation.commune))
    if count is not None:
        add_member_count(organisation, count, by=by)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, by: User, save: Callable[[], Any], fields: Iterable[str]
) -> None:
    """Store what a form changed (`save`); the journal keeps the names of the fields."""
    require(by, Action.EDIT_ACTORS, organisation.commune)
    _once(save)
    scope = scope_of(organisation.commune)
    journal(organisation, by=by, verb=Verb.CHANGED, scope=scope, fields=fields)


@transaction.atomic
def add_member_count(organisation: Organisation, count: MemberCount, *, by: User) -> MemberCount:
    """Write down how many members there were on a day. Earlier counts stay."""
    require(by, Action.EDIT_ACTORS, organisation.commune)
    count.organisation = organisation
    count.save(force_insert=True)
    scope = scope_of(organisation.commune)
    journal(organisation, by=by, verb=Verb.RECORDED, scope=scope, fields=["member_counts"])
    return count


@transaction.atomic
def record_formalisation(
    organisation: Organisation,
    *,
    by: User,
    stage: FormalisationStage,
    reached_on: PartialDate,
    note: str = "",
) -> FormalisationEvent:
    """Write down a step towards registration; a step already there is corrected."""
    require(by, Action.EDIT_ACTORS, organisation.commune)
    event, new = FormalisationEvent.objects.update_or_create(
        organisation=organisation,
        stage=stage,
        defaults={"reached_on": str(reached_on), "note": note},
    )
    journal(
        organisation,
        by=by,
        verb=Verb.RECORDED if new else Verb.CHANGED,
        scope=scope_of(organisation.commune),
        fields=["formalisation"],
        note=str(stage),
    )
    return event


@transaction.atomic
def retire_organisation(organisation: Organisation, *, by: User, on: datetime.date) -> None:
    """Say since when an organisation no longer acts. Its past stays; it can come back."""
    require(by, Action.EDIT_ACTORS, organisation.commune)
    if organisation.retired_on:
        raise NotReady(_("This organisation is already retired."))
    if on > today():
        raise NotReady(_("The day has not come yet. Write today or an earlier day."))
    move(organisation, "retired_on", to=on)
    scope = scope_of(organisation.commune)
    journal(organisation, by=by, verb=Verb.REMOVED, scope=scope, note=on.isoformat())


@transaction.atomic
def bring_back_organisation(organisation: Organisation, *, by: User) -> None:
    """Make a retired organisation active again."""
    require(by, Action.EDIT_ACTORS, organisation.commune)
    if organisation.retired_on is None:
        raise NotReady(_("This organisation is already active."))
    move(organisation, "retired_on", to=None)
    journal(organisation, by=by, verb=Verb.REOPENED, scope=scope_of(organisation.commune))


def _once(save: Callable[[], Any]) -> None:
    """Save, and say in words when the same name was entered at the same moment."""
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise NotReady(_("This organisation is already in the list.")) from error
