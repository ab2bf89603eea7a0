"""Each split of an indicator on a case reckoned by hand, line by line; I32 and I33."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from frameworks.models import Cycle, Framework
from monitoring.indicators import tables
from monitoring.indicators.details import details_of, gather, together_of
from monitoring.indicators.obstacles import obstacles_by_cycle
from monitoring.indicators.organisations import organisations_of
from monitoring.indicators.split_words import tables as in_words
from monitoring.indicators.splits import Ratio, Split
from monitoring.indicators.trust import trust_by_survey
from tests import make

pytestmark = pytest.mark.django_db

DUE = make.day("2025-05-31")


@pytest.fixture
def framework() -> Framework:
    return make.framework()


def splits(framework: Framework) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Every split of the only cycle: by what, then line by line."""
    (found,) = details_of(gather(framework), framework.cycles.all())
    every = (*found.plan, *found.money.splits, *found.came, tables.kind_split(found.rhythm))
    told = {each.by: lines(each) for each in every if each.by != "sector"}
    told["actions"] = lines(found.plan[0]) if found.plan else {}
    told["seats"] = lines(found.came[1])
    return told | {f"needs {each.by}": lines(each) for each in found.needs.splits}


def lines(split: Split) -> dict[str, tuple[Any, ...]]:
    return {line.key: line.cells for line in split.lines}


def action(plan: Any, situation: str = "", done: str | None = None, **fields: Any) -> Any:
    made = make.action(plan, **{"due_on": DUE, **fields})
    if situation:
        make.statement(made, situation, done_on=make.day(done) if done else None)
    return made


def test_i08_to_i11_by_sector_and_i08_by_responsible(framework: Framework) -> None:
    plan = make.plan(make.cycle(framework), state="valide")
    rice, place = make.sector("riz"), framework.commune
    coop = make.organisation(place)
    action(plan, "realisee", "2025-05-31", sector=rice, estimated_cost=300, responsible=coop)
    action(plan, "realisee", "2025-06-01", sector=rice, estimated_cost=None, responsible=coop)
    make.statement(
        action(plan, sector=rice, estimated_cost=100, responsible=make.organisation(place, "ong")),
        progress=40,
    )
    action(plan)

    found = splits(framework)
    assert found["actions"] == {
        "riz": (Ratio(2, 3), Ratio(1, 3), Ratio(340, 400), 400),
        "-": (Ratio(0, 1), Ratio(0, 1), Ratio(0, 0), None),
    }
    assert found["responsible"] == {
        "organisation_professionnelle": (Ratio(2, 2),), "ong": (Ratio(0, 1),), "-": (Ratio(0, 1),),
    }  # fmt: skip


def test_i12_by_party_and_i13_by_kind_of_input(framework: Framework) -> None:
    plan = make.plan(make.cycle(framework), state="valide")
    coop, town = (
        make.organisation(framework.commune, kind, name=kind)
        for kind in ("organisation_professionnelle", "commune")
    )
    made = action(plan)
    make.promise(made, coop, 300, kind="nature").payments.create(amount=150)
    make.promise(made, town, 100, kind="especes").payments.create(amount=50)
    make.promise(made, town, None, kind="especes")

    found = splits(framework)
    assert found["party"] == {
        str(coop.pk): (300, 150, Ratio(150, 300)), str(town.pk): (100, 50, Ratio(50, 100)),
    }  # fmt: skip
    assert found["input"] == {
        "nature": (300, Ratio(300, 400), 150, Ratio(150, 200)),
        "especes": (100, Ratio(100, 400), 50, Ratio(50, 200)),
    }


def test_i16_by_deliberation(framework: Framework) -> None:
    plan = make.plan(make.cycle(framework), state="valide")
    place = framework.commune
    pdesc = place.pdescs.create(first_year=2024, last_year=2028)
    voted = pdesc.lines.create(code="A", entered_by=make.deliberation(place))
    proposed = pdesc.lines.create(code="B")
    for line, nature in (
        (voted, "infrastructure"), (proposed, "equipement"), (None, "acces_au_foncier"),
        (voted, "formation"),
    ):  # fmt: skip
        action(plan, pdesc_line=line).needs.add(make.need(framework, nature=nature))

    assert splits(framework)["deliberation"] == {"yes": (Ratio(1, 1),), "no": (Ratio(1, 2),)}


