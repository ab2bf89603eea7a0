"""A meeting of Dioro with everything its papers print."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from communes.models import Commune, Executive, Organisation, Person
from frameworks.models import Framework, FrameworkMember, Meeting
from tests import make


@dataclass
class Room:
    """Who and what the papers name."""

    commune: Commune
    framework: Framework
    meeting: Meeting
    town: Organisation
    group: Organisation
    mayor: Person
    client: Client

    def url(self, name: str) -> str:
        return reverse(
            f"meetings:{name}", kwargs={"slug": self.commune.slug, "pk": self.meeting.pk}
        )


def dioro(client: Client) -> Room:
    """Meeting no. 3 of 17 October 2024, held, with its people, points and decisions."""
    commune = make.commune("Dioro", initials="CR-DIO")
    framework = make.framework(commune, name="Cadre de concertation de Dioro")
    town = make.organisation(commune, "commune", name="Mairie de Dioro")
    group = make.organisation(commune, name="Coopérative Jɛgɛ Mɔnni ŋaniya")
    for party, college in ((town, "commune"), (group, "secteur_prive")):
        FrameworkMember.objects.create(framework=framework, organisation=party, college=college)
    mayor = make.person(
        commune, first_name="Bakary", last_name="Sacko", sex="M", organisation=town,
        function="Maire", birth_year=1966, phone="+22376123456",
    )  # fmt: skip
    Executive.objects.create(commune=commune, head="Bakary Sacko")
    meeting = make.meeting(
        framework, 3, "2024-10-17", place="Foyer des femmes", chair=mayor,
        started_at=datetime.time(9, 30), ended_at=datetime.time(14), displaced_present=4,
        invitation_sent_on=datetime.date(2024, 10, 7), invitation_reference="LI n° 041/CR-DIO",
        next_meeting_on=datetime.date(2025, 1, 16),
    )  # fmt: skip
    client.force_login(make.secretary(commune))
    room = Room(commune, framework, meeting, town, group, mayor, client)
    _attend(room)
    _decide(room)
    return room


def member(room: Room, first: str, last: str, **fields: Any) -> Person:
    fields.setdefault("organisation", room.group)
    return make.person(room.commune, first_name=first, last_name=last, **fields)


def _attend(room: Room) -> None:
    awa = member(room, "Awa", "Cissouma", function="Présidente", birth_year=1995)
    meeting = room.meeting
    meeting.secretary = awa
    meeting.save()
    make.attendance(meeting, room.mayor, college="commune", young=False)
    make.attendance(meeting, awa, college="secteur_prive", young=True)
    make.attendance(
        meeting, member(room, "Fɔnɛ", "Togo"), college="secteur_prive", mode="represente",
        represented_by="Awa Cissouma",
    )  # fmt: skip
    make.attendance(
        meeting, member(room, "Issa", "Samaké", sex="M"), college="secteur_prive", mode="excuse"
    )
    meeting.counted.create(
        label="Femmes du marché", number=10, women=10, approximate=True, college="secteur_prive"
    )
    meeting.counted.create(label="Pêcheurs", number=5, young=2, college="secteur_prive")


def _decide(room: Room) -> None:
    first = room.meeting.agenda.create(
        position=1, title="Nouveaux besoins", discussion="Les productrices rappellent la récolte."
    )
    room.meeting.agenda.create(position=2, title="Divers", state="ajoute")
    need = make.need(room.framework, code="N07", retained_at=room.meeting, state="retenu")
    make.need(
        room.framework, code="N08", statement="Un magasin", state="differe", reason="Pas de site",
        sector=make.sector("riz", name_fr="Riz"),
    )  # fmt: skip
    decision = make.decision(
        room.meeting, agenda_item=first, wording="Le site est borné", mode="vote", votes_for=9,
        votes_against=2, abstentions=1, owner=room.town, owner_person=room.mayor,
        deadline_words="avant la Tabaski", deadline_on=datetime.date(2025, 6, 6),
    )  # fmt: skip
    decision.needs.add(need)
