"""Rules of the follow-up: who sits in the committee, its mandate, the reports it owes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Action
from communes.models import College, Sex
from foundation.records.rules import Finding, Strength
from foundation.records.today import today
from frameworks.models import Cycle
from monitoring.models import Committee, Report, ReportKind, ReportLine, Situation
from monitoring.querysets import with_situation


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
    validated = Report.objects.filter(cycle=cycle).validated().order_by()
    kinds = set(validated.values_list("kind", flat=True))
    if ReportKind.DEFAULT in kinds:
        return []
    if ReportKind.END not in kinds:
        return [_r9(_("The committee has not validated its end report, nor a note of default."))]
    return [_r9(sentence) for sentence in _left_out_words(actions_left_out(cycle))]


def actions_left_out(cycle: Cycle) -> list[Action]:
    """Actions of the cycle's plan that no validated end report speaks of."""
    covered = ReportLine.objects.filter(
        report__cycle=cycle, report__kind=ReportKind.END, report__in=Report.objects.validated()
    )
    actions = Action.objects.filter(plan__cycle=cycle).exclude(pk__in=covered.values("action"))
    return list(actions.order_by("number"))


def _r9(sentence: str) -> Finding:
    return Finding("R9", Strength.BLOCK, sentence)


def against_validating(report: Report) -> list[Finding]:
    """What stops the committee from validating a report (R9), and what is worth another look."""
    if report.kind == ReportKind.DEFAULT:
        return _note_says_why(report)
    lines = list(report.lines.select_related("action"))
    found = [_r9(sentence) for sentence in _not_told(report, {line.action_id for line in lines})]
    doubts = []
    if report.written_by_id is None:
        doubts.append(_("Nobody is named as rapporteur."))
    if not report.summary.strip():
        doubts.append(_("The appreciation is empty."))
    if not report.visits.exists():
        doubts.append(_("No visit is noted."))
    doubts += _moved_since(report, lines)
    return found + [Finding("", Strength.WARN, sentence) for sentence in doubts]


def _note_says_why(report: Report) -> list[Finding]:
    if report.reason.strip() and report.signed_by.strip():
        return []
    return [_r9(_("Say why there is no report and who signed the note."))]


def _not_told(report: Report, told: set[int]) -> list[str]:
    """An end report speaks of every action; a mid-term report may leave some out."""
    actions = Action.objects.filter(plan__cycle=report.cycle_id).order_by("number")
    left = [action for action in actions if action.pk not in told]
    return _left_out_words(left) if report.kind == ReportKind.END else []


def _left_out_words(actions: list[Action]) -> list[str]:
    """One sentence naming the actions of which nothing is said."""
    if not actions:
        return []
    words = ngettext(
        "The end report says nothing of action %(numbers)s.",
        "The end report says nothing of actions %(numbers)s.",
        len(actions),
    )
    return [words % {"numbers": ", ".join(str(action.number) for action in actions)}]


def _moved_since(report: Report, lines: list[ReportLine]) -> list[str]:
    """Actions of which something else is said now than in the report."""
    actions: Any = with_situation(Action.objects.filter(plan__cycle=report.cycle_id))
    now = dict(actions.values_list("pk", "situation"))
    words = _("Action %(number)s: the report says “%(told)s”, the follow-up says “%(now)s”.")
    return [
        words
        % {
            "number": line.action.number,
            "told": line.get_situation_display(),
            "now": Situation(now[line.action_id]).label,
        }
        for line in lines
        if line.action_id in now and now[line.action_id] != line.situation
    ]
