"""Setting up a framework: its page, its members, its priority sectors, and when it is founded."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import College, Organisation, OrganisationKind, Sector
from communes.models.people import COLLEGE_OF_KIND
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.moves import move
from foundation.records.rules import Finding, Strength, blocking, stop_if_blocked
from foundation.records.today import today
from frameworks.models import (
    Deliberation,
    Framework,
    FrameworkMember,
    FrameworkState,
    PrioritySector,
)
from frameworks.rules import (
    MOST_SECTORS,
    r1_priority_sectors,
    r2_founding_act,
    sectors_sentence,
)


@dataclass(frozen=True)
class SectorChoice:
    """One sector the commune chose, its rank and why; without a rank it takes the next free one."""

    sector: Sector
    rank: int | None = None
    reason: str = ""


@transaction.atomic
def create_framework(framework: Framework, *, by: User) -> Framework:
    """Set up the commune's framework; one that is not closed per commune."""
    require(by, Action.EDIT_FRAMEWORK, framework.commune)
    if framework.commune.frameworks.current().exists():
        raise NotReady(_("This commune already has a framework."))
    framework.state = FrameworkState.PREPARING
    framework.save()
    _write(framework, by, Verb.CREATED)
    return framework


@transaction.atomic
def change_framework(
    framework: Framework, *, by: User, save: Callable[[], Any], fields: Iterable[str]
) -> None:
    """Store what a form changed of the framework's own lines (`save`)."""
    require(by, Action.EDIT_FRAMEWORK, framework.commune)
    save()
    _write(framework, by, Verb.CHANGED, fields=fields)


def found(framework: Framework, *, by: User | None) -> bool:
    """Leave the preparation when R1 and R2 hold, and become active once a meeting was held.

    Called by every act that may have made it true; says whether the state moved.
    """
    framework.refresh_from_db()
    before = framework.state
    findings = [*r1_priority_sectors(framework), *r2_founding_act(framework)]
    if before == FrameworkState.PREPARING and not blocking(findings):
        move(framework, "state", to=FrameworkState.FOUNDED)
        _write(framework, by, Verb.STATE, note=framework.get_state_display())
    if framework.state == FrameworkState.FOUNDED and framework.meetings.held().exists():
        move(framework, "state", to=FrameworkState.ACTIVE)
        _write(framework, by, Verb.STATE, note=framework.get_state_display())
    return framework.state != before


@transaction.atomic
def put_to_rest(framework: Framework, *, by: User) -> None:
    """Say that the framework no longer meets for now; it wakes at its next meeting."""
    _step(framework, FrameworkState.ACTIVE, FrameworkState.DORMANT, by)


@transaction.atomic
def wake(framework: Framework, *, by: User) -> None:
    """Say that a dormant framework meets again."""
    _step(framework, FrameworkState.DORMANT, FrameworkState.ACTIVE, by)


def _step(framework: Framework, at: FrameworkState, to: FrameworkState, by: User) -> None:
    require(by, Action.EDIT_FRAMEWORK, framework.commune)
    if framework.state != at:
        raise NotReady(_("The framework has changed meanwhile. Read its page again."))
    move(framework, "state", to=to)
    _write(framework, by, Verb.STATE, note=framework.get_state_display())


@transaction.atomic
def choose_sectors(
    framework: Framework,
    choices: Sequence[SectorChoice],
    *,
    by: User,
    decided_in: Deliberation | None = None,
    active_from: datetime.date | None = None,
) -> None:
    """Make these the framework's priority sectors from a day; those left out end the day before.

    In preparation fewer or more than R1 asks may be kept while people still talk; afterwards R1
    stops the change, and a sector that held keeps its dates as history.
    """
    require(by, Action.EDIT_FRAMEWORK, framework.commune)
    preparing = framework.state == FrameworkState.PREPARING
    if not preparing and (sentence := sectors_sentence(len(choices))):
        stop_if_blocked([Finding("R1", Strength.BLOCK, sentence)])
    held = {row.sector_id: row for row in framework.priority_sectors.filter(active_to=None)}
    wanted = {choice.sector.pk for choice in choices}
    gone = [row for pk, row in held.items() if pk not in wanted]
    if not preparing and gone and active_from is None:
        raise NotReady(_("Say from which day the new choice holds."))
    start = active_from or _day_of(decided_in, framework)
    for row in gone:
        _end(row, start, by, draft=preparing)
    for choice, rank in zip(choices, _ranks(choices), strict=True):
        row = held.get(choice.sector.pk) or PrioritySector(
            framework=framework, sector=choice.sector
        )
        _keep(row, choice.reason, rank, decided_in, start, by)
    found(framework, by=by)


