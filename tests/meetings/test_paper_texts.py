"""A commune gives its papers its own words; papers of earlier days keep theirs."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from communes.models import Role
from consult.meetings.documents import blank_sheet, drawn_minutes, invitation_letters
from foundation.records.errors import NotReady
from frameworks.documents.needs import needs_sheet
from frameworks.models import Paper, PaperPart, PaperText
from frameworks.services.papers import word_paper
from frameworks.wording import HEADER, PARTS, end_of, texts_for, usual_words
from tests import make
from tests.meetings.room import Room
from tests.meetings.test_papers import words
from tests.papers import plain

SENT = datetime.date(2024, 10, 7)  # the day the letters of the room left


def say(room: Room, text: str, on: str, paper: str = Paper.LETTER, part: str = "ouverture") -> None:
    PaperText.objects.create(
        commune=room.commune, paper=paper, part=part, text=text, at=end_of(make.day(on)),
        by=make.user(),
    )  # fmt: skip


def page(room: Room, paper: str = Paper.LETTER, part: str = PaperPart.OPENING) -> str:
    address = reverse("papers:wording", kwargs={"slug": room.commune.slug})
    return f"{address}?papier={paper}&partie={part}"


def listing(room: Room) -> str:
    return reverse("papers:wordings", kwargs={"slug": room.commune.slug})


def test_a_letter_keeps_the_words_of_the_day_it_left(room: Room) -> None:
    say(room, "Vous êtes attendu {lieu}.", "2024-10-06")
    say(room, "Venez nombreux.", "2024-10-08")

    text = words(invitation_letters(room.meeting))

    assert "Vous êtes attendu au foyer des femmes." in text
    assert "Venez nombreux" not in text
    assert "J’ai l’honneur" not in text


def test_taking_back_the_usual_words_is_a_row_too(room: Room) -> None:
    say(room, "Venez nombreux.", "2024-10-01")
    say(room, "", "2024-10-02")

    found = texts_for(room.commune, Paper.LETTER, end_of(SENT))

    assert found == {}
    assert texts_for(room.commune, Paper.LETTER, end_of(make.day("2024-10-01"))) == {
        "ouverture": "Venez nombreux."
    }
    assert "J’ai l’honneur de vous inviter" in words(invitation_letters(room.meeting))


def test_a_papers_own_header_stands_before_that_of_all_papers(room: Room) -> None:
    say(room, "Ministère", "2024-10-01", Paper.ALL, PaperPart.HEADER)
    say(room, "Mairie\n{ligne_commune}\nArr. de {arrondissement}", "2024-10-02", part="entete")

    letter, sheet = words(invitation_letters(room.meeting)), words(blank_sheet(room.meeting))

    assert "Mairie Commune rurale de Dioro République du Mali" in letter.replace("N° ", "")
    assert "Arr. de" not in letter
    assert "Ministère République du Mali" in sheet
    assert "Région de Ségou" not in sheet


def test_minutes_and_sheets_carry_the_communes_words(room: Room) -> None:
    for paper in (Paper.MINUTES, Paper.SHEET):
        say(room, "Au nom de {commune}, n° {numero}.\nSalut.", "2024-10-01", paper)
        say(room, "Clos par {president}.", "2024-10-01", paper, PaperPart.CLOSING)
        say(room, "Le chef : {maire}\nLe témoin", "2024-10-01", paper, PaperPart.SIGNATURES)

    for document in (drawn_minutes(room.meeting), blank_sheet(room.meeting)):
        html, text = document.html(), words(document)
        assert "Au nom de Dioro, n° 3.<br>Salut." in html
        assert "Clos par Bakary SACKO." in text
        assert "<b>Le chef</b>" in html
        assert "<b>Le témoin</b>" in html
        assert "secrétaire de séance</b>" not in html


def test_signatories_typed_for_a_meeting_stand_before_the_communes(room: Room) -> None:
    say(room, "Le témoin", "2024-10-01", Paper.MINUTES, PaperPart.SIGNATURES)
    room.meeting.signatories.create(quality="La doyenne")

    html = drawn_minutes(room.meeting).html()

    assert "<b>La doyenne</b>" in html
    assert "Le témoin" not in html


def test_each_letter_greets_whom_it_is_for(room: Room) -> None:
    say(room, "Recevez, {civilite} {nom}, mon salut.", "2024-10-01", part=PaperPart.CLOSING)

    text = words(invitation_letters(room.meeting))

    assert "Recevez, Madame Awa CISSOUMA, mon salut." in text
    assert "Recevez, Monsieur Issa SAMAKÉ, mon salut." in text


def test_typed_signs_are_words_never_markup_and_unknown_braces_stay(room: Room) -> None:
    say(room, "<b>{maire}</b> {inconnu} {0} {commune.pk} %s & Cie", "2024-10-01")

    html = invitation_letters(room.meeting).html()

    said = "&lt;b&gt;Bakary Sacko&lt;/b&gt; {inconnu} {0} {commune.pk} %s &amp; Cie"
    assert said in html


def test_the_needs_sheet_carries_the_communes_words(room: Room) -> None:
    say(room, "Filière {filiere}, {cadre}.", "2024-10-01", Paper.NEEDS)

    sheet = needs_sheet(room.framework, make.sector("riz"))

    assert "Filière Riz, Cadre de concertation de Dioro." in words(sheet)


def test_the_usual_words_are_those_the_paper_prints(room: Room) -> None:
    text = words(invitation_letters(room.meeting))

    for part in (PaperPart.OPENING, PaperPart.CLOSING):
        fixed = re.split(r"{\w+}", plain(usual_words(Paper.LETTER, part)))
        assert [piece for piece in fixed if piece not in text] == []
    assert usual_words(Paper.NEEDS, PaperPart.HEADER) == HEADER


def test_somebody_reads_changes_looks_and_takes_back(room: Room) -> None:
    client, address = room.client, page(room)
    shown = client.get(address).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    typed = {"text": "Venez à {lieu}, <i>tous</i>.", "seen": seen[1] if seen else ""}

    look = client.post(address, {**typed, "preview": "1"})
    assert look.status_code == 200
    assert "Venez à au foyer des femmes, &lt;i&gt;tous&lt;/i&gt;." in look.content.decode()
    assert not PaperText.objects.exists()

    saved = client.post(address, typed)
    assert saved.headers["Location"] == listing(room)
    row = PaperText.objects.get()
    assert (row.text, row.paper, row.part) == (typed["text"], Paper.LETTER, PaperPart.OPENING)
    assert "Venez à {lieu}" in client.get(listing(room)).content.decode()

    client.post(address, {"text": "peu importe", "seen": str(row.pk), "revert": "1"})
    assert [row.text for row in PaperText.objects.order_by("pk")] == [typed["text"], ""]
    history = client.get(address).content.decode()
    assert str(row.by) in history
    assert "Venez à {lieu}" in history


def test_words_saved_by_somebody_else_meanwhile_are_shown_once(room: Room) -> None:
    word_paper(room.commune, Paper.LETTER, PaperPart.OPENING, "Les leurs.", by=room_mayor(room))
    latest = PaperText.objects.get()

    refused = room.client.post(page(room), {"text": "Les miennes.", "seen": "0"})

    html = refused.content.decode()
    assert refused.status_code == 200
    assert "Les leurs." in html
    assert "Les miennes." in html
    assert f'name="seen" value="{latest.pk}"' in html
    room.client.post(page(room), {"text": "Les miennes.", "seen": str(latest.pk)})
    assert PaperText.objects.latest("pk").text == "Les miennes."


def room_mayor(room: Room) -> Any:
    return make.mayor(room.commune)


def test_the_same_words_are_not_written_twice(room: Room) -> None:
    mayor, part = room_mayor(room), PaperPart.CLOSING
    usual = usual_words(Paper.LETTER, part)

    assert not word_paper(room.commune, Paper.LETTER, part, usual, by=mayor)
    assert word_paper(room.commune, Paper.LETTER, part, "À bientôt.", by=mayor)
    assert not word_paper(room.commune, Paper.LETTER, part, "À bientôt.", by=mayor)
    assert word_paper(room.commune, Paper.LETTER, part, usual, by=mayor)
    assert [row.text for row in PaperText.objects.order_by("pk")] == ["À bientôt.", ""]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY, Role.MAYOR}))
def test_only_the_secretary_and_the_mayor_word_papers(room: Room, role: str) -> None:
    other = make.user(role, room.commune)
    room.client.force_login(other)

    assert room.client.get(page(room)).status_code == 403
    with pytest.raises(PermissionDenied):
        word_paper(room.commune, Paper.LETTER, PaperPart.OPENING, "x", by=other)


def test_a_part_that_a_paper_lacks_has_no_page(room: Room) -> None:
    assert PARTS[Paper.ALL] == (PaperPart.HEADER,)
    assert room.client.get(page(room, Paper.ALL, PaperPart.CLOSING)).status_code == 404
    assert room.client.get(page(room, "autre")).status_code == 404
    with pytest.raises(NotReady):
        word_paper(room.commune, Paper.ALL, PaperPart.CLOSING, "x", by=room_mayor(room))


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (PaperPart.HEADER, "\n".join("abcdefghi")),
        (PaperPart.SIGNATURES, "Le maire\n: Awa"),
        (PaperPart.OPENING, "x" * 1501),
    ],
)
def test_words_the_paper_has_no_room_for_are_refused_and_kept(
    room: Room, part: str, text: str
) -> None:
    answer = room.client.post(page(room, Paper.LETTER, part), {"text": text, "seen": "0"})

    assert answer.status_code == 200
    assert answer.context["form"].errors["text"]
    assert text.split("\n")[-1] in answer.content.decode()
    assert not PaperText.objects.exists()


@pytest.mark.parametrize("paper", [paper for paper in PARTS if paper != Paper.NEEDS])
def test_every_paper_can_be_looked_at_with_a_header_typed(room: Room, paper: str) -> None:
    address = page(room, paper, PaperPart.HEADER)

    look = room.client.post(address, {"text": "Ma ligne", "seen": "0", "preview": "1"})

    assert "<b>Ma ligne</b>" in look.content.decode()


def test_without_a_meeting_the_page_says_that_nothing_can_be_shown(
    db: None, client: Client
) -> None:
    framework = make.framework()
    client.force_login(make.secretary(framework.commune))
    address = reverse("papers:wording", kwargs={"slug": framework.commune.slug})

    for paper in PARTS:
        part = PARTS[paper][0]
        look = client.post(
            f"{address}?papier={paper}&partie={part}", {"text": "Mots", "preview": "1"}
        )
        assert look.status_code == 200
        assert look.context["form"].non_field_errors()