def test_i05_to_i07_and_i27_by_sector_nature_method_and_women(framework: Framework) -> None:
    make.cycle(framework)
    rice = make.sector("riz")
    women = make.organisation(framework.commune, womens_organisation=True)
    for fields in (
        {"sector": rice, "state": "satisfait", "nature": "infrastructure", "women": 3},
        {"sector": rice, "state": "partiellement_satisfait", "method": "enquete"},
        {"sector": rice, "state": "identifie", "organisation": women},
        {"state": "presente", "nature": "infrastructure", "women": 0},
    ):
        make.need(framework, **fields)

    found = splits(framework)
    assert found["needs sector"] == {
        "riz": (3, Ratio(2, 2), Ratio(1, 3), Ratio(1.5, 3), Ratio(1, 1)),
        "-": (1, Ratio(0, 1), Ratio(0, 1), Ratio(0, 1), Ratio(0, 1)),
    }
    assert found["needs nature"] == {"infrastructure": (2,), "-": (2,)}
    assert found["needs method"] == {"enquete": (1,), "-": (3,)}
    assert found["needs women"] == {
        "yes": (Ratio(1, 2), Ratio(1, 2)), "no": (Ratio(0, 2), Ratio(0.5, 2)),
    }  # fmt: skip


def test_i03_by_college_i04_by_sector_i20_by_sector_and_i21_by_member(
    framework: Framework,
) -> None:
    place = framework.commune
    make.cycle(framework)
    rice, fish = make.sector("riz"), make.sector("peche")
    both = make.organisation(place, sectors=[rice, fish], legal_form="scoops")
    away = make.organisation(place, sectors=[rice])
    for each in (both, away):
        framework.members.create(organisation=each, college="secteur_prive")
    meeting = make.meeting(framework, held="2025-03-10")
    for college in ("secteur_prive", "secteur_prive", "commune"):
        make.attendance(meeting, make.person(place, organisation=both, college=college))
    make.member_count(both, 30, 10, young=8, displaced=2)

    found = splits(framework)
    assert found["college"] == {"secteur_prive": (2,), "commune": (1,)}
    assert found["seats"] == {"riz": (Ratio(1, 2),), "peche": (Ratio(1, 1),)}
    together = together_of(gather(framework))
    assert lines(together.formalised) == {"riz": (Ratio(1, 2),), "peche": (Ratio(1, 1),)}
    members = tables.member_split(organisations_of(framework))
    assert lines(members) == {
        "women": (Ratio(30, 40),), "young": (Ratio(8, 40),), "displaced": (Ratio(2, 40),),
    }  # fmt: skip
    assert [each.cells[0].text for each in _rows(members, few=False)] == [
        "75\u00a0%", "20\u00a0%", "moins de 5",
    ]  # fmt: skip
    assert _rows(members, few=True)[-1].cells[0].text == "5\u00a0%"


def _rows(split: Split, few: bool) -> list[Any]:
    (table,) = in_words([split], show_few=few)
    return [_Row(*row) for row in table.rows]


class _Row:
    def __init__(self, label: str, cells: Any) -> None:
        self.label, self.cells = label, cells


def test_i20_new_in_the_cycle_by_the_day_typed_or_the_step(framework: Framework) -> None:
    make.cycle(framework, closed_on=DUE, end_report_on=DUE, state="clos")
    for typed, step in (
        ("2025-03-03", None), (None, "2025-05-31"), ("2025-03-02", "2025-04-01"),
        ("2025-06", None), (None, None),
    ):  # fmt: skip
        made = make.organisation(
            framework.commune, registered_on=make.partial(typed) if typed else None
        )
        framework.members.create(organisation=made, college="secteur_prive")
        if step:
            made.formalisation.create(stage="immatriculee", reached_on=make.partial(step))

    (found,) = details_of(gather(framework), framework.cycles.all())
    assert found.registered == 2


