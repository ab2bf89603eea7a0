"""The register of invitations: proposed, filled in one send, printed, sent to telephones."""

from __future__ import annotations

import datetime
import gzip
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communes.models import Role
from consult.meetings import services
from consult.meetings.documents import invitation_letters, radio_paper
from consult.meetings.documents.calendar import fold
from consult.meetings.documents.notices import message_text, radio_notice
from consult.meetings.forms.invitations import Invitations
from consult.meetings.invitees import numbers_from, proposals, source_of
from consult.meetings.messages import size_of
from consult.meetings.services import Invited
from foundation.journal.models import Entry
from foundation.records.errors import NotReady
from frameworks.models import Invitation, Meeting, MeetingState
from tests import make
from tests.meetings.test_pages import signed_in, url
from tests.meetings.test_papers import words
from tests.meetings.test_wrong_input import filled

pytestmark = pytest.mark.django_db


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


def test_forty_people_are_invited_in_one_page_and_one_send() -> None:
    meeting = a_meeting()
    crowd(meeting, 40)

    answer = sent(
        meeting, secretary_of(meeting), invitation_sent_on="07/10/2024", means="message",
        invitation_reference="041/CR-DIO",
    )  # fmt: skip

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.state) == (302, MeetingState.INVITED)
    rows = set(meeting.invitations.values_list("means", "sent_on", "reference"))
    assert meeting.invitations.count() == 40
    assert rows == {("message", datetime.date(2024, 10, 7), "")}


def test_the_head_of_each_member_is_proposed_and_the_mayor_who_signs_is_not() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    headed(meeting, "Cissouma")
    town = make.organisation(place, "commune", name="Mairie")
    meeting.framework.members.create(organisation=town, college="commune")
    make.person(place, first_name="Bakary", last_name="Sacko", organisation=town, function="Maire")
    make.person(place, first_name="Issa", last_name="Samaké", organisation=town)
    place.executives.create(head="Bakary Sacko")
    empty = member(meeting, name="Groupement sans nom")

    proposed = proposals(meeting, None)

    assert names(proposed) == ["Issa Samaké", "Awa (démo) Cissouma", str(empty)]


def test_those_of_the_last_meeting_come_back_merged_ones_as_who_they_are_now() -> None:
    meeting = a_meeting(3)
    place = meeting.framework.commune
    before = make.meeting(meeting.framework, 2, "2024-07-04")
    twin, kept = make.person(place, last_name="Double"), make.person(place, last_name="Gardée")
    party, gone = make.organisation(place), make.organisation(place, retired_on=make.DAY)
    before.invitations.create(person=twin)
    before.invitations.create(organisation=party)
    before.invitations.create(organisation=gone)
    type(twin).objects.filter(pk=twin.pk).update(merged_into=kept, merged_on=make.DAY)

    assert source_of(meeting) == before
    assert names(proposals(meeting, before)) == [str(kept), str(party)]
    assert "2" in Invitations(meeting).intro


def test_a_meeting_without_register_hands_on_who_came() -> None:
    meeting = a_meeting(3)
    before = make.meeting(meeting.framework, 2, "2024-07-04")
    person = make.attendance(before).person

    assert names(proposals(meeting, before)) == [str(person)]


def test_unticked_people_are_not_invited_and_others_are_added_from_the_lists() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    left, kept = headed(meeting, "Laissée").president, headed(meeting, "Gardée").president
    other, shared = make.person(place), make.organisation(None, "programme", name="PACT")
    client = secretary_of(meeting)
    data = filled(client.get(page_of(meeting)).content.decode())
    del data[f"p{left.pk}-invite"]

    client.post(page_of(meeting), data | {"people": [other.pk], "organisations": [shared.pk]})

    assert names(meeting.invitations.all()) == names([kept, other, shared])
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.DRAFT


