"""The attendance sheet: one page, one send, nobody twice, nobody's work lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import College, Person
from consult.meetings.seats import figures_of, seats_of
from foundation.journal.models import Entry
from frameworks.models import CountedAttendance, FrameworkMember
from tests import make
from tests.meetings.sheets import NEW, a_meeting, send, shown
from tests.meetings.test_pages import signed_in, url

pytestmark = pytest.mark.django_db


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
