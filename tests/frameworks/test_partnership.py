"""A framework is a partnership between sectors when two of the three sit at its table."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from communes.models import Commune, Organisation, Role
from consult.learning.models import ActionTag
from frameworks.models import Framework, PartnerShare, Partnership
from frameworks.partnership import is_intersectoral, sector_of, sectors_present
from frameworks.rules import sectors_at_the_table
from tests import make
from tests.make_learning import exchange, partnership, tension, training

pytestmark = pytest.mark.django_db


def seat(of: Framework, kind: str, **fields: Any) -> Organisation:
    party = make.organisation(of.commune, kind, **fields)
    of.members.create(organisation=party, college="autre", since=make.day("2024-01-01"))
    return party


@pytest.fixture
def framework(client: Client) -> Framework:
    made = make.framework()
    client.force_login(make.secretary(made.commune))
    return made


def page(place: Commune, end: str = "") -> str:
    return f"/espace/{place.slug}/partenariat/{end}"


def test_one_sector_alone_is_warned_of_on_both_pages_and_two_are_a_partnership(
    client: Client, framework: Framework
) -> None:
    place = framework.commune
    assert sectors_at_the_table(framework) == []  # nobody sits yet: nothing to say
    seat(framework, "organisation_professionnelle")
    seat(framework, "programme")

    (finding,) = sectors_at_the_table(framework)
    alone = [client.get(url) for url in (page(place), f"/espace/{place.slug}/cadre/")]
    seat(framework, "service_technique")
    both = client.get(page(place))

    assert all("un seul secteur" in answer.content.decode().lower() for answer in alone)
    assert finding.strength.value == "warn"
    assert sectors_at_the_table(framework) == []
    assert both.context["intersectoral"] is True


def test_a_cooperative_is_business_unless_its_page_says_otherwise_and_donors_count_for_none() -> (
    None
):
    place = make.commune()
    cooperative = make.organisation(place)
    advocacy = make.organisation(place, partner_sector="civil_society")
    donor = make.organisation(place, "ptf")

    assert [sector_of(one) for one in (cooperative, advocacy, donor)] == [
        "business", "civil_society", "donor",
    ]  # fmt: skip
    assert is_intersectoral(sectors_present([cooperative, advocacy]))
    assert not is_intersectoral(sectors_present([cooperative, donor]))


def test_the_type_is_said_once_and_a_second_first_word_is_not_lost_unseen(
    client: Client, framework: Framework
) -> None:
    url = page(framework.commune, "modifier/")
    typed = {
        "measure_areas": ["accueil_pdi", "economie_emploi"], "duration": "semi_permanent",
        "form": "coordination_body", "donor_roles": ["stimulation"],
    }  # fmt: skip

    wrong = client.post(url, typed | {"measure_areas": ["ailleurs"]})
    done = client.post(url, typed)

    assert [*wrong.context["form"].errors] == ["measure_areas"]
    assert done.status_code == 302
    kind = Partnership.objects.get()
    assert kind.measure_areas == ["economie_emploi", "accueil_pdi"]
    assert (kind.duration, kind.form, kind.donor_roles) == (
        "semi_permanent", "coordination_body", ["stimulation"],
    )  # fmt: skip


def test_areas_show_what_the_record_holds_and_where_the_rest_is_entered(
    client: Client, framework: Framework
) -> None:
    place = framework.commune
    partnership(framework, measure_areas=["economie_emploi", "apprentissage_reseau"])
    plan = make.plan(make.cycle(framework), state="valide")
    make.action(plan, jobs_expected=12, jobs_expected_women=7)
    exchange(place, level="region")

    areas = {area.code: area for area in client.get(page(place)).context["areas"]}

    economy = {fact.label: fact.value for fact in areas["economie_emploi"].facts}
    assert [*areas] == ["economie_emploi", "apprentissage_reseau"]
    assert economy["Emplois attendus"] == "12, dont 7 pour des femmes"
    assert economy["Emplois créés"] == ""
    learned = {fact.label: fact.value for fact in areas["apprentissage_reseau"].facts}
    assert (learned["Visites d’échange"], learned["Fiches d’expérience publiées"]) == ("1", "")


def test_notes_in_confidence_and_few_displaced_people_are_not_counted_for_a_partner(
    client: Client, framework: Framework
) -> None:
    place = framework.commune
    partnership(framework, measure_areas=["dialogue_resilience", "accueil_pdi"])
    tension(make.meeting(framework, displaced_present=3))
    training(place)
    texts = []
    for reader in (make.secretary(place), make.user(Role.PARTNER, place)):
        client.force_login(reader)
        areas = client.get(page(place)).context["areas"]
        texts.append({fact.label: fact.value for area in areas for fact in area.facts})

    own, partner = texts
    assert own["Réunions avec une note confidentielle"] == "1"
    assert "Réunions avec une note confidentielle" not in partner
    assert own["Personnes déplacées aux réunions"] == "3"
    assert partner["Personnes déplacées aux réunions"] == "moins de 5"


def test_what_a_party_brings_and_what_an_action_gave_are_said_on_its_page(
    client: Client, framework: Framework
) -> None:
    place, party = framework.commune, seat(framework, "organisation_professionnelle")
    action = make.action(make.plan(make.cycle(framework), state="valide"))
    make.seal(action.plan)
    stranger = make.organisation(place)

    share = {"resources": ["terrain", "main_oeuvre"], "complementarity": "Connaît le marché"}
    brought = client.post(page(place, f"parts/{party.pk}/"), share)
    gave = {"outcome": "processus", "cross_cutting": ["sante"]}
    tagged = client.post(page(place, f"actions/{action.pk}/"), gave)

    assert (brought.status_code, tagged.status_code) == (302, 302)
    assert PartnerShare.objects.get().resources == ["terrain", "main_oeuvre"]
    assert ActionTag.objects.get().cross_cutting == ["sante"]
    assert client.get(page(place, f"parts/{stranger.pk}/")).status_code == 404
