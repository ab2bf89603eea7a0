"""The attendance sheet: one page, one send, nobody twice, nobody's work lost."""

from __future__ import annotations

import gzip
import re
from itertools import islice, product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import College, Person
from communes.services.merging import merge
from consult.meetings.documents import attendance_list, blank_sheet
from consult.meetings.seats import figures_of, seats_of
from consult.meetings.services.attending import Absence, record_attendance
from foundation.forms.records import digest
from foundation.journal.models import Entry
from frameworks.models import CountedAttendance, FrameworkMember, Meeting
from tests import make
from tests.meetings.test_pages import signed_in, url
from tests.papers import plain

pytestmark = pytest.mark.django_db


def a_meeting(**fields: Any) -> Meeting:
    return make.meeting(make.framework(make.commune()), **fields)


def send(meeting: Meeting, data: dict[str, Any]) -> Any:
    commune = meeting.framework.commune
    client = signed_in(make.secretary(commune))
    return client.post(url("attendance", commune, pk=meeting.pk), data)


def shown(meeting: Meeting) -> Any:
    commune = meeting.framework.commune
    client = signed_in(make.secretary(commune))
    return client.get(url("attendance", commune, pk=meeting.pk)).context["sheet"]


FIRST = ["Awa", "Bakary", "Fanta", "Modibo", "Oumou", "Sékou", "Djénéba", "Yacouba"]
FAMILY = ["Coulibaly", "Diarra", "Sacko", "Sangaré", "Bouaré", "Dembélé", "Konta", "Togo"]
NEW = {
    "n0-first_name": "Ŋɛɲɛ", "n0-last_name": "KƆNƐ « dit Vieux »", "n0-sex": "F",
    "n0-mode": "present", "n0-capacity": "membre",
}  # fmt: skip


def test_a_person_never_seen_is_added_with_letters_of_bambara_kept() -> None:
    meeting = a_meeting()
    group = make.organisation(meeting.framework.commune)

    send(meeting, NEW | {"n0-organisation": group.pk, "n0-young": "oui", "n0-phone": "76 12 34 56"})

    row = meeting.attendance.get()
    assert (str(row.person), row.person.phone) == ("Ŋɛɲɛ KƆNƐ « dit Vieux »", "+22376123456")
    assert (row.sex, row.young, row.college, row.organisation) == (
        "F", True, College.PRIVATE_SECTOR, group,
    )  # fmt: skip


def test_a_name_already_known_is_asked_about_before_anybody_exists_twice() -> None:
    meeting = a_meeting()
    known = make.person(meeting.framework.commune, first_name="Nene", last_name="Koné")
    typed = {**NEW, "n0-first_name": "KONE", "n0-last_name": "néné"}

    asked = send(meeting, typed)
    same = send(meeting, {**typed, "n0-same": str(known.pk)})

    assert list(asked.context["sheet"].added[0].errors) == ["same"]
    assert same.status_code == 302
    assert [row.person for row in meeting.attendance.all()] == [known]
    assert Person.objects.count() == 1


def test_a_namesake_is_added_once_said_to_be_another_person() -> None:
    meeting = a_meeting()
    make.person(meeting.framework.commune, first_name="Nene", last_name="Koné")

    send(meeting, {**NEW, "n0-first_name": "Néné", "n0-last_name": "KONE", "n0-same": "autre"})

    assert (Person.objects.count(), meeting.attendance.count()) == (2, 1)


def test_the_same_new_name_on_two_lines_makes_one_mistake_and_nobody() -> None:
    meeting = a_meeting()
    twice = NEW | {name.replace("n0", "n1"): value for name, value in NEW.items()}

    response = send(meeting, twice)

    assert list(response.context["sheet"].added[1].errors) == ["last_name"]
    assert Person.objects.count() == 0


def test_reopening_the_page_shows_what_was_recorded_and_sending_it_again_changes_nothing() -> None:
    meeting = a_meeting()
    one, two = make.person(meeting.framework.commune), make.person(meeting.framework.commune)
    send(meeting, {f"p{one.pk}": "excuse", f"p{two.pk}": "represente"})
    lines = Entry.objects.count()

    sheet = shown(meeting)
    again = {f"p{row.key}": row.mode for bench in sheet.known.colleges() for row in bench.seats}
    send(meeting, {**again, "seen": sheet.known["seen"].value()})

    assert again == {f"p{one.pk}": "excuse", f"p{two.pk}": "represente"}
    assert Entry.objects.count() == lines


def test_a_row_set_back_to_not_noted_is_removed_and_the_journal_says_so() -> None:
    meeting = a_meeting()
    row = make.attendance(meeting)

    send(meeting, {f"p{row.person_id}": ""})

    assert meeting.attendance.count() == 0
    assert Entry.objects.filter(kind="frameworks.attendance", verb="retire").count() == 1


