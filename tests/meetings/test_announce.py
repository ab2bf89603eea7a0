"""What tells people of a meeting: letters, the radio, messages on telephones, calendars."""

from __future__ import annotations

import datetime
from urllib.parse import quote

import pytest

from communes.models import Role
from consult.meetings.documents import invitation_letters, radio_paper
from consult.meetings.documents.calendar import fold
from consult.meetings.documents.notices import message_text, radio_notice
from consult.meetings.messages import size_of
from tests import make
from tests.meetings.letters import (
    a_meeting,
    crowd,
    headed,
    page_of,
    secretary_of,
    sent,
)
from tests.meetings.test_pages import signed_in
from tests.meetings.test_papers import words

pytestmark = pytest.mark.django_db


def test_each_letter_says_what_the_page_says_of_its_line() -> None:
    meeting = a_meeting(
        invitation_sent_on=make.day("2024-10-07"), invitation_reference="LI 1",
        who_bears="la commune prend en charge le repas", enclosed="fiche de besoins",
    )  # fmt: skip
    place = meeting.framework.commune
    place.executives.create(head="Bakary Sacko")
    awa = make.person(place, last_name="Cissouma", function="Présidente")
    party = make.organisation(place, name="Coopérative Jɛgɛ")
    meeting.invitations.create(person=awa, organisation=party, reference="LI 41")
    meeting.invitations.create(organisation=party, sent_on=make.day("2024-10-09"))

    document = invitation_letters(meeting)

    text = words(document)
    letters = document.context["invitees"]
    assert [letter.reference for letter in letters] == ["LI 41", "LI 1"]
    assert [letter.head.date.split()[1] for letter in letters] == ["octobre", "octobre"]
    assert letters[0].head.date != letters[1].head.date
    expected = [
        "Réf. : LI 41", "Madame Awa (démo) CISSOUMA", "Présidente", "Coopérative Jɛgɛ",
        "la commune prend en charge le repas", "Pièces jointes : fiche de besoins.",
        "Ampliations : Sous-préfet", "Le Maire Bakary Sacko",
    ]  # fmt: skip
    assert [phrase for phrase in expected if phrase not in text.replace("\u00a0", " ")] == []
    page = secretary_of(meeting).get(page_of(meeting)).content.decode()
    assert "LI 41" in page


def test_the_radio_notice_keeps_to_ninety_words_and_says_when_and_where_it_was_read() -> None:
    meeting = a_meeting(radio_notice_on=make.day("2024-10-12"), radio_station="Radio Kɔnɔ")
    for n in range(1, 8):
        meeting.agenda.create(position=n, title="Plan d’action du trimestre " + "à venir " * 9)

    text = words(radio_paper(meeting)).replace("\u00a0", " ")

    assert len(radio_notice(meeting).split()) <= 90
    assert "Lu le samedi 12 octobre 2024 à l’antenne de Radio Kɔnɔ" in text


def test_the_message_says_day_hour_place_object_and_who_signs() -> None:
    meeting = a_meeting(called_at=datetime.time(9, 30))
    meeting.framework.commune.executives.create(head="Bakary Sacko", kind="delegation_speciale")
    meeting.agenda.create(position=1, title="Forêt et pêche")

    text = message_text(meeting)

    assert "jeudi 17 octobre 2024, 9 h 30, Mairie." in text
    assert "Objet : Forêt et pêche." in text
    assert text.endswith("Le Président de la délégation spéciale, Bakary Sacko")
    assert size_of(text).dear == "ê"


def test_the_message_is_copied_counted_and_opened_per_telephone() -> None:
    meeting = a_meeting(place="Forêt")
    headed(meeting, "Cissouma", phone="+22376123456")
    headed(meeting, "Sans", phone="")

    page = secretary_of(meeting).get(page_of(meeting, "message"))

    text = page.content.decode()
    full, cheap = page.context["texts"]
    assert (full.size.parts, cheap.size.parts) == (2, 1)
    assert "Forêt" in text
    assert text.count("<textarea") == 2
    assert f"https://wa.me/22376123456?text={quote(full.text, safe='')}" in text
    assert f"sms:+22376123456?body={quote(cheap.text, safe='')}" in text
    assert [one.name for one in page.context["without"]] == ["Awa (démo) Sans"]


@pytest.mark.parametrize("name", ["message", "radio", "radio-pdf"])
def test_a_partner_reads_no_telephone_and_a_neighbour_nothing(name: str) -> None:
    meeting = a_meeting()
    partner = signed_in(make.user(Role.PARTNER, meeting.framework.commune))
    neighbour = signed_in(make.secretary(make.commune()))

    answers = [one.get(page_of(meeting, name)).status_code for one in (partner, neighbour)]

    assert answers == [403, 404]


def read_calendar(text: str) -> dict[str, str]:
    """The properties of the event, unfolded."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return dict(line.split(":", 1) for line in event)


def test_the_calendar_file_is_read_by_any_calendar_and_names_nobody() -> None:
    meeting = a_meeting(
        called_at=datetime.time(9, 30), place="Salle « Jɛkafɔ », mairie; étage\\2",
        chair=make.person(None, last_name="Sacko"),
    )  # fmt: skip
    meeting.agenda.create(position=1, title="Besoins de la filière, " + "ɔ" * 80)
    client = signed_in(make.user(Role.PARTNER, meeting.framework.commune))

    answer = client.get(page_of(meeting, "calendar"))

    event = read_calendar(answer.content.decode())
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["DTSTART;TZID=Africa/Bamako"] == "20241017T093000"
    assert event["LOCATION"] == "Salle « Jɛkafɔ »\\, mairie\\; étage\\\\2\\, Dioro"
    assert event["DESCRIPTION"].startswith("Ordre du jour :\\n1. Besoins de la filière\\, ɔɔ")
    assert event["STATUS"] == "TENTATIVE"
    assert "Sacko" not in answer.content.decode()


def test_a_changed_meeting_keeps_its_identity_in_calendars_and_counts_up() -> None:
    meeting = a_meeting()
    crowd(meeting, 1)
    client = secretary_of(meeting)
    before = read_calendar(client.get(page_of(meeting, "calendar")).content.decode())

    sent(meeting, client, invitation_sent_on="07/10/2024")
    after = read_calendar(client.get(page_of(meeting, "calendar")).content.decode())

    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTART;VALUE=DATE"] == "20241017"
    assert (before["STATUS"], after["STATUS"]) == ("TENTATIVE", "CONFIRMED")


def test_a_meeting_of_which_only_the_month_is_known_has_no_calendar_file() -> None:
    meeting = make.meeting(make.framework(), 1, "2024-10")

    assert secretary_of(meeting).get(page_of(meeting, "calendar")).status_code == 404


@pytest.mark.parametrize("length", [74, 75, 76, 149, 150])
def test_folding_never_cuts_a_letter_and_loses_none(length: int) -> None:
    line = "é" * length

    folded = list(fold(line))

    assert "".join(folded[:1] + [piece[1:] for piece in folded[1:]]) == line
    assert all(len(piece.encode()) <= 75 for piece in folded)