def test_numbers_follow_the_first_one_and_skip_those_in_use() -> None:
    meeting = a_meeting()
    crowd(meeting, 3)
    other = make.meeting(meeting.framework, 1, "2024-05-01")
    other.invitations.create(person=make.person(meeting.framework.commune), reference="042/CR-DIO")

    sent(
        meeting, secretary_of(meeting), invitation_sent_on="07/10/2024", in_series="on",
        invitation_reference="041/CR-DIO",
    )  # fmt: skip

    references = [row.reference for row in meeting.invitations.order_by("pk")]
    assert references == ["041/CR-DIO", "043/CR-DIO", "044/CR-DIO", "045/CR-DIO"]


@pytest.mark.parametrize(
    ("first", "following"),
    [
        ("041/CR-DIO", "042/CR-DIO"),
        ("2024-041/CR-DIO", "2024-042/CR-DIO"),
        ("LI n° 99", "LI n° 100"),
        ("Lettre 7 no 12/2024", "Lettre 7 no 13/2024"),
        ("2024", "2025"),
        ("sans numéro", "sans numéro"),
    ],
)
def test_the_next_number_is_that_of_the_letter_not_of_the_year(first: str, following: str) -> None:
    series = numbers_from(first, [])

    assert [next(series), next(series)] == [first, following]


def test_the_common_day_fills_empty_lines_and_is_followed_when_corrected() -> None:
    meeting = a_meeting()
    crowd(meeting, 2)
    client = secretary_of(meeting)
    sent(meeting, client, invitation_sent_on="07/10/2024")
    _first, second = meeting.invitations.order_by("pk")

    sent(meeting, client, **{f"p{second.person_id}-sent_on": "05/10/2024"})
    sent(meeting, client, invitation_sent_on="08/10/2024")

    days = [row.sent_on.day for row in meeting.invitations.order_by("pk")]
    assert days == [8, 5]
    sent(meeting, client, invitation_sent_on="")
    meeting.refresh_from_db()
    assert meeting.invitation_sent_on == make.day("2024-10-05")  # the earliest line's own day


def test_taking_the_common_day_back_makes_the_meeting_a_draft_again() -> None:
    meeting = a_meeting()
    crowd(meeting, 2)
    client = secretary_of(meeting)
    sent(meeting, client, invitation_sent_on="07/10/2024")

    sent(meeting, client, invitation_sent_on="")

    meeting.refresh_from_db()
    assert (meeting.state, meeting.invitation_sent_on) == (MeetingState.DRAFT, None)
    assert set(meeting.invitations.values_list("sent_on", flat=True)) == {None}


def test_receipts_are_ticked_together_and_need_their_day() -> None:
    meeting = a_meeting()
    crowd(meeting, 2)
    client = secretary_of(meeting)
    sent(meeting, client, invitation_sent_on="07/10/2024")
    keys = [f"p{row.person_id}" for row in meeting.invitations.all()]
    ticks = {f"{key}-received": "on" for key in keys}

    refused = sent(meeting, client, **ticks)
    sent(meeting, client, received_on="09/10/2024", **ticks)

    assert list(refused.context["form"].errors) == ["received_on"]
    days = set(meeting.invitations.values_list("received_on", flat=True))
    assert days == {make.day("2024-10-09")}


def test_a_line_is_changed_or_taken_away_and_the_journal_says_so() -> None:
    meeting = a_meeting()
    crowd(meeting, 2)
    client = secretary_of(meeting)
    sent(meeting, client)
    gone, kept = (f"p{row.person_id}" for row in meeting.invitations.order_by("pk"))

    sent(meeting, client, **{f"{gone}-remove": "on", f"{kept}-note": "Absente jusqu’au 12"})

    assert [row.note for row in meeting.invitations.all()] == ["Absente jusqu’au 12"]
    assert Entry.objects.filter(kind="frameworks.invitation", verb="retire").count() == 1


