"""The reports of the committee the file tells: validated, with their lines and their text kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from actionplans.models import Action
from consult.demo.example.book import Book, find_needed
from consult.demo.example.follow_up import progress_in, situation_of
from consult.demo.example.reading import Item
from frameworks.models import Cycle
from monitoring.models import Report, ReportKind, ReportLine, Situation
from monitoring.services.reports import keep_report

KINDS = (ReportKind.MIDTERM, ReportKind.END)


def load_reports(book: Book) -> None:
    """Every report that is not there yet, kept as the paper the committee validated that day."""
    for item in book.item.items("reports", _("report")):
        known = Report.objects.filter(cycle__framework=book.framework, external_id=item.text("id"))
        if not known.exists():
            _report(book, item)


def _report(book: Book, item: Item) -> None:
    cycle = find_needed(item, "cycle", book.cycles)
    day = item.day_needed("date")
    report = book.enter(
        item,
        Report,
        external_id=item.text("id"),
        cycle=cycle,
        kind=item.code("kind", KINDS),
        written_on=day,
        to_on=day,
        written_by=book.person(item, "written_by"),
        summary=item.text("summary_fr"),
    )
    for action in _actions(book, cycle):
        progress = progress_in(item, action.number)
        if progress is not None:
            book.enter(
                item,
                ReportLine,
                report=report,
                action=action,
                situation=_situation_then(action, report, progress),
                progress=progress,
            )
    keep_report(report, on=day)


def _actions(book: Book, cycle: Cycle) -> list[Action]:
    return [action for (of, _no), action in book.actions.items() if of == str(cycle.number)]


def _situation_then(action: Action, report: Report, progress: int) -> Situation:
    """What counted of the action on the day of the report."""
    said = action.statements.filter(said_on__lte=report.written_on).counting_first().first()
    return Situation(said.situation) if said else situation_of(progress)
