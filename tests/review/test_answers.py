"""A commune publishes what a meeting answered; nothing but the published words leaves it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from communes.models import Role
from consult.review import answers
from foundation.records.errors import NotReady
from frameworks.models import MeetingState
from monitoring.models import ObstaclePassage, PublishedAnswer
from tests import make

pytestmark = pytest.mark.django_db

WORDS: dict[str, Any] = {
    "problem": "Le site du marché est disputé",
    "answer": "Le chef de village et la mairie ont signé un acte de borne",
    "category": "foncier",
}


@pytest.fixture
def passage() -> ObstaclePassage:
    """An obstacle a meeting answered, in minutes that are approved."""
    framework = make.framework(make.commune("Dioro"))
    secret = make.obstacle(framework, description="Le secret de Bakary", place="Chez Bakary")
    meeting = make.meeting(framework, state=MeetingState.APPROVED, approved_on=make.DAY)
    return make.passage(secret, meeting, answer="Le secret du procès-verbal")


def publish(passage: ObstaclePassage, **words: Any) -> PublishedAnswer:
    by = make.secretary(passage.obstacle.framework.commune)
    return answers.publish(passage, by=by, **{"sector": None, **WORDS, **words})


def read(client: Client, asked: str = "") -> str:
    """What somebody of another commune finds."""
    client.force_login(make.secretary(make.commune()))
    answer = client.get("/reponses/" + asked)
    assert answer.status_code == 200
    return answer.content.decode()


def address(passage: ObstaclePassage, act: str) -> str:
    slug = passage.obstacle.framework.commune.slug
    return f"/espace/{slug}/suivi/reponses/{passage.pk}/{act}/"


def test_the_form_starts_with_the_record_and_its_words_are_published(
    passage: ObstaclePassage, client: Client
) -> None:
    commune = passage.obstacle.framework.commune
    client.force_login(make.secretary(commune))
    page = client.get(address(passage, "publier"))
    sent = client.post(address(passage, "publier"), WORDS)

    assert page.context["form"].initial["answer"] == "Le secret du procès-verbal"
    assert sent.status_code == 302
    assert "Publiée pour les autres communes" in client.get(sent["Location"]).content.decode()
    found = PublishedAnswer.objects.get()
    assert (found.passage, found.answer, found.withdrawn_on) == (passage, WORDS["answer"], None)


def test_nothing_but_the_published_words_and_the_town_hall_leaves_the_commune(
    passage: ObstaclePassage, client: Client
) -> None:
    commune = passage.obstacle.framework.commune
    make.organisation(commune, "commune", phone="+22321320000")
    make.organisation(commune, phone="+22376123456")
    make.person(commune, last_name="SECRETE", phone="+22366123456")
    by = publish(passage).published_by
    page = read(client)

    assert WORDS["problem"] in page
    assert "Mairie de Dioro" in page
    assert "+223\u00a021\u00a032\u00a000\u00a000" in page
    told = ["secret", "Bakary", "76\u00a012", "66\u00a012", "SECRETE", by.full_name, commune.slug]
    assert [word for word in told if word in page.replace("secrétaire", "")] == []


def test_an_answer_is_found_by_words_without_accents_by_sector_and_by_kind(
    passage: ObstaclePassage, client: Client
) -> None:
    sector = make.sector("riz")
    publish(passage, sector=sector)

    found = [
        WORDS["problem"] in read(client, asked)
        for asked in (
            "?q=ACTE+DISPUTE", "?q=banque", f"?filiere={sector.pk}&nature=foncier",
            f"?filiere={make.sector('mil').pk}", "?nature=conflit",
        )
    ]  # fmt: skip
    assert found == [True, False, True, False, False]


def test_an_answer_withdrawn_is_read_by_nobody_and_may_be_published_again(
    passage: ObstaclePassage, client: Client
) -> None:
    publish(passage)
    client.force_login(make.mayor(passage.obstacle.framework.commune))
    client.post(address(passage, "retirer"))

    assert WORDS["problem"] not in read(client)
    assert publish(passage, problem="Le site est borné").withdrawn_on is None
    assert "Le site est borné" in read(client)
    assert PublishedAnswer.objects.count() == 1


def test_a_telephone_or_a_name_is_refused_beside_its_field_and_the_words_stay(
    passage: ObstaclePassage, client: Client
) -> None:
    commune = passage.obstacle.framework.commune
    make.person(commune, first_name="Awa (démo)", last_name="Koïta")
    client.force_login(make.secretary(commune))
    text = "Grâce à awa KOÏTA, joignable au 76 12 34 56"
    refused = client.post(address(passage, "publier"), WORDS | {"answer": text})

    assert refused.context["form"].errors["answer"] == [
        "Enlevez les numéros de téléphone\u00a0: le contact est la mairie.",
        "«\u00a0Awa (démo) Koïta\u00a0» est une personne de votre commune\u00a0: écrivez sa "
        "fonction à la place de son nom.",
    ]
    assert text in refused.content.decode()
    with pytest.raises(NotReady):
        publish(passage, problem=text)
    assert PublishedAnswer.objects.count() == 0


TOLD = [
    "Appelez le 76 12 34 56",
    "Appelez 00223-66.12.34.56 le soir",
    "Son numéro : +33 6 12 34 56 78",
    "Son ancien numéro 11 22 33 44",
    "Écrire à awa@exemple.ml",
    "Grâce à awa KOÏTA",
    "koita a prêté la clé",
    "C’est Awa qui a prêté la clé",
    "Le maire Issa Diarra a signé",
]
NOT_TOLD = [
    "Il a fallu 75 000 000 FCFA",
    "Le 21/12/2025, puis le 21.11.2025",
    "Le PDESC 2020-2024 le prévoit",
    "L’acte n° 2025-014 couvre 12 500 m2",
    "Kawa, une place de Dioro",
]


def test_amounts_days_and_other_words_are_no_telephone_and_no_name(
    passage: ObstaclePassage,
) -> None:
    commune = passage.obstacle.framework.commune
    make.person(commune, first_name="Awa (démo)", last_name="Koïta", phone="11223344")
    make.person(commune, first_name="Oumar", last_name="Dioro")
    commune.executives.create(head="Issa DIARRA")

    assert [text for text in TOLD if not answers.against_words(text, commune)] == []
    assert [text for text in NOT_TOLD if answers.against_words(text, commune)] == []


def test_only_what_an_approved_meeting_answered_is_published_once_by_secretary_or_mayor(
    passage: ObstaclePassage,
) -> None:
    commune = passage.obstacle.framework.commune
    silent = make.passage(make.obstacle(passage.obstacle.framework), passage.meeting)
    held = make.meeting(passage.obstacle.framework)
    early = make.passage(make.obstacle(passage.obstacle.framework), held, answer="Bornons")
    publish(passage)

    for refused in (silent, early, passage):
        with pytest.raises(NotReady):
            publish(refused)
    for role in (Role.COMMITTEE, Role.ADVISER, Role.PARTNER):
        with pytest.raises(PermissionDenied):
            answers.publish(early, by=make.user(role, commune), sector=None, **WORDS)


def test_an_open_obstacle_leads_to_the_answers_of_the_same_sector_and_kind(client: Client) -> None:
    framework = make.framework()
    sector = make.sector()
    action = make.action(make.plan(make.cycle(framework)), sector=sector)
    found = make.obstacle(framework, action=action)
    client.force_login(make.secretary(framework.commune))
    page = client.get(f"/espace/{framework.commune.slug}/suivi/obstacles/{found.pk}/")

    assert f"/reponses/?nature=foncier&amp;filiere={sector.pk}" in page.content.decode()


def test_somebody_whose_role_is_over_reads_no_answer(
    passage: ObstaclePassage, client: Client
) -> None:
    publish(passage)
    client.force_login(make.user())

    assert client.get("/reponses/").status_code == 403