def _day_of(act: Deliberation | None, framework: Framework) -> datetime.date:
    """The day a choice holds when nobody typed one: the deliberation's, at the latest today.

    A first choice without its act, typed from older papers, holds since its cycle opened.
    """
    if act:
        written: datetime.date = act.dated.first_day
        return min(written, today())
    opened = (
        framework.cycles.open().first() if framework.state == FrameworkState.PREPARING else None
    )
    return opened.opened_on if opened else today()


def _ranks(choices: Sequence[SectorChoice]) -> list[int]:
    """The typed ranks, the others filled in order; a fourth sector shares the last rank."""
    taken = {choice.rank for choice in choices if choice.rank}
    free = iter([rank for rank in range(1, MOST_SECTORS + 1) if rank not in taken])
    return [choice.rank or next(free, MOST_SECTORS) for choice in choices]


def _end(row: PrioritySector, start: datetime.date, by: User, *, draft: bool) -> None:
    """End a sector the day before the new choice; one that never held is taken back."""
    until = start - datetime.timedelta(days=1)
    if draft or (row.active_from and row.active_from > until):
        if not draft and row.active_from != start:
            raise NotReady(
                _("The sector %(sector)s was chosen after that day.") % {"sector": row.sector}
            )
        _write(row.framework, by, Verb.REMOVED, note=str(row.sector), fields=["priority_sectors"])
        row.delete()
        return
    row.active_to = until
    row.save(update_fields=["active_to"])
    _write(row.framework, by, Verb.CHANGED, note=str(row.sector), fields=["active_to"])


def _keep(
    row: PrioritySector,
    reason: str,
    rank: int,
    decided_in: Deliberation | None,
    start: datetime.date,
    by: User,
) -> None:
    """Write a chosen sector; one already held keeps its first day."""
    new = row.pk is None
    was = (row.rank, row.reason, row.decided_in_id)
    row.rank, row.reason = rank, reason
    row.active_from = start if new else row.active_from
    if new or row.decided_in_id is None:
        row.decided_in = decided_in
    if not new and was == (row.rank, row.reason, row.decided_in_id):
        return
    row.save()
    _write(
        row.framework,
        by,
        Verb.RECORDED if new else Verb.CHANGED,
        note=str(row.sector),
        fields=["priority_sectors"],
    )


@transaction.atomic
def add_members(
    framework: Framework,
    organisations: Iterable[Organisation],
    *,
    by: User,
    since: datetime.date | None = None,
) -> int:
    """Seat several organisations, each in the college its kind gives; returns how many are new.

    One that sat before gets a new seat: both times stay readable.
    """
    require(by, Action.EDIT_FRAMEWORK, framework.commune)
    seated = set(framework.members.filter(until=None).values_list("organisation_id", flat=True))
    added = 0
    for organisation in organisations:
        if organisation.pk in seated:
            continue
        college = COLLEGE_OF_KIND.get(OrganisationKind(organisation.kind), College.OTHER)
        FrameworkMember.objects.create(
            framework=framework, organisation=organisation, college=college, since=since
        )
        added += 1
        _write(framework, by, Verb.RECORDED, note=str(organisation), fields=["members"])
    return added


@transaction.atomic
def end_membership(member: FrameworkMember, *, by: User, until: datetime.date) -> None:
    """An organisation no longer sits after this day."""
    require(by, Action.EDIT_FRAMEWORK, member.framework.commune)
    if member.since and until < member.since:
        raise NotReady(_("The end comes before the beginning."))
    member.until = until
    member.save(update_fields=["until"])
    _write(
        member.framework,
        by,
        Verb.CHANGED,
        note=str(member.organisation),
        fields=["members", "until"],
    )


def _write(
    framework: Framework,
    by: User | None,
    verb: Verb,
    *,
    note: str = "",
    fields: Iterable[str] = (),
) -> None:
    """One line in the commune's journal about the framework."""
    journal(framework, by=by, verb=verb, scope=framework.commune.code, fields=fields, note=note)
