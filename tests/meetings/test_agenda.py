"""The agenda writes itself by rule, and nothing earlier meetings left open goes missing."""

from __future__ import annotations

import pytest
from django.utils import timezone

from actionplans.models import PlanState
from consult.meetings import services
from consult.meetings.agenda import PRESENTATION, TITLES
from consult.meetings.rules import open_items
from consult.meetings.subjects import NOT_DEALT_WITH, ONE_MATTER, OTHER_SECTOR, Subject, open_before
from frameworks.models import (
    AgendaItem,
    AgendaOrigin,
    AgendaState,
    Meeting,
    MeetingKind,
    MeetingState,
    NeedState,
)
from monitoring.models import Obstacle
from tests import make
from tests.meetings.points import call, hold, put_off, secretary, titles, under
from tests.meetings.test_approve import complete
from tests.meetings.test_pages import signed_in, url
from tests.meetings.test_wrong_input import filled

pytestmark = pytest.mark.django_db


def test_an_ordinary_meeting_finds_its_points_in_the_order_of_the_rules() -> None:
    framework = make.framework()
    rice, onion = make.sector("riz"), make.sector("echalote")
    make.priority(framework, onion, 1)
    make.priority(framework, rice, 2)
    before = make.meeting(framework)
    open_decision = make.decision(before, wording="Borner le site")
    waiting = put_off(before)
    make.plan(make.cycle(framework, 2), state=PlanState.RUNNING, agreed_at=before)
    Obstacle.objects.create(framework=framework, category="foncier", raised_on=make.DAY)
    needs = [make.need(framework, sector=rice), make.need(framework, sector=onion)]
    other = make.need(framework, statement="Une piste")

    meeting = call(framework)

    assert titles(meeting) == [
        TITLES[AgendaOrigin.COMMITMENTS],
        "Marché à bétail",
        "Bilan du plan d’action n°\u00a02",
        TITLES[AgendaOrigin.OBSTACLES],
        "Besoins de la filière echalote",
        "Besoins de la filière riz",
        "Autres besoins",
        "Plan d’action trimestriel n°\u00a03",
        TITLES[AgendaOrigin.COMMITTEE],
        "Divers",
    ]
    assert list(meeting.agenda.values_list("position", flat=True)) == [*range(1, 11)]
    assert under(meeting) == {
        str(open_decision): TITLES[AgendaOrigin.COMMITMENTS],
        str(waiting): "Marché à bétail",
        str(needs[0]): "Besoins de la filière riz",
        str(needs[1]): "Besoins de la filière echalote",
        str(other): "Autres besoins",
    }


def test_each_kind_of_meeting_has_its_own_points() -> None:
    framework = make.framework()
    rice = make.sector("riz")
    first = call(framework, MeetingKind.CONSTITUTIVE)
    Meeting.objects.filter(pk=first.pk).update(state=MeetingState.HELD, held_on="2024-03-20")
    make.plan(make.cycle(framework), state=PlanState.AGREED, agreed_at=first)
    make.decision(first)

    assert titles(first)[0] == PRESENTATION
    review = call(framework, MeetingKind.REVIEW)
    assert titles(review)[:2] == [
        "Bilan du plan d’action n°\u00a01",
        TITLES[AgendaOrigin.COMMITMENTS],
    ]
    preparing = call(framework, MeetingKind.PREPARATORY, sector=rice)
    assert titles(preparing) == ["Besoins de la filière riz", "Divers"]
    assert titles(call(framework, MeetingKind.EXTRAORDINARY)) == [
        TITLES[AgendaOrigin.COMMITMENTS],
        "Divers",
    ]


def test_a_preparatory_or_extraordinary_meeting_says_why_the_rest_waits() -> None:
    framework = make.framework()
    rice = make.sector("riz")
    mine, other = make.need(framework, sector=rice), make.need(framework)
    workshop = make.meeting(framework, kind=MeetingKind.PREPARATORY, sector=rice)
    ours = make.decision(workshop, wording="Compter les parcelles")
    theirs = make.decision(make.meeting(framework), wording="Réparer le bac")

    preparing = call(framework, MeetingKind.PREPARATORY, sector=rice)
    urgent = call(framework, MeetingKind.EXTRAORDINARY)

    assert under(preparing) == {
        str(ours): TITLES[AgendaOrigin.COMMITMENTS],
        str(mine): "Besoins de la filière riz",
        str(theirs): OTHER_SECTOR,
        str(other): OTHER_SECTOR,
    }
    assert under(urgent)[str(mine)] == under(urgent)[str(other)] == ONE_MATTER
    assert (
        under(urgent)[str(ours)] == under(urgent)[str(theirs)] == TITLES[AgendaOrigin.COMMITMENTS]
    )


def test_a_need_in_a_plan_at_work_comes_back_with_its_balance_only() -> None:
    framework = make.framework()
    before = make.meeting(framework)
    planned, closed, loose = (
        make.need(framework, state=NeedState.RETAINED, retained_at=before) for _ in range(3)
    )
    running = make.plan(make.cycle(framework, 2), state=PlanState.RUNNING, agreed_at=before)
    make.action(running).needs.add(planned)
    done = make.plan(
        make.cycle(framework, 1, state="clos", closed_on=make.DAY, end_report_on=make.DAY),
        state=PlanState.CLOSED,
    )
    make.action(done).needs.add(closed)
    make.need(framework, state=NeedState.SATISFIED)
    make.need(framework, state=NeedState.REJECTED, reason="Hors du cadre")

    assert [one.record for one in open_before(call(framework))] == [closed, loose]


