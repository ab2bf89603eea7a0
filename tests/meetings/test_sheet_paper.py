"""The printed attendance sheet, and the page that is typed from it."""

from __future__ import annotations

import gzip
import re
from itertools import islice, product
from typing import Any

import pytest

from communes.models import Person
from consult.meetings.documents import attendance_list, blank_sheet
from foundation.forms.records import digest
from tests import make
from tests.meetings.sheets import FAMILY, FIRST, a_meeting, seated, shown
from tests.meetings.test_pages import signed_in, url
from tests.papers import plain

pytestmark = pytest.mark.django_db


# The paper


def words_of(document: Any) -> str:
    return " ".join(plain(re.sub(r"<[^>]*>", " ", document.html())).split())


def test_the_page_bears_the_numbers_of_the_printed_sheet() -> None:
    meeting = a_meeting()
    place, party = meeting.framework.commune, seated(meeting)
    for name in ("Camara", "Ba"):
        make.person(place, first_name="Ali", last_name=name, organisation=party)
    make.person(place, last_name="Aucun")

    page = [
        f"{row.number} Ali {row.person.last_name.upper()}"
        for bench in shown(meeting).known.colleges()
        for row in bench.seats
        if row.number
    ]

    assert page == ["1 Ali BA", "2 Ali CAMARA"]
    assert all(line in words_of(blank_sheet(meeting)) for line in page)


def test_the_papers_name_observers_who_represented_and_the_organisations_missing() -> None:
    meeting = a_meeting()
    place, party = meeting.framework.commune, seated(meeting, name="Groupe Sigi")
    make.attendance(meeting, make.person(place, last_name="Ba"), capacity="observateur")
    absent = make.person(place, first_name="Fatim", last_name="Sow")
    make.attendance(meeting, absent, mode="represente", represented_by="Modibo")
    meeting.absent_organisations.create(organisation=party, excused=True)

    blank, filled = words_of(blank_sheet(meeting)), words_of(attendance_list(meeting))

    assert "BA observatrice" in blank
    assert "représentée par Modibo" in blank
    assert "BA observatrice" in filled
    assert "Fatim SOW, par Modibo" in filled
    assert "Structures excusées (1) : Groupe Sigi." in filled


def test_a_meeting_of_two_days_has_a_column_to_sign_for_each() -> None:
    meeting = a_meeting()
    make.person(meeting.framework.commune)
    for day in ("2024-03-20", "2024-03-21"):
        meeting.sittings.create(day=make.day(day))

    text = words_of(blank_sheet(meeting))

    assert "Émargement du 20/03/2024 Émargement du 21/03/2024" in text
    assert "Séances : 20/03/2024 ; 21/03/2024" in text


def test_sixty_people_and_ten_newcomers_are_one_light_page_and_one_quick_send() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    parties = [seated(meeting) for _n in range(20)]
    names = product(FIRST, FAMILY)
    for number, (first, last) in enumerate(islice(names, 60)):
        make.person(place, first_name=first, last_name=last, organisation=parties[number % 20])
    client, address = signed_in(make.secretary(place)), url("attendance", place, pk=meeting.pk)

    page = client.get(address)
    lines = {f"n{n}-{name}": f"{digest(f'{name}{n}')}" for n in range(10)
             for name in ("first_name", "last_name")}  # fmt: skip
    lines |= {f"n{n}-sex": "F" for n in range(10)} | {f"n{n}-mode": "present" for n in range(10)}
    marks = {f"p{one.pk}": "present" for one in Person.objects.all()}
    answer = client.post(address, marks | lines)

    assert len(gzip.compress(page.content, 6)) <= 7_700
    assert (answer.status_code, meeting.attendance.count()) == (302, 70)
