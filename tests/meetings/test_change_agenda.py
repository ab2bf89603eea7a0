"""An agenda changed by people: what is left out or taken away, sent, adopted, copied."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from consult.meetings import services
from consult.meetings.agenda import TITLES
from consult.meetings.followed import followed
from consult.meetings.subjects import Subject
from foundation.records.errors import NotReady
from frameworks.models import (
    AgendaOrigin,
    AgendaState,
    Decision,
    DecisionState,
    Meeting,
    MeetingState,
)
from tests import make
from tests.meetings.points import call, hold, put_off, secretary, titles, under
from tests.meetings.test_pages import queries, signed_in, url
from tests.meetings.test_wrong_input import filled

pytestmark = pytest.mark.django_db
REASON = "Le site est encore inondé."


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