def test_wrong_days_are_refused_beside_their_line_and_nothing_is_written() -> None:
    meeting = a_meeting()
    key = f"p{headed(meeting, 'Cissouma').president.pk}"

    answer = sent(
        meeting, secretary_of(meeting),
        **{f"{key}-sent_on": "09/10/2024", f"{key}-received_on": "08/10/2024"},
    )  # fmt: skip

    assert answer.status_code == 200
    assert list(answer.context["page"].proposed[0].errors) == ["received_on"]
    assert "08/10/2024" in answer.content.decode()
    assert not meeting.invitations.exists()


def test_people_of_another_commune_are_refused_on_the_page_and_by_the_service() -> None:
    meeting, foreign = a_meeting(), make.person(make.commune())
    client = secretary_of(meeting)

    hidden = sent(meeting, client, **{f"p{foreign.pk}-invite": "on"})
    listed = sent(meeting, client, people=[foreign.pk])

    assert [answer.status_code for answer in (hidden, listed)] == [200, 200]
    assert str(foreign) not in hidden.content.decode() + listed.content.decode()
    with pytest.raises(NotReady):
        services.send_invitations(
            meeting, by=make.secretary(meeting.framework.commune), save=meeting.save, fields=[],
            lines=[Invited(Invitation(meeting=meeting, person=foreign))],
        )  # fmt: skip
    assert not Invitation.objects.exists()


def test_a_send_without_a_word_shows_the_page_again() -> None:
    meeting = a_meeting()

    assert secretary_of(meeting).post(page_of(meeting)).status_code == 200


def test_a_replayed_send_invites_nobody_twice() -> None:
    meeting = a_meeting()
    crowd(meeting, 3)
    client = secretary_of(meeting)
    page = client.get(page_of(meeting)).content.decode()
    number = re.search(r'name="op_id" value="([^"]+)"', page)
    assert number
    data = filled(page) | {"op_id": number[1], "invitation_sent_on": "07/10/2024"}

    answers = [client.post(page_of(meeting), data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert meeting.invitations.count() == 3


def test_two_people_who_fill_the_empty_register_lose_nothing() -> None:
    meeting = a_meeting()
    key = f"p{headed(meeting, 'Cissouma').president.pk}"
    one = secretary_of(meeting)
    two = signed_in(make.mayor(meeting.framework.commune))
    mine, theirs = (filled(c.get(page_of(meeting)).content.decode()) for c in (one, two))

    two.post(page_of(meeting), theirs | {f"{key}-reference": "LI 7"})
    refused = one.post(page_of(meeting), mine | {f"{key}-reference": "LI 8"})
    same = one.post(page_of(meeting), mine)

    assert refused.status_code == 200
    assert {"LI 7", "LI 8"} <= set(re.findall(r"LI \d", refused.content.decode()))
    assert same.status_code == 302, [form.errors for form in same.context["forms"]]
    assert [row.reference for row in meeting.invitations.all()] == ["LI 7"]


def test_the_page_asks_as_much_for_sixty_invited_as_for_two_and_stays_light() -> None:
    meeting = a_meeting()
    crowd(meeting, 2)
    client = secretary_of(meeting)
    sent(meeting, client, invitation_sent_on="07/10/2024")
    client.get(page_of(meeting))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(meeting))
    crowd(meeting, 58)
    sent(meeting, client, **_all_ticked(meeting))
    assert meeting.invitations.count() == 60
    answer = client.get(page_of(meeting))  # the message of the send is shown once

    with CaptureQueriesContext(connection) as many:
        client.get(page_of(meeting))
    with CaptureQueriesContext(connection) as papers:
        words(invitation_letters(meeting))

    assert len(many) == len(few)
    assert len(papers) < 40
    assert len(gzip.compress(answer.content, 6)) + 500 <= 8_000


def _all_ticked(meeting: Meeting) -> dict[str, str]:
    rows = Invitations(meeting).proposed
    return {f"{form.prefix}-invite": "on" for form in rows}


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
