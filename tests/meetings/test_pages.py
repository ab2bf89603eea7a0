"""The pages of a meeting open, and ask the database as much for three rows as for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Commune
from frameworks.models import AgendaItem, CountedAttendance, Meeting, MeetingState
from tests import make

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, place: Commune, **kwargs: Any) -> str:
    return reverse(f"meetings:{name}", kwargs={"slug": place.slug, **kwargs})


def queries(client: Client, address: str) -> int:
    """What a page asks of the database, after the one page that opens the session."""
    client.get("/aide/")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def full(meeting: Meeting, number: int) -> None:
    """Fill a meeting with so many points, decisions, people and counted lines."""
    commune = meeting.framework.commune
    for n in range(number):
        item = AgendaItem.objects.create(meeting=meeting, position=n + 1, title=f"Point {n}")
        decision = make.decision(
            meeting, agenda_item=item, owner=make.organisation(commune), number=n + 1,
            owner_person=make.person(commune, organisation=make.organisation(commune)),
        )  # fmt: skip
        decision.needs.add(make.need(meeting.framework))
        make.attendance(meeting, make.person(commune, organisation=make.organisation(commune)))
        CountedAttendance.objects.create(meeting=meeting, label="femmes", number=3, women=3)


PAGES = ["meeting", "edit", "agenda", "invitations", "hold", "attendance", "decisions", "check"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_meeting_asks_as_much_for_three_rows_as_for_one(page: str) -> None:
    commune = make.commune()
    framework = make.framework(commune)
    earlier, one, three = (make.meeting(framework) for _ in range(3))
    client = signed_in(make.mayor(commune))

    full(earlier, 1)
    full(one, 1)
    first = queries(client, url(page, commune, pk=one.pk))
    full(three, 3)

    assert queries(client, url(page, commune, pk=three.pk)) == first


def test_the_list_asks_as_much_for_three_meetings_as_for_one() -> None:
    commune = make.commune()
    framework = make.framework(commune)
    client = signed_in(make.secretary(commune))

    full(make.meeting(framework), 1)
    first = queries(client, url("list", commune))
    full(make.meeting(framework), 1)
    full(make.meeting(framework), 1)

    assert queries(client, url("list", commune)) == first


def test_the_list_shows_the_next_meeting_first_and_the_latest_held_after_it() -> None:
    commune = make.commune()
    framework = make.framework(commune)
    old = make.meeting(framework, held="2024-03-20")
    new = make.meeting(framework, held="2024-09-20")
    later = make.meeting(framework, held=None, planned_on=make.day("2025-09-01"))
    soon = make.meeting(framework, held=None, planned_on=make.day("2025-06-01"))

    response = signed_in(make.secretary(commune)).get(url("list", commune))

    assert list(response.context["page"]) == [soon, later, new, old]


def test_the_list_counts_named_and_counted_people_and_decisions() -> None:
    commune = make.commune()
    meeting = make.meeting(make.framework(commune))
    make.attendance(meeting, sex="F")
    make.attendance(meeting, make.person(commune, sex="M"), sex="M")
    make.attendance(meeting, mode="absent")
    CountedAttendance.objects.create(meeting=meeting, label="femmes", number=10, women=9)
    make.decision(meeting)

    found: Any = Meeting.objects.with_figures().get(pk=meeting.pk)

    assert (found.present_count, found.women_count, found.decision_count) == (12, 10, 1)


@pytest.mark.parametrize("page", PAGES)
def test_a_meeting_of_another_commune_is_not_found_at_this_address(page: str) -> None:
    mine, other = make.commune(), make.commune()
    make.framework(mine)
    theirs = make.meeting(make.framework(other))
    both = make.secretary(mine)
    make.assign(both, "secretaire", other)
    client = signed_in(both)

    assert client.get(url(page, mine, pk=theirs.pk)).status_code == 404
    assert client.get(url(page, other, pk=theirs.pk)).status_code == 200


def test_a_partner_reads_the_meeting_without_any_name() -> None:
    commune = make.commune()
    meeting = make.meeting(
        make.framework(commune), chair=make.person(commune, last_name="NOMCACHÉ")
    )
    make.decision(meeting, owner_person=make.person(commune, last_name="NOMCACHÉ"))
    partner = make.user("partenaire", commune)

    page = signed_in(partner).get(url("meeting", commune, pk=meeting.pk)).content.decode()
    mayors = signed_in(make.mayor(commune)).get(url("meeting", commune, pk=meeting.pk))

    assert "NOMCACHÉ" not in page
    assert mayors.content.decode().count("NOMCACHÉ") == 2


@pytest.mark.parametrize("page", [p for p in PAGES if p != "meeting"])
def test_once_the_minutes_are_approved_every_form_says_so_and_writes_nothing(page: str) -> None:
    commune = make.commune()
    meeting = make.meeting(
        make.framework(commune), state=MeetingState.APPROVED, approved_on=make.day("2024-03-21")
    )
    client = signed_in(make.mayor(commune))

    shown = client.get(url(page, commune, pk=meeting.pk))
    sent = client.post(url(page, commune, pk=meeting.pk), {"place": "Ailleurs"})

    assert [shown.status_code, sent.status_code] == [200, 409]
    assert [shown.templates[0].name, sent.templates[0].name] == ["meetings/locked.html"] * 2
    meeting.refresh_from_db()
    assert meeting.place == ""


def test_without_a_framework_the_list_says_what_comes_first() -> None:
    commune = make.commune()
    client = signed_in(make.secretary(commune))

    listed = client.get(url("list", commune))
    new = client.get(url("new", commune))

    assert not listed.context["may_add"]
    assert new.templates[0].name == "meetings/no_framework.html"
