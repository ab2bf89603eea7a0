"""What a tired or hostile hand types into the pages of a meeting never breaks one."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from communes.models import Person
from foundation.journal.models import Entry
from frameworks.models import (
    AgendaItem,
    Attendance,
    BureauSeat,
    CountedAttendance,
    Decision,
    Invitation,
    Meeting,
    MeetingState,
)
from tests import make
from tests.meetings.test_approve import complete
from tests.meetings.test_pages import full, signed_in, url
from tests.wrong_input import NASTIEST, try_everything, wrong_for

pytestmark = pytest.mark.django_db
TABLES = [Entry, Person, Meeting, AgendaItem, Attendance, CountedAttendance, Decision, Invitation]


def test_the_new_meeting_page_bears_everything() -> None:
    commune = make.commune()
    make.framework(commune)
    foreign = make.person(make.commune()).pk

    try_everything(
        signed_in(make.secretary(commune)),
        url("new", commune),
        {"kind": "ordinaire", "number": "1", "held_on": "2019", "place": "Mairie"},
        watch=TABLES,
        must_refuse={
            "chair": [foreign], "secretary": [foreign], "facilitator": [foreign],
            "number": ["0", "-5", "12,5 millions", "9" * 20], "held_on": ["2099", "31/02/2019"],
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("page", "valid"),
    [
        ("edit", {"kind": "ordinaire", "number": "1", "place": "Mairie"}),
        ("invitations", {"invitation_sent_on": "01/03/2024"}),
        ("hold", {"held_on": "20/03/2024", "started_at": "9h"}),
        ("check", {"approved_on": "25/03/2024"}),
    ],
)
def test_the_short_pages_bear_everything(page: str, valid: dict[str, str]) -> None:
    meeting = complete()
    commune = meeting.framework.commune

    client = signed_in(make.mayor(commune))
    try_everything(client, url(page, commune, pk=meeting.pk), valid, watch=TABLES)


def test_reopening_and_settling_bear_everything() -> None:
    commune = make.commune()
    meeting = make.meeting(
        make.framework(commune), state=MeetingState.APPROVED, approved_on=make.DAY
    )
    decision = make.decision(meeting)
    client = signed_in(make.mayor(commune))
    address = reverse(
        "meetings:decision-situation", kwargs={"slug": commune.slug, "pk": decision.pk}
    )

    try_everything(client, url("reopen", commune, pk=meeting.pk), {"reason": "Faute"})
    try_everything(client, address, {"state": "faite"})


@pytest.mark.soak
@pytest.mark.soak_only  # every form is tried in tests/project/test_wrong_input.py as well
@pytest.mark.parametrize("page", ["agenda", "attendance", "decisions"])
def test_a_page_of_many_rows_bears_everything(page: str) -> None:
    meeting = make.meeting(make.framework(make.commune()))
    full(meeting, 2)
    commune = meeting.framework.commune
    client, address = signed_in(make.secretary(commune)), url(page, commune, pk=meeting.pk)
    rows = client.get(address).context["forms"]
    fields = {form.add_prefix(name): field for form in rows for name, field in form.fields.items()}
    one_of_each = {
        (type(form), getattr(form, "is_new", True), name.rstrip("0123456789")): form.add_prefix(
            name
        )
        for form in rows
        for name in form.fields
    }

    for value in NASTIEST:
        _bears(client, address, dict.fromkeys(fields, value))
    whole = filled(client.get(address).content.decode())
    for name in one_of_each.values():
        for value in wrong_for(fields[name])[1:4]:
            _bears(client, address, whole | {name: value})


def _bears(client: Any, address: str, data: dict[str, Any]) -> None:
    """Written whole, or refused with a sentence, nothing written and the texts kept."""
    with transaction.atomic():
        before = [table.objects.count() for table in TABLES]
        response = client.post(address, data)
        after = [table.objects.count() for table in TABLES]
        transaction.set_rollback(True)
    if response.status_code == 302:
        return
    shown = response.context["forms"]
    assert response.status_code == 200
    assert after == before
    assert any(form.errors for form in shown), data
    page = response.content.decode()
    for form in shown:
        for name, field in form.fields.items():
            typed = data.get(form.add_prefix(name))
            if isinstance(typed, str) and isinstance(field.widget, forms.TextInput):
                assert escape(typed) in page, (form.add_prefix(name), typed)


def filled(page: str) -> dict[str, Any]:
    """What a browser would send of the page's form as it stands."""
    form = html5lib.parse(page, namespaceHTMLElements=False).find(".//main//form")
    data: dict[str, Any] = {}
    for control in form.iter():
        if control.tag not in ("input", "textarea", "select"):
            continue
        name, kind = control.get("name"), control.get("type", "text")
        if control.tag == "select":
            chosen = [one for one in control.iter("option") if one.get("selected") is not None]
            first = next(control.iter("option"))
            data[name] = (chosen or [first])[0].get("value", "")
        elif control.tag == "textarea":
            data[name] = (control.text or "").removeprefix("\n")
        elif kind in ("radio", "checkbox"):
            if control.get("checked") is not None:
                data.setdefault(name, []).append(control.get("value", "on"))
        elif name not in ("op_id", "csrfmiddlewaretoken"):
            data[name] = control.get("value", "")
    return data


