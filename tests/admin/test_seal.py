"""What was agreed, signed, said or paid changes by no page of the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.test import Client

from actionplans.models import PlanState
from foundation.journal.models import Entry
from frameworks.models import Deliberation, Framework, Meeting, MeetingState
from tests import make
from tests.admin.browse import add_page, page_of, save
from tests.admin.world import fill

pytestmark = pytest.mark.django_db


def sealed() -> Any:
    """A plan agreed by its meeting, whose minutes are approved."""
    fill()
    plan = make.ActionPlan.objects.get()
    meeting = plan.cycle.framework.meetings.get()
    Meeting.objects.update(state=MeetingState.APPROVED, approved_on=make.DAY)
    make.ActionPlan.objects.update(state=PlanState.AGREED, agreed_on=make.DAY, agreed_at=meeting)
    Deliberation.objects.update(state="signee")
    plan.refresh_from_db()
    return plan


def rows(prefix: str, record: models.Model, **values: Any) -> dict[str, Any]:
    typed = {f"{prefix}-0-{name}": value for name, value in values.items()}
    return {
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-INITIAL_FORMS": "1",
        f"{prefix}-0-id": record.pk,
        **typed,
    }


def test_a_sealed_plan_changes_by_no_page_of_the_admin(boss: Client) -> None:
    plan = sealed()
    action = plan.actions.get()
    line = action.funding.get()
    before = [*plan.actions.values()], [*action.funding.values()], [*type(plan).objects.values()]
    forged = [
        (
            plan,
            {"state": "brouillon", "starts_on": "01/01/2030"}
            | rows("actions", action, wording="X"),
        ),
        (action, {"wording": "X", "estimated_cost": "1"} | rows("funding", line, promised="1")),
        (line, {"promised": "1", "party": line.party_id}),
    ]

    answers = [boss.post(page_of(record), data).status_code for record, data in forged]

    after = [*plan.actions.values()], [*action.funding.values()], [*type(plan).objects.values()]
    assert answers == [403, 403, 403]
    assert after == before


def test_nothing_is_added_to_a_sealed_plan(boss: Client) -> None:
    plan = sealed()
    action = plan.actions.get()

    new_action = save(boss, add_page("actionplans_action"), plan=plan.pk, number=9, wording="X")
    new_line = save(
        boss, add_page("actionplans_fundingline"), action=action.pk, party=action.responsible_id
    )

    assert (new_action.status_code, new_line.status_code) == (200, 200)
    assert (plan.actions.count(), action.funding.count()) == (1, 1)


def test_a_meeting_with_approved_minutes_is_locked_with_all_its_rows(boss: Client) -> None:
    meeting = sealed().agreed_at
    locked = [
        meeting, meeting.decisions.get(), meeting.attendance.get(), meeting.agenda.get(),
        meeting.counted.get(),
    ]  # fmt: skip

    assert [boss.post(page_of(record), {"number": 7}).status_code for record in locked] == [403] * 5
    added = save(boss, add_page("frameworks_agendaitem"), meeting=meeting.pk, position=2, title="X")
    assert (added.status_code, meeting.agenda.count()) == (200, 1)


def test_a_signed_deliberation_is_sealed(boss: Client) -> None:
    sealed()

    assert boss.post(page_of(Deliberation.objects.first()), {"number": "9"}).status_code == 403


def test_said_and_paid_things_are_only_looked_at(boss: Client) -> None:
    fill()
    action = make.Action.objects.get()
    kept = [action.statements.get(), action.funding.get().payments.get(), Entry.objects.first()]

    assert [boss.post(page_of(record), {"amount": 1}).status_code for record in kept] == [403] * 3


@pytest.mark.parametrize(
    ("field", "forged"), [("state", "clos"), ("regularise_note", "X"), ("commune", "1")]
)
def test_a_state_is_moved_by_its_act_alone(boss: Client, field: str, forged: str) -> None:
    of = make.framework()
    before = Framework.objects.values().get()

    save(boss, page_of(of), **{field: forged})

    assert Framework.objects.values().get() == before


def test_a_new_record_starts_in_its_first_state_whatever_is_sent(boss: Client) -> None:
    here = make.commune()

    save(boss, add_page("frameworks_framework"), commune=here.pk, name="Cadre", state="clos")

    assert Framework.objects.get().state == "en_preparation"


def test_a_record_links_to_the_page_where_its_acts_are_done(boss: Client) -> None:
    meeting = make.meeting(make.framework())
    slug = meeting.framework.commune.slug

    page = boss.get(page_of(meeting)).content.decode()

    assert f'href="/espace/{slug}/reunions/{meeting.pk}/"' in page
