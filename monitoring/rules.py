"""Rules of the follow-up: who sits in the committee, its mandate, the reports it owes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Action
from communes.models import College, Sex
from foundation.records.rules import Finding, Strength
from foundation.records.today import today
from frameworks.models import Cycle
from monitoring.models import Committee, Report, ReportKind, ReportLine


def r7_committee(committee: Committee) -> list[Finding]:
    """R7: set up with or after the first plan; commune, private sector and a woman sit in it."""
    members = list(committee.members.running(today()).select_related("person"))
    colleges = {member.college or member.person.college for member in members}
    found = []
    if College.COMMUNE not in colleges:
        found.append(_("Nobody of the commune sits in the committee."))
    if College.PRIVATE_SECTOR not in colleges:
        found.append(_("Nobody of the private sector sits in the committee."))
    if not any(member.person.sex == Sex.WOMAN for member in members):
        found.append(_("No woman sits in the committee."))
    if _before_first_plan(committee):
        found.append(_("The committee was set up before the first plan was agreed."))
    return [Finding("R7", Strength.WARN, sentence) for sentence in found]


def _before_first_plan(committee: Committee) -> bool:
    first = (
        committee.framework.cycles.exclude(plan__agreed_on=None)
        .order_by("number")
        .values_list("plan__agreed_on", flat=True)
        .first()
    )
    return first is not None and committee.set_up_on < first


def r10_mandate_says_why(version: int, change_reason: str, *, unchanged: bool) -> list[Finding]:
    """R10: from the second version on, a mandate says what changed, or that nothing did."""
    if version == 1 or change_reason.strip() or unchanged:
        return []
    sentence = _("Say what changed in the mandate and why, or tick that it is renewed unchanged.")
    return [Finding("R10", Strength.WARN, sentence)]


def r9_end_report(cycle: Cycle) -> list[Finding]:
    """R9: a cycle closes with a validated end report covering every action, or a note of default.

    Several validated end reports cover together; a note of default counts once it is signed.
    """
    validated = list(Report.objects.filter(cycle=cycle).validated())
    if any(report.kind == ReportKind.DEFAULT for report in validated):
        return []
    if not any(report.kind == ReportKind.END for report in validated):
        return [_r9(_("The committee has not validated its end report, nor a note of default."))]
    left = actions_left_out(cycle)
    if not left:
        return []
    sentence = ngettext(
        "The end report says nothing of action %(numbers)s.",
        "The end report says nothing of actions %(numbers)s.",
        len(left),
    ) % {"numbers": ", ".join(str(action.number) for action in left)}
    return [_r9(sentence)]


def actions_left_out(cycle: Cycle) -> list[Action]:
    """Actions of the cycle's plan that no validated end report speaks of."""
    covered = ReportLine.objects.filter(
        report__cycle=cycle, report__kind=ReportKind.END, report__in=Report.objects.validated()
    )
    actions = Action.objects.filter(plan__cycle=cycle).exclude(pk__in=covered.values("action"))
    return list(actions.order_by("number"))


def _r9(sentence: str) -> Finding:
    return Finding("R9", Strength.BLOCK, sentence)
