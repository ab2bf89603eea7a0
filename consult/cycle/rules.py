"""What must hold when a cycle opens or closes."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from foundation.records.rules import Finding, Strength
from frameworks.models import Cycle, Framework
from monitoring.models import Report, ReportKind
from monitoring.rules import r9_end_report


def r9_report_or_default(
    end_report_on: datetime.date | None, default_note: str, signed_by: str
) -> list[Finding]:
    """R9 on paper (monitoring/rules.py): the day of the end report, or a signed note of default."""
    if end_report_on or (default_note.strip() and signed_by.strip()):
        return []
    return [
        Finding(
            "R9",
            Strength.BLOCK,
            _(
                "Give the date of the committee's end report, or write why there is none and who "
                "signed the note of default."
            ),
        )
    ]


def r9_closing(
    cycle: Cycle, end_report_on: datetime.date | None, default_note: str, signed_by: str
) -> list[Finding]:
    """R9 at the closing: what the committee validated here counts; else what is only on paper."""
    found = r9_end_report(cycle)
    here = Report.objects.filter(cycle=cycle, kind=ReportKind.END).validated()
    if not found or here.exists():
        return found
    return r9_report_or_default(end_report_on, default_note, signed_by)


def r10_mandate(framework: Framework, number: int) -> list[Finding]:
    """A reminder of R10 (monitoring/rules.py): each cycle has its version of the mandate."""
    committee = getattr(framework, "committee", None)
    if number == 1 or committee is None:
        return []
    if committee.mandates.filter(version__gte=number).exists():
        return []
    return [
        Finding(
            "R10",
            Strength.WARN,
            _("Renew the committee's mandate for this cycle, and say what changed."),
        )
    ]


def r12_previous_closed(framework: Framework) -> list[Finding]:
    """One cycle at a time: the previous one closes before the next opens."""
    if framework.cycles.open().exists():
        return [Finding("R12", Strength.BLOCK, _("A cycle is already open. Close it first."))]
    return []


def closing_is_dated_well(
    cycle: Cycle, closed_on: datetime.date, today: datetime.date
) -> list[Finding]:
    """A cycle closes after it opened and not in the future."""
    if closed_on < cycle.opened_on:
        return [Finding("", Strength.BLOCK, _("The cycle cannot close before it opened."))]
    if closed_on > today:
        return [Finding("", Strength.BLOCK, _("This day has not come yet."))]
    return []
