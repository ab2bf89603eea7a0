"""A meeting to come, those to invite, and the page that invites them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from frameworks.models import Meeting
from tests import make
from tests.meetings.test_pages import signed_in, url
from tests.meetings.test_wrong_input import filled


def a_meeting(number: int = 2, **fields: Any) -> Meeting:
    """A meeting to come on 17 October 2024."""
    framework = make.framework(make.commune("Dioro", initials="CR-DIO"))
    fields = {"planned_on": make.day("2024-10-17"), "place": "Mairie"} | fields
    return make.meeting(framework, number, None, **fields)


def member(meeting: Meeting, **officers: Any) -> Any:
    party = make.organisation(meeting.framework.commune, **officers)
    meeting.framework.members.create(organisation=party, college="secteur_prive")
    return party


def headed(meeting: Meeting, name: str, **fields: Any) -> Any:
    """A member organisation and its president."""
    party = member(meeting)
    party.president = make.person(
        meeting.framework.commune, organisation=party, last_name=name, **fields
    )
    party.save()
    return party


def crowd(meeting: Meeting, number: int) -> None:
    for n in range(number):
        headed(meeting, f"Présidente {n:02}", phone="+22376123456")


def page_of(meeting: Meeting, name: str = "invitations") -> str:
    return url(name, meeting.framework.commune, pk=meeting.pk)


def secretary_of(meeting: Meeting) -> Client:
    return signed_in(make.secretary(meeting.framework.commune))


def sent(meeting: Meeting, client: Client, **typed: Any) -> Any:
    """Open the page, change what is typed, send it."""
    data = filled(client.get(page_of(meeting)).content.decode())
    return client.post(page_of(meeting), data | typed)


def names(rows: Any) -> list[str]:
    return [str(row) for row in rows]
