"""The committee's reports: begun with what is known, completed, validated, received."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from actionplans.models import Action as PlanAction
from actionplans.models import ActionPlan
from communes.access import Action, require
from foundation.accounts.models import User
from foundation.journal.models import Verb
from foundation.journal.services import journal
from foundation.records.errors import NotReady
from foundation.records.lines import Line
from foundation.records.moves import move
from foundation.records.rules import stop_if_blocked
from foundation.records.today import today
from frameworks.models import Cycle
from monitoring.documents.report import drawn_report
from monitoring.models import Report, ReportKind, ReportLine, ReportState, Situation, Statement
from monitoring.rules import against_validating

Save = Callable[[], Any]
LONGEST_GAP = 300


@transaction.atomic
def begin_report(
    cycle: Cycle,
    *,
    by: User,
    kind: str,
    written_on: datetime.date,
    from_on: datetime.date | None = None,
    to_on: datetime.date | None = None,
) -> Report:
    """Begin a report with a line for each action of the plan, as it stands by what was said.

    Raises NotReady when a draft of the kind waits already, the day is wrong, or there is no agreed
    plan to report on: then a note of default says why.
    """
    require(by, Action.STATE_AS_COMMITTEE, cycle.commune)
    _check_days(written_on, from_on, to_on)
    if kind != ReportKind.DEFAULT and not _has_agreed_plan(cycle):
        raise NotReady(_("This cycle has no agreed plan to report on. Write a note of default."))
    if cycle.reports.filter(kind=kind, state=ReportState.DRAFT).exists():
        raise NotReady(_("A draft of this report waits already. Complete it."))
    report = Report.objects.create(
        cycle=cycle, kind=kind, written_on=written_on, from_on=from_on, to_on=to_on, recorded_by=by
    )
    if kind != ReportKind.DEFAULT:
        for line in missing_lines(report):
            line.save(force_insert=True)
    log(report, Verb.CREATED, by=by)
    return report


def _has_agreed_plan(cycle: Cycle) -> bool:
    return ActionPlan.objects.sealed().filter(cycle=cycle).exists()


def missing_lines(report: Report) -> list[ReportLine]:
    """Unwritten lines for actions the report does not speak of yet, as they stand now."""
    said = Prefetch("statements", Statement.objects.counting_first(), to_attr="said")
    actions = PlanAction.objects.filter(plan__cycle=report.cycle_id).order_by("number")
    told = report.lines.values("action")
    return [_line(report, action) for action in actions.exclude(pk__in=told).prefetch_related(said)]


def _line(report: Report, action: Any) -> ReportLine:
    """What counts today of one action; why it is not done is the last word said of it."""
    counting: Statement | None = action.said[0] if action.said else None
    situation = counting.situation if counting else Situation.PLANNED
    done = situation == Situation.DONE
    note = counting.note if counting and not done else ""
    return ReportLine(
        report=report,
        action=action,
        situation=situation,
        progress=counting.progress if counting else 0,
        achieved=action.achieved,
        gap=note[:LONGEST_GAP],
    )


@transaction.atomic
def change_report(
    report: Report, *, by: User, save: Save, fields: Iterable[str], lines: Iterable[Line]
) -> None:
    """Store one page of a draft: its texts, the lines of its actions, its visits."""
    require(by, Action.STATE_AS_COMMITTEE, report.cycle.commune)
    _refuse_validated(report)
    _check_days(report.written_on, report.from_on, report.to_on)
    lines = list(lines)
    save()
    for line in lines:
        _write(line)
    changed = [*fields, *(["lines"] if lines else [])]
    if changed:
        log(report, Verb.CHANGED, by=by, fields=changed)


def _write(line: Line) -> None:
    if line.remove:
        line.record.delete()
    else:
        line.save()


@transaction.atomic
def validate_report(report: Report, *, by: User, on: datetime.date) -> None:
    """The committee validates it: its text is kept as it reads now and changes no more.

    Raises NotReady with the sentences shown beforehand, Stale when somebody validated it first.
    """
    require(by, Action.STATE_AS_COMMITTEE, report.cycle.commune)
    _refuse_validated(report)
    report.refresh_from_db()
    stop_if_blocked(against_validating(report))
    if on > today():
        raise NotReady(_("This day has not come yet."))
    if on < report.written_on:
        raise NotReady(_("A report is validated on or after the day it was written."))
    keep_report(report, on=on)
    log(report, Verb.APPROVED, by=by)


def keep_report(report: Report, *, on: datetime.date) -> None:
    """Keep the text of a report as validated on a day, with its digest."""
    html = drawn_report(report, validated_on=on).html()
    digest = hashlib.sha256(html.encode()).hexdigest()
    move(report, "state", to=ReportState.VALIDATED, validated_on=on, html=html, sha256=digest)


@transaction.atomic
def receive_report(
    report: Report, *, by: User, received_on: datetime.date, received_by: str
) -> None:
    """Note, once, when and by whom the town hall received a validated report."""
    require(by, Action.EDIT_COMMITTEE, report.cycle.commune)
    if not report.is_validated or report.validated_on is None:
        raise NotReady(_("The committee has not validated this report yet."))
    if report.received_on:
        raise NotReady(_("The receipt of this report is noted already."))
    if received_on > today():
        raise NotReady(_("This day has not come yet."))
    if received_on < report.validated_on:
        raise NotReady(_("A report is received on or after the day it was validated."))
    report.received_on, report.received_by = received_on, received_by
    report.save(update_fields=["received_on", "received_by"])
    log(report, Verb.RECORDED, by=by, fields=["received_on", "received_by"])


@transaction.atomic
def withdraw_report(report: Report, *, by: User) -> None:
    """Take away a draft begun by mistake; the journal keeps that it was there."""
    require(by, Action.STATE_AS_COMMITTEE, report.cycle.commune)
    _refuse_validated(report)
    log(report, Verb.REMOVED, by=by)
    for part in (report.lines, report.visits):
        part.all().delete()
    report.new_needs.clear()
    report.delete()


def _refuse_validated(report: Report) -> None:
    """Whatever this page was told, the database says whether it is validated by now.

    Who changes, validates or takes away waits for the other.
    """
    locked = Report.objects.select_for_update().filter(pk=report.pk)
    if locked.values_list("state", flat=True).first() == ReportState.VALIDATED:
        raise NotReady(_("The committee validated this report: it changes no more."))


def _check_days(
    written_on: datetime.date, from_on: datetime.date | None, to_on: datetime.date | None
) -> None:
    if written_on > today():
        raise NotReady(_("A report is not dated in the future."))
    if from_on and to_on and to_on < from_on:
        raise NotReady(_("The end comes before the beginning."))


def log(report: Report, verb: Verb, *, by: User, fields: Iterable[str] = ()) -> None:
    """One line in the journal of the report's commune."""
    journal(report, by=by, verb=verb, scope=report.cycle.commune.code, fields=fields)
