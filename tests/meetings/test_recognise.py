"""Newcomers who are known already, and organisations nobody came for."""

from __future__ import annotations

import pytest

from communes.models import College
from communes.services.merging import merge
from consult.meetings.services.attending import Absence, record_attendance
from tests import make
from tests.meetings.sheets import NEW, a_meeting, seated, send, shown

pytestmark = pytest.mark.django_db


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
