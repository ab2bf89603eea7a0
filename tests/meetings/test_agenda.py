"""The agenda writes itself by rule, and nothing earlier meetings left open goes missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from actionplans.models import PlanState
from consult.meetings import services
from consult.meetings.agenda import PRESENTATION, TITLES
from consult.meetings.followed import followed
from consult.meetings.rules import open_items
from consult.meetings.subjects import NOT_DEALT_WITH, ONE_MATTER, OTHER_SECTOR, Subject, open_before
from foundation.records.errors import NotReady
from frameworks.models import (
    AgendaItem,
    AgendaOrigin,
    AgendaState,
    Decision,
    DecisionState,
    Framework,
    Meeting,
    MeetingKind,
    MeetingState,
    NeedState,
)
from monitoring.models import Obstacle
from tests import make
from tests.meetings.test_approve import complete
from tests.meetings.test_pages import queries, signed_in, url
from tests.meetings.test_wrong_input import filled

pytestmark = pytest.mark.django_db
REASON = "Le site est encore inondé."


def call(framework: Framework, kind: str = MeetingKind.ORDINARY, **fields: Any) -> Meeting:
    """The next meeting, called by the secretary."""
    number = framework.meetings.count() + 1
    fields.setdefault("planned_on", None if "held_on" in fields else make.day("2024-06-20"))
    meeting = Meeting(framework=framework, number=number, kind=kind, **fields)
    return services.call_meeting(meeting, by=make.secretary(framework.commune))


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.agenda.values_list("title", flat=True))


def under(meeting: Meeting) -> dict[str, str]:
    """What comes back, by its words, with the point it stands under or why it does not."""
    return {
        str(row): row.item.title if row.item else row.left_out_reason
        for row in meeting.subjects.select_related("item", "decision", "need", "put_off")
    }


def secretary(meeting: Meeting) -> Any:
    return make.secretary(meeting.framework.commune)


def put_off(of: Meeting, title: str = "Marché à bétail", **fields: Any) -> AgendaItem:
    return of.agenda.create(position=9, title=title, state=AgendaState.PUT_OFF, **fields)


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


def hold(meeting: Meeting, day: str = "2024-06-20") -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, held_on=day)


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


def test_what_does_not_come_back_says_why_and_may_be_taken_back() -> None:
    framework = make.framework()
    decision = make.decision(make.meeting(framework))
    meeting = call(framework)
    client, address = signed_in(secretary(meeting)), url("agenda", framework.commune, pk=meeting.pk)
    field = f"why-d{decision.pk}"

    sheet = filled(client.get(address).content.decode())
    client.post(address, sheet | {field: REASON})
    assert under(meeting) == {str(decision): REASON}
    shown = client.get(address)
    assert REASON in shown.content.decode()

    client.post(address, filled(shown.content.decode()) | {field: ""})
    assert under(meeting) == {str(decision): TITLES[AgendaOrigin.COMMITMENTS]}
    row = meeting.subjects.get()
    assert (row.left_out_on, row.left_out_by) == (None, None)


def test_a_point_is_not_taken_away_with_what_comes_back_under_it() -> None:
    framework = make.framework()
    decision = make.decision(make.meeting(framework))
    meeting = call(framework)
    point = meeting.agenda.get(origin=AgendaOrigin.COMMITMENTS)
    client, address = signed_in(secretary(meeting)), url("agenda", framework.commune, pk=meeting.pk)
    sheet = filled(client.get(address).content.decode()) | {f"i{point.pk}-remove": "on"}

    refused = client.post(address, sheet)
    assert (refused.status_code, meeting.agenda.filter(pk=point.pk).exists()) == (200, True)

    assert client.post(address, sheet | {f"why-d{decision.pk}": REASON}).status_code == 302
    assert not meeting.agenda.filter(pk=point.pk).exists()
    assert under(meeting) == {str(decision): REASON}


def test_a_settled_decision_does_not_hold_a_point_in_place() -> None:
    framework = make.framework()
    decision = make.decision(make.meeting(framework))
    meeting = call(framework)
    point = meeting.agenda.get(origin=AgendaOrigin.COMMITMENTS)
    Decision.objects.filter(pk=decision.pk).update(state=DecisionState.DONE)
    client, address = signed_in(secretary(meeting)), url("agenda", framework.commune, pk=meeting.pk)

    sheet = filled(client.get(address).content.decode()) | {f"i{point.pk}-remove": "on"}

    assert client.post(address, sheet).status_code == 302
    assert not meeting.agenda.filter(pk=point.pk).exists()


def test_a_decision_typed_by_mistake_is_taken_away_from_the_next_agenda_too() -> None:
    framework = make.framework()
    before = make.meeting(framework)
    decision = make.decision(before)
    meeting = call(framework)
    line = services.Line(decision, decision.save, remove=True)

    services.record_decisions(before, by=secretary(meeting), decisions=[line])

    assert (meeting.subjects.count(), before.decisions.count()) == (0, 0)


def test_two_people_who_give_two_reasons_see_both() -> None:
    framework = make.framework()
    decision = make.decision(make.meeting(framework))
    meeting = call(framework)
    client, address = signed_in(secretary(meeting)), url("agenda", framework.commune, pk=meeting.pk)
    mine = filled(client.get(address).content.decode()) | {f"why-d{decision.pk}": "La mienne"}
    untouched = filled(client.get(address).content.decode())
    services.leave_out(meeting, Subject("decision", decision), reason=REASON, by=secretary(meeting))

    assert client.post(address, untouched).status_code == 302
    assert under(meeting) == {str(decision): REASON}
    refused = client.post(address, mine)
    page = refused.content.decode()
    assert (refused.status_code, REASON in page, "La mienne" in page) == (200, True, True)
    again = filled(page)
    assert client.post(address, again).status_code == 302
    assert under(meeting) == {str(decision): "La mienne"}


def test_a_reason_is_one_sentence_about_something_left_open_here() -> None:
    framework = make.framework()
    meeting, by = call(framework), make.secretary(framework.commune)
    stranger = Subject("decision", make.decision(make.meeting(make.framework())))
    ours = Subject("decision", make.decision(make.meeting(framework, 9)))

    for subject, reason in ((stranger, REASON), (ours, REASON), (ours, "  ")):
        with pytest.raises(NotReady):
            services.leave_out(meeting, subject, reason=reason, by=by)
    with pytest.raises(PermissionDenied):
        services.leave_out(meeting, stranger, reason=REASON, by=make.user())
    with pytest.raises(PermissionDenied):
        services.write_agenda(meeting, by=make.user("partenaire"))


def test_an_agenda_that_was_sent_stays_and_a_later_point_says_so() -> None:
    framework = make.framework()
    before, meeting = make.meeting(framework), call(framework)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.INVITED, invitation_sent_on=make.day("2024-06-01")
    )
    client, address = signed_in(secretary(meeting)), url("agenda", framework.commune, pk=meeting.pk)
    page = client.get(address).content.decode()
    sent = titles(meeting)
    first = meeting.agenda.all()[0]
    make.decision(before, wording="Oubliée")

    client.post(address, filled(page) | {
        f"i{first.pk}-title": "Autre chose", f"i{first.pk}-remove": "on", "n0-position": "1",
        "n0-title": "La crue", "n0-proposed_by": "Jeunes de Dioro", "complete": "1",
    })  # fmt: skip

    meeting.refresh_from_db()
    added = meeting.agenda.filter(late=True)
    assert sorted(titles(meeting)) == sorted([*sent, "La crue", TITLES[AgendaOrigin.COMMITMENTS]])
    assert {one.title: one.proposed_by for one in added} == {
        "La crue": "Jeunes de Dioro", TITLES[AgendaOrigin.COMMITMENTS]: "",
    }  # fmt: skip
    assert client.get(address).content.decode().count("ajouté après l’envoi") >= 2


def test_the_meeting_adopts_its_agenda_and_says_what_came_of_each_point() -> None:
    framework = make.framework()
    put_off(make.meeting(framework))
    meeting = call(framework)
    hold(meeting)
    client, address = signed_in(secretary(meeting)), url("agenda", framework.commune, pk=meeting.pk)
    again = meeting.agenda.get(title="Marché à bétail")
    sheet = filled(client.get(address).content.decode())

    silent = client.post(address, sheet | {f"i{again.pk}-state": "retire"})
    assert [*silent.context["page"].rows[0].errors] == ["result"]
    client.post(address, sheet | {
        f"i{again.pk}-state": "retire", f"i{again.pk}-result": "Vendu en mai.", "adopt": "1",
    })  # fmt: skip

    assert set(meeting.agenda.values_list("state", "result")) == {
        ("retire", "Vendu en mai."), ("adopte", ""),
    }  # fmt: skip
    with pytest.raises(NotReady):
        services.adopt_agenda(call(framework), by=secretary(meeting))


def test_the_points_somebody_wrote_for_the_last_meeting_are_taken_over_once() -> None:
    framework = make.framework()
    before = make.meeting(framework)
    before.agenda.create(position=1, title="Mot du maire")
    before.agenda.create(position=2, title="Retiré", state=AgendaState.WITHDRAWN)
    before.agenda.create(position=3, title="Plan", origin=AgendaOrigin.PLAN)
    meeting = call(framework)
    client, address = signed_in(secretary(meeting)), url("agenda", framework.commune, pk=meeting.pk)

    for _ in range(2):
        page = client.get(address)
        client.post(address, filled(page.content.decode()) | {"copy": "1"})

    assert page.context["to_copy"] == []
    assert [*titles(meeting)].count("Mot du maire") == 1
    assert "Retiré" not in titles(meeting)


def test_the_minutes_follow_every_decision_that_came_back() -> None:
    framework = make.framework()
    oldest = make.decision(make.meeting(framework), wording="La plus ancienne")
    out = make.decision(make.meeting(framework, 2), wording="Ne revient pas")
    settled = make.decision(make.meeting(framework, 3), wording="Faite", state=DecisionState.DONE)
    meeting = call(framework)
    services.leave_out(meeting, Subject("decision", out), reason=REASON, by=secretary(meeting))

    assert [row.decision for row in followed(meeting)] == [oldest, settled]


@pytest.mark.parametrize("role", ["partenaire", "comite", "conseiller"])
def test_who_only_reads_does_not_write_the_agenda(role: str) -> None:
    framework = make.framework()
    meeting = call(framework)
    client = signed_in(make.user(role, framework.commune))

    answer = client.post(url("agenda", framework.commune, pk=meeting.pk), {"complete": "1"})

    assert answer.status_code in (403, 404)


def test_the_page_asks_as_much_for_many_subjects_as_for_one_of_each() -> None:
    framework = make.framework()
    before = make.meeting(framework)
    client = signed_in(make.secretary(framework.commune))

    asked = []
    for _ in range(3):
        make.decision(before)
        make.need(framework, sector=make.sector("riz"))
        put_off(before, title=f"Point {before.agenda.count()}")
        meeting = Meeting.objects.create(framework=framework, number=framework.meetings.count() + 1)
        services.write_agenda(meeting, by=secretary(meeting))
        asked.append(queries(client, url("agenda", framework.commune, pk=meeting.pk)))

    assert asked[1] == asked[2]