def test_what_somebody_else_noted_meanwhile_is_kept_and_a_disagreement_is_asked_about() -> None:
    meeting = a_meeting()
    one, two = make.person(meeting.framework.commune), make.person(meeting.framework.commune)
    seen = shown(meeting).known["seen"].value()
    make.attendance(meeting, one, mode="present")
    make.attendance(meeting, two, mode="present")
    mine = {"seen": seen, f"p{one.pk}": "", f"p{two.pk}": "absent"}

    asked = send(meeting, mine)
    form = asked.context["sheet"].known
    send(meeting, {**mine, "seen": form["seen"].value()})

    assert list(form.errors) == [f"p{two.pk}"]
    modes = dict(meeting.attendance.values_list("person", "mode"))
    assert modes == {one.pk: "present", two.pk: "absent"}


def test_sex_age_college_and_organisation_are_those_of_the_day() -> None:
    meeting = a_meeting(held="2024-03-20")
    group = make.organisation(meeting.framework.commune)
    person = make.person(meeting.framework.commune, organisation=group, birth_year=1989)
    FrameworkMember.objects.create(
        framework=meeting.framework, organisation=group, college=College.NGOS
    )

    send(meeting, {f"p{person.pk}": "present"})
    Person.objects.filter(pk=person.pk).update(sex="M", birth_year=1950, organisation=None)
    send(meeting, {f"p{person.pk}": "present"})

    row = meeting.attendance.get()
    assert (row.sex, row.college, row.organisation) == ("F", College.NGOS, group)


def test_people_counted_without_names_and_displaced_people_are_totals() -> None:
    meeting = a_meeting()
    make.attendance(meeting, college=College.COMMUNE)

    send(meeting, {
        f"p{meeting.attendance.get().person_id}": "present", "m-displaced_present": "3",
        "k0-label": "une dizaine de femmes", "k0-number": "10", "k0-women": "10",
        "k0-approximate": "on", "k0-college": College.PRIVATE_SECTOR, "k0-capacity": "membre",
    })  # fmt: skip

    meeting.refresh_from_db()
    figures = figures_of(meeting)
    assert (figures.present, figures.women, figures.displaced) == (11, 11, 3)
    assert [(total.college, total.present) for total in figures.colleges] == [
        (College.COMMUNE, 1), (College.PRIVATE_SECTOR, 10),
    ]  # fmt: skip


def test_more_women_than_people_counted_is_said_beside_the_field() -> None:
    meeting = a_meeting()

    response = send(
        meeting, {"k0-label": "femmes", "k0-number": "3", "k0-women": "4", "k0-college": "autre"}
    )

    assert list(response.context["sheet"].counted[0].errors) == ["women"]
    assert CountedAttendance.objects.count() == 0


def test_nobody_of_another_commune_can_be_marked_present() -> None:
    meeting = a_meeting()
    stranger = make.person(make.commune())

    response = send(meeting, {f"p{stranger.pk}": "present"})

    assert response.status_code == 302
    assert meeting.attendance.count() == 0


def test_the_organisation_of_another_commune_cannot_be_given() -> None:
    meeting = a_meeting()
    foreign = make.organisation(make.commune())

    response = send(meeting, {**NEW, "n0-organisation": str(foreign.pk)})

    assert list(response.context["sheet"].added[0].errors) == ["organisation"]


def test_the_sheet_stands_in_the_order_of_the_printed_one() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    make.person(place, last_name="A", college=College.SERVICES)
    make.person(place, last_name="Z", college=College.COMMUNE)
    make.person(place, last_name="B", college=College.COMMUNE)

    assert [seat.person.last_name for seat in seats_of(meeting)] == ["B", "Z", "A"]


def test_the_sheet_asks_the_database_as_much_for_sixty_people_as_for_one() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    client = signed_in(make.secretary(place))
    client.get(url("attendance", place, pk=meeting.pk))
    counts = []
    for number in (1, 59):
        for _n in range(number):
            make.attendance(meeting, make.person(place, organisation=make.organisation(place)))
        with CaptureQueriesContext(connection) as captured:
            client.get(url("attendance", place, pk=meeting.pk))
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_sixty_people_are_written_in_a_few_queries() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    client = signed_in(make.secretary(place))
    people = [make.person(place) for _n in range(60)]

    with CaptureQueriesContext(connection) as captured:
        client.post(
            url("attendance", place, pk=meeting.pk), {f"p{one.pk}": "present" for one in people}
        )

    assert meeting.attendance.count() == 60
    assert len(captured) <= 50


