"""The committee's report: begun with what is known, completed on one page, validated, received."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from communes.models import Commune, Role
from foundation.accounts.models import User
from foundation.records.errors import NotReady
from frameworks.models import Cycle
from monitoring.documents.report import report_paper
from monitoring.models import Report, ReportKind, Situation, Voice
from monitoring.rules import against_validating
from monitoring.services import reports as services
from tests import make

pytestmark = pytest.mark.django_db

DAY = make.DAY


@pytest.fixture
def cycle() -> Cycle:
    cycle = make.cycle()
    plan = make.plan(cycle, state="valide")
    make.action(plan, wording="Borner le site", target="1 site")
    make.action(plan, wording="Former les maraîchères")
    return cycle


@pytest.fixture
def commune(cycle: Cycle) -> Commune:
    return cycle.commune


@pytest.fixture
def committee(commune: Commune) -> User:
    return make.user(Role.COMMITTEE, commune)


def begun(cycle: Cycle, by: User, kind: str = ReportKind.END, **facts: Any) -> Report:
    return services.begin_report(cycle, by=by, kind=kind, written_on=DAY, **facts)


def ready(cycle: Cycle, by: User) -> Report:
    report = begun(cycle, by)
    report.summary = "Le plan avance."
    report.save()
    return report


def url(report: Report, page: str) -> str:
    slug = report.cycle.commune.slug
    return reverse(f"monitoring:{page}", kwargs={"slug": slug, "pk": report.pk})


def test_a_report_begins_with_what_counts_of_every_action(cycle: Cycle, committee: User) -> None:
    first, second = cycle.plan.actions.order_by("number")
    make.statement(first, Situation.BLOCKED, note="Le site est contesté", progress=40)
    make.statement(second, Situation.DONE, voice=Voice.RESPONSIBLE, progress=100, done_on=DAY)

    lines = begun(cycle, committee).lines.order_by("action__number")

    assert [(line.situation, line.progress, line.gap) for line in lines] == [
        ("bloquee", 40, "Le site est contesté"),
        ("realisee", 100, ""),
    ]


def test_a_second_draft_of_the_same_report_is_refused(cycle: Cycle, committee: User) -> None:
    begun(cycle, committee)

    with pytest.raises(NotReady):
        begun(cycle, committee)


def test_without_an_agreed_plan_only_a_note_of_default_is_written() -> None:
    bare = make.cycle()
    secretary = make.secretary(bare.commune)

    with pytest.raises(NotReady):
        begun(bare, secretary)

    assert begun(bare, secretary, ReportKind.DEFAULT).is_validated is False


def test_the_mayor_reads_reports_and_writes_none(cycle: Cycle, commune: Commune) -> None:
    with pytest.raises(PermissionDenied):
        begun(cycle, make.mayor(commune))


def test_a_note_of_default_needs_its_reason_and_its_signature(
    cycle: Cycle, committee: User
) -> None:
    note = begun(cycle, committee, ReportKind.DEFAULT)

    with pytest.raises(NotReady):
        services.validate_report(note, by=committee, on=DAY)

    assert note.lines.count() == 0


def test_an_end_report_that_forgot_an_action_is_not_validated(
    cycle: Cycle, committee: User
) -> None:
    report = ready(cycle, committee)
    make.action(cycle.plan)

    with pytest.raises(NotReady):
        services.validate_report(report, by=committee, on=DAY)


def test_what_was_said_since_the_report_is_worth_a_look(cycle: Cycle, committee: User) -> None:
    report = ready(cycle, committee)
    make.statement(cycle.plan.actions.get(number=1), Situation.DONE)

    sentences = [finding.sentence for finding in against_validating(report)]

    assert "Action 1 : le rapport dit « Pas commencée », le suivi dit « Réalisée »." in [
        sentence.replace("\u00a0", " ") for sentence in sentences
    ]


def test_a_validated_report_keeps_its_text_whatever_happens_later(
    cycle: Cycle, committee: User
) -> None:
    report = ready(cycle, committee)
    services.validate_report(report, by=committee, on=DAY)
    kept = report_paper(report).html()

    cycle.plan.actions.update(wording="Autre chose")
    report.refresh_from_db()

    assert report_paper(report).html() == kept
    assert "Borner le site" in kept
    assert "Projet" not in kept


def test_the_paper_prints_progress_obstacles_money_needs_and_visits(
    cycle: Cycle, committee: User
) -> None:
    action = cycle.plan.actions.get(number=1)
    line = make.promise(action, make.organisation(cycle.commune, name="Union (démo)"), 100_000)
    line.payments.create(amount=40_000, paid_on=DAY)
    line.payments.create(amount=60_000, paid_on=DAY + datetime.timedelta(days=9))
    make.obstacle(cycle.framework, description="La piste est coupée")
    report = begun(cycle, committee, to_on=DAY)
    report.new_needs.add(make.need(cycle.framework, code="N77"))
    report.visits.create(visited_on=DAY, place="Koila", seen="Les bornes sont posées")

    html = report_paper(report).html().replace("\u202f", " ").replace("\u00a0", " ")

    for words in ("Borner le site", "La piste est coupée", "N77", "Koila", "60 000", "1 site"):
        assert words in html
    assert "Reçu au secrétariat du cadre le" in html


def test_an_obstacle_stands_in_the_report_as_it_stood_then(cycle: Cycle, committee: User) -> None:
    meeting = make.meeting(cycle.framework, held="2025-05-05")
    obstacle = make.obstacle(cycle.framework, state="traite", resolved_on=make.day("2025-05-05"))
    obstacle.passages.create(meeting=meeting, passed_on=DAY, answer="On borne le site")

    html = report_paper(begun(cycle, committee, to_on=DAY)).html()

    assert "Transmis" in html
    assert "On borne le site" not in html


def test_the_receipt_is_written_once_and_joined_to_the_kept_paper(
    cycle: Cycle, committee: User, commune: Commune
) -> None:
    report, secretary = ready(cycle, committee), make.secretary(commune)
    services.validate_report(report, by=committee, on=DAY)
    services.receive_report(report, by=secretary, received_on=DAY, received_by="Awa (démo)")

    with pytest.raises(NotReady):
        services.receive_report(report, by=secretary, received_on=DAY, received_by="Un autre")

    assert "Awa (démo)" in report_paper(report).html()


def test_a_draft_taken_away_leaves_its_trace_in_the_journal(cycle: Cycle, committee: User) -> None:
    report = begun(cycle, committee)

    services.withdraw_report(report, by=committee)

    assert Report.objects.count() == 0


def test_everything_is_written_on_one_page_in_one_send(
    client: Client, cycle: Cycle, committee: User
) -> None:
    report = begun(cycle, committee)
    client.force_login(committee)
    page = client.get(url(report, "report-edit")).context["page"]
    data = {
        form.add_prefix(name): form[name].value()
        for form in page.forms
        for name in form.fields
        if form[name].value()
    }
    line = page.lines[0]
    data |= {
        line.add_prefix("situation"): "realisee",
        line.add_prefix("progress"): "100 %",
        "n0-visited_on": "03/03/2025",
        "n0-place": "Koila",
        "n0-observed": "Les bornes sont posées",
        "summary": "Le plan avance.",
    }

    answer = client.post(url(report, "report-edit"), data)

    report.refresh_from_db()
    assert answer.status_code == 302
    assert (report.summary, report.visits.get().seen) == (
        "Le plan avance.",
        "Les bornes sont posées",
    )
    assert report.lines.order_by("action__number")[0].situation == "realisee"


def test_a_validated_report_opens_no_form(client: Client, cycle: Cycle, committee: User) -> None:
    report = ready(cycle, committee)
    services.validate_report(report, by=committee, on=DAY)
    client.force_login(committee)

    answers = [
        client.get(url(report, page)).status_code
        for page in ("report-edit", "report-validate", "report-withdraw")
    ]

    assert answers == [302] * 3


def test_partners_see_that_a_report_exists_and_open_none(
    client: Client, cycle: Cycle, committee: User, commune: Commune
) -> None:
    report = begun(cycle, committee)
    client.force_login(make.user(Role.PARTNER, commune))
    listed = client.get(reverse("monitoring:reports", kwargs={"slug": commune.slug}))

    assert listed.status_code == 200
    assert url(report, "report") not in listed.content.decode()
    assert client.get(url(report, "report")).status_code == 403
