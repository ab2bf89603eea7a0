"""The round table of money: costs and promises of a whole plan in one send."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.test import Client

from actionplans import rules
from actionplans.models import Action, FundingLine
from communes.models import OrganisationKind, Role
from foundation.journal.models import Entry
from tests import make
from tests.actionplans.conftest import Place
from tests.project.pages import Shown, forms_of

LIGHT = 7_500  # 8 kB less the headers


@pytest.fixture
def two(place: Place) -> list[Action]:
    plan = place.plan()
    return [make.action(plan, estimated_cost=cost, number=cost) for cost in (500, 900)]


def _open(place: Place, client: Client | None = None) -> dict[str, Any]:
    """What a browser sends back of the page as it is shown."""
    client = client or place.client
    page: Any = type("Page", (), {"url": place.url("round-table"), "client": client})
    return dict(forms_of(Shown(page, client.get(page.url)))[0].values)


def _send(place: Place, sent: dict[str, Any], **changes: Any) -> Any:
    sent = {**sent, **{name.replace("__", "-"): value for name, value in changes.items()}}
    return place.client.post(place.url("round-table"), sent)


def test_costs_and_promises_of_all_actions_go_in_one_send(place: Place, two: list[Action]) -> None:
    kept = make.promise(two[0], place.town, 100)
    first, second = two
    changes = {
        f"a{first.pk}__estimated_cost": "700",
        f"p{kept.pk}__promised": "350",
        f"n{second.pk}_0__party": place.group.pk,
        f"n{second.pk}_0__promised": "250",
    }

    answer = _send(place, _open(place), **changes)

    first.refresh_from_db()
    lines = FundingLine.objects.order_by("pk").values_list("action", "party__name", "promised")
    assert (answer.status_code, first.estimated_cost) == (302, 700)
    assert list(lines) == [
        (first.pk, "Commune de Dioro", 350),
        (second.pk, "Coopérative Jɛkafɔ", 250),
    ]


def test_each_action_touched_has_one_line_in_the_journal(place: Place, two: list[Action]) -> None:
    rows = {f"n{two[1].pk}_0__party": place.town.pk, f"n{two[1].pk}_0__promised": "5"}

    _send(place, _open(place), **rows, **{f"a{two[1].pk}__estimated_cost": "6"})

    entries = Entry.objects.filter(kind="actionplans.action").values_list("record", "fields")
    assert list(entries) == [(str(two[1].pk), "estimated_cost, funding")]


def test_a_refused_amount_keeps_everything_typed_and_writes_nothing(
    place: Place, two: list[Action]
) -> None:
    changes = {
        f"a{two[0].pk}__estimated_cost": "12,5 millions",
        f"n{two[1].pk}_0__promised": "77 000",
        f"n{two[1].pk}_0__unit": "sacs de sable",
    }

    answer = _send(place, _open(place), **changes)

    page = answer.content.decode()
    assert all(text in page for text in ("12,5 millions", "77 000", "sacs de sable"))
    assert [one.errors.keys() & {"estimated_cost", "party"} for one in answer.context["forms"]] == [
        {"estimated_cost"}, set(), set(), {"party"},
    ]  # fmt: skip
    assert not FundingLine.objects.exists()


def test_the_rule_on_programmes_stands_beside_the_row(place: Place, two: list[Action]) -> None:
    programme = make.organisation(None, OrganisationKind.PROGRAMME)
    row = f"n{two[0].pk}_0"
    changes = {f"{row}__party": programme.pk, f"{row}__category": "investissement"}

    answer = _send(place, _open(place), **changes)

    said = [form.errors.get("category") for form in answer.context["forms"] if form.errors]
    assert said == [[rules.r8_line(programme, "investissement")]]


def test_more_promised_than_the_cost_is_said_beside_the_action(
    place: Place, two: list[Action]
) -> None:
    make.promise(two[0], place.town, 501)

    sentence = rules.r13_action(500, 500, 501)

    assert sentence in place.client.get(place.url("round-table")).content.decode()
    assert [f.sentence for f in rules.r13_cost_covered(two[0].plan)] == [sentence]


def test_what_somebody_else_wrote_meanwhile_is_shown_beside_mine(
    place: Place, two: list[Action]
) -> None:
    line = make.promise(two[0], place.town, 100)
    opened = _open(place)
    FundingLine.objects.filter(pk=line.pk).update(promised=300)

    answer = _send(place, opened, **{f"p{line.pk}__promised": "200"})

    page = answer.content.decode()
    assert (answer.status_code, "300" in page, "200" in page) == (200, True, True)
    line.refresh_from_db()
    assert line.promised == 300


def test_a_promise_somebody_else_added_meanwhile_stays(place: Place, two: list[Action]) -> None:
    opened = _open(place)
    added = make.promise(two[0], place.group, 40)

    answer = _send(place, opened, **{f"a{two[0].pk}__estimated_cost": "800"})

    added.refresh_from_db()
    assert (answer.status_code, added.promised) == (302, 40)


def test_a_promise_taken_away_meanwhile_is_told_and_nothing_is_written(
    place: Place, two: list[Action]
) -> None:
    line = make.promise(two[0], place.town, 100)
    opened = _open(place)
    line.delete()

    answer = _send(place, opened, **{f"a{two[1].pk}__estimated_cost": "1"})

    two[1].refresh_from_db()
    assert (answer.status_code, two[1].estimated_cost) == (200, 900)
    assert "quelqu’un d’autre a retiré une promesse" in answer.content.decode()


def test_a_double_click_adds_the_promise_once(place: Place, two: list[Action]) -> None:
    sent = _open(place) | {
        f"n{two[0].pk}_0-party": place.town.pk,
        f"n{two[0].pk}_0-promised": "5",
    }

    answers = [place.client.post(place.url("round-table"), sent).status_code for _ in range(2)]

    assert (answers, FundingLine.objects.count()) == ([302, 302], 1)


def test_totals_are_the_sums_of_the_rows(place: Place, two: list[Action]) -> None:
    make.promise(two[0], place.town, 120)
    make.promise(two[0], place.group, 30, kind="main_oeuvre")
    make.promise(two[1], place.group, None, kind="nature", quantity=8, unit="briques")

    context = place.client.get(place.url("round-table")).context

    sheet, parties, brought = (context[name] for name in ("sheet", "parties", "brought"))
    assert [(one.cash, one.other, one.unvalued) for one in parties] == [(120, 0, 0), (0, 30, 1)]
    assert (brought.cash, brought.other, brought.unvalued) == (120, 30, 1)
    assert (sheet.cost, sheet.covered, sheet.missing) == (1400, brought.total, 1250)
    assert sum(cell.total for _column, cell in sheet.by_column) == brought.total


def test_readers_see_the_table_and_cannot_send_it(place: Place, two: list[Action]) -> None:
    make.promise(two[0], place.town, 120)
    place.client.force_login(make.user(Role.PARTNER, place.commune))

    shown = place.client.get(place.url("round-table"))
    sent = place.client.post(place.url("round-table"), {"actions": str(two[0].pk)})

    page = shown.content.decode()
    assert (shown.status_code, 'method="post" novalidate' in page) == (200, False)
    assert "120" in page
    assert sent.status_code == 403


def test_a_sealed_plan_is_read_and_its_old_form_refused(place: Place, two: list[Action]) -> None:
    opened = _open(place)
    make.seal(two[0].plan)

    answer = _send(place, opened, **{f"a{two[0].pk}__estimated_cost": "77 001"})

    two[0].refresh_from_db()
    assert (answer.status_code, two[0].estimated_cost) == (200, 500)
    assert "77 001" in answer.content.decode()
    assert 'name="actions"' not in place.client.get(place.url("round-table")).content.decode()


def test_fifteen_actions_of_four_promises_are_light_and_all_within_reach(place: Place) -> None:
    plan = place.plan()
    parties = [place.town, place.group, *(make.organisation(place.commune) for _ in range(10))]
    for number in range(1, 16):
        action = make.action(plan, number=number, estimated_cost=123_456 * number)
        for turn in range(4):
            amount = 7_919 * number * (turn + 1)
            make.promise(action, parties[(number + turn) % 12], amount, unit=f"sacs {turn}")
    address, seen, grams = place.url("round-table"), set(), []

    for page in range(1, 99):
        answer = place.client.get(f"{address}?page={page}")
        grams.append(len(gzip.compress(answer.content, 6)))
        seen |= set(re.findall(r'name="a(\d+)-estimated_cost"', answer.content.decode()))
        if f"?page={page + 1}" not in answer.content.decode():
            break

    assert len(seen) == 15
    assert max(grams) <= LIGHT
