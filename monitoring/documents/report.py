"""Document H, the committee's report, and the note of default that stands in its place (R9)."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify

from actionplans.models import ActionPlan
from communes.documents import Signature
from foundation.documents.document import Document
from foundation.documents.kept import KeptDocument
from frameworks.models import Meeting
from monitoring.documents.frame import head_on, names_of
from monitoring.models import ObstacleState, Report, ReportKind
from monitoring.money import engagements_of, sum_of

TITLES: Final = {
    ReportKind.MIDTERM: "Rapport de suivi à mi-parcours",
    ReportKind.END: "Rapport de suivi de fin de cycle",
    ReportKind.DEFAULT: "Constat de carence",
}
NAMES: Final = {
    ReportKind.MIDTERM: "rapport-mi-parcours",
    ReportKind.END: "rapport-fin",
    ReportKind.DEFAULT: "constat-carence",
}


def report_paper(report: Report) -> Document:
    """A validated report as it was validated, with its receipt; else as it now reads."""
    if not report.is_validated or not report.html:
        return drawn_report(report, validated_on=report.validated_on)
    with translation.override("fr"):
        joined = render_to_string("documents/monitoring/_receipt.html", {"report": report})
    return KeptDocument(
        template="",
        filename=_filename(report),
        context={},
        title=_title(report),
        kept=report.html,
        joined=joined,
    )


def drawn_report(report: Report, *, validated_on: datetime.date | None) -> Document:
    """The report as its record reads; PROJET until the committee validated it."""
    with translation.override("fr"):
        context = {
            "report": report,
            "draft": validated_on is None,
            "validated_on": validated_on,
            "head": head_on(report.cycle.framework.commune, report.written_on),
            "heading": TITLES[ReportKind(report.kind)],
            "signatures": signatures(report),
            "footer": report.cycle.framework.name,
            **({} if report.kind == ReportKind.DEFAULT else told(report)),
        }
    return Document(
        template="documents/monitoring/report.html",
        filename=_filename(report),
        title=_title(report),
        context=context,
    )


def plan_of(report: Report) -> ActionPlan | None:
    """The plan the report speaks of."""
    return getattr(report.cycle, "plan", None)


def told(report: Report) -> dict[str, Any]:
    """Progress, obstacles of the period, money on its last day, new needs and visits."""
    plan = plan_of(report)
    until = report.to_on or report.written_on
    money = engagements_of(plan, until)
    return {
        "plan": plan,
        "lines": list(report.lines.select_related("action").order_by("action__number")),
        "obstacles": obstacles_in(report, plan),
        "money": money,
        "money_sum": sum_of(money),
        "needs": list(report.new_needs.order_by("code")),
        "visits": list(report.visits.all()),
    }


def obstacles_in(report: Report, plan: ActionPlan | None) -> list[Any]:
    """Obstacles raised in the period, and earlier ones still open when it began, as they stood."""
    first = report.from_on or (plan.starts_on if plan else report.cycle.opened_on)
    last = report.to_on or report.written_on
    raised = report.cycle.framework.obstacles.filter(raised_on__lte=last)
    closed_before = raised.filter(raised_on__lt=first, resolved_on__lt=first)
    rows: list[Any] = list(
        raised.exclude(pk__in=closed_before.values("pk"))
        .order_by("raised_on", "pk")
        .select_related("action", "party")
        .prefetch_related("passages__meeting")
    )
    for obstacle in rows:
        obstacle.passed = [row for row in obstacle.passages.all() if row.passed_on <= last]
        obstacle.answers = [row for row in obstacle.passed if _held_by(row.meeting, last)]
        obstacle.then = _state_then(obstacle, last)
    return rows


def _held_by(meeting: Meeting, day: datetime.date) -> bool:
    """Whether the meeting could have answered by that day."""
    return meeting.held_on is not None and meeting.held_on.first_day <= day


def _state_then(obstacle: Any, day: datetime.date) -> str:
    """The state on that day, in words: what was answered or lifted later was open then."""
    if obstacle.resolved_on is None or obstacle.resolved_on <= day:
        return str(obstacle.get_state_display())
    return str(ObstacleState.PASSED.label if obstacle.passed else ObstacleState.OPEN.label)


def signatures(report: Report) -> list[Signature]:
    """The rapporteur and the committee's chair; a note of default is signed by whom it names."""
    if report.kind == ReportKind.DEFAULT:
        return [Signature("Signé par", report.signed_by or "……………………………")]
    committee = getattr(report.cycle.framework, "committee", None)
    chair = names_of(committee, "presidente", report.written_on)
    rapporteur = str(report.written_by) if report.written_by else ""
    return [
        Signature("Le rapporteur", rapporteur),
        Signature("Le (la) président(e) du comité", chair),
    ]


def _title(report: Report) -> str:
    place = report.cycle.framework.commune.name_on(report.written_on)
    return f"{TITLES[ReportKind(report.kind)]} – cycle {report.cycle.number} – Commune de {place}"


def _filename(report: Report) -> str:
    place = slugify(report.cycle.framework.commune.name)
    kind = NAMES[ReportKind(report.kind)]
    return f"{kind}-{report.cycle.number}-{place}-{report.written_on:%Y-%m-%d}.pdf"
