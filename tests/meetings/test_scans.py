"""Scans of signed papers: kept with the meeting, read by those who may, withdrawn with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communes.models import Role
from foundation.files.services import read
from foundation.journal.models import Entry, Verb
from frameworks.models import Meeting, MeetingFile, MeetingState
from tests import make
from tests.files import hostile
from tests.meetings.room import Room


def paper(name: str = "PV signé.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or hostile.pdf(pages=2), content_type="application/pdf")


def send(room: Room, upload: Any, kind: str = "pv_signe") -> Any:
    return room.client.post(room.url("scans"), {"kind": kind, "scan": upload})


def kept(room: Room) -> MeetingFile:
    assert send(room, paper()).status_code == 302
    return room.meeting.files.get()


def file_url(room: Room, scan: MeetingFile, name: str = "scan", **other: Any) -> str:
    kwargs = {"slug": room.commune.slug, "pk": room.meeting.pk, "number": scan.pk, **other}
    return reverse(f"meetings:{name}", kwargs=kwargs)


def test_signed_minutes_are_kept_long_after_the_approval_and_read_back(room: Room) -> None:
    Meeting.objects.update(state=MeetingState.APPROVED, approved_on=make.DAY)

    scan = kept(room)

    page = room.client.get(room.url("scans")).content.decode()
    answer = room.client.get(file_url(room, scan))
    assert "PV signé.pdf" in page
    assert "2\u00a0pages" in page or "2 pages" in page
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    assert Entry.objects.about(room.meeting).filter(fields="files").count() == 1


def test_nobody_of_another_commune_finds_a_file_under_any_address(room: Room) -> None:
    scan = kept(room)
    elsewhere = make.meeting(make.framework())
    room.client.force_login(make.mayor(elsewhere.framework.commune))
    own = {"slug": elsewhere.framework.commune.slug, "pk": elsewhere.pk}

    answers = [
        room.client.get(url).status_code
        for url in (file_url(room, scan), file_url(room, scan, **own), room.url("scans"))
    ]

    assert answers == [404, 404, 404]


def test_a_file_is_read_under_its_own_meeting_alone(room: Room) -> None:
    scan = kept(room)
    other = make.meeting(room.framework, 9)

    assert room.client.get(file_url(room, scan, pk=other.pk)).status_code == 404


def test_papers_that_name_people_are_not_for_partners(room: Room) -> None:
    scan = kept(room)
    room.client.force_login(make.user(Role.PARTNER, room.commune))

    answers = [
        room.client.get(url).status_code for url in (file_url(room, scan), room.url("scans"))
    ]

    assert answers == [403, 403]


def test_the_committee_reads_and_adds_nothing(room: Room) -> None:
    scan = kept(room)
    room.client.force_login(make.user(Role.COMMITTEE, room.commune))

    assert room.client.get(file_url(room, scan)).status_code == 200
    assert send(room, paper("autre.pdf", hostile.pdf(pages=1))).status_code == 403
    assert room.client.get(file_url(room, scan, "scan-withdraw")).status_code == 403
    assert room.meeting.files.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pv.pdf", b"MZ\x90\x00 not a paper"),
        ("photo.jpg", hostile.PHP),
        ("pv.pdf", hostile.root(OpenAction=hostile.script())),
    ],
    ids=["program", "php", "script in a PDF"],
)
def test_a_hostile_file_is_refused_beside_its_field_and_the_rest_is_kept(
    room: Room, name: str, content: bytes
) -> None:
    answer = send(room, paper(name, content), kind="courrier")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_scan_error"' in page
    assert 'value="courrier" selected' in page
    assert not room.meeting.files.exists()


def test_a_file_without_its_kind_is_asked_for_again(room: Room) -> None:
    page = send(room, paper(), kind="").content.decode()

    assert "Choisissez à nouveau le fichier" in page
    assert not room.meeting.files.exists()


def test_the_same_file_twice_is_one(room: Room) -> None:
    kept(room)

    page = send(room, paper(), kind="autre").content.decode()

    assert "déjà là" in page
    assert room.meeting.files.count() == 1


def test_a_file_withdrawn_says_why_is_handed_out_no_more_and_is_not_deleted(room: Room) -> None:
    scan = kept(room)
    url = file_url(room, scan, "scan-withdraw")
    unsaid = room.client.post(url, {"reason": ""})

    room.client.post(url, {"reason": "Page 2 illisible"})

    scan.refresh_from_db()
    page = room.client.get(room.url("scans")).content.decode()
    assert unsaid.status_code == 200
    assert (scan.withdrawn_reason, "Page 2 illisible" in page) == ("Page 2 illisible", True)
    assert room.client.get(file_url(room, scan)).status_code == 404
    assert read(scan.file).startswith(b"%PDF")
    assert Entry.objects.about(scan).filter(verb=Verb.REMOVED, note="Page 2 illisible").exists()


def test_a_withdrawn_file_may_be_added_again(room: Room) -> None:
    scan = kept(room)
    room.client.post(file_url(room, scan, "scan-withdraw"), {"reason": "Mauvaise réunion"})

    assert send(room, paper()).status_code == 302
    assert room.meeting.files.filter(withdrawn_reason="").count() == 1
