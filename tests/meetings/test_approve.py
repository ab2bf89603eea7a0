"""What the minutes need, who approves them, and how the latest ones are reopened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from actionplans.models import PlanState
from communes.models import College, Commune
from consult.meetings import services
from consult.meetings.rules import missing, r3_colleges, r17_notice
from foundation.journal.models import Entry, Verb
from foundation.records.errors import NotReady
from foundation.records.rules import blocking, warnings
from frameworks.models import CountedAttendance, FrameworkState, Meeting, MeetingKind, MeetingState
from tests import make
from tests.meetings.test_pages import signed_in, url
from tests.meetings.test_walk import ready_framework

pytestmark = pytest.mark.django_db
DAY = make.day("2024-03-25")


def complete(commune: Commune | None = None, **fields: Any) -> Meeting:
    """A constitutive meeting whose minutes lack nothing."""
    commune = commune or make.commune()
    fields.setdefault("kind", MeetingKind.CONSTITUTIVE)
    meeting = make.meeting(ready_framework(commune), **fields)
    meeting.agenda.create(position=1, title="Mise en place du cadre")
    for college in (College.COMMUNE, College.PRIVATE_SECTOR, College.SERVICES):
        make.attendance(meeting, make.person(commune, college=college), college=college)
    make.decision(meeting)
    return meeting


def agreed_plan(meeting: Meeting) -> Any:
    """A plan agreed at the meeting, ready to be sealed."""
    plan = make.plan(make.cycle(meeting.framework), agreed_at=meeting)
    action = make.action(
        plan, responsible=make.organisation(meeting.framework.commune), due_on=plan.ends_on,
        estimated_cost=0,
    )  # fmt: skip
    assert action.plan == plan
    return plan


def test_the_mayor_approves_and_the_journal_says_so() -> None:
    meeting = complete()
    mayor = make.mayor(meeting.framework.commune)

    services.approve(meeting, by=mayor, on=DAY)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.approved_on, meeting.approved_by) == (
        MeetingState.APPROVED, DAY, mayor,
    )  # fmt: skip
    assert [line.verb for line in Entry.objects.about(meeting)][:1] == [Verb.APPROVED]


def test_the_secretary_approves_only_where_the_commune_says_so() -> None:
    here, there = make.commune(secretary_approves=True), make.commune()

    with pytest.raises(PermissionDenied):
        services.approve(complete(there), by=make.secretary(there), on=DAY)
    meeting = complete(here)
    services.approve(meeting, by=make.secretary(here), on=DAY)

    assert meeting.is_locked


def test_a_secretary_who_may_not_approve_reads_that_the_mayor_does() -> None:
    meeting = complete()
    commune = meeting.framework.commune
    address = url("check", commune, pk=meeting.pk)

    secretary, mayor = signed_in(make.secretary(commune)), signed_in(make.mayor(commune))
    shown, sent = secretary.get(address), secretary.post(address, {"approved_on": "25/03/2024"})

    # The page does not ask the secretary for the day: typed all the same, it approves nothing.
    assert [shown.context["approves"], sent.status_code] == [False, 302]
    meeting.refresh_from_db()
    assert not meeting.is_locked
    assert mayor.get(address).context["approves"]
    assert 'name="approved_on"' not in shown.content.decode()


@pytest.mark.parametrize("college", [College.COMMUNE, College.PRIVATE_SECTOR])
def test_r3_a_constitutive_meeting_without_commune_or_private_sector_is_stopped(
    college: College,
) -> None:
    meeting = complete()
    meeting.attendance.filter(college=college).delete()

    with pytest.raises(NotReady) as stopped:
        services.approve(meeting, by=make.mayor(meeting.framework.commune), on=DAY)

    shown = [finding.sentence for finding in blocking(missing(meeting))]
    assert (stopped.value.code, stopped.value.reasons) == ("R3", shown)
    assert len(shown) == 1


def test_r3_missing_services_only_warn_and_counted_people_count() -> None:
    meeting = complete()
    meeting.attendance.exclude(college=College.COMMUNE).delete()
    CountedAttendance.objects.create(
        meeting=meeting, label="maraîchères", number=10, college=College.PRIVATE_SECTOR
    )

    found = r3_colleges(meeting)

    assert [finding.code for finding in warnings(found)] == ["R3"]
    assert blocking(found) == []


@pytest.mark.parametrize(
    ("sent", "codes"),
    [("2024-03-12", []), ("2024-03-13", ["R17"]), ("2024-03-21", ["R17"]), (None, [])],
)
def test_r17_invitations_leave_eight_days_before(sent: str | None, codes: list[str]) -> None:
    meeting = complete(invitation_sent_on=make.day(sent) if sent else None)

    assert [finding.code for finding in r17_notice(meeting)] == codes
    assert blocking(r17_notice(meeting)) == []


def test_r4_a_sector_without_a_need_stops_the_closing_and_only_warns_when_entered_afterwards() -> (
    None
):
    meeting = complete()
    meeting.framework.needs.all().delete()

    assert [finding.code for finding in blocking(missing(meeting))] == ["R4", "R4"]
    meeting.entered_afterwards = True
    assert blocking(missing(meeting)) == []


def test_r2_a_founding_act_after_the_meeting_stops_the_approval() -> None:
    meeting = complete()
    act: Any = meeting.framework.founding_deliberation
    act.dated = make.partial("2024-06-01")
    act.save()

    assert [finding.code for finding in blocking(missing(meeting))] == ["R2"]


def test_an_empty_meeting_says_everything_that_is_missing_at_once() -> None:
    commune = make.commune()
    meeting = make.meeting(ready_framework(commune), held=None, planned_on=make.day("2024-03-20"))
    response = signed_in(make.mayor(commune)).get(url("check", commune, pk=meeting.pk))

    assert [row["url"].split("/")[-2] for row in response.context["blocking"]] == [
        "tenue", "ordre-du-jour", "presences",
    ]  # fmt: skip
    assert not response.context["ready"]


def test_a_lost_agenda_of_an_old_meeting_does_not_stop_its_approval() -> None:
    meeting = complete(entered_afterwards=True, held="2019-03")
    meeting.agenda.all().delete()
    meeting.framework.needs.all().delete()
    meeting.framework.act_to_regularise, meeting.framework.regularise_note = True, "Perdu."
    meeting.framework.save()

    services.approve(meeting, by=make.mayor(meeting.framework.commune), on=DAY)

    assert meeting.is_locked


def test_approving_seals_the_plan_agreed_at_the_meeting_on_its_day() -> None:
    meeting = complete()
    plan = agreed_plan(meeting)

    services.approve(meeting, by=make.mayor(meeting.framework.commune), on=DAY)

    plan.refresh_from_db()
    assert (plan.state, plan.agreed_on) == (PlanState.AGREED, make.day("2024-03-20"))


def test_a_plan_that_is_not_ready_stops_the_approval_of_the_minutes() -> None:
    meeting = complete()
    plan = agreed_plan(meeting)
    plan.actions.update(responsible=None)

    with pytest.raises(NotReady):
        services.approve(meeting, by=make.mayor(meeting.framework.commune), on=DAY)

    plan.refresh_from_db()
    meeting.refresh_from_db()
    assert (plan.state, meeting.state) == (PlanState.DRAFT, MeetingState.HELD)


def test_the_first_approved_meeting_makes_the_framework_active() -> None:
    meeting = complete()

    services.approve(meeting, by=make.mayor(meeting.framework.commune), on=DAY)

    meeting.framework.refresh_from_db()
    assert meeting.framework.state == FrameworkState.ACTIVE


def test_approved_minutes_are_changed_by_no_service() -> None:
    meeting = complete()
    mayor = make.mayor(meeting.framework.commune)
    before = Meeting.objects.get(pk=meeting.pk)  # as a page opened it before the approval
    services.approve(meeting, by=mayor, on=DAY)

    acts: list[Callable[[], object]] = [
        lambda: services.set_agenda(before, [], by=mayor),
        lambda: services.record_attendance(before, by=mayor, marks={}),
        lambda: services.record_decisions(before, by=mayor),
        lambda: services.change_meeting(before, by=mayor, save=before.save, fields=[]),
        lambda: services.send_invitations(before, by=mayor, save=before.save, fields=[]),
        lambda: services.hold(before, by=mayor, save=before.save, fields=[]),
    ]
    for act in acts:
        with pytest.raises(NotReady):
            act()

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.APPROVED


def test_the_latest_minutes_are_reopened_with_a_reason_and_their_plan_is_a_draft_again() -> None:
    meeting = complete()
    plan, mayor = agreed_plan(meeting), make.mayor(meeting.framework.commune)
    services.approve(meeting, by=mayor, on=DAY)

    signed_in(mayor).post(
        url("reopen", meeting.framework.commune, pk=meeting.pk), {"reason": "Un nom manque."}
    )

    meeting.refresh_from_db()
    plan.refresh_from_db()
    assert (meeting.state, meeting.approved_on, plan.state) == (
        MeetingState.HELD, None, PlanState.DRAFT,
    )  # fmt: skip
    assert [line.note for line in Entry.objects.about(meeting)][:1] == ["Un nom manque."]


def test_only_the_latest_minutes_are_reopened() -> None:
    meeting = complete()
    mayor = make.mayor(meeting.framework.commune)
    services.approve(meeting, by=mayor, on=DAY)
    make.meeting(
        meeting.framework, number=2, state=MeetingState.APPROVED, approved_on=DAY, held="2024-06-01"
    )

    with pytest.raises(NotReady):
        services.reopen(meeting, by=mayor, reason="Trop tard.")

    assert meeting.state == MeetingState.APPROVED


def test_minutes_whose_plan_is_followed_up_stay_closed() -> None:
    meeting = complete()
    plan, mayor = agreed_plan(meeting), make.mayor(meeting.framework.commune)
    services.approve(meeting, by=mayor, on=DAY)
    make.statement(plan.actions.get())

    with pytest.raises(NotReady):
        services.reopen(meeting, by=mayor, reason="Trop tard.")

    plan.refresh_from_db()
    assert plan.state == PlanState.AGREED


def test_minutes_are_not_approved_before_the_meeting_or_in_the_future() -> None:
    meeting = complete()
    client = signed_in(make.mayor(meeting.framework.commune))
    address = url("check", meeting.framework.commune, pk=meeting.pk)

    for typed in ("19/03/2024", "01/01/2099", "31/02/2024", ""):
        response = client.post(address, {"approved_on": typed})
        assert list(response.context["form"].errors) == ["approved_on"]

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD
