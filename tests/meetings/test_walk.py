"""A meeting from the first page to the approved minutes, by its pages alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import SUCCESS, WARNING
from django.test import Client
from django.urls import reverse

from communes.models import College, Commune, Person
from foundation.journal.models import Entry
from frameworks.models import (
    Attendance,
    Decision,
    Framework,
    FrameworkState,
    Meeting,
    MeetingState,
)
from tests import make
from tests.meetings.test_pages import signed_in, url

pytestmark = pytest.mark.django_db


def ready_framework(commune: Commune, **fields: Any) -> Framework:
    """A founded framework with two sectors whose needs were said: its first meeting may come."""
    fields.setdefault("state", FrameworkState.FOUNDED)
    framework = make.framework(commune, **fields)
    for rank in (1, 2):
        sector = make.sector()
        make.priority(framework, sector, rank)
        make.need(framework, sector=sector, identified_on=make.partial("2024-03-01"))
    return framework


def post(client: Client, address: str, **data: str) -> Any:
    return client.post(address, data)


def attended(client: Client, commune: Commune, meeting: Meeting, people: list[Person]) -> None:
    """Send the sheet with everybody present."""
    marks = {f"p{person.pk}": "present" for person in people}
    response = client.post(url("attendance", commune, pk=meeting.pk), marks)
    assert response.status_code == 302, response.context["sheet"].forms


def room(commune: Commune, number: int = 40) -> list[Person]:
    """People of three colleges, half of them women."""
    colleges = [College.COMMUNE, College.PRIVATE_SECTOR, College.SERVICES]
    return [
        make.person(commune, sex="FM"[n % 2], college=colleges[n % 3], birth_year=1980 + n % 20)
        for n in range(number)
    ]


def decided(client: Client, meeting: Meeting) -> None:
    """One decision on the last point, with what was said and the needs it takes up."""
    framework, commune = meeting.framework, meeting.framework.commune
    item: Any = meeting.agenda.last()
    client.post(url("decisions", commune, pk=meeting.pk), {
        f"i{item.pk}-discussion": "Chacun a parlé.\nOn a compté.",
        "n0-agenda_item": item.pk, "n0-nature": "plan", "n0-wording": "Le plan est adopté",
        "n0-mode": "consensus", "n0-deadline_words": "avant la Tabaski",
        "n0-needs": [need.pk for need in framework.needs.all()],
    })  # fmt: skip
    decision = meeting.decisions.get()
    assert (decision.number, decision.agenda_item, decision.needs.count()) == (1, item, 2)
    item.refresh_from_db()
    assert item.discussion == "Chacun a parlé.\nOn a compté."


def approved(client: Client, meeting: Meeting) -> None:
    """The check finds nothing in the way; the minutes are approved."""
    commune = meeting.framework.commune
    check = client.get(url("check", commune, pk=meeting.pk))
    assert check.context["blocking"] == []
    response = post(client, url("check", commune, pk=meeting.pk), approved_on="25/03/2024")
    assert response.url == url("meeting", commune, pk=meeting.pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.approved_on) == (MeetingState.APPROVED, make.day("2024-03-25"))


def called(client: Client, framework: Framework) -> Meeting:
    """The first meeting, planned for the 20th of March."""
    post(client, url("new", framework.commune), kind="constitutive", number="1",
         planned_on="20/03/2024", called_at="9h",
         place="Salle « Jɛkafɔ » de la mairie")  # fmt: skip
    meeting = framework.meetings.get()
    assert (meeting.state, meeting.place) == (MeetingState.DRAFT, "Salle « Jɛkafɔ » de la mairie")
    return meeting


def prepared(client: Client, meeting: Meeting) -> None:
    """A point of one's own after the one the rules put first."""
    ruled = {
        f"i{item.pk}-{name}": getattr(item, name)
        for item in meeting.agenda.all()
        for name in ("position", "title")
    }
    agenda = {"n0-position": "1", "n0-title": "Mot du maire : kɔrɔ, ŋaniya"}
    client.post(url("agenda", meeting.framework.commune, pk=meeting.pk), ruled | agenda)
    titles = list(meeting.agenda.values_list("title", flat=True))
    assert titles[:2] == ["Présentation du cadre de concertation", agenda["n0-title"]]


def invited(client: Client, meeting: Meeting) -> None:
    """The letters leave nine days before."""
    address = url("invitations", meeting.framework.commune, pk=meeting.pk)
    post(client, address, invitation_sent_on="11/03/2024")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.invitation_sent_on) == (
        MeetingState.INVITED,
        make.day("2024-03-11"),
    )


def held(client: Client, meeting: Meeting) -> None:
    """The meeting takes place; its framework is at work from then on."""
    address = url("hold", meeting.framework.commune, pk=meeting.pk)
    post(client, address, held_on="20/03/2024", started_at="9h30")
    meeting = Meeting.objects.select_related("framework").get(pk=meeting.pk)
    assert (meeting.state, meeting.entered_afterwards, meeting.framework.state) == (
        MeetingState.HELD,
        False,
        FrameworkState.ACTIVE,
    )


def test_a_meeting_is_called_prepared_held_and_approved_by_its_pages() -> None:
    commune = make.commune(secretary_approves=True)
    framework, people = ready_framework(commune), room(commune)
    client = signed_in(make.secretary(commune))

    meeting = called(client, framework)
    prepared(client, meeting)
    invited(client, meeting)
    held(client, meeting)
    attended(client, commune, meeting, people)
    assert meeting.attendance.totals() == {"present": 40, "women": 20, "youth": 22}

    decided(client, meeting)
    approved(client, meeting)


def test_a_meeting_of_last_tuesday_never_planned_is_entered_today_and_says_so() -> None:
    commune = make.commune()
    framework = ready_framework(commune)
    client = signed_in(make.secretary(commune))

    response = post(client, url("new", commune), kind="ordinaire", number="7", held_on="03/2019")

    meeting = framework.meetings.get()
    page = client.get(url("meeting", commune, pk=meeting.pk)).content.decode()
    assert (meeting.state, str(meeting.held_on)) == (MeetingState.HELD, "2019-03")
    assert meeting.entered_afterwards
    assert '<span class="tag"><svg' in page
    assert client.get(response.url, headers={"accept-language": "en"}).status_code == 200


def test_a_new_meeting_needs_a_day_and_refuses_one_held_tomorrow_or_numbered_twice() -> None:
    commune = make.commune()
    make.meeting(ready_framework(commune), number=1)
    client = signed_in(make.secretary(commune))

    nothing = post(client, url("new", commune), kind="ordinaire", number="2").context["form"]
    future = post(client, url("new", commune), kind="ordinaire", number="1", held_on="2099")

    assert list(nothing.errors) == ["planned_on"]
    assert sorted(future.context["form"].errors) == ["held_on", "number"]
    assert Meeting.objects.count() == 1


def test_the_next_number_and_the_bureau_of_the_framework_are_proposed() -> None:
    commune = make.commune()
    mayor = make.person(commune)
    make.meeting(ready_framework(commune, chair=mayor), number=4)

    form = signed_in(make.secretary(commune)).get(url("new", commune)).context["form"]

    assert (form["number"].value(), form["chair"].value()) == ("5", mayor.pk)


def test_a_short_notice_is_said_and_never_refused() -> None:
    commune = make.commune(notice_days=8)
    meeting = make.meeting(ready_framework(commune), held=None, planned_on=make.day("2024-03-20"))
    client = signed_in(make.secretary(commune))

    response = client.post(
        url("invitations", commune, pk=meeting.pk),
        {"invitation_sent_on": "17/03/2024"},
        follow=True,
    )

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.INVITED
    assert [message.level for message in response.context["messages"]] == [SUCCESS, WARNING]


