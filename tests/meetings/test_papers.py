"""The papers of a meeting say what its record says, and nothing that nobody knows."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Executive, Role
from consult.meetings.documents import (
    attendance_list,
    blank_sheet,
    invitation_letters,
    minutes,
)
from consult.meetings.documents.attendance import roll_of
from consult.meetings.documents.letters import radio_notice
from consult.meetings.documents.words import at_place, day_opening
from consult.meetings.seats import figures_of, seats_of
from consult.meetings.services import approve, reopen, settle_decision
from foundation.documents.document import Document
from foundation.formats.partial import PartialDate
from frameworks.models import FrameworkMember, Meeting
from tests import make
from tests.meetings.room import Room, member
from tests.papers import pages_of, plain, tags_of, text_of

PAPERS = [invitation_letters, blank_sheet, attendance_list, minutes]
ADDRESSES = ["letters", "sheet", "attendance-list", "minutes"]


def words(document: Document) -> str:
    """The words of the preview: the same template as the PDF's."""
    return plain(re.sub(r"<[^>]*>", " ", document.html()))


def without(text: str, expected: list[str]) -> list[str]:
    return [phrase for phrase in expected if phrase not in text]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-03-20", "L’an deux mille vingt-quatre et le mercredi vingt mars"),
        ("2024-10", "L’an deux mille vingt-quatre, au mois d’octobre"),
        ("2024", "L’an deux mille vingt-quatre"),
    ],
)
def test_the_opening_says_the_day_as_far_as_it_is_known(day: str, said: str) -> None:
    assert day_opening(PartialDate.from_iso(day)) == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Salle de délibération", "dans la salle de délibération"),
        ("École de Kominé", "à l’école de Kominé"),
        ("Mairie", "à la mairie"),
        ("Chez le chef de village", "chez le chef de village"),
        ("Kominé", "à Kominé"),
        ("", ""),
    ],
)
def test_a_place_enters_the_sentence_as_french_says_it(place: str, said: str) -> None:
    assert at_place(place) == said


def test_the_minutes_carry_names_votes_deadlines_and_totals(room: Room) -> None:
    expected = [
        "L’an deux mille vingt-quatre et le jeudi dix-sept octobre, s’est tenue, au foyer des "
        "femmes, la 3e réunion (ordinaire) du cadre de concertation de Dioro.",
        "17 personnes étaient présentes, dont 11 femmes et 3 personnes de 35 ans ou moins",
        "dont personnes déplacées : 4",
        "Coopérative Jɛgɛ Mɔnni ŋaniya",
        "Fɔnɛ TOGO, Coopérative Jɛgɛ Mɔnni ŋaniya, par Awa Cissouma",
        "Excusés (1) : Issa SAMAKÉ",
        "La séance a été ouverte à 9 h 30 sous la présidence de M. Bakary SACKO, Maire.",
        "Le secrétariat a été assuré par Mme Awa CISSOUMA, Présidente.",
        "Divers (ajouté en séance)",
        "Point 1 – Nouveaux besoins",
        "Les productrices rappellent la récolte.",
        "Décision n° 1 (par vote : 9 pour, 2 contre, 1 abstention) : Le site est borné",
        "Mairie de Dioro, Bakary SACKO",
        "avant la Tabaski (au plus tard le 6 juin 2025)",
        "N07",
        "Pas de site",
        "La prochaine réunion est fixée au jeudi 16 janvier 2025.",
        "commencée à 9 h 30, a pris fin à 14 h.",
        "La secrétaire de séance",
        "Le président de séance",
        "Femmes du marché : environ 10 personnes, dont 10 femmes",
        "Projet : ce procès-verbal n’est pas encore approuvé.",
    ]

    assert without(text_of(minutes(room.meeting)), expected) == []


def test_only_approved_minutes_lose_the_word_across_the_sheet(room: Room) -> None:
    assert ">PROJET<" in minutes(room.meeting).html()

    approve(room.meeting, by=make.mayor(room.commune), on=datetime.date(2024, 10, 25))

    html = minutes(room.meeting).html()
    assert (">PROJET<" in html, "approuvé le 25" in html) == (False, True)


@pytest.mark.parametrize("held", [None, "2024", "2024-10"])
@pytest.mark.parametrize("paper", PAPERS)
def test_what_nobody_knows_is_never_printed_as_none(
    room: Room, paper: Any, held: str | None
) -> None:
    bare = make.meeting(make.framework(make.commune("Koula")), 1, held)
    make.decision(bare, mode="vote", wording="Le plan")
    bare.agenda.create(position=1, title="Besoins")

    assert "None" not in words(paper(bare))