def test_i22_by_question_and_i23_by_category(framework: Framework) -> None:
    cycle = make.cycle(framework)
    make.survey(cycle)
    meeting = make.meeting(framework)
    make.passage(make.obstacle(framework, category="foncier"), meeting)
    make.obstacle(framework, category="foncier", state="leve", resolved_on=make.day("2025-03-13"))
    make.obstacle(framework, category="technique")

    (survey,) = trust_by_survey(framework.cycles.all())
    assert tables.item_split(survey).lines[0].cells == (2.5, 2.0, 0.5)
    assert tables.item_split(survey).lines[1].cells == (None, None, None)
    found = obstacles_by_cycle(Cycle.objects.all())[cycle.pk]
    assert lines(tables.obstacle_split(found)) == {
        "foncier": (2, Ratio(1, 2), Ratio(0, 1), 10.0),
        "technique": (1, Ratio(0, 1), Ratio(0, 0), None),
    }


def test_i32_sold_and_lost_against_the_baseline(framework: Framework) -> None:
    place = framework.commune
    rice, fish = make.sector("riz"), make.sector("peche")
    grown, shrunk, unmeasured, other_unit, nothing_sold = (
        make.organisation(place, name=f"Coop {number}") for number in range(5)
    )
    later = {"measured_on": make.day("2025-06-01")}
    before = {"baseline": True, "quantity": 100, "sold": 40, "lost": 20}
    for who, what, first, last in (
        (grown, rice, before, {"quantity": 200, "sold": 60, "lost": 20}),  # +50 %, −10 points
        (shrunk, rice, before, {"quantity": 50, "sold": 30, "lost": 20}),  # −25 %, +20 points
        (unmeasured, rice, None, {"sold": 5, "lost": 1}),
        (other_unit, fish, before, {"sold": 80, "lost": 5, "unit": "tonne"}),
        (nothing_sold, fish, before | {"sold": 0, "lost": None}, {"sold": 9}),
    ):
        if first:
            make.production(who, what, **first)
        make.production(who, what, **later, **last)

    found = together_of(gather(framework)).production
    told = [(each.sold_change, each.loss_change) for each in found]
    assert told == [
        (0.5, pytest.approx(-0.1)), (-0.25, pytest.approx(0.2)), (None, None), (None, None),
        (None, None),
    ]  # fmt: skip
    assert lines(tables.production_by_sector(found)) == {
        "riz": (0.125, pytest.approx(0.05)), "peche": (None, None),
    }  # fmt: skip


def test_i33_the_annual_programme_by_year_and_its_priority_sectors(framework: Framework) -> None:
    rice, fish = make.sector("riz"), make.sector("peche")
    make.priority(framework, rice, active_from=make.day("2024-06-01"))
    make.priority(framework, fish, 2, active_to=make.day("2023-12-31"))
    pdesc = framework.commune.pdescs.create(first_year=2023, last_year=2027)
    for code, sector, amounts in (
        ("A", rice, {2023: 100, 2024: 300}),
        ("B", fish, {2023: 300, 2024: 500}),
        ("C", None, {2024: 200, 2025: 0}),
    ):
        line = pdesc.lines.create(code=code, sector=sector)
        for year, amount in amounts.items():
            line.amounts.create(year=year, amount=amount)

    found = together_of(gather(framework)).programme
    told = [(each.year, each.amount, each.priority, each.share) for each in found]
    assert told == [(2023, 400, 300, 0.75), (2024, 1000, 300, 0.3), (2025, 0, 0, None)]
    assert lines(tables.programme_split(found))["2024"] == (1000, Ratio(300, 1000))
    assert together_of(gather(make.framework())).programme == []


def test_the_csv_of_the_command_carries_details_and_splits(
    framework: Framework, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = make.plan(make.cycle(framework), state="valide")
    action(plan, "realisee", "2025-05-31", sector=make.sector("riz"))
    action(plan, sector=make.sector("riz"))

    call_command("indicators", commune=framework.commune.code, format="csv")
    said = capsys.readouterr().out.splitlines()
    assert "cycle_by_sector,1 riz,I08.completion_rate,0.5" in said
    assert "cycle_details,1,I29.carried_done_rate," in said
    assert "framework_details,,I31.in_time_rate," in said
