"""Minutes print every block the paper has, and stay as they were signed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from consult.meetings.documents.minutes import minutes
from consult.meetings.rules import missing
from foundation.records.errors import NotReady
from foundation.records.rules import blocking
from monitoring.models import Obstacle, ObstaclePassage
from tests import make
from tests.meetings.room import Room, member
from tests.meetings.signed import approved, lacking, words


def test_a_framework_without_a_quorum_says_nothing_of_it_and_one_with_it_counts_members(
    room: Room,
) -> None:
    assert "uorum" not in words(minutes(room.meeting))

    room.framework.quorum = 2
    make.attendance(room.meeting, member(room, "Ali", "Ba", organisation=None))
    assert "Quorum : 2 organisations membres, présentes ou représentées. 2 l’étaient : le quorum" \
        " est atteint." in words(minutes(room.meeting))  # fmt: skip

    room.framework.quorum = 3
    assert "le quorum n’est pas atteint" in words(minutes(room.meeting))


def test_a_party_whose_only_person_observes_makes_no_quorum(room: Room) -> None:
    room.framework.quorum = 2
    room.meeting.attendance.filter(person=room.mayor).update(capacity="observateur")

    text = words(minutes(room.meeting))

    assert lacking(
        text, "1 l’était : le quorum n’est pas atteint",
        "Observateurs et invités (1) : Bakary SACKO, Mairie de Dioro (observateur)",
    ) == []  # fmt: skip


def test_the_circumstances_of_the_meeting_are_told(room: Room) -> None:
    meeting, elsewhere = room.meeting, make.commune("Farako")
    first = make.meeting(
        room.framework, 2, None, state="non_tenue", not_held_reason="Pas de quorum.",
        planned_on=make.day("2024-10-03"),
    )  # fmt: skip
    meeting.second_call_of, meeting.place_commune = first, elsewhere
    meeting.planned_on, meeting.entered_afterwards = make.day("2024-10-16"), True
    meeting.joint_number, meeting.opening = "2024-07", "Le griot a pris la parole."
    meeting.joint_with.add(elsewhere)
    hours = {"started_at": datetime.time(9), "ended_at": datetime.time(14)}
    meeting.sittings.create(day=make.day("2024-10-17"), **hours)
    meeting.sittings.create(day=make.day("2024-10-18"), note="reprise")
    meeting.bureau.create(person=room.mayor, role="ouvre")
    for first_name, how in (("Awa", "acclamation"), ("Sira", "droit")):
        vice = member(room, first_name, "Dembélé")
        meeting.bureau.create(person=vice, role="vice_president", designation=how)
    absent = make.organisation(room.commune, name="Service des eaux")
    meeting.absent_organisations.create(organisation=absent, excused=True)
    meeting.absent_organisations.create(organisation=room.town)

    assert lacking(
        words(minutes(meeting)),
        "s’est tenue, au foyer des femmes, commune de Farako, la 3e réunion",
        "Réunion conjointe n° 2024-07 avec la commune de Farako.",
        "sur deuxième convocation, la réunion n° 2 du 3 octobre 2024 n’ayant pas été tenue : "
        "Pas de quorum.",
        "Elle était prévue le 16 octobre 2024.",
        "en 2 séances : le 17 octobre 2024 de 9 h à 14 h ; le 18 octobre 2024 (reprise).",
        "saisie après coup, d’après le registre",
        "ouverte à 9 h 30 par M. Bakary SACKO, Maire, sous la présidence de M. Bakary SACKO",
        "Vice-présidence : Mme Awa DEMBÉLÉ (par acclamation) ; Mme Sira DEMBÉLÉ (de droit).",
        "Le griot a pris la parole.",
        "Structures excusées (1) : Service des eaux.",
        "Structures absentes (1) : Mairie de Dioro.",
    ) == []  # fmt: skip


def test_the_agenda_says_what_adopting_it_changed_and_what_came_of_each_point(room: Room) -> None:
    first = room.meeting.agenda.get(position=1)
    first.state, first.proposed_by, first.late = "adopte", "la coopérative", True
    first.result = "Un besoin retenu."
    first.save()
    first.concerns.add(make.commune("Farako"))
    room.meeting.agenda.create(position=3, title="Foire", state="reporte", label="13'")

    assert lacking(
        words(minutes(room.meeting)),
        "L’ordre du jour a été adopté avec 1 point ajouté et 1 point reporté.",
        "(proposé par la coopérative ; parvenu après l’envoi des invitations ; concerne Farako)",
        "Résultat : Un besoin retenu.",
        "Foire (reporté)",
    ) == []  # fmt: skip


def test_a_point_the_rules_wrote_is_told_in_its_own_block(room: Room) -> None:
    room.meeting.agenda.filter(position=2).update(origin="divers", discussion="Le pont.")

    text = words(minutes(room.meeting))

    assert text.index("Déroulement") < text.index("Besoins par filière")
    assert text.index("Besoins par filière") < text.index("Le pont.")
    assert text.index("Le pont.") < text.index("Décisions et recommandations")


def running_plan(room: Room) -> Any:
    """A plan agreed at meeting no. 2, with one action done by half and one never spoken of."""
    second = make.meeting(
        room.framework, 2, "2024-07-04", state="pv_approuve", approved_on=make.day("2024-07-04")
    )
    plan = make.plan(
        make.cycle(room.framework), make.day("2024-07-08"), agreed_at=second, state="valide"
    )
    action = make.action(plan, wording="Borner le site", responsible=room.town)
    line = make.promise(action, room.town, 100_000)
    line.payments.create(amount=40_000, paid_on=make.day("2024-09-01"))
    line.payments.create(amount=9_000, paid_on=make.day("2024-12-01"))
    make.statement(action, "partielle", said_on=make.day("2024-10-01"), note="Il reste le sud")
    make.statement(action, "realisee", said_on=make.day("2024-12-01"))
    make.promise(make.action(plan, wording="Former"), room.group, None)
    return plan


def test_the_balance_is_that_of_the_day_of_the_meeting(room: Room) -> None:
    running_plan(room)

    text = words(minutes(room.meeting))

    assert lacking(
        text, "Bilan du plan n° 1", "0 action réalisée sur 2.",
        "Borner le site Il reste le sud Mairie de Dioro Partielle 100 000 40 000",
        "Former – Pas commencée non renseigné –", "Total 100 000 40 000",
    ) == []  # fmt: skip


def test_a_plan_agreed_at_this_meeting_is_not_its_balance_but_its_annex(room: Room) -> None:
    plan = make.plan(make.cycle(room.framework), agreed_at=room.meeting)
    make.action(plan, wording="Former", estimated_cost=50_000, due_words="avant les pluies")

    text = words(minutes(room.meeting))

    assert "Bilan du plan" not in text
    assert lacking(text, "Annexe : plan d’action n° 1", "Former – avant les pluies 50 000") == []


def obstacle(room: Room, **fields: Any) -> ObstaclePassage:
    made = Obstacle.objects.create(
        framework=room.framework, category="foncier", description="Le site est contesté",
        place="Kominé", raised_on=make.day("2024-10-01"), state="transmis",
    )  # fmt: skip
    by = make.secretary(room.commune)
    return ObstaclePassage.objects.create(
        obstacle=made, meeting=room.meeting, passed_on=make.day("2024-10-01"), by=by, **fields
    )


def test_r11_an_obstacle_without_an_answer_stops_the_approval(room: Room) -> None:
    passage = obstacle(room)

    found = blocking(missing(room.meeting))
    assert [finding.code for finding in found] == ["R11"]
    assert "Le site est contesté" in found[0].sentence
    with pytest.raises(NotReady):
        approved(room)

    passage.answer = "Le chef de village tranche."
    passage.save()
    assert approved(room).is_locked


def test_obstacles_are_printed_with_answer_owner_and_deadline(room: Room) -> None:
    obstacle(room, answer="On borne le site", decision=room.meeting.decisions.get())
    other = obstacle(room, left_out_reason="Déjà levé", left_out_on=make.day("2024-10-17"))
    Obstacle.objects.filter(pk=other.obstacle_id).update(description="La piste est coupée")

    assert lacking(
        words(minutes(room.meeting)),
        "Le site est contesté Kominé On borne le site (décision n° 1) Mairie de Dioro, "
        "Bakary SACKO avant la Tabaski (au plus tard le 6 juin 2025)",
        "Obstacle « La piste est coupée » – motif : Déjà levé",
    ) == []  # fmt: skip


def test_needs_are_printed_as_this_meeting_chose(room: Room) -> None:
    need = room.framework.needs.get(code="N08")
    room.meeting.treatments.create(need=need, choice="rejete", reason="Trop cher")

    text = words(minutes(room.meeting))

    assert ("Écarté Trop cher" in text, "Pas de site" in text) == (True, False)


def test_decisions_carry_their_parts_their_review_and_the_communes_concerned(room: Room) -> None:
    decision = room.meeting.decisions.get()
    before = make.decision(make.meeting(room.framework, 1, "2024-04-01"), number=4)
    decision.review_on, decision.resumes = make.day("2025-01-16"), before
    decision.save()
    decision.concerns.add(make.commune("Farako"))
    decision.parts.create(
        position=1, wording="Poser les bornes", owner=room.group, deadline_words="fin novembre"
    )

    assert lacking(
        words(minutes(room.meeting)),
        "concerne Farako ; à revoir le 16 janvier 2025 ; reprend la décision n° 4 de la réunion "
        "n° 1",
        "1.1 Poser les bornes Coopérative Jɛgɛ Mɔnni ŋaniya fin novembre",
    ) == []  # fmt: skip


def test_costs_are_annexed_by_party_with_the_share_without_the_programme(room: Room) -> None:
    programme = make.organisation(None, "programme", name="PACT")
    room.meeting.costs.create(party=programme, category="restauration", planned=60_000)
    room.meeting.costs.create(
        party=room.town, category="logistique_salle", kind="nature", planned=20_000, paid=15_000
    )
    room.meeting.costs.create(party=room.group, wording="Nattes", kind="nature")

    assert lacking(
        words(minutes(room.meeting)),
        "Annexe : coût de la réunion", "Total 80 000 15 000",
        "75 000 FCFA , dont 15 000 FCFA (20 %) hors programme. 1 apport non renseigné en sus.",
    ) == []  # fmt: skip


def test_blocks_nobody_filled_are_not_printed(room: Room) -> None:
    bare = make.meeting(make.framework(make.commune("Koula")), 1)
    absent = [
        "Bilan", "obstacles", "Déroulement", "Besoins", "Plan d’action", "Comité", "Divers",
        "Suivi", "coût de la réunion", "Rectificatif", "Version", "Observateurs",
    ]  # fmt: skip

    text = words(minutes(bare))

    assert [phrase for phrase in absent if phrase in text] == []