# What a sheet says besides the mark


def test_a_guest_an_observer_and_who_was_represented_by_whom_are_kept() -> None:
    meeting = a_meeting()
    one, two = make.person(meeting.framework.commune), make.person(meeting.framework.commune)

    send(meeting, {
        f"p{one.pk}": "present", f"k{one.pk}": "observateur",
        f"p{two.pk}": "represente", f"r{two.pk}": "son fils Modibo",
    })  # fmt: skip

    rows = {row.person: row for row in meeting.attendance.all()}
    assert rows[one].capacity == "observateur"
    assert (rows[two].represented_by, rows[two].capacity) == ("son fils Modibo", "membre")


def test_one_box_marks_those_left_without_a_mark_in_one_college_and_nobody_else() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    left, excused, unseen = (make.person(place, college=College.COMMUNE) for _n in range(3))
    elsewhere = make.person(place, college=College.SERVICES)

    send(meeting, {
        "rest_commune": "on", f"p{left.pk}": "", f"p{excused.pk}": "excuse", f"p{elsewhere.pk}": "",
    })  # fmt: skip

    assert dict(meeting.attendance.values_list("person", "mode")) == {
        left.pk: "present", excused.pk: "excuse",
    }  # fmt: skip
    assert not meeting.attendance.filter(person=unseen).exists()


@pytest.mark.parametrize(
    ("mode", "typed"),
    [
        ("present", {"r": "Awa"}),
        ("", {"r": "Awa"}),
        ("", {"k": "observateur"}),
        ("excuse", {"c": "2 500"}),
        ("", {"f": "Kominé"}),
    ],
)
def test_what_does_not_go_with_the_mark_is_asked_about_and_nothing_typed_is_lost(
    mode: str, typed: dict[str, str]
) -> None:
    meeting = a_meeting()
    person = make.person(meeting.framework.commune)
    data = {f"{letter}{person.pk}": text for letter, text in typed.items()}
    client = signed_in(make.secretary(meeting.framework.commune))
    address = url("attendance", meeting.framework.commune, pk=meeting.pk)

    response = client.post(f"{address}?frais=1", {f"p{person.pk}": mode, **data})

    assert list(response.context["sheet"].known.errors) == [f"p{person.pk}"]
    assert all(f'value="{text}"' in response.content.decode() for text in typed.values())
    assert meeting.attendance.count() == 0


def test_travel_is_typed_on_request_and_stays_when_the_page_does_not_ask_for_it() -> None:
    meeting = a_meeting()
    commune = meeting.framework.commune
    person = make.person(commune)
    client, address = signed_in(make.secretary(commune)), url("attendance", commune, pk=meeting.pk)

    plain = client.get(address).content.decode()
    kept = client.post(
        f"{address}?frais=1",
        {f"p{person.pk}": "present", f"f{person.pk}": "Kominé", f"c{person.pk}": "2 500",
         "again": "1"},
    )  # fmt: skip
    client.post(address, {f"p{person.pk}": "present", f"k{person.pk}": "invite"})

    row = meeting.attendance.get()
    assert f'name="c{person.pk}"' not in plain
    assert kept["Location"].endswith("?frais=1")
    assert (row.travel_from, row.travel_paid, row.capacity) == ("Kominé", 2500, "invite")


def test_two_secretaries_who_note_different_things_of_one_person_keep_both() -> None:
    meeting = a_meeting()
    one, two = make.attendance(meeting), make.attendance(meeting, capacity="invite")
    seen = shown(meeting).known["seen"].value()
    first, second = one.person_id, two.person_id
    as_shown = {f"p{first}": "present", f"k{first}": "membre", f"r{first}": "", f"r{second}": "",
                f"p{second}": "present", f"k{second}": "invite", "seen": seen}  # fmt: skip

    send(meeting, as_shown | {f"k{first}": "observateur", f"k{second}": "membre"})
    asked = send(meeting, as_shown | {
        f"p{first}": "represente", f"r{first}": "Modibo", f"k{second}": "observateur",
    })  # fmt: skip

    rows = meeting.attendance.order_by("pk").values_list("mode", "capacity")
    assert list(asked.context["sheet"].known.errors) == [f"k{second}"]
    assert list(rows) == [("present", "observateur"), ("present", "membre")]

    again = asked.context["sheet"].known["seen"].value()
    send(meeting, as_shown | {
        "seen": again, f"p{first}": "represente", f"r{first}": "Modibo", f"k{first}": "membre",
        f"k{second}": "observateur",
    })  # fmt: skip
    assert list(rows.all()) == [("represente", "observateur"), ("present", "observateur")]


# Newcomers


