"""Setting up the committee, changing its members, giving it a mandate."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from communes.access import Action, require
from communes.models import Person
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from frameworks.models import Cycle, Framework, Meeting
from monitoring.models import Committee, CommitteeMandate, CommitteeMember


@transaction.atomic
def set_up(
    framework: Framework, *, by: User, set_up_on: datetime.date, set_up_at: Meeting | None = None
) -> Committee:
    """Set up the monitoring committee of a framework, or correct when and where it was."""
    require(by, Action.EDIT_COMMITTEE, framework.commune)
    if set_up_at and set_up_at.framework_id != framework.pk:
        raise NotReady(_("Choose a meeting of this framework."))
    committee, created = Committee.objects.update_or_create(
        framework=framework, defaults={"set_up_on": set_up_on, "set_up_at": set_up_at}
    )
    verb = Verb.CREATED if created else Verb.CHANGED
    journal(committee, by=by, verb=verb, scope=framework.commune.code)
    return committee


@transaction.atomic
def seat(committee: Committee, person: Person, *, by: User, **facts: Any) -> CommitteeMember:
    """Give a person a seat; the college is the person's own unless another is told."""
    commune = committee.framework.commune
    require(by, Action.EDIT_COMMITTEE, commune)
    if committee.members.filter(person=person, until=None).exists():
        raise NotReady(_("This person is already in the committee."))
    facts.setdefault("college", person.college)
    member = CommitteeMember.objects.create(committee=committee, person=person, **facts)
    journal(member, by=by, verb=Verb.CREATED, scope=commune.code)
    return member


@transaction.atomic
def leave(member: CommitteeMember, *, by: User, until: datetime.date) -> None:
    """End a seat on a day; who sat before stays readable."""
    commune = member.committee.framework.commune
    require(by, Action.EDIT_COMMITTEE, commune)
    if member.since and until < member.since:
        raise NotReady(_("The end comes before the beginning."))
    member.until = until
    member.save(update_fields=["until"])
    journal(member, by=by, verb=Verb.CHANGED, scope=commune.code, fields=["until"])


@transaction.atomic
def give_mandate(
    committee: Committee, *, by: User, tasks: str, valid_from: datetime.date, **facts: Any
) -> CommitteeMandate:
    """Write the next version of the mandate (R10) and end the one before it."""
    commune = committee.framework.commune
    require(by, Action.EDIT_COMMITTEE, commune)
    last = committee.mandates.order_by("-version").first()
    if last and valid_from < last.valid_from:
        raise NotReady(_("A later version cannot begin before the earlier one."))
    decision = facts.get("decided_in")
    if decision:
        if decision.meeting.framework_id != committee.framework_id:
            raise NotReady(_("Choose a decision of this framework."))
        facts.setdefault("agreed_at", decision.meeting)
    version = (committee.mandates.aggregate(last=Max("version"))["last"] or 0) + 1
    if last and (last.valid_to is None or last.valid_to >= valid_from):
        last.valid_to = max(valid_from - datetime.timedelta(days=1), last.valid_from)
        last.save(update_fields=["valid_to"])
    facts.setdefault("cycle", Cycle.objects.open().filter(framework=committee.framework).first())
    mandate = CommitteeMandate.objects.create(
        committee=committee, version=version, tasks=tasks, valid_from=valid_from, **facts
    )
    journal(mandate, by=by, verb=Verb.CREATED, scope=commune.code)
    return mandate
