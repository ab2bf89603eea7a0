"""Declaring answers on the page of one numbered item: typed text is kept, nobody's work is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from consult.learning.models import WocatAnswer
from consult.learning.wocat.draft import read_framework
from consult.learning.wocat.questions import SECTIONS
from consult.learning.wocat.services import declare
from frameworks.models import Framework
from tests import make
from tests.papers import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework(client: Client) -> Framework:
    """A framework, its secretary signed in."""
    made = make.framework()
    client.force_login(make.secretary(made.commune))
    return made


def address(framework: Framework, part: str) -> str:
    section, number = part.split(".")
    return f"/espace/{framework.commune.slug}/wocat/{section}/question/{number}/"


def declared(framework: Framework) -> dict[str, Any]:
    return dict(read_framework(framework, persons=True).declared)


def test_a_description_over_the_limit_is_refused_with_every_letter_kept_and_counted_once_saved(
    client: Client, framework: Framework
) -> None:
    long = "é" * 3501
    refused = client.post(address(framework, "2.2"), {"app_description": long})
    assert (refused.status_code, declared(framework)) == (200, {})
    assert long in refused.content.decode()
    assert "3501" in refused.content.decode()

    answer = client.post(address(framework, "2.2"), {"app_description": long[1:]}, follow=True)

    assert declared(framework) == {"app_description": "é" * 3500}
    assert "3500 caractères sur 3500 au plus" in plain(answer.content.decode())


def test_lines_of_a_group_are_kept_in_order_and_blank_ones_left_aside(
    client: Client, framework: Framework
) -> None:
    typed = {
        "weaknesses_landuser-1-weaknesses_landuser_text": "Versements tardifs",
        "weaknesses_compiler-0-weaknesses_compiler_text": "Piste coupée",
        "weaknesses_compiler-0-weaknesses_compiler_overcome": "Bâtir avant les pluies",
    }

    client.post(address(framework, "6.5"), typed)

    assert declared(framework) == {
        "weaknesses_landuser": [{"weaknesses_landuser_text": "Versements tardifs"}],
        "weaknesses_compiler": [
            {
                "weaknesses_compiler_text": "Piste coupée",
                "weaknesses_compiler_overcome": "Bâtir avant les pluies",
            }
        ],
    }


def test_a_choice_made_twice_is_refused_beside_its_line(
    client: Client, framework: Framework
) -> None:
    name = "app_motivation-{}-app_motivation_type"

    answer = client.post(
        address(framework, "6.2"), {name.format(0): "profit", name.format(1): "profit"}
    )

    assert (answer.status_code, declared(framework)) == (200, {})
    assert "Ce choix figure déjà sur une autre ligne." in answer.content.decode()


def test_every_kind_of_field_is_typed_as_people_type_and_kept_as_the_questionnaire_holds_it(
    client: Client, framework: Framework
) -> None:
    client.post(address(framework, "1.3"), {"date_documentation": "7/5/2025",
                                           "accept_conditions": "True"})  # fmt: skip
    client.post(address(framework, "2.6"), {"app_initiation_year": "2007"})
    client.post(address(framework, "5.1"), {"app_annual_budget_rate": "612,5"})
    client.post(address(framework, "4.5"), {"app_research_topics": ["sociology", "ecology"]})
    client.post(address(framework, "6.1"), {"app_impacts_food": "3"})
    client.post(address(framework, "7.3"), {"links-0-links_url": "exemple.ml/cadre"})
    refused = client.post(address(framework, "2.6"), {"app_initiation_year": "il y a longtemps"})

    assert declared(framework) == {
        "date_documentation": "2025-05-07",
        "accept_conditions": True,
        "app_initiation_year": 2007,
        "app_annual_budget_rate": 612.5,
        "app_research_topics": ["sociology", "ecology"],
        "app_impacts_food": 3,
        "links": [{"links_url": "https://exemple.ml/cadre"}],
    }
    assert "il y a longtemps" in refused.content.decode()


def test_starting_from_the_record_fills_the_boxes_and_declares_nothing_by_itself(
    client: Client, framework: Framework
) -> None:
    page = client.get(f"{address(framework, '1.1')}?reprendre=1").content.decode()

    assert f'value="{framework.name}"' in page
    assert not WocatAnswer.objects.filter(draft__framework=framework).exists()


def test_of_two_people_on_one_page_each_keeps_the_answer_only_they_gave(
    client: Client, framework: Framework
) -> None:
    seen = client.get(address(framework, "2.7")).context["asked"].simple["seen"].value()
    by = make.secretary(framework.commune)
    declare(framework, by=by, answers={"app_type": "project", "app_type_specify": "Le leur"})

    both = client.post(address(framework, "2.7"), {"seen": seen, "app_type_specify": "Le mien"})
    assert "Le leur" in both.content.decode()
    again = both.context["asked"].simple["seen"].value()
    client.post(address(framework, "2.7"), {"seen": again, "app_type_specify": "Le mien",
                                           "app_type": "project"})  # fmt: skip

    assert declared(framework) == {"app_type": "project", "app_type_specify": "Le mien"}


def test_every_page_of_the_draft_opens_for_the_secretary_and_unknown_numbers_do_not_exist(
    client: Client, framework: Framework
) -> None:
    parts = [(part.section, part.number) for section in SECTIONS for part in section.parts]
    pages = [client.get(address(framework, f"{one}.{two}")).status_code for one, two in parts]
    unknown = [client.get(address(framework, part)).status_code for part in ("8.1", "6.9")]

    assert ({*pages}, {*unknown}, len(parts)) == ({200}, {404}, 36)