@pytest.mark.parametrize("page", ["edit", "agenda", "attendance", "decisions", "invitations"])
def test_a_page_sent_back_as_it_stands_changes_nothing(page: str) -> None:
    meeting = make.meeting(make.framework(make.commune()))
    full(meeting, 2)
    commune = meeting.framework.commune
    client, address = signed_in(make.secretary(commune)), url(page, commune, pk=meeting.pk)
    before = [list(table.objects.order_by("pk").values()) for table in TABLES[1:]]

    response = client.post(address, filled(client.get(address).content.decode()))

    assert response.status_code == 302
    assert [list(table.objects.order_by("pk").values()) for table in TABLES[1:]] == before


def test_two_people_on_the_decisions_page_do_not_overwrite_each_other() -> None:
    meeting = make.meeting(make.framework(make.commune()))
    decision = make.decision(meeting, wording="Première version")
    commune = meeting.framework.commune
    address = url("decisions", commune, pk=meeting.pk)
    one, two = signed_in(make.secretary(commune)), signed_in(make.mayor(commune))
    mine, theirs = (filled(client.get(address).content.decode()) for client in (one, two))

    two.post(address, theirs | {f"d{decision.pk}-wording": "Celle du maire"})
    refused = one.post(address, mine | {f"d{decision.pk}-wording": "La mienne"})

    decision.refresh_from_db()
    assert decision.wording == "Celle du maire"
    assert [list(form.errors) for form in refused.context["minutes"].written] == [["wording"]]


def test_nobody_sits_twice_in_the_bureau_in_one_role() -> None:
    meeting = complete()
    commune = meeting.framework.commune
    sent: dict[str, Any] = {"held_on": "20/03/2024", "started_at": "9h"}
    sent |= {"c0-person": make.person(commune).pk, "c0-role": "ouvre"}
    sent |= {"c0-designation": "droit", "c2-designation": "droit"}
    client, page = signed_in(make.secretary(commune)), url("hold", commune, pk=meeting.pk)

    twice = client.post(page, {**sent, "c2-person": sent["c0-person"], "c2-role": "ouvre"})

    assert twice.status_code == 200
    assert 'id="id_c2-role_error"' in twice.content.decode()
    assert not BureauSeat.objects.exists()
    other = {**sent, "c2-person": sent["c0-person"], "c2-role": "interprete"}
    assert client.post(page, other).status_code == 302
    assert BureauSeat.objects.count() == 2


def test_two_of_the_bureau_cannot_change_seats_in_one_send() -> None:
    meeting = complete()
    commune = meeting.framework.commune
    seats = [
        BureauSeat.objects.create(meeting=meeting, person=make.person(commune), role="ouvre")
        for _each in range(2)
    ]
    sent: dict[str, Any] = {"held_on": "20/03/2024", "started_at": "9h"}
    for seat, other in zip(seats, reversed(seats), strict=True):
        sent |= {f"b{seat.pk}-person": other.person_id, f"b{seat.pk}-role": "ouvre"}
        sent[f"b{seat.pk}-designation"] = "droit"
    client, page = signed_in(make.secretary(commune)), url("hold", commune, pk=meeting.pk)

    answer = client.post(page, sent)

    assert answer.status_code == 200
    assert f'id="id_b{seats[0].pk}-role_error"' in answer.content.decode()


def test_what_is_wrong_of_a_person_on_the_sheet_is_said_beside_it() -> None:
    meeting = complete()
    commune = meeting.framework.commune
    key = make.person(commune).pk
    client, page = signed_in(make.secretary(commune)), url("attendance", commune, pk=meeting.pk)

    text = client.post(page, {f"p{key}": "present", f"r{key}": "x" * 500}).content.decode()

    assert f'id="id_r{key}_error"' in text
    assert f'aria-describedby="id_r{key}_error"' in text
    assert f'href="#id_r{key}"' in text
    assert "x" * 500 in text


def test_a_page_that_does_not_ask_for_the_approval_notes_who_signs() -> None:
    meeting = complete()
    commune = meeting.framework.commune
    client, page = signed_in(make.secretary(commune)), url("check", commune, pk=meeting.pk)

    answer = client.post(page, {"t0-quality": "Le président de séance"})

    assert answer.status_code == 302
    assert meeting.signatories.get().quality == "Le président de séance"
    meeting.refresh_from_db()
    assert meeting.approved_on is None
