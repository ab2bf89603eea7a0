"""The development plan: lines typed or pasted, their amounts, what stands on them."""

from __future__ import annotations

from typing import Any

import pytest

from actionplans import services
from actionplans.models import Action, Pdesc, PdescAmount, PdescLine
from actionplans.pasting import read_lines
from foundation.records.errors import NotReady
from frameworks.models import NeedState
from tests import make
from tests.actionplans.conftest import Place

GOOD = (
    "Code;Titre;Axe;Filière;Coût\n"
    "ECO-07;Magasin à oignon;Économie;echalote;12 500 000\n"
    "INF-1;Piste;"
)


@pytest.fixture
def period(place: Place) -> Pdesc:
    return place.commune.pdescs.create(first_year=2022, last_year=2026)


def _line(period: Pdesc, **fields: Any) -> PdescLine:
    fields = {"code": f"L{period.lines.count()}", "title": "Un marché", **fields}
    return period.lines.create(**fields)


def test_a_line_is_typed_with_its_needs_and_its_amounts_by_year(
    place: Place, period: Pdesc
) -> None:
    need = make.need(place.cycle.framework)
    act = make.deliberation(place.commune)

    place.client.post(
        place.url("add-pdesc-line", pk=period.pk),
        {
            "code": "ECO-07", "title": "Magasin", "sector": place.sector.pk, "quantity": "2,5",
            "unit": "magasin", "unit_cost": "1 000 001", "needs": [need.pk], "entered_by": act.pk,
            "an0-year": "2023", "an0-source": "Commune", "an0-amount": "500 000",
            "an1-year": "2024", "an1-source": "Commune", "an1-amount": "0",
        },
    )  # fmt: skip

    line = PdescLine.objects.get()
    assert (line.cost, line.entered_by, list(line.needs.all())) == (2_500_003, act, [need])
    assert list(line.amounts.values_list("year", "amount")) == [(2023, 500_000), (2024, 0)]


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ({"an0-year": "2031", "an0-amount": "5"}, "year"),
        ({"an0-year": "2023"}, "amount"),
        ({"an0-year": "2023", "an0-amount": "5", "an1-year": "2023", "an1-amount": "6"}, "year"),
    ],
)
def test_a_wrong_amount_is_said_beside_its_row_and_nothing_is_written(
    place: Place, period: Pdesc, typed: dict[str, str], beside: str
) -> None:
    answer = place.client.post(
        place.url("add-pdesc-line", pk=period.pk), {"code": "A", "title": "Magasin", **typed}
    )

    wrong = [name for row in answer.context["forms"] for name in row.errors]
    assert (wrong, PdescLine.objects.count()) == ([beside], 0)


def test_a_line_is_changed_and_an_amount_taken_away(place: Place, period: Pdesc) -> None:
    line = _line(period, code="A")
    gone, kept = (line.amounts.create(year=year, amount=5) for year in (2022, 2023))
    url = place.url("change-pdesc-line", pk=line.pk)

    place.client.post(
        url,
        {
            "code": "A", "title": "Deux marchés", f"a{gone.pk}-year": "2022",
            f"a{gone.pk}-amount": "5", f"a{gone.pk}-remove": "on",
            f"a{kept.pk}-year": "2022", f"a{kept.pk}-amount": "7",
        },
    )  # fmt: skip

    line.refresh_from_db()
    assert line.title == "Deux marchés"
    assert list(PdescAmount.objects.values_list("pk", "year", "amount")) == [(kept.pk, 2022, 7)]


def test_two_years_changed_for_one_another_are_refused_with_a_sentence(
    place: Place, period: Pdesc
) -> None:
    line = _line(period, code="A")
    one, two = (line.amounts.create(year=year, amount=5) for year in (2022, 2023))

    answer = place.client.post(
        place.url("change-pdesc-line", pk=line.pk),
        {
            "code": "A", "title": "Un marché", f"a{one.pk}-year": "2023", f"a{one.pk}-amount": "5",
            f"a{two.pk}-year": "2022", f"a{two.pk}-amount": "5",
        },
    )  # fmt: skip

    assert "ont déjà un montant" in answer.content.decode()


def test_a_code_stands_once(place: Place, period: Pdesc) -> None:
    line, _other = _line(period, code="A"), _line(period, code="B")

    answer = place.client.post(
        place.url("change-pdesc-line", pk=line.pk), {"code": "B", "title": "Un marché"}
    )

    assert list(answer.context["form"].errors) == ["code"]
    with pytest.raises(NotReady):
        services.add_pdesc_line(period, by=place.by, code="A", title="Encore")