def test_approved_minutes_keep_what_was_known_of_earlier_decisions(room: Room) -> None:
    mayor = make.mayor(room.commune)
    earlier = room.meeting.decisions.get()
    fourth = make.meeting(room.framework, 4, "2025-01-16")
    make.attendance(fourth)
    point = fourth.agenda.create(position=1, title="Bilan")
    fourth.subjects.create(item=point, decision=earlier)
    assert "avant la Tabaski (au plus tard le 6 juin 2025) Ouverte" in words(minutes(fourth))

    approve(fourth, by=mayor, on=datetime.date(2025, 1, 20))
    settle_decision(earlier, by=mayor, state="faite", note="Borné")
    assert "6 juin 2025) Ouverte" in words(minutes(fourth))

    reopen(fourth, by=mayor, reason="Erreur de date")
    fourth.refresh_from_db()
    assert "6 juin 2025) Faite" in words(minutes(fourth))


def test_needs_put_off_are_not_rewritten_into_older_minutes(room: Room) -> None:
    make.meeting(room.framework, 4, "2025-01-16")

    text = words(minutes(room.meeting))

    assert ("N07" in text, "N08" in text) == (True, False)


def test_the_list_adds_up_to_what_the_page_says(room: Room) -> None:
    roll, page = roll_of(room.meeting), figures_of(room.meeting)

    assert (roll.total.present, roll.total.women, roll.total.young) == (
        page.present, page.women, page.young,
    )  # fmt: skip
    assert [bench.tally.present for bench in roll.benches] == [c.present for c in page.colleges]
    assert (roll.total.men, roll.total.older, roll.total.age_unknown) == (1, 4, 10)
    assert "Total 17 11 1 5 3 4 10" in text_of(attendance_list(room.meeting))


def test_the_blank_sheet_has_the_pages_people_in_the_pages_order(room: Room) -> None:
    make.person(room.commune, last_name="Étranger", organisation=make.organisation(room.commune))
    text = text_of(blank_sheet(room.meeting))

    members = [s.person for s in seats_of(room.meeting) if s.person.last_name != "Étranger"]
    places = [
        text.index(f"{n} {p.first_name} {p.last_name.upper()}") for n, p in enumerate(members, 1)
    ]
    assert places == sorted(places)
    assert "ÉTRANGER" not in text
    assert "+223 76 12 34 56" in text
    assert "Autres personnes présentes 5 6 7 8 9 10" in text
    assert "dont personnes déplacées : ……………" in text


@pytest.mark.parametrize("paper", [blank_sheet, attendance_list])
def test_a_hundred_and_twenty_people_are_printed_whole(room: Room, paper: Any) -> None:
    room.meeting.attendance.all().delete()
    for number in range(120):
        who = member(room, f"Prénom{number:03}", "Nom très long de famille composée")
        make.attendance(room.meeting, who, college="secteur_prive")

    pages = pages_of(paper(room.meeting))

    assert all(sum(f"Prénom{n:03} " in page for page in pages) == 1 for n in range(120))
    assert all("Émargement" in page for page in pages if "Prénom" in page)


def test_a_discussion_of_three_pages_is_printed_whole(room: Room) -> None:
    said = [f"Phrase{n:04} de la discussion des productrices." for n in range(300)]
    room.meeting.agenda.filter(position=1).update(discussion=" ".join(said))

    text = text_of(minutes(room.meeting))

    assert [number for number in range(300) if f"Phrase{number:04}" not in text] == []


def test_each_person_invited_has_a_letter_and_the_mayor_writes_none_to_himself(room: Room) -> None:
    other = make.organisation(room.commune, "service_technique", name="Service de la Pêche")
    FrameworkMember.objects.create(
        framework=room.framework, organisation=other, college="services_techniques"
    )
    document = invitation_letters(room.meeting)

    names = [to.name for to in document.context["invitees"]]
    assert names == ["Awa CISSOUMA", "Issa SAMAKÉ", "Fɔnɛ TOGO", "le (la) chef(fe) de service"]
    pages = pages_of(document)
    assert len(pages) == len(names) + 1
    expected = [
        "Dioro, le sept octobre deux mille vingt-quatre",
        "Réf. : LI n° 041/CR-DIO",
        "Madame Awa CISSOUMA Présidente Coopérative Jɛgɛ Mɔnni ŋaniya",
        "Objet : invitation à la 3e réunion (ordinaire) du cadre de concertation de Dioro",
        "Date : jeudi 17 octobre 2024",
        "Heure : 9 h 30",
        "Lieu : Foyer des femmes",
        "1. Nouveaux besoins",
        "Pour tout renseignement : Mme Awa CISSOUMA, Présidente",
        "Le Maire Bakary Sacko",
        "Ampliations : Sous-préfet",
    ]
    assert without(pages[0], expected) == []
    assert "Divers" not in pages[0]
    assert "Madame, Monsieur le (la) chef(fe) de service Service de la Pêche" in pages[3]


