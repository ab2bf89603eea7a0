"""A note in confidence on a meeting is read by secretary, mayor and adviser, and stands nowhere
else: no page, paper, table, journal or admin page of the commune tells it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation

from communes.models import Commune, Role
from consult.meetings.services.sensitivity import note_tension
from foundation.journal.models import Entry
from frameworks.models import ConflictNote, Meeting
from tests import make
from tests.make_learning import partnership, tension
from tests.project import world
from tests.project.routes import guarded_routes

pytestmark = pytest.mark.django_db

SECRET = "Le bord de la mare est disputé entre deux quartiers"
EASED = "Le chef de village les reçoit jeudi"
CONFIDED = {Role.SECRETARY, Role.MAYOR, Role.ADVISER}


def address(meeting: Meeting, end: str = "") -> str:
    slug = meeting.framework.commune.slug
    return f"/espace/{slug}/reunions/{meeting.pk}/note-confidentielle/{end}"


@pytest.fixture
def meeting() -> Meeting:
    return make.meeting(make.framework(), state="pv_approuve", approved_on=make.DAY)


def test_a_note_is_added_and_completed_even_when_the_minutes_are_approved(
    client: Client, meeting: Meeting
) -> None:
    adviser = make.user(Role.ADVISER, meeting.framework.commune)
    client.force_login(adviser)

    empty = client.post(address(meeting), {"tension": ""})
    added = client.post(address(meeting), {"tension": SECRET})
    note = ConflictNote.objects.get()
    seen = client.get(address(meeting, f"{note.pk}/")).context["form"]["seen"].value()
    typed = {"tension": SECRET, "mitigation": EASED, "seen": seen}
    changed = client.post(address(meeting, f"{note.pk}/"), typed)

    assert [*empty.context["form"].errors] == ["tension"]
    assert (added.status_code, changed.status_code) == (302, 302)
    note.refresh_from_db()
    assert (note.mitigation, note.noted_by) == (EASED, adviser)
    assert EASED in client.get(address(meeting)).content.decode()
    lines = Entry.objects.about(note)
    assert {(line.verb, line.note, line.fields) for line in lines} == {
        ("cree", "", ""), ("modifie", "", ""),
    }  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_only_three_roles_find_the_note_and_its_link(
    client: Client, meeting: Meeting, role: str
) -> None:
    note = tension(meeting, tension=SECRET)
    user = make.user(role, meeting.framework.commune)
    client.force_login(user)

    answers = [client.get(address(meeting, end)).status_code for end in ("", f"{note.pk}/")]
    hub = client.get(address(meeting).removesuffix("note-confidentielle/")).content.decode()

    assert answers == ([200, 200] if role in CONFIDED else [403, 403])
    assert ("note-confidentielle" in hub) is (role in CONFIDED)
    if role not in CONFIDED:
        with pytest.raises(PermissionDenied):
            note_tension(ConflictNote(meeting=meeting, tension="x"), by=user)


def test_a_neighbour_finds_nothing(client: Client, meeting: Meeting) -> None:
    client.force_login(make.secretary(make.commune()))

    assert client.get(address(meeting)).status_code == 404


def test_no_other_page_paper_or_table_of_the_commune_tells_the_note(client: Client) -> None:
    """Everything a secretary, an adviser and an administrator may open, PDF left aside: a PDF
    draws the page of the same paper."""
    here = world.build()
    place: Commune = here.commune
    for meeting in Meeting.objects.in_commune(place):
        tension(meeting, tension=SECRET, mitigation=EASED)
    partnership(place.frameworks.get(), measure_areas=["dialogue_resilience"])
    told: list[str] = []
    opened = 0
    for role in (Role.SECRETARY, Role.ADVISER, Role.PARTNER):
        client.force_login(here.people[role])
        for route in guarded_routes():
            if not route.below_a_commune or "pdf" in route.words or "sensitivity" in route.name:
                continue
            answer = _read(client, here.address(route))
            opened += bool(answer)
            told += [f"{role} {route.name}"] if SECRET[:20] in answer or EASED in answer else []

    assert opened > 200
    assert told == []


def test_administrators_see_that_a_note_exists_and_never_what_it_says(
    client: Client, meeting: Meeting
) -> None:
    note = tension(meeting, tension=SECRET, mitigation=EASED)
    client.force_login(make.user(Role.ADMINISTRATOR))
    start = "/gestion/frameworks/conflictnote/"

    pages = [
        client.get(start + end).content.decode()
        for end in ("", f"{note.pk}/change/", f"{note.pk}/history/", "?q=mare")
    ]

    assert not any(SECRET in page or EASED in page for page in pages)


def _read(client: Client, url: str) -> str:
    with translation.override("fr"):
        answer: Any = client.get(url)
    if answer.status_code != 200 or answer.streaming:
        return ""
    return str(answer.content.decode(errors="replace"))
