"""Approved minutes stay as they were signed: versions, corrections, signatures."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from communes.models import CommuneName, Person
from consult.meetings import services
from consult.meetings.documents.minutes import minutes
from foundation.records.errors import NotReady
from frameworks.models import Correction, Meeting, MeetingState
from tests import make
from tests.meetings.room import Room
from tests.meetings.signed import DAY, approved, lacking, words
from tests.papers import text_of


def test_approved_minutes_keep_names_and_presidents_of_their_day(room: Room) -> None:
    meeting = approved(room)
    before = minutes(meeting).html()

    Person.objects.filter(pk=room.mayor.pk).update(last_name="Diallo", sex="F")
    CommuneName.objects.create(commune=room.commune, name="Dioro-Ville")
    meeting.decisions.update(wording="Autre chose")
    room.meeting = Meeting.objects.get(pk=meeting.pk)

    assert minutes(room.meeting).html() == before
    version = room.meeting.versions.get()
    assert (version.number, version.approved_on) == (1, DAY)
    assert hashlib.sha256(version.html.encode()).hexdigest() == version.sha256
    preview = room.client.get(room.url("minutes")).content.decode()
    assert lacking(preview, "Bakary SACKO", "viewport", 'class="tools"', 'tabindex="0"') == []
    assert "static:///" not in preview


def test_the_pdf_of_approved_minutes_is_drawn_from_the_kept_text(room: Room) -> None:
    meeting = approved(room)
    services.correct(
        Correction(meeting=meeting, made_on=DAY, wording="Lire : 12 femmes."),
        by=make.secretary(room.commune),
    )
    Person.objects.filter(pk=room.mayor.pk).update(last_name="Diallo")

    text = text_of(minutes(meeting))

    assert lacking(text, "SACKO", "Rectificatif au procès-verbal approuvé", "12 femmes") == []
    assert "DIALLO" not in text


def test_the_next_version_says_which_it_replaces_and_the_old_one_is_still_read(room: Room) -> None:
    mayor = make.mayor(room.commune)
    services.approve(room.meeting, by=mayor, on=DAY)
    services.reopen(room.meeting, by=mayor, reason="Un nom manque.")
    assert "Version 2, remplacera la version du 25 octobre 2024" in words(minutes(room.meeting))
    room.meeting.decisions.update(wording="Le site est vendu")
    services.approve(room.meeting, by=mayor, on=datetime.date(2024, 11, 2))

    first, second = room.meeting.versions.order_by("number")
    assert (first.reopened_by, first.reopened_reason) == (mayor, "Un nom manque.")
    assert "Version 2, remplace la version du 25 octobre 2024." in words(minutes(room.meeting))
    assert "Le site est borné" in first.html
    assert "Le site est vendu" in second.html
    old = room.client.get(room.url("versions") + "1/").content.decode()
    assert ("Le site est borné" in old, "Le site est vendu" in old) == (True, False)
    listed = room.client.get(room.url("versions")).content.decode()
    assert lacking(listed, "Un nom manque.", str(mayor), first.sha256[:16]) == []
    assert room.client.get(room.url("versions") + "3/").status_code == 404


def test_minutes_are_reopened_once_and_corrected_afterwards(room: Room) -> None:
    mayor = make.mayor(room.commune)
    services.approve(room.meeting, by=mayor, on=DAY)
    services.reopen(room.meeting, by=mayor, reason="Un nom manque.")
    services.approve(room.meeting, by=mayor, on=DAY)

    with pytest.raises(NotReady) as refused:
        services.reopen(room.meeting, by=mayor, reason="Encore.")

    step = room.meeting.steps_back.get()
    assert (step.state, step.note, step.by) == ("pv_approuve", "Un nom manque.", mayor)
    room.client.force_login(mayor)
    page = room.client.get(room.url("reopen"))
    assert page.context["against"] == refused.value.reasons
    assert room.url("correction") in page.content.decode()


def test_minutes_approved_before_versions_were_kept_keep_theirs_when_reopened(room: Room) -> None:
    mayor = make.mayor(room.commune)
    approved(room)
    room.meeting.versions.all().delete()
    assert "Le site est borné" in words(minutes(room.meeting))

    services.reopen(room.meeting, by=mayor, reason="Un nom manque.")

    version = room.meeting.versions.get()
    assert (version.number, version.reopened_by) == (1, mayor)
    assert ">PROJET<" not in version.html


def test_a_meeting_is_filed_and_taken_out_of_the_file_once(room: Room) -> None:
    mayor, secretary = make.mayor(room.commune), make.secretary(room.commune)
    with pytest.raises(NotReady):
        services.close_meeting(room.meeting, by=secretary)
    services.approve(room.meeting, by=mayor, on=DAY)

    room.client.post(room.url("close"))
    room.meeting.refresh_from_db()
    assert room.meeting.state == MeetingState.CLOSED
    with pytest.raises(NotReady):
        services.reopen(room.meeting, by=mayor, reason="Un nom manque.")

    room.client.post(room.url("close"), {"reason": "Une pièce manque."})
    room.meeting.refresh_from_db()
    assert room.meeting.state == MeetingState.APPROVED
    services.close_meeting(room.meeting, by=secretary)
    with pytest.raises(NotReady):
        services.take_out(room.meeting, by=secretary, reason="Encore.")
    assert "Le site est borné" in words(minutes(room.meeting))


def test_a_correction_leaves_the_text_and_is_told_where_it_was_asked_for(room: Room) -> None:
    later = make.meeting(room.framework, 4, "2025-01-16")
    with pytest.raises(NotReady):
        services.correct(
            Correction(meeting=room.meeting, made_on=DAY, wording="Trop tôt"),
            by=make.secretary(room.commune),
        )
    before = minutes(approved(room)).html()
    typed = {"made_on": "16/01/2025", "made_at": later.pk, "wording": "Lire 12 et non 11 femmes."}

    assert room.client.post(room.url("correction"), typed).status_code == 302

    after = minutes(room.meeting).html()
    start = before.index("</main>")
    assert after[:start].rstrip() == before[:start].rstrip()
    assert lacking(
        words(minutes(room.meeting)), "16 janvier 2025 – demandé à la réunion n° 4",
        "Lire 12 et non 11 femmes.",
    ) == []  # fmt: skip
    told = "Rectificatif au procès-verbal de la réunion n° 3 (17 octobre 2024) : Lire 12 et non 11"
    assert told in words(minutes(later))
    assert "Lire 12 et non 11 femmes." in room.client.get(room.url("meeting")).content.decode()


def test_a_correction_of_an_impossible_day_is_asked_again_with_all_that_was_typed(
    room: Room,
) -> None:
    approved(room)

    for typed in ("16/10/2024", "01/01/2099", "31/02/2025", ""):
        page = room.client.post(room.url("correction"), {"made_on": typed, "wording": "Lire 12."})
        assert list(page.context["form"].errors) == ["made_on"]
        assert "Lire 12." in page.content.decode()

    assert room.meeting.corrections.count() == 0


def test_a_stranger_corrects_nothing(room: Room) -> None:
    approved(room)

    with pytest.raises(PermissionDenied):
        services.correct(
            Correction(meeting=room.meeting, made_on=DAY, wording="Lire 12."),
            by=make.secretary(make.commune()),
        )


def signing(room: Room) -> dict[str, Any]:
    """The rows of the check page as a browser would send them back."""
    page = room.client.get(room.url("check"))
    return {
        bound.html_name: bound.value() or ""
        for form in page.context["signing"].forms
        for bound in form
    }


def test_the_usual_people_sign_unless_somebody_signs_for_another(room: Room) -> None:
    typed = signing(room)
    assert "La secrétaire de séance" in typed.values()
    room.client.post(room.url("check"), {**typed, "signatories": "1"})
    assert room.meeting.signatories.count() == 0

    awa = room.meeting.secretary
    assert awa is not None
    typed |= {"t4-quality": "Le 1er adjoint", "t4-person": awa.pk, "t4-on_behalf_of": "P/ le Maire"}
    room.client.post(room.url("check"), {**typed, "signatories": "1"})

    assert room.meeting.signatories.count() == 5
    text = words(minutes(room.meeting))
    assert lacking(
        text, "P/ le Maire, P.O. Le 1er adjoint Awa CISSOUMA", "Le président de séance Bakary SACKO"
    ) == []  # fmt: skip


def test_who_signs_is_sent_with_the_approval(room: Room) -> None:
    typed = signing(room) | {"t0-quality": "Le rapporteur"}
    room.client.force_login(make.mayor(room.commune))

    room.client.post(room.url("check"), {**typed, "approved_on": "25/10/2024"})

    room.meeting.refresh_from_db()
    assert room.meeting.is_locked
    assert "Le rapporteur" in room.meeting.versions.get().html


def test_a_signatory_without_a_quality_is_asked_for_it(room: Room) -> None:
    typed = signing(room) | {"t4-on_behalf_of": "le Maire"}

    page = room.client.post(room.url("check"), {**typed, "signatories": "1"})

    assert page.status_code == 200
    assert [list(form.errors) for form in page.context["signing"].forms if form.errors] == [
        ["quality"]
    ]
    assert room.meeting.signatories.count() == 0