def test_letters_join_the_approved_minutes_before_and_the_plan_they_sealed(room: Room) -> None:
    before = make.meeting(
        room.framework, 2, "2024-07-04", state="pv_approuve", approved_on=make.DAY
    )
    make.plan(make.cycle(room.framework, 2), state="valide", agreed_at=before)

    assert invitation_letters(room.meeting).context["joined"] == [
        "procès-verbal de la réunion n° 2 du 4 juillet 2024".replace("4 j", "4\u00a0j"),
        "plan d’action n° 2",
    ]


def test_a_special_delegation_invites_in_place_of_the_mayor(room: Room) -> None:
    Executive.objects.update(kind="delegation_speciale")

    text = words(invitation_letters(room.meeting))

    assert ("Le Président de la délégation spéciale" in text, "Le Maire" in text) == (True, False)


def test_a_letter_calls_for_the_planned_day_even_if_held_later(room: Room) -> None:
    room.meeting.planned_on = datetime.date(2024, 10, 10)

    assert "jeudi 10 octobre 2024" in words(invitation_letters(room.meeting)).replace("\u00a0", " ")


def test_the_radio_notice_is_read_in_about_thirty_seconds(room: Room) -> None:
    for position in range(3, 6):
        room.meeting.agenda.create(position=position, title="Plan d’action du trimestre à venir")

    notice = radio_notice(room.meeting)

    assert 40 <= len(notice.split()) <= 90
    assert "invite les membres du cadre de concertation de Dioro" in notice


def test_the_papers_can_be_read_aloud(room: Room) -> None:
    tables = {"/Table", "/THead", "/TH", "/TD", "/Caption"}

    assert {"/H1", "/H2", "/H3", "/L", "/LI", *tables} - tags_of(minutes(room.meeting)) == set()
    assert {"/H1", *tables} - tags_of(blank_sheet(room.meeting)) == set()
    assert {"/H1", "/P", "/L"} - tags_of(invitation_letters(room.meeting)) == set()


@pytest.mark.parametrize(
    ("page", "filename"),
    [
        ("letters", "invitations-3-dioro-2024-10.pdf"),
        ("sheet", "presence-vierge-3-dioro-2024-10.pdf"),
        ("attendance-list", "presence-3-dioro-2024-10.pdf"),
        ("minutes", "pv-3-dioro-2024-10.pdf"),
    ],
)
def test_preview_and_pdf_are_one_french_paper(room: Room, page: str, filename: str) -> None:
    preview = room.client.get(room.url(page)).content.decode()
    answer = room.client.get(room.url(f"{page}-pdf"))

    assert "CISSOUMA" in preview
    assert filename in answer["Content-Disposition"]
    assert room.client.get("/en" + room.url(f"{page}-pdf")).content == answer.content


@pytest.mark.parametrize("page", [*ADDRESSES, *(f"{page}-pdf" for page in ADDRESSES)])
def test_papers_that_name_people_are_not_for_partners(room: Room, page: str) -> None:
    room.client.force_login(make.user(Role.PARTNER, room.commune))
    assert room.client.get(room.url(page)).status_code == 403

    room.client.force_login(make.secretary(make.commune()))
    assert room.client.get(room.url(page)).status_code == 404


def test_the_meeting_links_to_its_papers_for_those_who_may_read_names(room: Room) -> None:
    assert room.url("minutes") in room.client.get(room.url("meeting")).content.decode()

    room.client.force_login(make.user(Role.PARTNER, room.commune))
    assert room.url("minutes") not in room.client.get(room.url("meeting")).content.decode()


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_paper_asks_as_much_for_three_rows_as_for_one(room: Room, page: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert room.client.get(room.url(page)).status_code == 200
        return len(captured)

    before = cost()
    for _ in range(3):
        _one_more_of_everything(room, room.meeting)

    assert cost() == before


def _one_more_of_everything(room: Room, meeting: Meeting) -> None:
    party = make.organisation(room.commune)
    FrameworkMember.objects.create(
        framework=room.framework, organisation=party, college="secteur_prive"
    )
    who = make.person(room.commune, organisation=party)
    make.attendance(meeting, who)
    make.need(room.framework, retained_at=meeting, state="retenu", organisation=party)
    make.decision(meeting, owner=party, owner_person=who, number=meeting.decisions.count() + 1)