def test_a_decision_taken_up_by_a_later_one_comes_back_once() -> None:
    framework = make.framework()
    old = make.decision(make.meeting(framework), wording="Borner le site")
    new = make.decision(make.meeting(framework), wording="Borner le site avant juin", resumes=old)
    old.resumes = new  # a slip of the pen must not make both of them vanish
    old.save()

    assert [one.record for one in open_before(call(framework))] == [new]


def test_a_point_put_off_twice_comes_back_as_the_last_one_until_it_is_dealt_with() -> None:
    framework = make.framework()
    put_off(make.meeting(framework))
    second = call(framework)
    again = second.agenda.get(title="Marché à bétail")
    hold(second)
    assert [one.kind for one in open_before(call(framework))] == []

    AgendaItem.objects.filter(pk=again.pk).update(state=AgendaState.PUT_OFF)
    third = framework.meetings.get(number=3)
    assert [one.record for one in open_before(third)] == [again]

    AgendaItem.objects.filter(pk=again.pk).update(state=AgendaState.WITHDRAWN)
    assert [one.record.pk for one in open_before(third)] != [again.pk]
    assert len(open_before(third)) == 1  # withdrawn without a word: the first one is still open
    AgendaItem.objects.filter(pk=again.pk).update(result="Le marché est vendu.")
    assert open_before(third) == []


def test_a_meeting_entered_afterwards_gets_only_points_that_the_record_gives_a_reason_for() -> None:
    framework = make.framework()
    make.need(framework, statement="Dit plus tard", identified_on=make.partial("2025"))
    said = make.need(framework, identified_on=make.partial("2024-02"))

    meeting = call(framework, held_on=make.partial("2024-03"))

    assert (meeting.entered_afterwards, titles(meeting)) == (True, ["Autres besoins"])
    assert under(meeting) == {str(said): "Autres besoins"}
    assert titles(call(make.framework(), held_on=make.partial("2019"))) == []


def test_completing_twice_adds_nothing_and_what_people_typed_stays() -> None:
    framework = make.framework()
    meeting = make.meeting(framework, held=None)
    opening = meeting.agenda.create(
        position=1, title="Mot du maire", label="0", proposed_by="Maire"
    )
    last = meeting.agenda.create(position=2, title="Questions", origin=AgendaOrigin.OTHER_BUSINESS)
    make.need(framework)

    assert services.write_agenda(meeting, by=secretary(meeting)) == 4
    assert services.write_agenda(meeting, by=secretary(meeting)) == 0

    assert titles(meeting) == [
        "Mot du maire", "Autres besoins", "Plan d’action trimestriel", "Comité de suivi et mandat",
        "Questions",
    ]  # fmt: skip
    opening.refresh_from_db()
    last.refresh_from_db()
    assert (opening.position, opening.label, opening.proposed_by) == (1, "0", "Maire")
    assert last.position == 5


def test_a_decision_typed_after_the_next_meeting_was_called_comes_on_its_agenda() -> None:
    framework = make.framework()
    first, second = make.meeting(framework), call(framework)
    late = make.decision(first, wording="Oubliée hier")
    client = signed_in(secretary(second))
    address = url("agenda", framework.commune, pk=second.pk)

    page = client.get(address)
    assert [field.label for field in page.context["page"].absent] == [
        Subject("decision", late).words
    ]
    assert "1" in open_items(second)[0].sentence
    client.post(address, filled(page.content.decode()) | {"complete": "1"})

    assert under(second) == {str(late): TITLES[AgendaOrigin.COMMITMENTS]}
    assert open_items(second) == []


def test_approval_says_of_what_has_no_point_that_it_was_not_dealt_with() -> None:
    commune = make.commune()
    meeting = complete(commune, number=2)
    framework = meeting.framework
    there = make.need(framework, code="N91", statement="Vu", identified_on=make.partial("2024"))
    treated = make.need(
        framework, code="N92", state=NeedState.RETAINED, retained_at=meeting,
        identified_on=make.partial("2024"),
    )  # fmt: skip
    meeting.agenda.create(position=5, title="Besoins divers", origin=AgendaOrigin.NEEDS)
    left = make.decision(make.meeting(framework, 1, "2024-03-01"), wording="Réparer le bac")

    services.approve(meeting, by=make.mayor(commune), on=make.day("2024-03-25"))

    found = under(meeting)
    assert (found[str(there)], found[str(left)]) == ("Besoins divers", NOT_DEALT_WITH)
    assert str(treated) not in found
    row = meeting.subjects.get(decision=left)
    assert (row.left_out_on, row.left_out_by) == (timezone.localdate(), meeting.approved_by)
    assert [one.record for one in open_before(call(framework)) if one.kind == "decision"][:1] == [
        left
    ]
