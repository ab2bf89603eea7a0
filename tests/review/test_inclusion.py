"""The inclusion mirror: who asked, whose need was retained, funded, done; never fewer than five."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from communes.models import Commune, Organisation, Role
from monitoring.indicators.inclusion import Mirror, Section, mirror_of
from monitoring.indicators.masking import Hidden, masked, told
from tests import make

FEW, REST = Hidden.FEW, Hidden.REST


def women_of(place: Commune) -> Organisation:
    return make.organisation(place, womens_organisation=True, legal_form="scoops")


def heard(place: Commune) -> None:
    """Four needs: of women (done), of young people (funded), of a service, of a sector."""
    framework = make.framework(place)
    plan = make.plan(make.cycle(framework), state="valide")
    rice = make.sector("riz")
    done, funded, draft = (make.action(plan) for _each in range(3))
    make.statement(done, "realisee", done_on=make.DAY)
    women = women_of(place)
    make.promise(done, women, 300)
    make.promise(funded, make.organisation(place, "commune"), 700)
    make.promise(draft, make.organisation(place, "ong"), None)
    asked = (
        {"organisation": women, "state": "satisfait", "women": 40, "men": 10, "sector": rice},
        {
            "organisation": make.organisation(place, youth_organisation=True, legal_form="gie"),
            "state": "retenu", "women": 20, "men": 30, "young": 45,
        },
        {"organisation": make.organisation(place, "service_technique"), "state": "identifie"},
        {"state": "presente", "displaced": 3, "women": 20, "men": 20, "sector": rice},
    )  # fmt: skip
    needs = [make.need(framework, **each) for each in asked]
    done.needs.set([needs[0]])
    funded.needs.set([needs[0], needs[1]])
    draft.needs.set([needs[3]])


def counts(section: Section) -> dict[str, tuple[Any, ...]]:
    return {group.key: group.counts for group in section.groups}


@pytest.mark.django_db
def test_needs_are_followed_from_the_asker_to_the_action_done() -> None:
    place, _silent = make.commune(), make.commune()
    heard(place)

    found: Mirror = mirror_of(Commune.objects.all())
    sections = {section.key: counts(section) for section in found.sections}
    assert (found.needs, found.communes, found.without) == ((4, 2, 2, 1), 2, 1)
    assert sections["women"] == {"yes": (1, 1, 1, 1), "no": (2, 1, 1, 0), "": (1, 0, 0, 0)}
    assert sections["youth"] == {"yes": (1, 1, 1, 0), "no": (2, 1, 1, 1), "": (1, 0, 0, 0)}
    assert sections["actor"] == {
        "scoops": (1, 1, 1, 1), "gie": (1, 1, 1, 0), "service_technique": (1, 0, 0, 0),
        "": (1, 0, 0, 0),
    }  # fmt: skip
    assert sections["sector"] == {"riz": (2, 1, 1, 1), "": (2, 1, 1, 0)}
    assert counts(found.people) == {
        "everyone": (140, 100, 100, 50), "women": (80, 60, 60, 40), "men": (60, 40, 40, 10),
        "young": (45, 45, 45, 0), "displaced": (FEW, 0, 0, 0),
    }  # fmt: skip
    assert found.money.promised_by == {
        "commune": 700, "organisation_professionnelle": 300,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ({"everyone": (9,), "women": (3,), "men": (6,)}, [(9,), (FEW,), (REST,)]),
        ({"everyone": (9,), "women": (0,), "men": (9,)}, [(9,), (0,), (9,)]),
        ({"everyone": (4,), "women": (0,), "men": (4,)}, [(FEW,), (REST,), (FEW,)]),
        ({"everyone": (20,), "young": (18,)}, [(20,), (REST,)]),
        ({"everyone": (20, 17), "young": (9, 9)}, [(20, REST), (9, 9)]),
        ({"everyone": (30, 20), "young": (15, 8)}, [(30, 20), (15, REST)]),
        ({"everyone": (20, 20, 20), "displaced": (9, 7, 9)}, [(20, 20, 20), (9, REST, 9)]),
    ],
)
def test_what_would_let_fewer_than_five_people_be_reckoned_is_masked(
    table: dict[str, tuple[int, ...]], shown: list[tuple[Any, ...]]
) -> None:
    assert list(told(table).values()) == shown


def test_no_shown_number_lets_a_small_one_be_reckoned_whatever_the_table() -> None:
    for women in range(12):
        for men in range(12):
            for later in range(women + 1):
                table = {
                    "everyone": (women + men, later + men),
                    "women": (women, later),
                    "men": (men, men),
                }
                found = masked(table)
                every, ours, theirs = (found[part] for part in table)
                for stage in (0, 1):
                    parts = [each[stage] for each in (every, ours, theirs)]
                    assert parts.count(None) != 1
                    assert not {1, 2, 3, 4} & {each for each in parts if each is not None}
                for part in found.values():
                    if part[0] is not None and part[1] is not None:
                        assert part[0] - part[1] not in (1, 2, 3, 4)


@pytest.mark.django_db
def test_page_csv_and_workbook_tell_the_same_to_everybody(client: Client) -> None:
    place = make.commune()
    heard(place)
    client.force_login(make.user(Role.PARTNER, place))
    base = f"/espace/{place.slug}/indicateurs/inclusion/"

    page = client.get(base).content.decode()
    text = client.get(f"{base}inclusion.csv").content.decode("utf-8-sig")
    rows = {tuple(row[:2]): row[2:-1] for row in csv.reader(io.StringIO(text), delimiter=";")}
    assert rows["all", ""][1:] == ["4", "2", "2", "1", "0,5", "0,5", "0,25", "", "", "", ""]
    assert rows["people", "displaced"][:5] == ["Personnes déplacées", "< 5", "0", "0", "0"]
    assert rows["party", "commune"][8:] == ["700", "0,7", "0", ""]
    assert "&lt; 5" in page
    assert '50\u00a0% <span class="m">2/4</span>' in page
    book = load_workbook(io.BytesIO(client.get(f"{base}inclusion.xlsx").content))
    cells = {row[:2]: row[2:] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert cells["all", None][:4] == ("Besoins", 4, 2, 2)
    assert cells["people", "displaced"][1] == "< 5"
    assert f'href="{base}"' in client.get(f"/espace/{place.slug}/indicateurs/").content.decode()


@pytest.mark.django_db
def test_across_tells_of_ones_own_communes_and_who_gave_no_data(client: Client) -> None:
    mine, other = make.commune("Dioro"), make.commune("Ailleurs")
    heard(mine)
    heard(other)
    adviser = make.user(Role.ADVISER, mine)
    make.assign(adviser, Role.ADVISER, make.commune("Sansanding"))
    client.force_login(adviser)

    page = client.get("/inclusion/").content.decode()
    assert "2 communes." in page
    assert "Communes sans donnée\u00a0: 1." in page
    assert '50\u00a0% <span class="m">2/4</span>' in page
    chosen = client.get("/inclusion/inclusion.csv?q=sansanding").content.decode("utf-8-sig")
    (_head, first, *_rest) = csv.reader(io.StringIO(chosen), delimiter=";")
    assert (first[:7], first[-1]) == (["all", "", "Besoins", "0", "0", "0", "0"], "1")


@pytest.mark.django_db
@pytest.mark.parametrize("communes", [1, 3])
def test_the_mirror_of_three_communes_asks_as_much_as_of_one(
    communes: int, django_assert_num_queries: Any
) -> None:
    for _each in range(communes):
        heard(make.commune())

    with django_assert_num_queries(6):
        mirror_of(Commune.objects.all())