def test_pasted_lines_are_shown_before_they_are_written(place: Place, period: Pdesc) -> None:
    url = place.url("paste-pdesc-lines", pk=period.pk)

    shown = place.client.post(url, {"lines": GOOD, "write": "1"})
    assert not PdescLine.objects.exists()
    read = shown.context["form"].fingerprint
    place.client.post(url, {"lines": GOOD, "read": read, "write": "1"})

    rows = PdescLine.objects.values_list("code", "title", "axis", "sector", "unit_cost")
    assert list(rows) == [
        ("ECO-07", "Magasin à oignon", "Économie", place.sector.pk, 12_500_000),
        ("INF-1", "Piste", "", None, None),
    ]


def test_a_text_changed_after_it_was_shown_is_shown_again(place: Place, period: Pdesc) -> None:
    url = place.url("paste-pdesc-lines", pk=period.pk)
    read = place.client.post(url, {"lines": GOOD}).context["form"].fingerprint

    answer = place.client.post(url, {"lines": f"{GOOD}\nB;Puits", "read": read, "write": "1"})

    assert (answer.status_code, PdescLine.objects.count()) == (200, 0)


def test_each_line_that_is_not_understood_has_its_sentence_and_all_is_kept(
    place: Place, period: Pdesc
) -> None:
    _line(period, code="A")
    text = (
        "A;Déjà là\n;Sans code\nB;Puits;;maraîchage\nC;Mur;;;beaucoup\nC;Encore\nD;1;2;3;4;5\nE;Bon"
    )

    answer = place.client.post(place.url("paste-pdesc-lines", pk=period.pk), {"lines": text})

    form = answer.context["form"]
    assert [line.place for line in form.understood if line.problem] == [1, 2, 3, 4, 5, 6]
    assert len(form.errors["lines"]) == 6
    assert "E;Bon" in answer.content.decode()


def test_tabs_quotes_and_sector_names_are_read_as_a_spreadsheet_gives_them(place: Place) -> None:
    text = 'X1\t"Marché\nà bétail"\tAxe 1\tECHALOTE / OIGNON\t3.500.000\n\n'

    (line,) = read_lines(text, sectors=[place.sector], known=[])

    assert (line.title, line.sector, line.cost, line.problem) == (
        "Marché à bétail",
        place.sector,
        3_500_000,
        "",
    )


def test_the_page_tells_what_stands_on_the_plan_and_what_does_not(
    place: Place, period: Pdesc
) -> None:
    framework, plan = place.cycle.framework, place.plan()
    idle = _line(period, sector=place.sector)
    used = _line(period, sector=place.sector)
    direct, through, left = (make.need(framework, state=NeedState.RETAINED) for _ in range(3))
    idle.needs.add(direct)
    make.action(plan, pdesc_line=used).needs.add(through)
    enter = make.action(plan, to_enter=True)
    look = make.action(plan)
    make.promise(look, place.town)
    make.promise(make.action(plan), place.group)

    mapping = place.client.get(place.url("pdesc", pk=period.pk)).context["mapping"]

    assert (mapping.idle, mapping.answered, mapping.left) == ([idle], [direct, through], [left])
    assert (mapping.to_enter, mapping.to_look_at) == ([enter], [look])


def test_an_action_to_be_entered_tells_the_deliberation_once_it_is_voted(
    place: Place, period: Pdesc
) -> None:
    act = make.deliberation(place.commune, number="2025-07/CR", state="votee")
    make.action(place.plan(deliberation=act), to_enter=True)
    url = place.url("pdesc", pk=period.pk)

    assert "2025-07/CR" in place.client.get(url).content.decode()
    act.state = "projet"
    act.save()
    assert "2025-07/CR" not in place.client.get(url).content.decode()


def test_a_line_made_of_an_action_brings_its_words(place: Place, period: Pdesc) -> None:
    act = make.deliberation(place.commune)
    action = make.action(
        place.plan(deliberation=act), to_enter=True, sector=place.sector, estimated_cost=700
    )
    need = make.need(place.cycle.framework)
    action.needs.add(need)
    url = place.url("add-pdesc-line", pk=period.pk)

    form = place.client.get(f"{url}?action={action.pk}").context["form"]

    values = {name: form[name].value() for name in ("title", "sector", "entered_by", "needs")}
    assert values == {
        "title": action.wording,
        "sector": place.sector.pk,
        "entered_by": act.pk,
        "needs": [need.pk],
    }


def test_an_action_on_a_line_is_no_more_to_be_entered(place: Place, period: Pdesc) -> None:
    make.action(place.plan(), to_enter=True, pdesc_line=_line(period))

    assert not Action.objects.to_be_entered().exists()


def test_lines_of_another_commune_lead_nowhere(place: Place) -> None:
    away = make.commune().pdescs.create(first_year=2022, last_year=2026)
    line = _line(away)

    pages = [
        place.url("pdesc", pk=away.pk),
        place.url("paste-pdesc-lines", pk=away.pk),
        place.url("change-pdesc-line", pk=line.pk),
    ]
    assert [place.client.get(page).status_code for page in pages] == [404] * 3
