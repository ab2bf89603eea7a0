"""The register of invitations: proposed, filled in one send, printed, sent to telephones."""

from __future__ import annotations

import datetime
import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.meetings import services
from consult.meetings.documents import invitation_letters
from consult.meetings.forms.invitations import Invitations
from consult.meetings.invitees import numbers_from, proposals, source_of
from consult.meetings.services import Invited
from foundation.journal.models import Entry
from foundation.records.errors import NotReady
from frameworks.models import Invitation, Meeting, MeetingState
from tests import make
from tests.meetings.letters import (
    a_meeting,
    crowd,
    headed,
    member,
    names,
    page_of,
    secretary_of,
    sent,
)
from tests.meetings.test_pages import signed_in
from tests.meetings.test_papers import words
from tests.meetings.test_wrong_input import filled

pytestmark = pytest.mark.django_db


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


def test_letters_that_left_do_not_come_back_by_clearing_their_day() -> None:
    meeting = a_meeting()
    crowd(meeting, 2)
    client = secretary_of(meeting)
    sent(meeting, client, invitation_sent_on="07/10/2024")

    refused = sent(meeting, client, invitation_sent_on="", invitation_reference="LI 9")

    meeting.refresh_from_db()
    assert (refused.status_code, "LI 9" in refused.content.decode()) == (200, True)
    assert "annulez l’étape" in refused.content.decode()
    assert (meeting.state, meeting.invitation_sent_on) == (
        MeetingState.INVITED,
        make.day("2024-10-07"),
    )


def test_a_step_taken_back_clears_the_common_day_of_the_letters() -> None:
    meeting = a_meeting()
    crowd(meeting, 2)
    client = secretary_of(meeting)
    sent(meeting, client, invitation_sent_on="07/10/2024")
    meeting.refresh_from_db()

    services.step_back(
        meeting, by=make.secretary(meeting.framework.commune), note="Rien n’est parti."
    )
    sent(meeting, client)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.invitation_sent_on) == (MeetingState.DRAFT, None)
    assert set(meeting.invitations.values_list("sent_on", flat=True)) == {None}


def test_what_is_open_stands_on_the_agenda_when_the_letters_leave() -> None:
    meeting = a_meeting(3)
    meeting.agenda.create(position=1, title="Le marché")
    decision = make.decision(make.meeting(meeting.framework, 2, "2024-07-04"), wording="Borner")
    crowd(meeting, 1)
    client = secretary_of(meeting)

    sent(meeting, client)
    assert not meeting.subjects.exists()
    sent(meeting, client, invitation_sent_on="07/10/2024")

    row = meeting.subjects.get()
    assert row.item
    assert (row.decision, row.item.late) == (decision, False)
    printed = words(invitation_letters(meeting))
    assert all(item.title in printed for item in meeting.agenda.all())
    assert meeting.agenda.count() == 2


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
