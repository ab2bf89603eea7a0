"""A validated report: the database itself refuses every change, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from monitoring.models import Report, ReportLine, ReportVisit
from tests import make

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def of_report(report: Report) -> Any:
    return ReportLine.objects.filter(report=report)


# Each answers how many rows it changed.
ATTEMPTS: dict[str, Callable[[Report], int]] = {
    "its words": lambda r: Report.objects.filter(pk=r.pk).update(summary="Autre"),
    "its kind": lambda r: Report.objects.filter(pk=r.pk).update(kind="mi_parcours"),
    "its cycle": lambda r: Report.objects.filter(pk=r.pk).update(cycle=make.cycle()),
    "its kept text": lambda r: Report.objects.filter(pk=r.pk).update(html="<p>"),
    "raw words": lambda r: sql("UPDATE monitoring_report SET reason = 'x' WHERE id = %s", r.pk),
    "a line changed": lambda r: of_report(r).update(progress=99),
    "a line in bulk": lambda r: bulk(r),
    "a line moved away": lambda r: of_report(r).update(report=make.report(make.cycle())),
    "a line taken away": lambda r: of_report(r).delete()[0],
    "a raw line": lambda r: sql(
        "UPDATE monitoring_reportline SET gap = 'x' WHERE report_id = %s", r.pk
    ),
    "a visit changed": lambda r: r.visits.update(place="Ailleurs"),
    "a visit taken away": lambda r: r.visits.all().delete()[0],
    "a visit added": lambda r: len([visit(r)]),
    "a need added": lambda r: added(r),
    "a need taken away": lambda r: removed(r),
}


def bulk(report: Report) -> int:
    lines = list(of_report(report))
    for line in lines:
        line.gap = "Autre"
    return ReportLine.objects.bulk_update(lines, ["gap"])


def visit(report: Report) -> ReportVisit:
    return report.visits.create(visited_on=make.DAY, place="Koila")


def added(report: Report) -> int:
    report.new_needs.add(make.need(report.cycle.framework))
    return 1


def removed(report: Report) -> int:
    before = report.new_needs.count()
    report.new_needs.clear()
    return before - report.new_needs.count()


@pytest.fixture
def draft() -> Report:
    cycle = make.cycle()
    action = make.action(make.plan(cycle, state="valide"))
    report = make.report(cycle, [action], summary="Le plan avance.")
    visit(report)
    report.new_needs.add(make.need(cycle.framework))
    return report


@pytest.fixture
def validated(draft: Report) -> Report:
    draft.state, draft.validated_on = "valide", make.DAY
    draft.save()
    return draft


def stored(report: Report) -> list[Any]:
    return [
        list(Report.objects.filter(pk=report.pk).values()),
        list(of_report(report).values()),
        list(report.visits.values()),
        list(report.new_needs.values_list("pk")),
    ]


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_validated_report_refuses_every_change(
    validated: Report, attempt: Callable[[Report], int]
) -> None:
    before = stored(validated)

    with pytest.raises(DatabaseError, match="the report is validated"), transaction.atomic():
        attempt(validated)

    assert stored(validated) == before


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_the_same_attempts_change_a_draft(draft: Report, attempt: Callable[[Report], int]) -> None:
    assert attempt(draft) > 0


def test_a_validated_report_is_neither_deleted_nor_opened_again(validated: Report) -> None:
    reports = Report.objects.filter(pk=validated.pk)
    with pytest.raises(DatabaseError, match="the report is validated"), transaction.atomic():
        sql("DELETE FROM monitoring_report WHERE id = %s", validated.pk)
    with pytest.raises(DatabaseError, match="the report is validated"), transaction.atomic():
        reports.update(state="brouillon", validated_on=None)

    assert Report.objects.validated().count() == 1


def test_the_receipt_is_written_later_and_once(validated: Report) -> None:
    reports = Report.objects.filter(pk=validated.pk)
    assert reports.update(received_on=make.DAY, received_by="Awa") == 1

    with pytest.raises(DatabaseError), transaction.atomic():
        reports.update(received_by="Un autre")
    with pytest.raises(DatabaseError), transaction.atomic():
        reports.update(received_on=None)
