"""The WOCAT draft: the record proposes, what is declared stands, indicators suggest."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from django.conf import settings as project
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client

from communes.models import Role
from consult.learning.documents.wocat import wocat_paper
from consult.learning.models import WocatAnswer, WocatDraft
from consult.learning.wocat.draft import Draft, read_framework, read_stored
from consult.learning.wocat.export import as_json, exported
from consult.learning.wocat.questions import QUESTIONS
from consult.learning.wocat.services import declare
from consult.learning.wocat.shipped import ship
from consult.learning.wocat.suggest import DONE, MOBILISED, TRUST, VOICE, level_of
from foundation.records.errors import NotReady
from frameworks.models import Framework
from tests import make
from tests.make_learning import tension
from tests.papers import plain, text_of

pytestmark = pytest.mark.django_db
DOCS = project.BASE_DIR / "docs"
SCHEMA = json.loads((DOCS / "wocat.schema.json").read_text(encoding="utf-8"))
IMPACTS = {keyword for keyword in QUESTIONS if keyword.startswith("app_impacts_")}


def faults(found: dict[str, Any]) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(found)]


def drafted(framework: Framework) -> Draft:
    return read_framework(framework, persons=True)


def test_both_examples_and_the_shipped_record_fit_the_schema_and_cite_every_suggestion() -> None:
    call_command("load_territory", stdout=io.StringIO())
    for name in ("dioro", "sirakorola"):
        file = project.BASE_DIR / "consult" / "demo" / "examples" / f"{name}.yaml"
        call_command("load_example", str(file), stdout=io.StringIO())
    examples = [exported(drafted(each)) for each in Framework.objects.order_by("commune__name")]
    shipped = exported(read_stored(WocatDraft.objects.get(code="approaches_2512")))

    assert [faults(each) for each in (*examples, shipped)] == [[], [], []]
    dioro, sirakorola = ({s["keyword"]: s for s in each["suggestions"]} for each in examples)
    levels = {key: found["value"] for key, found in dioro.items() if key in IMPACTS}
    assert levels == {
        "app_impacts_institutions": 3,
        "app_impacts_finance": 4,
        "app_impacts_empowerment": 3,
        "app_impacts_gender": 4,
        "app_impacts_youth": 2,
    }
    assert [reason["indicator"] for reason in sirakorola["app_impacts_empowerment"]["reasons"]] == [
        "I08", "I25",
    ]  # fmt: skip
    assert not [
        each
        for found in examples
        for each in found["suggestions"]
        if not each["reasons"] or not all(reason["threshold"] for reason in each["reasons"])
    ]


def test_the_table_the_schema_and_the_page_of_the_docs_name_the_same_fields() -> None:
    told = (DOCS / "wocat.md").read_text(encoding="utf-8")

    assert set(SCHEMA["$defs"]["answers"]["properties"]) == set(QUESTIONS)
    assert [keyword for keyword in QUESTIONS if f"`{keyword}`" not in told] == []


@pytest.mark.parametrize(
    ("limits", "levels"),
    [
        (TRUST, {1.74: 1, 1.75: 2, 2.49: 2, 2.5: 3, 3.24: 3, 3.25: 4}),
        (DONE, {0.19: 1, 0.2: 2, 0.5: 3, 0.75: 4}),
        (VOICE, {0.09: 1, 0.1: 2, 0.25: 3, 0.4: 4}),
        (MOBILISED, {0.39: 2, 0.4: 3, 0.74: 3, 0.75: 4}),
    ],
)
def test_a_level_begins_at_its_threshold(
    limits: tuple[float, float, float], levels: dict[float, int]
) -> None:
    assert {value: level_of(value, limits) for value in levels} == levels


def test_greatly_asks_for_a_seat_and_for_led_actions_and_nothing_known_suggests_nothing() -> None:
    framework = make.framework()
    assert exported(drafted(framework))["suggestions"] == []
    meeting = make.meeting(framework, state="pv_approuve", approved_on=make.DAY)
    make.attendance(meeting, make.person(framework.commune, sex="F"))
    plan = make.plan(make.cycle(framework), state="valide")
    make.statement(make.action(plan, responsible=None), situation="realisee")

    found = {each["keyword"]: each["value"] for each in exported(drafted(framework))["suggestions"]}
    assert (found["app_impacts_gender"], found["app_impacts_empowerment"]) == (3, 3)
    assert "app_impacts_disadvantaged" not in found


def test_what_is_declared_stands_beside_the_record_and_the_contradiction_stays_visible(
    client: Client,
) -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)
    make.survey(make.cycle(framework))
    declare(framework, by=by, answers={"name": "Notre cadre", "app_impacts_institutions": 4})

    declare(framework, by=by, answers={"name": "Le cadre", "app_impacts_institutions": 4})

    found = exported(drafted(framework))
    assert found["answers"]["name"] == "Le cadre"
    assert found["beside"] == {"name": framework.name}
    assert (found["declared"], faults(found)) == (["app_impacts_institutions", "name"], [])
    (one,) = [each for each in found["suggestions"] if each["contradicts"]]
    assert (one["value"], one["declared"], one["reasons"][0]["shown"]) == (2, 4, "2,25")
    client.force_login(by)
    page = plain(client.get(f"/espace/{framework.commune.slug}/wocat/6/").content.decode())
    for words in ("oui, beaucoup", "oui, un peu", "différent de la réponse déclarée", "I22"):
        assert words in page
    first = plain(client.get(f"/espace/{framework.commune.slug}/wocat/1/").content.decode())
    assert "Notre cadre" in first
    assert framework.name in first


def test_answers_are_only_added_and_taking_one_back_lets_the_record_answer_again() -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)
    for name in ("Un", "Deux", "Deux", None):
        declare(framework, by=by, answers={"name": name})

    line = drafted(framework).lines["name"]

    assert [each.value for each in WocatAnswer.objects.filter(draft__framework=framework)] == [
        "Un", "Deux", None,
    ]  # fmt: skip
    assert (line.value, line.declared) == (framework.name, None)
    assert [answer.value for answer, _told in line.earlier] == ["Deux", "Un"]


@pytest.mark.parametrize(
    ("keyword", "good", "bad"),
    [
        ("app_description", "é" * 3500, "é" * 3501),
        ("app_impacts_gender", 4, 5),
        ("app_type", "project", "projet"),
        ("app_decisions_based", ["research", "other"], ["research", "research"]),
        ("app_annual_budget", 12.5, -1),
        ("date_documentation", "2025-05-07", "07/05/2025"),
        ("app_credit", False, "no"),
        ("links", [{"links_url": "https://exemple.ml"}], [{"links_url": "javascript:alert(1)"}]),
        ("app_impacts_other", [{"app_impacts_other_name": "x"}] * 3,
         [{"app_impacts_other_name": "x"}] * 4),
        ("app_motivation", [{"app_motivation_type": "other"}] * 5,
         [{"app_motivation_type": "profit"}] * 2),
        ("person", [{"person_lastname": "D"}], [{"person_password": "D"}]),
    ],
)  # fmt: skip
def test_an_answer_outside_its_type_limit_or_repeats_is_refused(
    keyword: str, good: Any, bad: Any
) -> None:
    framework = make.framework()
    by = make.secretary(framework.commune)

    assert declare(framework, by=by, answers={keyword: good}) == [keyword]
    with pytest.raises(NotReady):
        declare(framework, by=by, answers={keyword: bad})


def test_only_the_commune_declares() -> None:
    framework = make.framework()

    for role in (Role.PARTNER, Role.ADVISER, Role.SERVICE):
        with pytest.raises(PermissionDenied):
            declare(framework, by=make.user(role, framework.commune), answers={"name": "Non"})


def test_persons_are_named_with_consent_only_never_by_phone_and_never_to_a_partner(
    client: Client,
) -> None:
    framework = make.framework()
    place = framework.commune
    chief = make.person(place, last_name="Canari-Nom", phone="+22376554433")
    party = make.organisation(place, president=chief, phone="+22376554433")
    framework.members.create(organisation=party, college="secteur_prive")
    without = as_json(drafted(framework))

    make.obstacle(framework, description="Appeler le président au 76 55 44 33")
    declare(framework, by=make.secretary(place), answers={"person_consent": True})

    client.force_login(make.user(Role.PARTNER, place))
    shown = client.get(f"/espace/{place.slug}/wocat/brouillon.json").content.decode()
    (person,) = exported(drafted(framework))["answers"]["person"]
    assert (person["person_lastname"], person["person_institution"]) == ("Canari-Nom", str(party))
    assert "person_phone_1" not in person
    assert "Canari-Nom" not in without + shown
    whole = as_json(drafted(framework))
    assert "Appeler le président au …" in whole
    assert "554433" not in whole.replace(" ", "")


def test_notes_in_confidence_and_words_on_quarrels_never_reach_the_draft() -> None:
    framework = make.framework()
    tension(make.meeting(framework), tension="Canari-Tension", mitigation="Canari-Remède")
    make.obstacle(framework, category="conflit", description="Canari-Querelle")
    make.obstacle(framework, category="financement", description="Le crédit tarde")

    found = drafted(framework)
    written = as_json(found) + wocat_paper(found).html()

    assert "Le crédit tarde" in written
    assert "Canari" not in written


def test_the_budget_is_in_dollars_once_somebody_typed_the_rate() -> None:
    framework = make.framework()
    plan = make.plan(make.cycle(framework), state="valide")
    make.action(plan, estimated_cost=1_200_000)
    before = drafted(framework).lines["app_annual_budget"].value

    declare(
        framework, by=make.secretary(framework.commune), answers={"app_annual_budget_rate": 600}
    )

    assert (before, drafted(framework).lines["app_annual_budget"].value) == (None, 2000)


def test_the_completion_counts_what_is_declared_or_recorded() -> None:
    framework = make.framework()
    before = drafted(framework).completion
    declare(
        framework, by=make.secretary(framework.commune),
        answers={"app_impacts_water": 1, "app_impacts_water_specify": "Aucun puits."},
    )  # fmt: skip

    after = drafted(framework).completion

    assert (after.answered, after.asked) == (before.answered + 1, before.asked)
    assert 0 < after.percent < 100


def test_the_paper_marks_what_is_to_complete_and_tells_where_answers_come_from() -> None:
    framework = make.framework()
    place = framework.commune
    place.latitude, place.longitude = Decimal("13.6890"), Decimal("-5.8310")
    place.save()
    declare(framework, by=make.secretary(place), answers={"app_definition": "Un dialogue."})

    read = text_of(wocat_paper(drafted(framework)))

    for words in ("à compléter", "Un dialogue.", "déclaré", "dossier", "app_impacts_food"):
        assert words in read
    assert "7. Références et liens" in read


def test_the_shipped_record_is_read_by_everybody_and_its_lost_impacts_stay_empty(
    client: Client,
) -> None:
    shipped = read_stored(WocatDraft.objects.get(code="approaches_2512"))
    assert not IMPACTS & exported(shipped)["answers"].keys()
    assert ship(WocatDraft.objects, WocatAnswer.objects) == 0
    for role in (Role.PARTNER, Role.COMMITTEE, Role.ADVISER):
        client.force_login(make.user(role, make.commune()))
        page = client.get("/wocat/approaches_2512/")
        assert page.status_code == 200
        assert "machines" in page.content.decode()
    answer = client.get("/wocat/approaches_2512/brouillon.json")
    assert json.loads(answer.content)["answers"]["app_initiation_year"] == 2007
