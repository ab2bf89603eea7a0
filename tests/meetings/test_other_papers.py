"""Terms of reference, workshop report and the form to fill by hand say what the record says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Role
from consult.meetings.documents import (
    blank_form,
    form_by_hand,
    terms_of_reference,
    workshop_report,
)
from frameworks.models import AgendaOrigin
from tests import make
from tests.meetings.room import Room, member
from tests.meetings.test_papers import without, words
from tests.papers import pages_of


def to_come(room: Room) -> Any:
    return make.meeting(room.framework, 4, None, planned_on=make.day("2025-01-16"))


def test_terms_say_aims_results_invited_and_planned_costs(room: Room) -> None:
    make.priority(room.framework, make.sector("riz", name_fr="Riz"))
    room.meeting.agenda.create(position=3, title="Plan", origin=AgendaOrigin.PLAN)
    room.meeting.costs.create(party=room.town, kind="especes", category="radio", planned=20_000)
    room.meeting.invitations.create(organisation=room.group)

    text = words(terms_of_reference(room.meeting))

    assert without(text, [
        "créé par la délibération n° ", "Filière prioritaire : Riz.",
        "traiter le point « nouveaux besoins »", "établir le plan d’action de trois mois",
        "le plan d’action est validé, avec ses responsables",
        "Secteur privé 1 Coopérative Jɛgɛ Mɔnni ŋaniya", "1. Nouveaux besoins", "Radio",
        "20 000", "jeudi 17 octobre 2024", "Foyer des femmes",
    ]) == []  # fmt: skip
    assert "Divers" not in text  # added in the room, nobody was told beforehand


def test_terms_leave_dots_where_nothing_is_known(room: Room) -> None:
    text = words(terms_of_reference(make.meeting(make.framework(), 1, None)))

    assert "C’est la première réunion du cadre." in text
    assert "Heure : ……" in text
    assert "Lieu : ……" in text
    assert "Objectifs ……" in text
    assert "Coûts prévus ……" in text


def test_the_report_says_what_happened_and_leaves_out_what_nobody_knows(room: Room) -> None:
    room.meeting.costs.create(party=room.town, kind="especes", category="radio", paid=15_000)
    room.meeting.costs.create(party=room.group, kind="nature", category="restauration")

    text = words(workshop_report(room.meeting))

    assert without(text, [
        "Ouverture à 9 h 30, clôture à 14 h.", "Présidence : M. Bakary SACKO, Maire.",
        "Point 1 – Nouveaux besoins", "Les productrices rappellent la récolte.",
        "Point 2 – Divers (ajouté)", "Le site est borné", "N07", "Mairie de Dioro 15 000",
        "Coopérative Jɛgɛ Mɔnni ŋaniya non renseigné", "Liste de présence",
        "Procès-verbal (projet, pas encore approuvé)",
    ]) == []  # fmt: skip
    assert "N08" not in text  # put off, not retained
    assert "…" not in text

    bare = words(workshop_report(make.meeting(make.framework(), 1, "2024-03")))
    for heading in ("Participants", "Déroulement", "Décisions", "Besoins retenus", "Coûts"):
        assert heading not in bare


def test_the_form_by_hand_prints_what_the_pages_number(room: Room) -> None:
    need = make.need(room.framework, statement="Une case de conservation", code="N09")
    meeting = to_come(room)
    meeting.agenda.create(position=1, title="Bilan du plan")

    text = words(form_by_hand(meeting))

    assert without(text, [
        "1. Date et lieu", "jeudi 16 janvier 2025", "2. Ordre du jour", "1 Bilan du plan",
        "6. Présences", "1 Bakary SACKO M", f"{need.code} Une case de conservation",
        "9. Décisions", "10. Clôture et signatures",
    ]) == []  # fmt: skip


def test_without_an_agenda_the_form_prints_the_points_the_rules_propose(room: Room) -> None:
    assert "Divers" in words(form_by_hand(to_come(room)))


def test_the_form_of_any_meeting_names_nobody_and_fills_whole_sheets(room: Room) -> None:
    form = blank_form(room.framework)

    text, pages = words(form), pages_of(form)

    assert "Cadre de concertation de Dioro" in text
    assert "SACKO" not in text
    assert "Mairie de Dioro" not in text
    assert len(pages) <= 9
    assert all(page.strip() for page in pages)


@pytest.mark.parametrize("name", ["terms", "report", "by-hand"])
def test_papers_that_name_people_are_not_for_partners(room: Room, name: str) -> None:
    assert room.client.get(room.url(name)).status_code == 200
    room.client.force_login(make.user(Role.PARTNER, room.commune))
    assert room.client.get(room.url(name)).status_code == 403
    blank = reverse("meetings:blank-form", kwargs={"slug": room.commune.slug})
    assert room.client.get(blank).status_code == 200


def test_a_commune_without_a_framework_has_no_form(room: Room) -> None:
    place = make.commune()
    room.client.force_login(make.secretary(place))

    blank = reverse("meetings:blank-form", kwargs={"slug": place.slug})

    assert room.client.get(blank).status_code == 404


@pytest.mark.parametrize("make_paper", [terms_of_reference, workshop_report, form_by_hand])
def test_a_paper_asks_the_database_as_often_whatever_the_rows(room: Room, make_paper: Any) -> None:
    def queries() -> int:
        meeting = type(room.meeting).objects.with_framework().get(pk=room.meeting.pk)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            make_paper(meeting).html()
        return len(seen)

    room.meeting.invitations.create(person=room.mayor, sent_on=datetime.date(2024, 10, 7))
    before = queries()
    for place in range(3):
        extra = member(room, "Fatou", f"Diallo {place}")
        make.attendance(room.meeting, extra, college="secteur_prive")
        room.meeting.invitations.create(person=extra)
        room.meeting.agenda.create(position=5 + place, title=f"Point {place}")
        make.need(room.framework, retained_at=room.meeting, state="retenu")

    assert queries() == before