def test_somebody_recognised_comes_for_the_organisation_typed_and_gains_a_telephone() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    known, today = make.person(place, last_name="Koné"), make.organisation(place)

    send(meeting, NEW | {
        "n0-first_name": known.first_name, "n0-last_name": "KONE", "n0-same": str(known.pk),
        "n0-organisation": str(today.pk), "n0-function": "Trésorière", "n0-capacity": "invite",
        "n0-college": College.NGOS, "n0-phone": "76 12 34 56",
    })  # fmt: skip

    row = meeting.attendance.get()
    known.refresh_from_db()
    assert (row.person, row.organisation, row.function) == (known, today, "Trésorière")
    assert (row.college, row.capacity, known.phone) == (College.NGOS, "invite", "+22376123456")
    assert known.organisation is None


def test_the_name_of_a_merged_record_leads_to_the_one_that_stays() -> None:
    meeting = a_meeting()
    place = meeting.framework.commune
    stays = make.person(place, first_name="Fatoumata", last_name="Traoré")
    gone = make.person(place, first_name="Fanta", last_name="Tarawele")
    merge(gone, stays, by=make.secretary(place), take=[])

    asked = send(meeting, NEW | {"n0-first_name": "Fanta", "n0-last_name": "TARAWELE"})

    choices = asked.context["sheet"].added[0].fields["same"].choices
    assert [value for value, _word in choices] == [str(stays.pk), "autre"]
    assert f'name="p{gone.pk}"' not in asked.content.decode()


def test_a_newcomer_already_marked_above_with_another_mark_is_asked_about() -> None:
    meeting = a_meeting()
    known = make.person(meeting.framework.commune, first_name="Nene", last_name="Koné")
    line = NEW | {"n0-first_name": "Nene", "n0-last_name": "Koné", "n0-same": str(known.pk)}

    response = send(meeting, line | {f"p{known.pk}": "excuse"})

    assert list(response.context["sheet"].added[0].errors) == ["same"]
    assert meeting.attendance.count() == 0


def test_one_person_recognised_on_two_lines_is_asked_about() -> None:
    meeting = a_meeting()
    known = make.person(meeting.framework.commune, first_name="Nene", last_name="Koné")
    line = NEW | {"n0-first_name": "Nene", "n0-last_name": "Koné", "n0-same": str(known.pk)}

    response = send(meeting, line | {k.replace("n0", "n7"): text for k, text in line.items()})

    assert list(response.context["sheet"].added[7].errors) == ["same"]


# Organisations nobody came for


def seated(meeting: Meeting, **fields: Any) -> Any:
    party = make.organisation(meeting.framework.commune, **fields)
    meeting.framework.members.create(organisation=party, college=College.PRIVATE_SECTOR)
    return party


def test_members_nobody_came_for_are_proposed_and_noted_excused_or_absent() -> None:
    meeting = a_meeting()
    came, excused, absent = (seated(meeting) for _n in range(3))
    guest = make.organisation(meeting.framework.commune)
    make.attendance(meeting, make.person(meeting.framework.commune, organisation=came))

    proposed = [field.name for field in shown(meeting).absent.rows()]
    send(meeting, {
        f"o-{excused.pk}": "excuse", f"o-{absent.pk}": "absent", "o-other": str(guest.pk),
        "o-other_state": "absent",
    })  # fmt: skip

    rows = dict(meeting.absent_organisations.values_list("organisation", "excused"))
    assert sorted(proposed) == sorted([str(excused.pk), str(absent.pk)])
    assert rows == {excused.pk: True, absent.pk: False, guest.pk: False}

    send(meeting, {f"o-{excused.pk}": "", f"o-{absent.pk}": "excuse"})
    rows = dict(meeting.absent_organisations.values_list("organisation", "excused"))
    assert rows == {absent.pk: True, guest.pk: False}


def test_nobody_is_absent_who_came() -> None:
    meeting = a_meeting()
    party = seated(meeting)
    person = make.person(meeting.framework.commune, organisation=party)

    response = send(meeting, {f"p{person.pk}": "present", f"o-{party.pk}": "absent"})

    assert list(response.context["sheet"].absent.errors) == [str(party.pk)]
    assert meeting.attendance.count() == 0


def test_the_organisation_of_another_commune_cannot_be_absent() -> None:
    meeting = a_meeting()
    foreign = make.organisation(make.commune())

    response = send(meeting, {"o-other": str(foreign.pk), "o-other_state": "absent"})

    assert list(response.context["sheet"].absent.errors)[:1] == ["other"]
    record_attendance(
        meeting, by=make.secretary(meeting.framework.commune), marks={},
        absences=[Absence(foreign.pk, excused=True)],
    )  # fmt: skip
    assert meeting.absent_organisations.count() == 0


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
