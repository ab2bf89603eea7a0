"""The committee's own papers, the notes for the town hall, and the terms that end soon."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from communes.models import Commune, Role
from foundation.records.today import today
from frameworks.models import Framework
from monitoring.documents.committee import committee_minutes, naming_decision
from monitoring.documents.standing import handover_note, situation_note
from monitoring.models import Committee, CommitteeMember
from monitoring.services import committee as services
from monitoring.standing import standing_on
from monitoring.terms import terms_ending
from tests import make

pytestmark = pytest.mark.django_db

DAY = make.DAY


@pytest.fixture
def committee() -> Committee:
    found = make.committee(make.framework(), set_up_at=None)
    who = make.person(
        found.framework.commune, first_name="Awa", last_name="Démo", phone="+22376123456"
    )
    seat(found, who, role="presidente", college="secteur_prive")
    return found


@pytest.fixture
def framework(committee: Committee) -> Framework:
    return committee.framework


@pytest.fixture
def commune(framework: Framework) -> Commune:
    return framework.commune


def seat(of: Committee, who: Any = None, **facts: Any) -> CommitteeMember:
    who = who or make.person(of.framework.commune)
    return CommitteeMember.objects.create(committee=of, person=who, **facts)


def mandate(of: Committee, **facts: Any) -> Any:
    facts = {"version": of.mandates.count() + 1, "valid_from": DAY, "tasks": "Visiter"} | facts
    return of.mandates.create(**facts)


def plain(document: Any) -> str:
    return str(document.html().replace("\u00a0", " ").replace("\u202f", " "))


def url(commune: Commune, name: str) -> str:
    return reverse(f"monitoring:{name}", kwargs={"slug": commune.slug})


def test_the_minutes_of_the_setting_up_name_the_members_with_their_seats(
    committee: Committee,
) -> None:
    html = plain(committee_minutes(committee, mandate(committee, tasks="Visiter\nRendre compte")))

    for words in ("Awa DÉMO", "secteur privé", "+223 76 12 34 56", "Rendre compte", "version 1"):
        assert words in html
    assert "Ce qui change" not in html


def test_a_later_version_says_what_changed_and_names_who_sat_then(committee: Committee) -> None:
    mandate(committee)
    later = mandate(committee, valid_from=make.day("2025-06-01"), change_reason="Trop de retards")
    seat(committee, make.person(committee.framework.commune, last_name="PARTIE"), until=DAY)

    html = plain(committee_minutes(committee, later))

    assert "Trop de retards" in html
    assert "PARTIE" not in html


def test_the_mayor_s_decision_cites_the_founding_act_and_leaves_its_number_to_the_pen(
    committee: Committee, framework: Framework
) -> None:
    act = framework.founding_deliberation
    assert act is not None

    html = plain(naming_decision(committee, None))

    assert f"Vu la délibération n° {act.number}" in html
    assert "DÉCIDE" in html
    assert "N° ……" in html


def test_a_special_delegation_decides_in_the_place_of_the_mayor(
    committee: Committee, commune: Commune
) -> None:
    commune.executives.create(head="Awa (démo)", kind="delegation_speciale")

    assert "Le Président de la Délégation spéciale" in plain(naming_decision(committee, None))


def test_the_mayor_reads_on_one_page_what_is_late_and_what_blocks(framework: Framework) -> None:
    plan = make.plan(make.cycle(framework), state="valide")
    late = make.action(plan, wording="Borner le site", due_on=DAY)
    make.action(plan, wording="Former les maraîchères", due_on=make.day("2025-12-01"))
    make.promise(late, make.organisation(framework.commune, name="Union (démo)"), 100_000)
    make.obstacle(framework, description="La piste est coupée")

    html = plain(situation_note(framework, DAY + datetime.timedelta(days=4)))

    for words in ("Borner le site", "4 jours de retard", "La piste est coupée", "100 000"):
        assert words in html
    assert "Former les maraîchères" not in html


def test_the_next_dates_stand_in_order_and_none_of_them_is_over(framework: Framework) -> None:
    make.plan(make.cycle(framework), state="valide")
    make.meeting(framework, held=None, planned_on=make.day("2025-04-20"))
    make.meeting(framework, held=None, planned_on=make.day("2025-01-20"))

    days = [date.on for date in standing_on(framework, DAY).dates]

    assert days == sorted(days)
    assert days[0] == make.day("2025-04-20")


def test_a_new_secretary_is_handed_terms_commitments_and_places(
    committee: Committee, framework: Framework
) -> None:
    mandate(committee, valid_to=DAY + datetime.timedelta(days=30))
    make.action(make.plan(make.cycle(framework), state="valide"), wording="Borner le site")
    make.decision(make.meeting(framework), wording="Réparer la piste")

    html = plain(handover_note(framework, DAY))

    for words in ("Le mandat du comité se termine le", "Borner le site", "Réparer la piste"):
        assert words in html
    assert f"espace/{framework.commune.slug}/comite/" in html


@pytest.mark.parametrize(("days", "announced"), [(-1, 1), (0, 1), (60, 1), (61, 0)])
def test_a_mandate_is_announced_sixty_days_ahead_and_while_it_is_over(
    committee: Committee, days: int, announced: int
) -> None:
    mandate(committee, valid_from=DAY.replace(year=2024), valid_to=DAY + datetime.timedelta(days))

    assert len(terms_ending(committee, DAY)) == announced


def test_a_renewed_mandate_is_announced_no_more(committee: Committee) -> None:
    mandate(committee, valid_to=DAY)
    mandate(committee, valid_from=DAY)

    assert terms_ending(committee, DAY) == []


def test_the_home_announces_terms_and_names_nobody_to_partners(
    client: Client, committee: Committee, commune: Commune
) -> None:
    soon = today() + datetime.timedelta(days=10)
    mandate(committee, valid_from=DAY, valid_to=soon)
    services.leave(committee.members.get(), by=make.secretary(commune), until=soon)
    home = reverse("cycle:home", kwargs={"slug": commune.slug})
    pages = []
    for role in (Role.SECRETARY, Role.PARTNER):
        client.force_login(make.user(role, commune))
        pages.append(client.get(home).content.decode())

    assert ["Le mandat du comité" in page for page in pages] == [True, True]
    assert ["Awa Démo" in page for page in pages] == [True, False]


def test_partners_get_no_paper_that_names_people(client: Client, commune: Commune) -> None:
    client.force_login(make.user(Role.PARTNER, commune))
    names = ("committee-paper", "committee-decision", "handover", "situation")

    assert [client.get(url(commune, name)).status_code for name in names] == [403, 403, 403, 200]


def test_a_version_nobody_wrote_does_not_exist(
    client: Client, committee: Committee, commune: Commune
) -> None:
    mandate(committee)
    client.force_login(make.mayor(commune))
    paper = url(commune, "committee-paper")

    answers = [client.get(f"{paper}?version={n}").status_code for n in ("1", "2", "x", "9" * 40)]

    assert answers == [200, 404, 404, 404]