def test_the_agenda_page_changes_withdraws_and_takes_away_points() -> None:
    commune = make.commune()
    meeting = make.meeting(ready_framework(commune))
    kept = meeting.agenda.create(position=1, title="Bilan")
    gone = meeting.agenda.create(position=2, title="Doublon")
    decided = meeting.agenda.create(position=3, title="Décidé")
    make.decision(meeting, agenda_item=decided)
    client = signed_in(make.secretary(commune))
    rows = {
        f"i{item.pk}-{name}": value
        for item in (kept, gone, decided)
        for name, value in {
            "position": item.position,
            "title": item.title,
            "state": "propose",
        }.items()
    }

    refused = client.post(
        url("agenda", commune, pk=meeting.pk), {**rows, f"i{decided.pk}-remove": "on"}
    )
    response = client.post(
        url("agenda", commune, pk=meeting.pk),
        {**rows, f"i{kept.pk}-state": "retire", f"i{gone.pk}-remove": "on"},
    )

    assert (refused.status_code, response.status_code) == (200, 302)
    assert list(meeting.agenda.values_list("title", "state")) == [
        ("Bilan", "retire"),
        ("Décidé", "propose"),
    ]
    assert Entry.objects.filter(verb="retire", record=str(gone.pk)).count() == 1


def test_a_decision_is_settled_after_the_minutes_are_approved() -> None:
    commune = make.commune()
    meeting = make.meeting(
        ready_framework(commune), state=MeetingState.APPROVED, approved_on=make.day("2024-03-21")
    )
    decision = make.decision(meeting)
    address = reverse(
        "meetings:decision-situation", kwargs={"slug": commune.slug, "pk": decision.pk}
    )

    response = signed_in(make.secretary(commune)).post(address, {"state": "faite", "note": "Vu."})

    decision.refresh_from_db()
    assert (response.status_code, decision.state) == (302, "faite")


def test_a_decision_of_another_commune_is_not_found() -> None:
    commune, other = make.commune(), make.commune()
    decision = make.decision(make.meeting(make.framework(other)))
    address = reverse(
        "meetings:decision-situation", kwargs={"slug": commune.slug, "pk": decision.pk}
    )

    assert signed_in(make.secretary(commune)).get(address).status_code == 404


def test_decisions_refuse_organisations_people_needs_and_points_of_elsewhere() -> None:
    commune, other = make.commune(), make.commune()
    meeting = make.meeting(ready_framework(commune))
    theirs = make.meeting(make.framework(other))
    foreign = {
        "n0-agenda_item": theirs.agenda.create(position=1, title="Ailleurs").pk,
        "n0-owner": make.organisation(other).pk,
        "n0-owner_person": make.person(other).pk,
        "n0-needs": make.need(theirs.framework).pk,
    }

    response = signed_in(make.secretary(commune)).post(
        url("decisions", commune, pk=meeting.pk),
        {
            **foreign,
            "n0-wording": "x",
            "n0-nature": "plan",
            "n0-mode": "vote",
            "n0-votes_for": "-5",
        },
    )

    errors = response.context["minutes"].blank[0].errors
    assert sorted(errors) == ["agenda_item", "needs", "owner", "owner_person", "votes_for"]
    assert Decision.objects.filter(meeting=meeting).count() == 0


def test_an_existing_decision_is_changed_on_the_same_page_and_keeps_its_number() -> None:
    commune = make.commune()
    meeting = make.meeting(ready_framework(commune))
    first, second = make.decision(meeting), make.decision(meeting)
    row = {"wording": "Mieux dit", "nature": "plan", "mode": "consensus"}
    same = {"wording": second.wording, "nature": second.nature, "mode": second.mode}

    signed_in(make.secretary(commune)).post(
        url("decisions", commune, pk=meeting.pk),
        {f"d{first.pk}-{name}": value for name, value in row.items()}
        | {f"d{second.pk}-{name}": value for name, value in same.items()}
        | {"n0-wording": "Nouvelle", "n0-nature": "autre", "n0-mode": "consensus"},
    )

    assert list(meeting.decisions.values_list("number", "wording")) == [
        (1, "Mieux dit"), (2, second.wording), (3, "Nouvelle"),
    ]  # fmt: skip
    assert Attendance.objects.count() == 0
